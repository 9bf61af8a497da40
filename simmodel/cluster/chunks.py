"""What a worker plays: runs of one draw, so that the draw is solved once, on a worker that plays the same model."""

from __future__ import annotations

import faulthandler
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from simmodel.cluster.faults import other_engine
from simmodel.pool import Live, Solve, in_threads
from simmodel.sampling import Address
from simmodel.scenario import Study
from simmodel.store.address import engine
from simmodel.week import WEEK


class Chunk(NamedTuple):
    """Runs of one draw of a study and seed, the engine that must play them, what is made of each, and how the draw is
    solved."""

    study: Study
    seed: int
    addresses: tuple[Address, ...]
    engine: Mapping[str, str]
    live: Live[Any]
    solve: Solve | None = None

    @property
    def told(self) -> str:
        """The chunk in words."""
        runs = [run for _, run in self.addresses]
        several = f"runs {runs[0]} to {runs[-1]}" if len(runs) > 1 else f"run {runs[0]}"
        return f"{several} of draw {self.addresses[0][0]}"


def chunks_of(
    study: Study, seed: int, addresses: Sequence[Address], live: Live[Any], solve: Solve | None = None
) -> list[Chunk]:
    """These runs in order, those of one draw together; runs of draw 0, whose solution all share, each alone."""
    groups: list[list[Address]] = []
    for address in addresses:
        if address[0] and groups and groups[-1][0][0] == address[0]:
            groups[-1].append(address)
        else:
            groups.append([address])
    return [Chunk(study, seed, tuple(group), engine(), live, solve) for group in groups]


def play(chunk: Chunk) -> list[Any]:
    """What is kept of the chunk's runs, in order; an error where this worker does not play the same model."""
    if chunk.engine != engine():
        raise other_engine(_this_worker(), engine(), chunk.engine)
    return list(in_threads(chunk.study, chunk.addresses, chunk.seed, 1, WEEK, chunk.live, chunk.solve))


def play_within(seconds: float, chunk: Chunk) -> list[Any]:
    """The same in this many seconds: a worker that takes longer hangs, and ends, whatever it is doing.

    A thread of C watches, since compiled code may never give Python a turn again. For workers of one thread.
    """
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        return play(chunk)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _this_worker() -> str:
    from distributed import get_worker

    return str(get_worker().address)
