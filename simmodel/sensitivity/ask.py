"""Ask which assumption matters: the scenarios of a study are played over draws, and no run is made beyond them."""

from __future__ import annotations

from simmodel.ensemble import Progress, compare
from simmodel.kept import Play
from simmodel.sampling import DEFAULT_SENSITIVITY_RUNS
from simmodel.scenario import Study
from simmodel.sensitivity.found import found_in
from simmodel.sensitivity.question import Question
from simmodel.sensitivity.result import Sensitivity
from simmodel.store.shelves import Store


def what_matters(
    study: Study,
    question: Question,
    runs: int = DEFAULT_SENSITIVITY_RUNS,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    draws: int | None = None,
    store: Store | None = None,
    play: Play | None = None,
) -> Sensitivity:
    """What moves the difference of a scenario from the base case, from `runs` paired runs split into `draws` draws.

    `store` and `play` are as in `simmodel.ensemble.compare`.
    """
    return found_in(compare(study, runs, seed, workers, progress, draws=draws, store=store, play=play), question)
