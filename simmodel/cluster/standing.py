"""Workers of this machine that stay: opened when first needed, shared fairly by all who ask, replaced when they fail.

Each who asks has a `Turn`; whoever was served least comes next. A run of the first draw is a chunk by itself, so that
something can be shown soon; then chunks are whole draws, which are solved once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator, Sequence
from functools import partial

from simmodel.cluster.chunks import Chunk, chunks_of, play_within
from simmodel.cluster.client import in_order
from simmodel.cluster.faults import GIVEN_UP, ClusterError
from simmodel.cluster.home import Home, opened
from simmodel.cluster.manner import Manner, Turn
from simmodel.errors import SimmodelError
from simmodel.pool import Live, Play, Solve, in_threads
from simmodel.sampling import Address
from simmodel.scenario import Study
from simmodel.week import WEEK

LOOK_SECONDS = 0.25
"""How often it is asked whether anybody still waits."""
WARM_UP_SECONDS = 300.0
"""How long work waits for workers; after installation they first compile the model."""
CHUNK_SECONDS = 300.0
"""A worker hangs that takes this long for a chunk, and `SITE_SECONDS` more for each run, site and scenario of it."""
SITE_SECONDS = 20.0
AGAIN_SECONDS = 60.0
"""Workers that could not be started are tried again after so long; threads play until then."""


class Standing:
    """So many workers with so many bytes each; `open` starts them, the first work does it otherwise."""

    def __init__(self, workers: int, memory: int, chunk_seconds: float = CHUNK_SECONDS) -> None:
        """Start nothing yet."""
        self.workers, self.memory, self.chunk_seconds = workers, memory, chunk_seconds
        self._lock = threading.Lock()
        self._home: Home | None = None
        self._not_before = 0.0

    def open(self) -> None:
        """Begin to start the workers; nobody waits for it."""
        threading.Thread(target=self.home, name="workers", daemon=True).start()

    def close(self) -> None:
        """End the workers, whatever they play."""
        with self._lock:
            if self._home is not None:
                self._home.close()
            self._home = None

    def home(self) -> Home | None:
        """Where the workers are, a new place if the last one is lost; None where they cannot be started."""
        with self._lock:
            if self._home is not None and self._home.is_well:
                return self._home
            if self._home is not None:
                self._home.close()
                self._home = None
            if time.monotonic() >= self._not_before:
                try:
                    self._home = opened(self.workers, self.memory)
                except Exception:
                    logging.getLogger(__name__).exception("workers cannot be started; runs are played in threads")
                    self._not_before = time.monotonic() + AGAIN_SECONDS
            return self._home

    def play_for(self, turn: Turn, go_on: Callable[[], None]) -> Play:
        """What plays runs for one who asks; `go_on` is called again and again, and raises where nobody waits."""

        def runs[Kept](
            study: Study, seed: int, addresses: Sequence[Address], live: Live[Kept], solve: Solve | None = None
        ) -> Generator[Kept | None, None, None]:
            go_on()
            home = self.home()
            if home is None:
                yield from in_threads(study, addresses, seed, self.workers, WEEK, live, solve)
                return
            chunks = soon(chunks_of(study, seed, addresses, live, solve))
            longest = partial(play_within, self.longest(chunks))
            manner = Manner(turn, go_on, LOOK_SECONDS, WARM_UP_SECONDS, longest)
            try:
                for kept in in_order(home.client, home.client.scheduler.address, chunks, manner):
                    yield from kept
            except ClusterError as error:
                logging.getLogger(__name__).warning("work was given up: %s", error)
                raise SimmodelError(GIVEN_UP) from error

        return runs

    def longest(self, chunks: Sequence[Chunk]) -> float:
        """Seconds after which a worker that plays one of these hangs."""
        most = max(
            (len(each.study.places) * len(each.study.scenarios) * len(each.addresses) for each in chunks), default=0
        )
        return self.chunk_seconds + SITE_SECONDS * most


def soon(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The same, but each run of the first draw by itself."""
    if not chunks:
        return []
    first, *others = chunks
    return [*(first._replace(addresses=(address,)) for address in first.addresses), *others]
