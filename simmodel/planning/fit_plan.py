"""What a fit will take on this machine, before it is started: a few runs of it are played, and none is kept."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import numpy as np

from simmodel.calibration.fit import observed_in, of_many_more
from simmodel.calibration.ledger import line_of
from simmodel.calibration.measure import Written, written_down
from simmodel.calibration.own_levels import solver_of
from simmodel.calibration.pool import Pool
from simmodel.calibration.targets import Target
from simmodel.calibration.waves import Wave, plan_of
from simmodel.planning.estimate import MEMORY_BESIDE, Range
from simmodel.planning.fit_runs import Part, ToCome
from simmodel.planning.measure import process_bytes
from simmodel.players import Players
from simmodel.scenario import Study

TIMED = 5
"""Runs that are timed, each of a point of its own with its solution, after one that is not."""
A_MADE_UP_PILOT = 0.2
"""Seconds of a core that a made-up pilot of the self-check takes (31 s for 200, and the second opinion)."""
BYTES_A_VALUE = 20
"""Bytes of a number in the file of a posterior."""


@dataclass(frozen=True)
class Paced:
    """What some runs of a fit took: seconds of a core by run, (runs,), seconds on the clock for each of these, the most
    bytes in play at a time, and what they wrote down."""

    seconds: np.ndarray
    busy: float
    in_play: int
    process: int
    written: list[Written | None]

    @property
    def a_run(self) -> Range:
        """Seconds of a core that a run takes with its solution, and twice the error of that to either side.

        A point without a custody curve takes next to nothing: of a few runs such a one must not say that all may.
        """
        mean = float(self.seconds.mean())
        error = 2.0 * float(self.seconds.std(ddof=1)) / np.sqrt(len(self.seconds))
        return Range(mean, max(mean / 2.0, mean - error), mean + error)


@dataclass(frozen=True)
class FitPlan:
    """What a fit will take: runs by part, seconds and bytes."""

    to_come: ToCome
    parts: tuple[Part, ...]
    paced: Paced
    at_a_time: int
    wall_seconds: Range
    memory: Range
    disk: float

    @property
    def left(self) -> tuple[int, int]:
        """Runs that are still to be played, at least and at most."""
        least, most = zip(*(part.left for part in self.parts), strict=True)
        return sum(least), sum(most)


def plan_of_fit(to_come: ToCome, workers: int, cores: int, players: Players | None = None) -> FitPlan:
    """What this fit takes on a machine of so many cores, so many runs at a time."""
    paced = paced_by(to_come, players or Players())
    pool = _pool(to_come.study, to_come.targets, paced.written)
    seen = observed_in(to_come.targets, plan_of(to_come.study))
    parts = tuple(to_come.parts(twice=pool is not None and of_many_more(seen, pool, to_come.targets)))
    return planned_fit(to_come, parts, paced, max(1, min(workers, cores)))


def planned_fit(to_come: ToCome, parts: tuple[Part, ...], paced: Paced, at_a_time: int) -> FitPlan:
    """The plan that follows from what some runs took."""
    least, most = (sum(part.left[end] for part in parts) for end in (0, 1))
    beside, a_run = A_MADE_UP_PILOT * to_come.size.repeats, paced.a_run
    one, all_waves = (runs * a_run.value / at_a_time * paced.busy + beside for runs in (least, most))
    in_play = at_a_time * paced.in_play
    lines = [len(line_of(("wave 0", 0, 64 * "0"), each)) for each in paced.written]
    disk = most * float(np.mean(lines)) + to_come.size.draws * to_come.numbers()[1] * BYTES_A_VALUE
    return FitPlan(
        to_come,
        parts,
        paced,
        at_a_time,
        wall_seconds=Range((one + all_waves) / 2.0, least * a_run.low / at_a_time + beside,
                           most * a_run.high / at_a_time * paced.busy + beside),
        memory=Range(paced.process + in_play, paced.process, paced.process + MEMORY_BESIDE * in_play),
        disk=disk,
    )  # fmt: skip


def paced_by(to_come: ToCome, players: Players) -> Paced:
    """What runs at places of the prior take that no fit has played, so that each is solved anew."""
    chance, study = np.random.default_rng(), to_come.study
    if to_come.prior.parameters:
        places = chance.random((TIMED + 2, len(to_come.prior.parameters)))
        study = Wave(to_come.prior, places).study(study)
    plan, seed = plan_of(study), int(chance.integers(2**31))
    live, written = partial(written_down, plan, to_come.targets), []
    core, wall = [], []
    addresses = [(draw, 0) for draw in range(1, TIMED + 2)]
    with closing(players.each(study, seed, addresses, live, solver_of(plan))) as lived:
        for one in lived:
            written.append(one)
            core.append(time.process_time())
            wall.append(time.perf_counter())
    tracemalloc.start()
    try:
        list(players.each(study, seed, [(TIMED + 2, 0)], live, solver_of(plan)))
        in_play = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    seconds = np.diff(core)
    busy = max(1.0, float((wall[-1] - wall[0]) / max(seconds.sum(), 1e-9)))
    return Paced(seconds, busy, in_play, process_bytes(), written)


def _pool(study: Study, targets: Sequence[Target], written: Sequence[Written | None]) -> Pool | None:
    """What was written down, as runs whose numbers do not matter; None where nothing was."""
    whole = [one for one in written if one is not None]
    if not whole:
        return None
    values, people = (np.array([getattr(one, name) for one in whole]) for name in ("values", "people"))
    return Pool(np.zeros((len(whole), 1)), values, people)
