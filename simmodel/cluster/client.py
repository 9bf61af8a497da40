"""Handing chunks out to a Dask cluster, a few for each of its threads at a time, and taking them in in order."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from itertools import islice
from multiprocessing import resource_tracker
from typing import Any

from simmodel.cluster import faults
from simmodel.cluster.chunks import Chunk, chunks_of
from simmodel.cluster.manner import Manner
from simmodel.draws import study_of_draw
from simmodel.engine.start import solution_of
from simmodel.errors import SimmodelError
from simmodel.pool import Live, Play, Solve
from simmodel.sampling import Address
from simmodel.scenario import Study
from simmodel.store.address import hash_of, origin_of

LOCAL = "local"
AHEAD = 2
"""Chunks handed out for each thread of the cluster, so that none waits and results do not pile up."""
ANSWER_SECONDS = 10.0
"""How long a scheduler may take to answer."""
RETRIES = 2
"""How often Dask tries a chunk again whose worker says that it failed."""
_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:(?P<port>[0-9]{1,5})")
MOST_PORT = 65_535


@contextmanager
def cluster_at(where: str, workers: int) -> Iterator[Play]:
    """What plays runs on a cluster: `workers` processes of this machine for "local", else the cluster of a scheduler.

    SimmodelError where there is none. The processes end, and nothing is left at the scheduler, when the context ends.
    """
    if where != LOCAL and not _is_address(where):
        raise faults.no_address(where)
    try:
        import distributed
    except ImportError:
        raise SimmodelError(faults.NOT_INSTALLED) from None
    say_nothing_of_their_own()
    manner = Manner()
    with ExitStack() as until_the_end:
        scheduler = until_the_end.enter_context(_local(distributed, workers)) if where == LOCAL else where
        client = until_the_end.enter_context(_connected(distributed, scheduler, where))

        def runs[Kept](
            study: Study, seed: int, addresses: Sequence[Address], live: Live[Kept], solve: Solve | None = None
        ) -> Generator[Kept | None, None, None]:
            solution_of(study_of_draw(study, seed, 0))
            chunks = chunks_of(study, seed, addresses, live, solve)
            for kept in in_order(client, client.scheduler.address, chunks, manner):
                yield from kept

        yield runs


def _is_address(where: str) -> bool:
    """Whether it has the form of a scheduler's address, with a port that there can be."""
    found = _ADDRESS.fullmatch(where)
    return found is not None and 0 < int(found["port"]) <= MOST_PORT


def _connected(distributed: Any, scheduler: Any, where: str) -> Any:
    """A client of the scheduler; SimmodelError, with the reason, where none answers."""
    try:
        if where != LOCAL:
            asyncio.run(_answered(where))
        return distributed.Client(scheduler, timeout=ANSWER_SECONDS)
    except OSError:
        raise faults.nobody_there(where, ANSWER_SECONDS) from None
    except ValueError:
        raise faults.no_address(where) from None
    except TypeError as error:
        raise faults.no_certificates(where) from error


async def _answered(where: str) -> None:
    """Nothing where a scheduler answers in time, else OSError; ValueError where that is no machine's name, TypeError
    for TLS without certificates.

    Dask's own client waits without end where something listens that says nothing, such as another program's port.
    """
    from distributed.comm import connect
    from distributed.security import Security

    how = Security().get_connection_args("client")
    async with asyncio.timeout(ANSWER_SECONDS):
        comm = await connect(where, timeout=ANSWER_SECONDS, **how)
    comm.abort()


def say_nothing_of_their_own() -> None:
    """Dask's own words on stderr are left out; what matters of them is one of our sentences."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _local(distributed: Any, workers: int) -> Any:
    """Worker processes of this machine, each with one thread, that no other machine can reach.

    Ctrl-C is for this process alone: what starts while it is held back never hears it. Python's tracker of resources
    lets it through again where it is first started, so it is started before.
    """
    resource_tracker.ensure_running()
    usual = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)


def in_order(client: Any, where: str, chunks: Sequence[Chunk], manner: Manner) -> Iterator[list[Any]]:
    """What becomes of each chunk, in order; what is not taken is let go, and what has not begun is never played."""
    left, ahead = iter(chunks), deque[tuple[Chunk, Any]]()
    while True:
        manner.go_on()
        room = max(AHEAD * _threads(client, where), 1) - len(ahead)
        ahead.extend((chunk, _submitted(client, chunk, manner)) for chunk in islice(left, max(room, 0)))
        if not ahead:
            return
        yield _result(client, where, *ahead.popleft(), manner)


def _submitted(client: Any, chunk: Chunk, manner: Manner) -> Any:
    """The chunk handed out; clients that ask for the very same runs, kept alike, share it.

    Functions of scripts and notebooks, which have no module that others could load, go by what they do, not by name.
    """
    from distributed.protocol.pickle import dumps

    origin = origin_of(chunk.study, chunk.seed)
    made = hashlib.sha256(dumps((chunk.live, chunk.solve))).hexdigest()
    runs = hash_of({"runs": [origin.name(address) for address in chunk.addresses], "made": made})
    return client.submit(manner.task, chunk, key=f"simmodel-{runs}", retries=RETRIES, priority=manner.turn.next())


def _result(client: Any, where: str, chunk: Chunk, future: Any, manner: Manner) -> list[Any]:
    from distributed.scheduler import KilledWorker

    waited = 0.0
    while True:
        try:
            found: list[Any] = future.result(timeout=manner.look_seconds)
            return found
        except TimeoutError:
            manner.go_on()
            waited = 0.0 if _threads(client, where) else waited + manner.look_seconds
            if waited >= manner.without_workers_seconds:
                raise faults.no_worker(where, waited) from None
        except CancelledError:
            raise faults.scheduler_lost(where) from None
        except KilledWorker as error:
            worker, times = error.last_worker.address, error.allowed_failures + 1
            raise faults.worker_dies(chunk.told, worker, times) from None
        except SimmodelError:
            raise
        except Exception as error:
            raise faults.broken(chunk.told, error) from error


def _threads(client: Any, where: str) -> int:
    """How many chunks the cluster can play at once; workers that are short of memory play nothing."""
    try:
        if client.status != "running":
            raise faults.scheduler_lost(where)
        workers = client.scheduler_info()["workers"].values()
    except (OSError, CancelledError, RuntimeError):
        raise faults.scheduler_lost(where) from None
    return sum(int(each["nthreads"]) for each in workers if each["status"] == "running")
