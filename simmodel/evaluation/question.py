"""What is asked of a pilot, and whether a study can answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simmodel.errors import SimmodelError
from simmodel.evaluation.counted import COUNTED, Counted
from simmodel.evaluation.people import WAVES
from simmodel.parameters import nearest
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.scenario import Pilot, Study
from simmodel.vocabulary import ENROL_AT

MONTHS_PER_YEAR = 12
BASELINE_WEEKS = WEEKS_PER_YEAR
"""The year before enrolment, from whose records people are matched and a stepped wedge takes its baseline."""
WORKERS = ("coaches", "link_workers")
"""What a scenario must buy to enrol anybody, those who stay longest first."""
LEAST_ENROLLED = 2 * WAVES
MOST_ENROLLED = 100_000
DESIGNS: Mapping[str, str] = {
    "pre_post": "pre/post",
    "matched": "matched",
    "randomised": "randomised",
    "stepped_wedge": "stepped-wedge",
}
"""By name, how a sentence calls each design."""
AT_RELEASE = ("pre_post", "randomised")
"""Designs that enrol people at their release as well."""


@dataclass(frozen=True)
class Question:
    """A pilot of one design with so many people, followed for so many months for one outcome."""

    design: str
    enrolled: int
    scenario: str
    outcome: str = "custody_days"
    months: int = MONTHS_PER_YEAR
    moment: str = "service"

    @property
    def counted(self) -> Counted:
        """The outcome, with what makes it of a week."""
        return COUNTED[self.outcome]

    @property
    def weeks(self) -> int:
        """The follow-up in weeks."""
        return weeks_of(self.months)

    @property
    def look_back(self) -> int:
        """Weeks before enrolment that the design needs to see."""
        return {"pre_post": self.weeks, "randomised": 0}.get(self.design, BASELINE_WEEKS)


def weeks_of(months: int) -> int:
    """Whole weeks nearest to so many months."""
    return round(months * WEEKS_PER_YEAR / MONTHS_PER_YEAR)


def months_told(months: int) -> str:
    """So many months, in words.

    >>> months_told(1), months_told(12)
    ('1 month', '12 months')
    """
    return "1 month" if months == 1 else f"{months} months"


def question(
    study: Study, design: str, enrolled: int, scenario: str | None, outcome: str, months: int, enrol_at: str | None
) -> Question:
    """The question, once it is found that the study can answer it; SimmodelError otherwise."""
    moment = enrol_at or (study.pilot or Pilot()).enrol_at
    known("design", design, DESIGNS)
    known("outcome", outcome, COUNTED)
    known("enrol_at", moment, dict.fromkeys(ENROL_AT))
    asked = Question(design, enrolled, enrolling(study, scenario), outcome, months, moment)
    _goes_together(asked)
    if not LEAST_ENROLLED <= enrolled <= MOST_ENROLLED:
        raise SimmodelError(
            f"enrolled is {enrolled}; allowed: {LEAST_ENROLLED} to {MOST_ENROLLED:,} people; type --enrolled 60"
        )
    _long_enough(study, asked)
    return asked


def known(what: str, given: str, allowed: Mapping[str, object]) -> None:
    """Refuse a word that is not allowed, with the nearest that is."""
    if given not in allowed:
        names = ", ".join(allowed)
        hint = nearest(given, allowed) or f"; type --{what.replace('_', '-')} {next(iter(allowed))}"
        raise SimmodelError(f"{what} is {given!r}; allowed: {names}{hint}")


def enrolling(study: Study, scenario: str | None) -> str:
    """The scenario meant: the first that buys coaches, else link workers, unless one is named; SimmodelError where
    nobody is enrolled."""
    able = {name: None for what in WORKERS for name, one in study.scenarios.items() if one.buys == what}
    if scenario is None and able:
        return next(iter(able))
    if not able:
        raise SimmodelError(
            f"no scenario of {study.name} enrols people, so there is nobody to evaluate; allowed: a scenario that buys "
            'coaches or link workers; type buys = "coaches" in one of them'
        )
    name = scenario or ""
    if study.named(name).buys not in WORKERS:
        raise SimmodelError(
            f"{name} of {study.name} enrols nobody (it buys {study.named(name).buys}); allowed: {', '.join(able)}; "
            f"type --scenario {next(iter(able))}"
        )
    return name


def _goes_together(asked: Question) -> None:
    if asked.moment == "release" and asked.design not in AT_RELEASE:
        raise SimmodelError(
            f"design is {asked.design} and enrol_at release; allowed at release: {', '.join(AT_RELEASE)}; "
            f"type --enrol-at service"
        )
    if asked.design == "stepped_wedge" and asked.counted.once:
        raise SimmodelError(
            f"design is stepped_wedge and outcome {asked.outcome}, which happens once in a follow-up; allowed: "
            f"{', '.join(name for name, one in COUNTED.items() if not one.once)}; type --outcome "
            "times_taken_into_custody"
        )


def _long_enough(study: Study, asked: Question) -> None:
    set_up = study.named(asked.scenario).set_up_weeks
    most = (study.time.horizon_years * WEEKS_PER_YEAR - set_up) * MONTHS_PER_YEAR // WEEKS_PER_YEAR
    if not 1 <= asked.months <= most:
        raise SimmodelError(
            f"follow_up is {months_told(asked.months)}; allowed: 1 to {most}, from the first people enrolled to the "
            f"end of {study.name}; type --follow-up {min(MONTHS_PER_YEAR, most)}"
        )
    warm_up = study.time.warm_up_years
    if asked.look_back > warm_up * WEEKS_PER_YEAR:
        shorter = warm_up and asked.design == "pre_post"
        instead = f"--follow-up {warm_up * MONTHS_PER_YEAR}" if shorter else "--design randomised"
        raise SimmodelError(
            f"{asked.design} looks back {asked.look_back} weeks before enrolment, and warm_up_years of {study.name} is "
            f"{warm_up}; type warm_up_years = {-(-asked.look_back // WEEKS_PER_YEAR)} in the study, or {instead}"
        )
