"""What long work costs in the app, each figure beside its target: `python -m tests.bench.app`.

A desk with its worker processes, without a browser: the first result of one asker and of ten at once, Stop, a light job
behind three heavy ones, memory, and what is left when a worker is killed, hangs or runs out of memory. Takes some
minutes, on an otherwise idle machine. Its store is new; solutions of draws are found on disk, as they mostly are.
"""

from __future__ import annotations

import logging
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from simmodel.cluster.standing import Standing
from simmodel.commands.compare import cores
from simmodel.scenario import Study, parse_study
from simmodel.screens.comparing.work import comparison
from simmodel.screens.desk.desk import Desk
from simmodel.screens.desk.job import Hands, Job, Work
from simmodel.screens.studies import shipped_text
from simmodel.shipped import STUDY
from simmodel.store.shelves import Store

WAIT = 600.0
MEGABYTE = 1e6
WORKER_BYTES = 1_500_000_000
HUNG_SECONDS = 10.0


def the_study() -> Study:
    """The study that ships."""
    return parse_study(shipped_text(), STUDY)


def damaging(how: str) -> Work:
    """Work that harms the workers which play it."""

    def work(hands: Hands) -> Iterator[Any]:
        from bad_runs import BAD

        assert hands.play is not None
        yield list(hands.play(the_study(), 1, [(0, 0)], BAD[how]))

    return work


def asked(desk: Desk, runs: int, funding: float, seed: int, reader: str) -> Job:
    """A comparison of so many runs, asked for by a reader of its own."""
    study = the_study().with_funding(funding + seed % 1000)
    return desk.ask(f"{runs} {funding} {seed} {reader}", "Comparing", comparison(study, runs, str), reader)


def first(job: Job) -> float:
    """Seconds from now until something can be shown."""
    clock = time.monotonic()
    while not job.found and job.is_alive and time.monotonic() - clock < WAIT:
        time.sleep(0.01)
    return time.monotonic() - clock


def whole(job: Job) -> float:
    """Seconds from now until the work is over; an assertion where it did not come to its end."""
    clock = time.monotonic()
    assert job.over.wait(WAIT)
    assert job.state == "done", job.error
    return time.monotonic() - clock


def told(what: str, found: str, target: str) -> None:
    """Print a figure beside its target."""
    print(f"{what:58} {found:>24}   target {target}", flush=True)


def first_results(desk: Desk, seed: int) -> None:
    """The first result of one asker, and the last first result of ten who ask at once."""
    job = asked(desk, 64, 650_000, seed, "one")
    told("first result, alone", f"{first(job):.1f} s", "3 s")
    clock = time.monotonic()
    desk.leave(job, "one")
    told("Stop, as the reader sees it", f"{time.monotonic() - clock:.2f} s", "1.5 s")
    ten = [asked(desk, 8, 500_000 + 10_000 * each, seed + 1, f"ten {each}") for each in range(10)]
    clock = time.monotonic()
    for each in ten:
        first(each)
    told("first result, the last of ten askers at once", f"{time.monotonic() - clock:.1f} s", "6 s")
    for place, each in enumerate(ten):
        desk.leave(each, f"ten {place}")


def light_behind_heavy(desk: Desk, seed: int) -> None:
    """A light job behind three heavy ones, beside the same job alone."""
    whole(asked(desk, 8, 500_000, seed, "draws"))  # their solutions are on disk from here on
    alone = whole(asked(desk, 8, 560_000, seed, "light alone"))
    heavy = [asked(desk, 200, 600_000 + 10_000 * each, seed + 9, f"heavy {each}") for each in range(3)]
    for each in heavy:
        first(each)
    time.sleep(10)
    behind = whole(asked(desk, 8, 570_000, seed, "light"))
    told("light behind three heavy, times alone", f"{behind / alone:.2f} ({alone:.1f} s alone)", "1.5")
    for place, each in enumerate(heavy):
        desk.leave(each, f"heavy {place}")


def crashes(desk: Desk, seed: int) -> None:
    """What becomes of work whose worker is lost, and of other work beside it."""
    for how in ("killed", "out of memory", "hung"):
        clock = time.monotonic()
        other = asked(desk, 8, 640_000, seed, how)
        job = desk.ask(how, "Damaging", damaging(how), "another")
        assert job.over.wait(WAIT)
        took = time.monotonic() - clock
        beside = "other work done" if other.over.wait(WAIT) and other.state == "done" else "OTHER WORK LOST"
        told(f"worker {how}: {job.state} after {took:.0f} s", beside, "only that run fails")
        assert job.error


def memory(workers: Standing) -> None:
    """What this process holds, its workers, and who keeps them."""
    home = workers.home()
    assert home is not None
    keeper = psutil.Process(home.process.pid)
    held = [each.memory_info().rss / MEGABYTE for each in keeper.children(recursive=True)]
    told("memory of the desk's process", f"{psutil.Process().memory_info().rss / MEGABYTE:.0f} MB", "350 MB")
    told("memory of a worker, at most", f"{max(held):.0f} MB", "none")
    told("memory of the keeper of workers", f"{keeper.memory_info().rss / MEGABYTE:.0f} MB", "none")


def main() -> None:
    """Print each figure beside its target."""
    logging.disable(logging.WARNING)
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[1])
    workers = Standing(cores(), WORKER_BYTES, chunk_seconds=HUNG_SECONDS)
    folder = tempfile.TemporaryDirectory()
    desk, seed = Desk(workers, lambda: Store(Path(folder.name))), secrets.randbelow(900)
    clock = time.monotonic()
    try:
        whole(asked(desk, 2, 650_000, 1, "nobody"))
        told("server start until the first work is done", f"{time.monotonic() - clock:.1f} s", "none")
        first_results(desk, seed)
        light_behind_heavy(desk, seed + 2)
        memory(workers)
        crashes(desk, seed + 3)
        whole(asked(desk, 4, 650_000, seed + 4, "after"))
        told("work after all that", "done", "done")
    finally:
        desk.close()
        folder.cleanup()


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
