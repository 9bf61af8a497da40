"""Scenario x draw x run, paired: the same people with the same luck in every scenario of a run.

A draw is one set of values for the numbers of the model, sampled from the ranges that the evidence leaves open
(`simmodel.draws`), and has a solution of its own. Runs are independent and are played in threads of this process (the
compiled week releases Python's lock); they are put together in order of run, so the result is the same for any number
of workers, and the first runs of a longer ensemble are those of a shorter one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

import numpy as np
import pandas as pd

from simmodel import __version__
from simmodel.appraisal.capacity import displaced
from simmodel.appraisal.outcomes import ASSUMED_LINK
from simmodel.appraisal.packed import SeriesOfRuns, TablesBySite, tabled
from simmodel.appraisal.precision import precision_of
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import in_runs
from simmodel.carried import fitted_of, told_of_posterior
from simmodel.checks import checks_of, notes_of, returns_checked
from simmodel.draws import numbers_of_draws
from simmodel.errors import CustodyLevelError
from simmodel.facts import facts_of, money_of, only_queues
from simmodel.kept import OneRun, paired
from simmodel.players import Lived, Players
from simmodel.pool import Play, in_threads
from simmodel.programme import told_of
from simmodel.sampling import DEFAULT_RUNS, Sampling, sampling
from simmodel.scenario import Study
from simmodel.store.shelves import Store
from simmodel.week import WEEK, Week

Progress = Callable[[int, int], None]
RUNS_FOR_A_TABLE = 4


def compare(
    study: Study,
    runs: int = DEFAULT_RUNS,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    week: Week = WEEK,
    draws: int | None = None,
    until_error: float | None = None,
    store: Store | None = None,
    play: Play | None = None,
    apart: bool = False,
) -> Runs:
    """Every scenario of the study in `runs` paired runs; `progress(done, of)` is called after each.

    The runs are split into draws of two, or into `draws` draws; with `draws=0` every number stays at its default and
    ranges are luck only. A draw for which there is no custody curve is left out and told in a note. With `until_error`
    (percentage points) runs are added, in whole draws, until the Monte Carlo error of the difference in return to
    custody is at most that in every scenario; then `runs` is the least.
    `workers`, `store`, `play`, `week` and `apart`: who plays runs and how they are kept (`simmodel.players`).
    """
    players = Players(workers, store, play, week)
    asked, notes = sampling(runs, draws), []
    lived: list[OneRun | None] = []
    while True:
        played = players.runs(study, seed, asked.addresses(len(lived)), apart)
        lived += _told(played, len(lived), asked.runs, progress)
        if until_error is None:
            break
        kept = [one for one in lived if one is not None]
        precision = precision_of(table_of(kept), study.base_case, asked.runs_a_draw, until_error)
        more = asked.up_to(precision.runs_wanted(len(lived)))
        if more.runs == len(lived):
            notes = [precision.told(len(lived))]
            break
        asked = more
    return _put_together(study, asked, seed, lived, notes)


def table_misses(study: Study, seed: int = 1, workers: int = 1) -> tuple[str, ...]:
    """Where the base case does not give the returns of the study's table, in the sentences that `compare` has for it.

    A few runs of the base case alone, with every number at its default. A table is met at 24 months and keeps its
    shape, so its 12 months may be missed; without a table both points are met, and nobody need live to see it.
    """
    if not study.custody_level.returned_by_month:
        return ()
    alone = study.model_copy(update={"scenarios": {study.base_case: study.named(study.base_case)}})
    kept = in_threads(alone, sampling(RUNS_FOR_A_TABLE, 0).addresses(), seed, workers, WEEK, paired)
    return notes_of(returns_checked([one.base for one in kept if one is not None], study))


def _told(runs: Lived, first: int, of: int, progress: Progress | None) -> Iterator[OneRun | None]:
    """The runs from `first` on, each told to `progress`; whatever stops them, nobody plays on."""
    with closing(runs):
        for done, one in enumerate(runs, start=first + 1):
            if progress is not None:
                progress(done, of)
            yield one


def table_of(kept: list[OneRun]) -> pd.DataFrame:
    """The tidy table of runs, numbered in order; columns as in `Runs.table`."""
    return tabled([one.draw for one in kept], [one.rows for one in kept])


def tables_by_site(kept: list[OneRun]) -> TablesBySite:
    """The main outcomes of each site of several: columns as in `Runs.table`."""
    return TablesBySite([one.draw for one in kept], [one.by_site for one in kept])


def weekly_of(kept: list[OneRun]) -> dict[str, SeriesOfRuns]:
    """Weekly series by scenario, as in `Runs.weekly`."""
    return {name: SeriesOfRuns([one.weekly[name] for one in kept]) for name in kept[0].weekly}


def _put_together(study: Study, asked: Sampling, seed: int, lived: list[OneRun | None], notes: list[str]) -> Runs:
    notes = draws_left_out(asked, lived) + notes
    kept = [one for one in lived if one is not None]
    draws = len({one.draw for one in kept} - {0})
    checks = checks_of([one.base for one in kept], study, [one.draw for one in kept] if draws else ())
    capacity = [one.capacity for one in kept]
    table, facts = table_of(kept), facts_of(study, kept, checks)
    if study.programme is not None:
        facts |= told_of(study.programme, table, study.base_case)
    return Runs(
        study_name=study.name,
        title=study.title,
        version=__version__,
        seed=seed,
        runs=len(kept),
        draws=draws,
        base_case=study.base_case,
        study_digest=study.digest(),
        table=table,
        weekly=weekly_of(kept),
        money={name: money_of(study, name) for name in study.scenarios},
        notes=(
            *told_of_posterior(study, draws),
            *only_queues(study),
            *notes_of(checks, draws),
            *displaced(capacity),
            ASSUMED_LINK,
            *notes,
        ),
        facts=facts,
        sites={name: site.name for name, site in study.places.items()},
        by_site=tables_by_site(kept),
        unit_costs=study.money.unit_costs,
        values=study.money.valued(),
        prices_grow=study.money.prices_grow,
        fitted=fitted_of(study),
        numbers=numbers_of_draws(study, seed, sorted({one.draw for one in kept})),
        yearly={name: in_runs([one.yearly[name] for one in kept]) for name in study.scenarios},
        by_group={name: np.stack([one.groups[name] for one in kept]) for name in study.scenarios},
    )


def draws_left_out(asked: Sampling, lived: Sequence[object | None]) -> list[str]:
    """How many draws had no custody curve, in words; an error where that is all of them."""
    draws = len({asked.address(run)[0] for run in range(len(lived))})
    without = len({asked.address(run)[0] for run, one in enumerate(lived) if one is None})
    if without == draws:
        raise CustodyLevelError(
            f"no custody curve gives the study's custody level in any of {draws} draws; give more draws, or draws=0 "
            "for every number at its default"
        )
    if not without:
        return []
    return [
        f"{without} of {draws} draws {'is' if without == 1 else 'are'} left out: with their values no custody curve "
        "gives the study's custody level"
    ]
