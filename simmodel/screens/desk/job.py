"""A piece of long work: what it is given, how far it is, and what it has found so far."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from simmodel.planning.units import time_left
from simmodel.pool import Play
from simmodel.screens.desk.readers import Readers
from simmodel.store.shelves import Store

State = Literal["waiting", "running", "done", "failed", "stopped"]


class NobodyWaitsError(Exception):
    """Nobody waits for this work any more; it stops."""


@dataclass(frozen=True)
class Hands:
    """What a piece of work is given: whom to tell how far it is, and who plays and keeps its runs.

    `progress(done, of)` ends the work where nobody waits for it any more. Without `play`, threads of this process play.
    """

    progress: Callable[[int, int], None]
    workers: int
    store: Store | None = None
    play: Play | None = None

    def towards(self, whole: int) -> Callable[[int, int], None]:
        """The same progress for a part of the work, such as the first 16 of 64 runs: it tells of the `whole`."""
        return lambda done, _: self.progress(done, whole)


type Work = Callable[[Hands], Iterator[Any]]
"""Yields what it has found, again and again, each time surer; the last is its result. SimmodelError is told."""


@dataclass
class Job:
    """One piece of work at the desk. `key` says what the result depends on; `result` is the best so far.

    `based_on` is how much was done when that was found, `found` how many results there were.
    """

    key: str
    title: str
    work: Work
    readers: Readers = field(default_factory=Readers)
    state: State = "waiting"
    done: int = 0
    of: int = 0
    began: float = 0.0
    result: Any = None
    based_on: int = 0
    found: int = 0
    error: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def is_alive(self) -> bool:
        """Whether the work still waits or runs."""
        return self.state in ("waiting", "running")

    @property
    def so_far(self) -> str:
        """How much is finished, and how long the rest will take."""
        if not self.of:
            return self.title
        return f"{self.title}: {self.done} of {self.of}{time_left(self.done, self.of, time.monotonic() - self.began)}"

    @property
    def rests_on(self) -> str:
        """What the result rests on while more is being found, in words; nothing where there is none."""
        if self.found == 0 or not self.is_alive or not self.of:
            return ""
        return f"Based on {self.based_on} of {self.of} runs, still improving."

    def go_on(self) -> None:
        """Nothing; NobodyWaitsError where nobody waits any more."""
        if not self.is_alive or not self.readers.wait():
            raise NobodyWaitsError

    def told(self, done: int, of: int) -> None:
        """Note how far the work is; NobodyWaitsError where nobody waits any more."""
        self.go_on()
        self.done, self.of = done, of

    def has_found(self, result: Any) -> None:
        """Keep a surer result in place of the last."""
        self.result, self.based_on = result, self.done
        self.found += 1

    def end(self, state: State, error: str = "") -> None:
        """The work is over; what was stopped stays so, whatever it ends with."""
        if self.is_alive:
            self.error, self.state = error, state
        self.over.set()
