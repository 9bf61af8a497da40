"""How the chunks of one who asks are handed out: whose turn it is, who is asked whether to go on, how long to wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simmodel.cluster.chunks import play

LOOK_SECONDS = 5.0
"""How often the cluster is asked, while nothing comes in, whether it has workers."""
WITHOUT_WORKERS_SECONDS = 60.0


@dataclass
class Turn:
    """How many chunks were handed out for one who asks. Who was served least comes first, whoever asked first."""

    handed: int = 0

    def next(self) -> int:
        """The priority of the next chunk, as Dask has it: the highest comes first.

        >>> turn = Turn()
        >>> turn.next(), turn.next()
        (0, -1)
        """
        self.handed += 1
        return 1 - self.handed


def nobody_stops() -> None:
    """Go on."""


@dataclass(frozen=True)
class Manner:
    """How chunks are handed out and waited for. `go_on` is called while they are, and raises where nobody waits."""

    turn: Turn = field(default_factory=Turn)
    go_on: Callable[[], None] = nobody_stops
    look_seconds: float = LOOK_SECONDS
    without_workers_seconds: float = WITHOUT_WORKERS_SECONDS
    task: Callable[..., list[Any]] = play
