"""Takes requests for long work, hands them to its threads, and keeps what was found.

The threads wait and put together; runs are played by workers that all work shares fairly (`simmodel.cluster.standing`),
or in threads of this process where there are none.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from weakref import WeakValueDictionary

from simmodel.cluster.manner import Turn
from simmodel.cluster.standing import Standing
from simmodel.commands.compare import cores
from simmodel.errors import SimmodelError
from simmodel.screens.desk.job import Hands, Job, NobodyWaitsError, State, Work
from simmodel.screens.desk.kept import Results, size_of
from simmodel.store.shelves import Store

AT_ONCE = 16
"""Pieces of work that go on at the same time, where workers share them; further ones wait their turn."""
AT_ONCE_IN_THREADS = 2
MOST_WAITING = 40
"""Pieces of work that may wait their turn."""
BROKEN = (
    "The work broke off because of a fault in the model, not because of anything you chose. "
    "Please report it with what you chose."
)
NO_MEMORY = "The work broke off because the server had no memory left for it. Try again with fewer sites or years."
FULL = (
    "The app is busy: {waiting} pieces of work wait their turn, and it takes no more. Nothing was begun. "
    "Try again in some minutes."
)


def nowhere() -> Store | None:
    """Nothing is kept."""
    return None


class Desk:
    """Takes requests for work, hands them to its threads, and keeps what was found."""

    def __init__(self, workers: Standing | None = None, store: Callable[[], Store | None] = nowhere) -> None:
        """Open the desk; threads start with the first request. `store` opens where runs of a piece of work are kept."""
        self.workers, self.store = workers, store
        self._lock = threading.RLock()
        self._alive: OrderedDict[str, Job] = OrderedDict()
        self._results = Results()
        self._turns: WeakValueDictionary[str, Turn] = WeakValueDictionary()
        most = AT_ONCE if workers is not None else AT_ONCE_IN_THREADS
        self._threads = ThreadPoolExecutor(max_workers=most, thread_name_prefix="desk")

    def find(self, key: str) -> Job | None:
        """The work asked for before, if it waits, runs or is done."""
        with self._lock:
            job = self._alive.get(key)
            return job if job is not None and job.is_alive else self._results.find(key)

    def ask(self, key: str, title: str, work: Work, reader: str = "", keep: bool = False) -> Job:
        """The work with this key: what is there already, else new, else work that failed because the desk is full.

        It goes on while its readers wait; to `keep` it, or asked for by no `reader`, it goes on without any.
        """
        with self._lock:
            job = self.find(key)
            if job is None:
                job = Job(key, title, work)
                waiting = self._waiting()
                if len(waiting) >= MOST_WAITING:
                    job.end("failed", FULL.format(waiting=len(waiting)))
                    return job
                self._alive[key] = job
                self._threads.submit(self._do, job, self._turn_of(reader))
            job.readers.kept |= keep or not reader
            job.readers.ask(reader)
            return job

    def leave(self, job: Job, reader: str = "") -> None:
        """A reader waits no longer; the work stops unless others do whose pages are open."""
        with self._lock:
            job.readers.leave(reader)
            job.readers.kept &= bool(reader)
            if job.is_alive and not job.readers.are_here():
                self._over(job, "stopped")

    def before(self, job: Job) -> int:
        """How many pieces of work wait longer than this one."""
        with self._lock:
            waiting = self._waiting()
            return waiting.index(job) if job in waiting else 0

    def close(self) -> None:
        """Stop all work and take no more; its workers end."""
        with self._lock:
            for job in list(self._alive.values()):
                self._over(job, "stopped")
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self.workers is not None:
            self.workers.close()

    def _waiting(self) -> list[Job]:
        """Work that waits its turn, in order; what nobody waits for any more is stopped."""
        waiting = [job for job in self._alive.values() if job.state == "waiting"]
        for job in waiting:
            if not job.readers.wait():
                self._over(job, "stopped")
        return [job for job in waiting if job.is_alive]

    def _turn_of(self, reader: str) -> Turn:
        """The turn of a reader, which all their work shares while any of it is there."""
        return self._turns.setdefault(reader, Turn()) if reader else Turn()

    def _over(self, job: Job, state: State, error: str = "") -> None:
        with self._lock:
            if self._alive.get(job.key) is job:
                del self._alive[job.key]
            job.end(state, error)

    def _do(self, job: Job, turn: Turn) -> None:
        try:
            with self._lock:
                job.go_on()
                job.state, job.began = "running", time.monotonic()
            for found in job.work(self._hands(job, turn)):
                job.has_found(found)
                job.go_on()
            self._keep(job)
        except NobodyWaitsError:
            self._over(job, "stopped")
        except SimmodelError as error:
            self._over(job, "failed", str(error))
        except MemoryError:
            self._over(job, "failed", NO_MEMORY)
        except BaseException:
            logging.getLogger(__name__).exception("a piece of work broke off")
            self._over(job, "failed", BROKEN)

    def _keep(self, job: Job) -> None:
        size = size_of(job.result)
        with self._lock:
            if job.is_alive:
                self._results.keep(job, size)
            self._over(job, "done")

    def _hands(self, job: Job, turn: Turn) -> Hands:
        play = self.workers.play_for(turn, job.go_on) if self.workers is not None else None
        return Hands(job.told, cores(), self.store(), play)
