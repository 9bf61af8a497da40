"""Ask when the answer flips: the scenarios of a study are played over draws, and no run is made beyond them."""

from __future__ import annotations

from simmodel.discovery.found import found_in
from simmodel.discovery.result import Discovered
from simmodel.ensemble import Progress, compare
from simmodel.kept import Play
from simmodel.sampling import DEFAULT_SENSITIVITY_RUNS
from simmodel.scenario import Study
from simmodel.sensitivity.question import Question
from simmodel.store.shelves import Store


def discover(
    study: Study,
    question: Question,
    gain: float = 0.0,
    runs: int = DEFAULT_SENSITIVITY_RUNS,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    draws: int | None = None,
    store: Store | None = None,
    play: Play | None = None,
) -> Discovered:
    """When a scenario brings more than `gain` and when not, from `runs` paired runs split into `draws` draws.

    `store` and `play` are as in `simmodel.ensemble.compare`.
    """
    return found_in(compare(study, runs, seed, workers, progress, draws=draws, store=store, play=play), question, gain)
