"""A piece of long work: what it is given, how far it is, and what it has found so far."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from simmodel.planning.units import time_left
from simmodel.pool import Play
from simmodel.store.shelves import Store

State = Literal["waiting", "running", "done", "failed", "stopped"]


class NobodyWaitsError(Exception):
    """Nobody waits for this work any more; it stops."""


@dataclass(frozen=True)
class Hands:
    """What a piece of work is given: whom to tell how far it is, and who plays and keeps its runs.

    `progress(done, of)` ends the work where nobody waits for it any more.
    """

    progress: Callable[[int, int], None]
    workers: int
    store: Store | None = None
    play: Play | None = None


type Work = Callable[[Hands], Iterator[Any]]
"""Yields what it has found, again and again, each time surer; the last is its result. SimmodelError is told."""


@dataclass
class Job:
    """One piece of work at the desk. `key` says what the result depends on; `result` is the best so far."""

    key: str
    title: str
    work: Work
    state: State = "waiting"
    done: int = 0
    of: int = 0
    began: float = 0.0
    result: Any = None
    error: str = ""
    askers: int = 1
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

    def told(self, done: int, of: int) -> None:
        """Note how far the work is; NobodyWaitsError where nobody waits any more."""
        if self.askers <= 0:
            raise NobodyWaitsError
        self.done, self.of = done, of
