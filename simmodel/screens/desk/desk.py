"""Takes requests for long work, hands them to its threads, and keeps what was found."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor

from simmodel.commands.compare import cores
from simmodel.errors import SimmodelError
from simmodel.screens.desk.job import Hands, Job, NobodyWaitsError, Work

AT_ONCE = 2
"""Pieces of work that go on at the same time; further ones wait their turn."""
KEPT = 24
"""Pieces of finished work whose results are kept."""
BROKEN = (
    "The work broke off because of a fault in the model, not because of anything you chose. "
    "Please report it with what you chose."
)


class Desk:
    """Takes requests for work, hands them to its threads, and keeps what was found."""

    def __init__(self) -> None:
        """Open the desk; threads start with the first request."""
        self._lock = threading.RLock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._futures: dict[str, Future[None]] = {}
        self._threads = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="desk")

    def find(self, key: str) -> Job | None:
        """The work asked for before, if it waits, runs or is done."""
        with self._lock:
            job = self._jobs.get(key)
            return job if job and (job.is_alive or job.state == "done") else None

    def ask(self, key: str, title: str, work: Work) -> Job:
        """The work with this key: what is there already, else new."""
        with self._lock:
            job = self.find(key)
            if job is not None:
                job.askers += 1
                return job
            job = Job(key, title, work)
            self._jobs[key] = job
            self._forget_oldest()
            self._futures[key] = self._threads.submit(self._do, job)
            return job

    def leave(self, job: Job) -> None:
        """One asker waits no longer; with the last one the work stops."""
        with self._lock:
            job.askers -= 1
            if job.askers > 0 or not job.is_alive:
                return
            job.state = "stopped"
            job.over.set()
            self._futures[job.key].cancel()

    def _forget_oldest(self) -> None:
        over = [key for key, job in self._jobs.items() if not job.is_alive]
        for key in over[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[key]
            self._futures.pop(key, None)

    def _do(self, job: Job) -> None:
        try:
            if job.askers > 0:
                job.state, job.began = "running", time.monotonic()
                for found in job.work(Hands(job.told, cores())):
                    job.result = found
                    if job.askers <= 0:
                        raise NobodyWaitsError
                job.state = "done"
        except NobodyWaitsError:
            job.state = "stopped"
        except SimmodelError as error:
            job.error, job.state = str(error), "failed"
        except Exception:
            logging.getLogger(__name__).exception("a piece of work broke off")
            job.error, job.state = BROKEN, "failed"
        finally:
            job.over.set()
