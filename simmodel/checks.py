"""What the base case of a study gives beside what the evidence says: a misfit is told, never tuned away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simmodel.appraisal.measured import returned_within
from simmodel.draws import fitted_in
from simmodel.posterior import level_in
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR
from simmodel.scenario import Study
from simmodel.vocabulary import HOUSING
from simmodel.world import GENERAL_LIST, NEVER

LARGEST_DRIFT = 0.05
STANDARD_ERRORS = 2.0


@dataclass(frozen=True)
class Check:
    """One thing that can be checked of a base case: what came out, what is expected, and whether it fits."""

    what: str
    found: str
    expected: str
    fits: bool

    def row(self) -> dict[str, object]:
        """The check as a row of a table."""
        return {"check": self.what, "this study": self.found, "evidence": self.expected, "fits": self.fits}


def base_counts(people: np.recarray, weekly: np.recarray, definition: str) -> dict[str, float]:
    """Counts of one run's base case from week 0 on, from which the checks are made."""
    counts = {
        "releases": float(np.sum(people.index_release > NEVER)),
        "back_12": float(returned_within(people, definition, WEEKS_PER_YEAR).sum()),
        "back_24": float(returned_within(people, definition).sum()),
        "referrals": float(weekly.referrals.sum()),
        "attended": float(weekly.attended.sum()),
        "child_reports": float(weekly.child_reports.sum()),
        "child_reports_again": float(weekly.child_reports_again.sum()),
        "priority_wait": float(weekly.weeks_behind[:, HOUSING].mean()) / WEEKS_PER_MONTH,
        "general_wait": float(weekly.weeks_behind[:, GENERAL_LIST].mean()) / WEEKS_PER_MONTH,
        "priority_homes": homes_let(weekly, HOUSING),
        "general_homes": homes_let(weekly, GENERAL_LIST),
    }
    series = {name: weekly[name] for name in ("in_custody", "stably_housed", "homeless")}
    series["waiting"] = weekly.waiting[:, HOUSING + 1 : GENERAL_LIST].sum(axis=1)
    for name, by_week in series.items():
        counts[f"{name}_first"] = float(by_week[:WEEKS_PER_YEAR].mean())
        counts[f"{name}_last"] = float(by_week[-WEEKS_PER_YEAR:].mean())
    return counts


MEANS = {"priority_wait": "priority_homes", "general_wait": "general_homes"}
"""What does not add up over sites: the wait on a list, which is weighed by the homes let from it."""


def homes_let(weekly: np.recarray, unit: int) -> float:
    """Homes let from a list from week 0 on, outside demand included."""
    return float(weekly.admitted[:, unit].sum() + weekly.outside_served[:, unit].sum())


def checks_of(runs: Sequence[Mapping[str, float]], study: Study, draw_of: Sequence[int] = ()) -> list[Check]:
    """Every check of the base case over all runs; `draw_of` is each run's draw, where runs of a draw go together."""
    checks: list[Check | None] = [
        *returns_checked(runs, study, draw_of),
        _within(
            runs,
            "attended",
            "referrals",
            "cold referrals completed",
            0.32,
            0.45,
            "39% (REF001; NSW 41%, REF010)",
        ),
    ]
    checks += [_again(runs, 0.365, 0.415, "36.5% to 41.5% (CHI004), give or take chance")]
    if lets(study, "priority"):
        checks += [_wait(runs, "priority_wait", "wait on the priority housing list", 5.0, 12.0, "HOM011")]
    if lets(study, "general"):
        checks += [_wait(runs, "general_wait", "wait on the general housing list", 36.0, 80.0, "HOM010")]
    names = {"in_custody": "in custody", "stably_housed": "stably housed", "homeless": "homeless"}
    names["waiting"] = "waiting for a service"
    checks += [_drift(runs, draw_of or range(len(runs)), name, words) for name, words in names.items()]
    return [check for check in checks if check is not None]


def returns_checked(runs: Sequence[Mapping[str, float]], study: Study, draw_of: Sequence[int] = ()) -> list[Check]:
    """Of all checks those of the level of return that the study names, or that was fitted: its mean over draws."""
    fitted = pd.DataFrame([level_in(fitted_in(study, draw)) for draw in draw_of or (0,)]).mean()
    level, found = study.custody_level.model_copy(update=dict(fitted)), []
    for months in (12, 24):
        what = f"back within {months} months ({level.definition})"
        found.append(_share(runs, f"back_{months}", "releases", what, level.at(months)))
    return [check for check in found if check is not None]


def lets(study: Study, what: str) -> bool:
    """Whether any site lets dwellings to these applicants; Taree's recipe does."""
    named = [site.lettings_per_year for site in study.places.values()]
    return any(lettings is None or getattr(lettings, what) > 0 for lettings in named)


MISFITS: tuple[dict[str, object], ...] = (
    {
        "contrast": "J2SI, houses supplied: people without a home stably housed 12 months on, with a coach",
        "the trial": "60% (HOM015)",
        "the model": "83% in the trial's own study file (j2si: 40 homes a year), 93% in Taree with 60 homes a year",
    },
    {
        "contrast": "bond after 12 weeks with a coach and improvement within a year: correlation",
        "the trial": "r .26 to .30 (TRU001, psychotherapy)",
        "the model": "r .08 in Taree, with two coaches",
    },
)
"""What trials found and the shipped numbers do not give, whatever the study, and where that was seen.

Held by `tests/test_contrasts.py`, `tests/test_claims.py` and (the trial's own file) `tests/validation/test_trials.py`.
"""


def notes_of(checks: Sequence[Check], draws: int = 0) -> tuple[str, ...]:
    """One sentence for each check that does not fit; `draws` over which values were sampled, 0 for the defaults."""
    where = f", over {draws} draws," if draws > 1 else ""
    return tuple(
        f"the base case{where} does not fit the evidence on {check.what}: {check.found}, expected {check.expected}"
        for check in checks
        if not check.fits
    )


def _total(runs: Sequence[Mapping[str, float]], name: str) -> np.ndarray:
    return np.array([run[name] for run in runs])


def _share(runs: Sequence[Mapping[str, float]], part: str, whole: str, what: str, target: float) -> Check | None:
    count = _total(runs, whole).sum()
    if count == 0:
        return None
    share = _total(runs, part).sum() / count
    error = (share * (1 - share) / count) ** 0.5
    fits = abs(share - target) <= 0.02 + STANDARD_ERRORS * error
    return Check(
        what, f"{share:.1%} of {count:,.0f} releases", f"{target:.1%}, give or take 2 points and chance", bool(fits)
    )


def _within(
    runs: Sequence[Mapping[str, float]],
    part: str,
    whole: str,
    what: str,
    low: float,
    high: float,
    expected: str,
) -> Check | None:
    count = _total(runs, whole).sum()
    if count == 0:
        return None
    share = _total(runs, part).sum() / count
    return Check(what, f"{share:.1%}", expected, bool(low <= share <= high))


def _again(runs: Sequence[Mapping[str, float]], low: float, high: float, expected: str) -> Check | None:
    """Of children reported to child protection, those who were reported within a year before."""
    count = _total(runs, "child_reports").sum()
    if count == 0:
        return None
    share = _total(runs, "child_reports_again").sum() / count
    chance = STANDARD_ERRORS * (share * (1 - share) / count) ** 0.5
    return Check(
        "children reported to child protection again within 12 months",
        f"{share:.1%} of {count:,.0f} reports",
        expected,
        bool(low - chance <= share <= high + chance),
    )


def _wait(runs: Sequence[Mapping[str, float]], name: str, what: str, low: float, high: float, evidence: str) -> Check:
    months = float(_total(runs, name).mean())
    return Check(what, f"{months:.1f} months", f"{low:g} to {high:g} months ({evidence})", low <= months <= high)


def _drift(runs: Sequence[Mapping[str, float]], draw_of: Sequence[int], name: str, words: str) -> Check | None:
    first, last = _total(runs, f"{name}_first"), _total(runs, f"{name}_last")
    if first.mean() == 0:
        return None
    moved = (last.mean() - first.mean()) / first.mean()
    what, found = f"people {words}, last year against first", f"{moved:+.1%}"
    if len(runs) < 2:
        return Check(what, found, "within 5%; one run cannot tell it from chance", True)
    groups = draw_of if len(set(draw_of)) > 1 else range(len(runs))
    by_group = [(last - first)[np.array(groups) == group].mean() for group in sorted(set(groups))]
    error = np.std(by_group, ddof=1) / len(by_group) ** 0.5 / first.mean()
    fits = abs(moved) <= LARGEST_DRIFT + min(STANDARD_ERRORS * error, LARGEST_DRIFT)
    return Check(what, found, "within 5%, give or take chance", bool(fits))
