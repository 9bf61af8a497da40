"""Ask what each sum of money brings: all levels are played in one study, for the same people with the same luck."""

from __future__ import annotations

from simmodel.ensemble import Progress, compare
from simmodel.funding.found import found_in
from simmodel.funding.levels import at_levels
from simmodel.funding.question import Question
from simmodel.funding.result import Funded
from simmodel.pool import Play
from simmodel.sampling import DEFAULT_RUNS
from simmodel.scenario import Study
from simmodel.store.shelves import Store


def fund(
    study: Study,
    question: Question,
    runs: int = DEFAULT_RUNS,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    draws: int | None = None,
    store: Store | None = None,
    play: Play | None = None,
) -> Funded:
    """What each level of funding of each scenario brings, in `runs` paired runs split into `draws` draws.

    A `store` keeps each level as a study of its own, so that it is found again beside others; see `compare`.
    """
    played = at_levels(study, question)
    runs_of_all = compare(played.study, runs, seed, workers, progress, draws=draws, store=store, play=play, apart=True)
    return found_in(runs_of_all, played, question)
