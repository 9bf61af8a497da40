"""How far the runs have come, told on stderr: a bar on a terminal, a few short lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

import click

from simmodel.planning.units import time_left
from simmodel.store.shelves import Store

Progress = Callable[[int, int], None]
"""Called with how many pieces of work are done, and how many there are."""
Left = Callable[[int, int], str]
"""What time is left when so many of so many pieces are done, in words; nothing where unknown."""

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
def progress_told(task: str, store: Store | None = None) -> Iterator[Progress]:
    """A function to call as work gets done, which shows it on stderr while the context lasts.

    The time that is left is told by what was played: runs that come from the `store` take next to none.
    """
    left = _time_left(store)
    with patience() as timer:
        if sys.stderr.isatty():
            with _bar(task, left) as told:
                yield _first_ending(timer, told)
        else:
            click.echo(f"{task} ...", err=True)
            yield _first_ending(timer, _lines(left))


def _first_ending(waiting: Timer, tell: Progress) -> Progress:
    """The same report of progress, whose first call ends the waiting."""

    def told(done: int, total: int) -> None:
        waiting.cancel()
        tell(done, total)

    return told


def _time_left(store: Store | None) -> Left:
    clock = time.monotonic()

    def left(done: int, total: int) -> str:
        read, due = (store.taken_from, store.due) if store else (0, 0)
        return time_left(done - read, total - read - due, time.monotonic() - clock)

    return left


def _lines(left: Left) -> Progress:
    """A few lines, the same number however much there is to do, each with the time that is left.

    Where more is found to be needed, as many again for that.
    """
    told, of = 0, 0

    def tell(done: int, total: int) -> None:
        nonlocal told, of
        if total != of:
            told, of = max(done - 1, 0) * LINES // max(total, 1), total
        if total > 0 and done * LINES // total > told:
            told = done * LINES // total
            click.echo(f"{done} of {total} done{left(done, total)}", err=True)

    return tell


@contextmanager
def _bar(task: str, left: Left) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        line = bar.add_task(task, total=None, left="")
        yield lambda done, total: bar.update(
            line, completed=done, total=total, left=left(done, total).removeprefix(", ")
        )
