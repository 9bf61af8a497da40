"""Pilots lived through again and again, and what they would have said beside what is true in the model."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from simmodel import __version__
from simmodel.appraisal.runs import Fitted, posterior_told
from simmodel.carried import fitted_of, told_of_posterior
from simmodel.errors import CustodyLevelError, SimmodelError
from simmodel.evaluation.designs import FEWEST, Truth, can_follow, figure, truth
from simmodel.evaluation.estimators import Figure, share_of
from simmodel.evaluation.lives import Run
from simmodel.evaluation.pilot import Pilot, pilot
from simmodel.evaluation.power import claims, least_detectable, months_until, power
from simmodel.evaluation.question import LEAST_ENROLLED, Question, months_told, question, weeks_of
from simmodel.players import Players
from simmodel.pool import Play, ToPlay
from simmodel.sampling import DEFAULT_PILOTS, sampling
from simmodel.scenario import Study
from simmodel.week import WEEK, Week

GRID = (3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 108, 120, 144, 168, 192, 216, 240)
"""Months of follow-up of which it is asked whether they can tell."""


@dataclass(frozen=True)
class Reported:
    """What pilots of one kind report: the mean of their estimates, where 90 of 100 lie, and as a share of the level
    they compare with. `excludes_zero` is the share of pilots whose interval leaves out zero."""

    estimate: float
    low: float
    high: float
    relative: float | None
    relative_low: float | None
    relative_high: float | None
    mean_error: float
    excludes_zero: float


@dataclass(frozen=True)
class One:
    """What a single pilot, the first, prints."""

    estimate: float
    low: float
    high: float
    p: float
    relative: float | None


@dataclass(frozen=True)
class Effect:
    """What is true in the model of the people offered a worker; `relative` to their level in the base case."""

    effect: float
    relative: float | None


@dataclass(frozen=True)
class At:
    """What a follow-up of so many months could tell."""

    months: int
    power: float | None
    false_alarms: float


@dataclass(frozen=True)
class Evaluation:
    """A pilot of one design: what it would have said, what is true, and what it could have told.

    `least_detectable` is None where it cannot be told; `most_possible` is the largest effect for the better that people
    like these leave room for.
    """

    study: str
    version: str
    seed: int
    draws: int
    pilots: int
    asked: Question
    enrolled: float
    fewest_enrolled: int
    taken_on: float
    reported: Reported
    first_pilot: One
    true: Effect
    bias: float
    without_effect: Reported
    power: float | None
    least_detectable: float | None
    least_detectable_error: float | None
    most_possible: float
    months_until: int | None
    by_months: tuple[At, ...]
    fitted: Fitted | None = None
    notes: tuple[str, ...] = ()


def evaluate(
    study: Study,
    design: str,
    enrolled: int,
    outcome: str = "custody_days",
    follow_up: int = 12,
    scenario: str | None = None,
    enrol_at: str | None = None,
    runs: int = DEFAULT_PILOTS,
    seed: int = 1,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    draws: int = 0,
    week: Week = WEEK,
    play: Play | None = None,
) -> Evaluation:
    """What `runs` pilots of this design with so many people would have said, each lived in a run of its own.

    `follow_up` is in months. With `draws` the runs are split into so many sets of values; otherwise every number
    stays at its default. `play` plays them elsewhere (`simmodel.players`). SimmodelError for what the study cannot
    answer.
    """
    asked, plan = question(study, design, enrolled, scenario, outcome, follow_up, enrol_at), sampling(runs, draws)
    players, pilots = Players(workers, play=play, week=week), list[Pilot]()
    with closing(players.each(study, seed, plan.addresses(), partial(_lived, asked))) as lived:
        for done, one in enumerate(lived, start=1):
            if one is not None:
                pilots.append(one)
                _enough_people(study, asked, pilots)
            if progress is not None:
                progress(done, plan.runs)
    if not pilots:
        raise CustodyLevelError(
            f"no custody curve gives the custody level of {study.name} in any of {draws} draws; allowed: more draws, "
            "or every number at its default; type --draws 0"
        )
    return told_together(study, asked, pilots, seed, draws)


def _lived(asked: Question, run: ToPlay) -> Pilot:
    return pilot(Run(run.study, run.solution, run.seed, run.draw, run.within, run.week, run.exchange), asked)


def told_together(study: Study, asked: Question, pilots: list[Pilot], seed: int, draws: int) -> Evaluation:
    """What these pilots say together."""
    lived, nothing = (_figures(asked, pilots, arm, asked.weeks) for arm in ("scenario", "base"))
    true, least = _effect(asked, pilots, asked.weeks), least_detectable(nothing)
    ahead = tuple(_at(asked, pilots, months) for months in _grid(asked, pilots))
    sizes = [len(one.at) // 2 if asked.design == "matched" else len(one.at) for one in pilots]
    reported = _reported(lived)
    return Evaluation(
        study=study.name,
        version=__version__,
        seed=seed,
        draws=draws,
        pilots=len(pilots),
        asked=asked,
        enrolled=float(np.mean(sizes)),
        fewest_enrolled=min(sizes),
        taken_on=float(np.mean([one.taken_on[one.treated].mean() for one in pilots])),
        reported=reported,
        first_pilot=One(lived[0].estimate, lived[0].low, lived[0].high, lived[0].p, lived[0].relative),
        true=true,
        bias=reported.estimate - true.effect,
        without_effect=_reported(nothing),
        power=power(lived, true.effect),
        least_detectable=least.size if least else None,
        least_detectable_error=least.error if least else None,
        most_possible=_most_possible(asked, pilots),
        months_until=months_until(
            {at.months: at.power for at in ahead}, {at.months: at.false_alarms for at in ahead}, len(pilots)
        ),
        by_months=ahead,
        fitted=fitted_of(study),
        notes=told_of_posterior(study, draws),
    )


def to_json(found: Evaluation) -> dict[str, Any]:
    """The evaluation as `--json` prints it."""
    values = asdict(found)
    asked = values.pop("asked")
    for each in ("fitted", "notes"):
        values.pop(each)
    head = {key: values.pop(key) for key in ("study", "version", "seed", "draws", "pilots")}
    question = {
        "scenario": asked["scenario"],
        "design": asked["design"],
        "outcome": asked["outcome"],
        "follow_up_months": asked["months"],
        "enrol_at": asked["moment"],
        "enrolled_asked": asked["enrolled"],
    }
    return head | posterior_told(found.fitted) | question | values


def _enough_people(study: Study, asked: Question, pilots: list[Pilot]) -> None:
    """Refuse, at the first pilot, more people than it could enrol and follow; and later one without enough to tell."""
    size = len(pilots[-1].at) // (2 if asked.design == "matched" else 1)
    if size >= (asked.enrolled if len(pilots) == 1 else FEWEST):
        return
    fewer = f"allowed: at most {size}; type --enrolled {size}"
    nobody = "allowed: a study with more people or more years; type --follow-up 6"
    raise SimmodelError(
        f"enrolled is {asked.enrolled}, and a {asked.design} pilot of {asked.scenario} finds {size} people in "
        f"{study.name} whom it can enrol, compare and follow for {months_told(asked.months)}; "
        f"{fewer if size >= LEAST_ENROLLED else nobody}"
    )


def _figures(asked: Question, pilots: list[Pilot], arm: str, weeks: int) -> list[Figure]:
    return [figure(asked, one, getattr(one, arm), weeks) for one in pilots]


def _effect(asked: Question, pilots: list[Pilot], weeks: int) -> Effect:
    effect, level = _truth(asked, pilots, weeks)
    return Effect(effect, share_of(effect, level))


def _truth(asked: Question, pilots: list[Pilot], weeks: int) -> Truth:
    found = [truth(asked, one, weeks) for one in pilots]
    return Truth(*(float(np.mean(part)) for part in zip(*found, strict=True)))


def _most_possible(asked: Question, pilots: list[Pilot]) -> float:
    """How far people can fall to nothing, or rise to every week, from their level in the base case."""
    level = _truth(asked, pilots, asked.weeks).level
    return level if asked.counted.outcome.better == "lower" else asked.weeks - level


def _grid(asked: Question, pilots: list[Pilot]) -> list[int]:
    """The months of follow-up that were seen in every pilot, the one asked for among them."""
    months = sorted({*GRID, asked.months})
    return [each for each in months if all(can_follow(asked, one, weeks_of(each)) for one in pilots)]


def _at(asked: Question, pilots: list[Pilot], months: int) -> At:
    weeks = weeks_of(months)
    lived, nothing = (_figures(asked, pilots, arm, weeks) for arm in ("scenario", "base"))
    return At(months, power(lived, _effect(asked, pilots, weeks).effect), claims(nothing))


def _reported(figures: list[Figure]) -> Reported:
    estimates = np.array([one.estimate for one in figures])
    shares = [one.estimate / one.reference for one in figures if one.reference]
    mean_level = float(np.mean([one.reference for one in figures]))
    low, high = (float(end) for end in np.percentile(estimates, (5, 95)))
    ends = [share_of(float(end), 1.0) for end in np.percentile(shares, (5, 95))] if shares else [None, None]
    return Reported(
        estimate=float(estimates.mean()),
        low=low,
        high=high,
        relative=share_of(float(estimates.mean()), mean_level),
        relative_low=ends[0],
        relative_high=ends[1],
        mean_error=float(np.mean([one.error for one in figures])),
        excludes_zero=claims(figures),
    )
