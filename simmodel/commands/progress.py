"""How far the runs have come, told on stderr: a bar on a terminal, a few short lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

import click

from simmodel.planning.units import time_left

Progress = Callable[[int, int], None]
"""Called with how many pieces of work are done, and how many there are."""

LINES = 4
"""How many lines tell the progress where there is no terminal."""
PATIENCE_SECONDS = 6.0
COMPILING = (
    "still at work: the first start on a machine compiles the model (about half a minute, once), "
    "and new beliefs are centred first (some seconds) ..."
)
"""What is said when no work is done after so many seconds."""


@contextmanager
def patience() -> Iterator[Timer]:
    """Say on stderr why nothing happens, should the context last long; the timer may be cancelled before its end."""
    timer = Timer(PATIENCE_SECONDS, lambda: click.echo(COMPILING, err=True))
    timer.daemon = True
    timer.start()
    try:
        yield timer
    finally:
        timer.cancel()


@contextmanager
def progress_told(task: str) -> Iterator[Progress]:
    """A function to call as work gets done, which shows it on stderr while the context lasts."""
    with patience() as timer:
        if sys.stderr.isatty():
            with _bar(task) as told:
                yield _first_ending(timer, told)
        else:
            click.echo(f"{task} ...", err=True)
            yield _first_ending(timer, _lines())


def _first_ending(waiting: Timer, tell: Progress) -> Progress:
    """The same report of progress, whose first call ends the waiting."""

    def told(done: int, total: int) -> None:
        waiting.cancel()
        tell(done, total)

    return told


def _lines() -> Progress:
    """A few lines, the same number however much there is to do, each with the time that is left."""
    told, clock = 0, time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if total > 0 and done * LINES // total > told:
            told = done * LINES // total
            click.echo(f"{done} of {total} done{time_left(done, total, time.monotonic() - clock)}", err=True)

    return tell


@contextmanager
def _bar(task: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        line = bar.add_task(task, total=None)
        yield lambda done, total: bar.update(line, completed=done, total=total)
