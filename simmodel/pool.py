"""Paired runs in threads of this process, put together in order: each draw is solved once, while others are played."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from threading import Event
from typing import Any, Protocol

import numpy as np

from simmodel.draws import study_of_draw
from simmodel.engine.batch import Driver, compiled_driver
from simmodel.engine.paired import Exchange, Lived, play_all
from simmodel.engine.start import solution_of
from simmodel.errors import CustodyLevelError
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.sampling import Address
from simmodel.scenario import Study
from simmodel.site import Solution
from simmodel.week import Week

Ready = Future[tuple[Study, Solution] | None]


@dataclass(frozen=True)
class ToPlay:
    """A run that is about to be played: study and solution of its draw, seed and address, and what plays its weeks."""

    study: Study
    solution: Solution
    seed: int
    draw: int
    within: int
    week: Driver
    exchange: Exchange

    def lived(self) -> Iterator[Lived]:
        """The run's scenarios at each site, played as they are asked for."""
        return play_all(self.study, self.solution, self.seed, self.within, self.week, self.draw, self.exchange)


type Live[Kept] = Callable[[ToPlay], Kept]
"""What is made and kept of a run; to be played on a cluster it has to be a function of a module, or a part of one."""


Solve = Callable[[Study, Solution], Solution]
"""Finds the solution of a draw near that of its study."""


class Play(Protocol):
    """Plays runs elsewhere than in threads of this process, in order."""

    def __call__[Kept](
        self, study: Study, seed: int, addresses: Sequence[Address], live: Live[Kept], solve: Solve | None = None
    ) -> Generator[Kept | None, None, None]:
        """What `live` makes of each of these runs; None stands for a run of a draw without a custody curve."""


def in_threads[Kept](
    study: Study,
    runs: Sequence[Address],
    seed: int,
    workers: int,
    week: Week,
    live: Live[Kept],
    solve: Solve | None = None,
) -> Generator[Kept | None, None, None]:
    """What `live` makes of each of these runs, in order; the runs of a draw are next to one another.

    None stands for a run of a draw for which there is no custody curve; where not even the defaults have one,
    CustodyLevelError. `solve` finds the solution of a draw near that of the study;
    `solution_of` unless given.
    """
    stopped = Event()
    centre, driver = solution_of(study_of_draw(study, seed, 0)), in_years(compiled_driver(week), stopped)

    def solved(draw: int) -> tuple[Study, Solution] | None:
        believed = study_of_draw(study, seed, draw)
        try:
            return believed, (solve or solution_of)(believed, centre) if draw else centre
        except CustodyLevelError:
            return None

    def one(draw: int, within: int, ready: Ready) -> Kept | None:
        known = ready.result()
        return None if known is None else live(ToPlay(*known, seed, draw, within, driver, week.exchange))

    with ThreadPoolExecutor(max_workers=max(1, min(workers, len(runs)))) as pool:
        try:
            ahead = _in_order(pool, runs, workers, solved, one)
            while ahead:
                yield ahead.popleft().result()
        except BaseException:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def in_years(driver: Driver, stopped: Event) -> Driver:
    """The same driver, which plays a year at a time and gives up before the next one once it is `stopped`."""

    def run(people: np.recarray, sites: np.recarray, weekly: np.recarray, blank: np.recarray) -> None:
        for first in range(0, len(weekly), WEEKS_PER_YEAR):
            if stopped.is_set():
                raise CancelledError
            year: Any = weekly[first : first + WEEKS_PER_YEAR]
            driver(people, sites, year, blank)

    return run


def _in_order[Kept](
    pool: ThreadPoolExecutor,
    addresses: Sequence[Address],
    ahead: int,
    solved: Callable[[int], tuple[Study, Solution] | None],
    one: Callable[[int, int, Ready], Kept | None],
) -> deque[Future[Kept | None]]:
    """Every run handed to the pool, in order; draws are handed over some places before their runs.

    What is made of a run is held here until it is taken off. The pool begins its work in this order, so a run only ever
    waits for what has begun already.
    """
    by_draw = [(draw, [within for _, within in group]) for draw, group in groupby(addresses, lambda where: where[0])]
    ready: list[Ready] = []
    runs = deque[Future[Kept | None]]()
    for place, (draw, members) in enumerate(by_draw):
        while len(ready) < min(place + 1 + ahead, len(by_draw)):
            ready.append(pool.submit(solved, by_draw[len(ready)][0]))
        runs += [pool.submit(one, draw, within, ready[place]) for within in members]
    ready.clear()
    return runs
