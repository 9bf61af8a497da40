"""The trial battery in a process of its own, while this one plays the outside cases: each compiles what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

from simmodel.shipped import shipped_trials
from simmodel.validation.trials import TrialResult, battery

Progress = Callable[[int, int], None]
Ended = Callable[[Progress], list[TrialResult]]


@contextmanager
def battery_begun(quick: bool, seed: int, workers: int) -> Iterator[Ended]:
    """A function that waits for the battery, which has begun, and gives its results; it takes a report of progress.

    Whatever ends the context ends the battery before its next trial.
    """
    with ProcessPoolExecutor(1) as process:
        begun = [process.submit(battery, quick, seed, workers, None, [path]) for path in shipped_trials()]

        def ended(progress: Progress) -> list[TrialResult]:
            found: list[TrialResult] = []
            for done, trial in enumerate(begun, start=1):
                found += trial.result()
                progress(done, len(begun))
            return found

        try:
            yield ended
        finally:
            process.shutdown(wait=False, cancel_futures=True)
