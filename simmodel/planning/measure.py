"""A little of a study played and measured: processor time, memory and what is kept, each apart."""

from __future__ import annotations

import os
import pickle
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from simmodel.draws import at_rest, study_of_draw
from simmodel.engine.batch import Driver, compiled_driver
from simmodel.engine.paired import Lived, play_all
from simmodel.engine.start import parameters_of, target_of
from simmodel.ensemble import table_of, tables_by_site, weekly_of
from simmodel.errors import CustodyLevelError
from simmodel.kept import OneRun, keep
from simmodel.place_checks import TABLES
from simmodel.planning.ready import made_ready, made_ready_apart
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.reference import find_near
from simmodel.scenario import Study
from simmodel.site import Solution
from simmodel.store.address import origin_of
from simmodel.store.files import write
from simmodel.store.table import table_of_run

STATM = Path("/proc/self/statm")
"""Where Linux tells the pages of memory that a process holds."""

MORE_RUNS = 8
"""Copies of a run that are put into tables, to see what each of many takes."""


@dataclass
class Clocked:
    """A driver that plays a year at a time and notes how many person-weeks that were and what they took."""

    driver: Driver
    person_weeks: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __call__(self, people: np.recarray, sites: np.recarray, weekly: np.recarray, blank: np.recarray) -> None:
        """Play these weeks as the driver does."""
        for first in range(0, len(weekly), WEEKS_PER_YEAR):
            clock, year = time.thread_time(), weekly[first : first + WEEKS_PER_YEAR].view(np.recarray)
            self.driver(people, sites, year, blank)
            self.seconds.append(time.thread_time() - clock)
            self.person_weeks.append(float(year.people.sum()))

    def pace(self, share: float) -> float:
        """Seconds a person-week that this share of the stretches did not exceed, beside the pace of all together."""
        lived = [(took, weeks) for took, weeks in zip(self.seconds, self.person_weeks, strict=True) if weeks > 0]
        usual = sum(took for took, _ in lived) / sum(weeks for _, weeks in lived)
        return float(np.quantile([took / weeks for took, weeks in lived], share)) / usual


@dataclass(frozen=True)
class Measured:
    """What one run of a study took; seconds are of one processor unless said otherwise, sizes are bytes.

    `slowest`, `quickest`: how the pace of single years varied, as shares of the pace of the run. `busy`: seconds on
    the clock for each second of the processor, above 1 where other work shares the machine. `kept_common` is what is
    kept of a run on disk however many sites there are, `kept_of_sites` what is kept of each site apart, as the store
    writes both. `in_memory_common` and `in_memory_of_sites` are the same in memory, with the tables made of it in the
    end.
    """

    driver_seconds: float
    solution_seconds: float
    draw_seconds: float
    run_seconds: float
    busy: float
    quickest: float
    slowest: float
    person_weeks: float
    people: int
    in_flight: int
    process: int
    kept_common: int
    kept_of_sites: int
    in_memory_common: int
    in_memory_of_sites: int


def measure(study: Study, seed: int, with_draws: bool) -> Measured:
    """What getting ready, one draw and one run of this study take here from now on.

    What is compiled and centred but once is done before, and not counted.
    """
    made_ready_apart(study)
    driver_seconds, solution_seconds, centre = made_ready(study)
    rest = at_rest(study)
    draw_seconds = _draw_solved(study, seed, centre) if with_draws else 0.0
    memory, driver = Sizes(), Clocked(compiled_driver())
    wall, processor = time.perf_counter(), time.process_time()
    one = keep(0, study, memory.seen(play_all(rest, centre, seed, 0, driver)))
    run_seconds, run_wall = time.process_time() - processor, time.perf_counter() - wall
    common = on_disk(replace(one, by_site={}), study, seed)
    common_in_memory, in_memory_of_sites = in_memory(one)
    return Measured(
        driver_seconds=driver_seconds,
        solution_seconds=solution_seconds,
        draw_seconds=draw_seconds,
        run_seconds=run_seconds,
        busy=max(1.0, run_wall / run_seconds),
        quickest=driver.pace(0.1),
        slowest=driver.pace(0.9),
        person_weeks=sum(driver.person_weeks),
        people=memory.people,
        in_flight=memory.bytes,
        process=process_bytes(),
        kept_common=common,
        kept_of_sites=on_disk(one, study, seed) - common,
        in_memory_common=common_in_memory,
        in_memory_of_sites=in_memory_of_sites,
    )


@dataclass
class Sizes:
    """How many people one run has in its tables, and how many bytes of records it holds at a time."""

    people: int = 0
    bytes: int = 0

    def seen(self, lived: Iterable[Lived]) -> Iterator[Lived]:
        """The same lives, counted on their way: at each site the warm-up, the base case and one scenario at a time."""
        for one in lived:
            if one.here is one.base:
                self.people += len(one.here.people)
                self.bytes += TABLES * (one.here.people.nbytes + one.here.sites.nbytes) + 2 * one.here.weekly.nbytes
            yield one


def process_bytes() -> int:
    """The memory that this process holds now, or the most so far where the system tells no more; 0 where nothing."""
    with suppress(OSError):
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    with suppress(ImportError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return 0


def on_disk(one: OneRun, study: Study, seed: int) -> int:
    """Bytes of the file that the store keeps a run in."""
    origin, address = origin_of(study, seed), (one.draw, 0)
    with TemporaryDirectory() as folder:
        return write(Path(folder) / "run", table_of_run(one, origin.labels(address)), origin.facts(address))


def in_memory(one: OneRun) -> tuple[int, int]:
    """Bytes that a run takes in memory until the end: in common, as the interpreter counts them, and of its sites.

    What is kept of it, and the table that is made of it; series and tables of single sites are made one at a time.
    """
    of_sites = sum(rows.nbytes for rows in one.by_site.values())
    return _held(replace(one, by_site={})) + _a_run(_in_the_end, one), of_sites


def _in_the_end(kept: list[OneRun]) -> tuple[object, ...]:
    """What is made of all runs and there at the same time."""
    series = next(iter(weekly_of(kept).values()))
    return table_of(kept), next(iter(series.values())), next(iter(tables_by_site(kept).values()), None)


def _held(one: OneRun) -> int:
    """Bytes of a copy."""
    whole = pickle.dumps(one)
    tracemalloc.start()
    try:
        copy = pickle.loads(whole)
        return tracemalloc.get_traced_memory()[0] if copy else 0
    finally:
        tracemalloc.stop()


def _a_run(tabled: Callable[[list[OneRun]], object], one: OneRun) -> int:
    """The most bytes at a time, for each further run, while a table is made of many."""
    tabled([one] * (1 + MORE_RUNS))
    peaks = []
    for runs in (1, 1 + MORE_RUNS):
        tracemalloc.start()
        try:
            tabled([one] * runs)
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    return max(0, peaks[1] - peaks[0]) // MORE_RUNS


def _draw_solved(study: Study, seed: int, centre: Solution) -> float:
    """Seconds of the processor that centring the model on the first draw takes, though it may be kept already."""
    believed = study_of_draw(study, seed, 1)
    clock = time.process_time()
    with suppress(CustodyLevelError):
        find_near(parameters_of(believed), target_of(believed), study.time.count_releases_weeks, centre)
    return time.process_time() - clock
