"""The trial battery: every trial that ships, lived through in its own configuration, beside what it reported.

One set of default numbers for all of them, levels calibrated without any programme, and nothing fitted to a contrast.
`battery()` gives one result for each thing that a trial reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from simmodel.engine.together import groups_of
from simmodel.engine.watched import watch
from simmodel.errors import SimmodelError
from simmodel.pool import ToPlay, in_threads
from simmodel.programme import NO_OUTCOME
from simmodel.sampling import Sampling, sampling
from simmodel.scenario import Study, read_study
from simmodel.shipped import shipped_trials
from simmodel.trial import Trial, TrialOutcome
from simmodel.validation.arms import arms_of, weeks_needed_before
from simmodel.validation.contrast import NO_EFFECT, NOTHING, Contrast, Pair, contrast
from simmodel.validation.seen import look
from simmodel.week import WEEK

QUICK_RUNS, RUNS, RUNS_IN_DRAWS = 3, 20, 20
"""Paired runs a trial at the default numbers, for a look and for a report; and, for a report, in draws of two."""
BARELY = 0.1
"""A model that moves less than this share of a trial's interval barely moves anything."""


@dataclass(frozen=True)
class TrialResult:
    """One thing that one trial reported, and what the model gives for the same.

    `model`: every number at its default, all runs pooled, with its Monte Carlo `error`. `model_low` to `model_high`:
    nine draws in ten, their luck included, whose mean is `over_draws` (draws sample every number from its range); in a
    quick battery nine runs in ten at the defaults, and `over_draws` is None. `reported` with `low` to `high`.
    `inside`: whether `model` lies in the trial's interval, None where there is no interval to judge by, False where
    the model has no mechanism at all. `at_the_edge`: whether an end lies in the 95% interval of `model` (Student's
    t over runs), so that other luck may move it across. `by_construction`: a number of the model was set from it.
    `barely_moved`: the trial cannot tell its figure from no effect, and nor does the model move. `overlap`: whether
    the two intervals meet. `people`: followed in a mean run.
    """

    id: str
    title: str
    what: str
    design: str
    measure: str
    reported: float | None
    low: float | None
    high: float | None
    interval: str
    model: float | None
    model_low: float | None
    model_high: float | None
    error: float | None
    over_draws: float | None
    people: float
    inside: bool | None
    at_the_edge: bool
    by_construction: bool
    barely_moved: bool
    overlap: bool | None
    because: str
    known: str
    not_known: str
    source: str


def battery(
    quick: bool = False,
    seed: int = 1,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    paths: Sequence[Path] | None = None,
) -> list[TrialResult]:
    """Every trial that ships (or those in `paths`), in order of name; `progress(done, of)` is called after each.

    `quick`: three paired runs with every number at its default; else twenty, and twenty more in ten draws.
    """
    defaults = sampling(QUICK_RUNS if quick else RUNS, 0)
    draws = None if quick else sampling(RUNS_IN_DRAWS)
    found: list[TrialResult] = []
    chosen = shipped_trials() if paths is None else paths
    for done, path in enumerate(chosen, start=1):
        found += results_of(read_study(path), defaults, draws, seed, workers)
        if progress is not None:
            progress(done, len(chosen))
    return found


def results_of(
    study: Study, defaults: Sampling, draws: Sampling | None = None, seed: int = 1, workers: int = 1
) -> list[TrialResult]:
    """What the model gives for everything that one trial reported; SimmodelError for a study without `[trial]`.

    `defaults`: the runs with every number at its default; `draws`: those that say how far evidence leaves it open.
    """
    if study.trial is None:
        raise SimmodelError(f"{study.name} is no trial; allowed: a study file with a [trial] table; type [trial]")
    at_defaults = _contrasts(study, study.trial, defaults, seed, workers)
    over_draws = {} if draws is None else _contrasts(study, study.trial, draws, seed, workers)
    return [
        result_of(study, study.trial, outcome, at_defaults[outcome.name], over_draws.get(outcome.name))
        for outcome in study.trial.outcome
    ]


def _contrasts(
    study: Study, trial: Trial, asked: Sampling, seed: int, workers: int
) -> dict[str, tuple[Contrast, float]]:
    """By outcome what came out over these runs, and how many people were followed in a mean run."""
    counted = [outcome for outcome in trial.outcome if outcome.outcome != NO_OUTCOME]
    runs = asked.addresses()
    lived = list(in_threads(study, runs, seed, workers, WEEK, lambda run: _one_run(trial, counted, run, seed)))
    kept = [(address, pairs) for address, pairs in zip(runs, lived, strict=True) if pairs is not None]
    groups = [draw or within for (draw, within), _ in kept]
    found = {outcome.name: (NOTHING, 0.0) for outcome in trial.outcome}
    for outcome in counted if kept else ():
        pairs = [by_name[outcome.name] for _, by_name in kept]
        people = sum(len(treated.total) for treated, _ in pairs) / len(pairs)
        found[outcome.name] = contrast(pairs, groups, outcome.measure), people
    return found


def _one_run(trial: Trial, outcomes: Sequence[TrialOutcome], run: ToPlay, seed: int) -> dict[str, Pair]:
    """Both arms of every outcome, by its name, in one run at the trial's one site."""
    before = max((weeks_needed_before(trial, outcome) for outcome in outcomes), default=1)
    last = trial.people.begins_within_weeks + max((outcome.weeks for outcome in outcomes), default=0)
    wanted = {trial.control, trial.treated, *(outcome.treated for outcome in outcomes if outcome.treated)}
    scenarios = [name for name in run.study.scenarios if name in wanted]
    (group,) = groups_of(run.study, WEEK.exchange)
    seen = watch(
        run.study, run.solution, group, seed, run.within, run.week, look,
        scenarios=scenarios, weeks_before=before, weeks=last, draw=run.draw,
    )  # fmt: skip
    (site,) = group.names
    here = {scenario: by_site[site] for scenario, by_site in seen.items()}
    return {outcome.name: arms_of(trial, outcome, here) for outcome in outcomes}


def result_of(
    study: Study,
    trial: Trial,
    outcome: TrialOutcome,
    at_defaults: tuple[Contrast, float],
    over_draws: tuple[Contrast, float] | None,
) -> TrialResult:
    """One outcome beside what was found of it, with the people followed: at the defaults, and over draws if played."""
    found, people = at_defaults
    spread = over_draws[0] if over_draws else found
    return TrialResult(
        id=f"{study.name}.{outcome.name}",
        title=trial.name,
        what=outcome.what,
        design=trial.design,
        measure=outcome.measure,
        reported=outcome.reported,
        low=outcome.low,
        high=outcome.high,
        interval=" ".join(outcome.interval.split()),
        model=found.mean,
        model_low=spread.low,
        model_high=spread.high,
        error=found.error,
        over_draws=spread.mean if over_draws else None,
        people=people,
        inside=_inside(outcome, found),
        at_the_edge=_at_the_edge(outcome, found),
        by_construction=outcome.fitted,
        barely_moved=_barely_moved(outcome, found),
        overlap=_overlap(outcome, spread),
        because=" ".join(outcome.because.split()),
        known=" ".join(trial.known.split()),
        not_known=" ".join(trial.not_known.split()),
        source=" ".join(trial.source.split()),
    )


def _inside(outcome: TrialOutcome, found: Contrast) -> bool | None:
    if outcome.low is None or outcome.high is None:
        return None
    return found.mean is not None and outcome.low <= found.mean <= outcome.high


def _at_the_edge(outcome: TrialOutcome, found: Contrast) -> bool:
    if found.mean is None or found.reach is None:
        return False
    ends = [end for end in (outcome.low, outcome.high) if end is not None]
    return any(abs(found.mean - end) <= found.reach for end in ends)


def _barely_moved(outcome: TrialOutcome, found: Contrast) -> bool:
    nothing = NO_EFFECT.get(outcome.measure)
    if nothing is None or found.mean is None or outcome.low is None or outcome.high is None:
        return False
    return outcome.low <= nothing <= outcome.high and abs(found.mean - nothing) < BARELY * (outcome.high - outcome.low)


def _overlap(outcome: TrialOutcome, found: Contrast) -> bool | None:
    if outcome.low is None or outcome.high is None or found.low is None or found.high is None:
        return None
    return found.low <= outcome.high and found.high >= outcome.low
