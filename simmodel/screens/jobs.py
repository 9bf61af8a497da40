"""Comparisons that run beside the page: asked for once, watched by many, stopped when nobody waits.

A run never happens in the thread that draws the page. Finished comparisons are kept for a while, so a second
asker or a reload waits for nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

from simmodel.appraisal.comparison import Comparison, summarise
from simmodel.appraisal.runs import Runs
from simmodel.commands.compare import cores
from simmodel.errors import CustodyLevelError, SimmodelError
from simmodel.planning.units import time_left
from simmodel.scenario import Study

AT_ONCE = 2
"""Comparisons that run at the same time; further ones wait their turn."""
KEPT = 12
"""Finished comparisons that are kept."""
BROKEN = (
    "The comparison broke off because of a fault in the model, not because of anything you chose. "
    "Please report it with the study file below."
)
Key = tuple[str, int, int]
State = Literal["waiting", "running", "done", "failed", "stopped"]


class NobodyWaitsError(Exception):
    """Nobody waits for this comparison any more; it stops."""


@dataclass
class Job:
    """One comparison: what was asked, how far it is, and in the end its result or the reason for none."""

    study: Study
    runs: int
    seed: int
    state: State = "waiting"
    finished_runs: int = 0
    began: float = 0.0
    found: Runs | None = None
    comparison: Comparison | None = None
    error: str = ""
    askers: int = 1
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def key(self) -> Key:
        """What the result depends on: the study, the number of runs and the seed."""
        return key_of(self.study, self.runs, self.seed)

    @property
    def is_alive(self) -> bool:
        """Whether the comparison still waits or runs."""
        return self.state in ("waiting", "running")

    @property
    def so_far(self) -> str:
        """How many runs are finished, and how long the others will take."""
        left = time_left(self.finished_runs, self.runs, time.monotonic() - self.began)
        return f"{self.finished_runs} of {self.runs} runs{left}"

    def told(self, done: int, of: int) -> None:
        """Note how many runs are finished; NobodyWaitsError where nobody waits any more."""
        if self.askers <= 0:
            raise NobodyWaitsError
        self.finished_runs = done


def key_of(study: Study, runs: int, seed: int) -> Key:
    """What makes two comparisons the same; a study's digest holds every draw of a posterior that it carries."""
    return study.digest(), runs, seed


class Desk:
    """Takes requests for comparisons, hands them to its threads, and keeps what was found."""

    def __init__(self) -> None:
        """Open the desk; threads start with the first request."""
        self._lock = threading.RLock()
        self._jobs: OrderedDict[Key, Job] = OrderedDict()
        self._futures: dict[Key, Future[None]] = {}
        self._threads = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="comparison")

    def find(self, study: Study, runs: int, seed: int) -> Job | None:
        """The comparison asked for before, if it waits, runs or is done."""
        with self._lock:
            job = self._jobs.get(key_of(study, runs, seed))
            return job if job and (job.is_alive or job.state == "done") else None

    def ask(self, study: Study, runs: int, seed: int) -> Job:
        """The comparison of `study` in `runs` paired runs: the one already there, or a new one."""
        with self._lock:
            job = self.find(study, runs, seed)
            if job is not None:
                job.askers += 1
                return job
            job = Job(study, runs, seed)
            self._jobs[job.key] = job
            self._forget_oldest()
            self._futures[job.key] = self._threads.submit(self._work, job)
            return job

    def leave(self, job: Job) -> None:
        """One asker waits no longer; with the last one the comparison stops."""
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

    def _work(self, job: Job) -> None:
        try:
            if job.askers > 0:
                job.state, job.began = "running", time.monotonic()
                _compare(job)
        except NobodyWaitsError:
            job.state = "stopped"
        except CustodyLevelError as refusal:
            job.error, job.state = told_of_level(job.study, refusal), "failed"
        except SimmodelError as error:
            job.error, job.state = str(error), "failed"
        except Exception:
            logging.getLogger(__name__).exception("a comparison broke off")
            job.error, job.state = BROKEN, "failed"
        finally:
            job.over.set()


def told_of_level(study: Study, refusal: CustodyLevelError) -> str:
    """Why there is no custody curve, with the fit whose level it was if the study carries one."""
    fitted = study.posterior
    return f"{study.name} with what was fitted to {fitted.fitted}: {refusal}" if fitted is not None else str(refusal)


def _compare(job: Job) -> None:
    from simmodel.ensemble import compare

    found = compare(job.study, job.runs, job.seed, cores(), job.told)
    job.told(job.runs, job.runs)
    job.found, job.comparison = found, summarise(found)
    job.state = "done"
