"""What can go wrong with a cluster, each as one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from simmodel.errors import SimmodelError

NOT_INSTALLED = "--cluster needs Dask, which is not installed; type pip install 'simmodel[cluster]'"

GIVEN_UP = (
    "The part of the server that played these runs ended: it ran out of memory, hung, or was stopped. "
    "Nothing else is affected. Try again; if it comes again, choose fewer sites, years or scenarios."
)


class ClusterError(SimmodelError):
    """Runs that the cluster did not play; those that it had played are kept."""


def other_engine(worker: str, there: Mapping[str, str], here: Mapping[str, str]) -> ClusterError:
    """A worker that would not give the same bits."""
    differing = [
        f"{name} {_short(there.get(name, 'none'))} instead of {_short(value)}"
        for name, value in here.items()
        if there.get(name) != value
    ]
    return ClusterError(
        f"the worker {worker} plays another model ({', '.join(differing)}); allowed: the same simmodel, Python and "
        "packages on every machine"
    )


def scheduler_lost(where: str) -> ClusterError:
    """The scheduler ended, or cannot be reached any more."""
    return ClusterError(f"the scheduler at {where} was lost")


def no_address(where: str) -> SimmodelError:
    """What is given is no address of a scheduler."""
    return SimmodelError(
        f"--cluster {where} given; allowed: local, or the address of a Dask scheduler; type --cluster "
        "tcp://127.0.0.1:8786"
    )


def nobody_there(where: str, seconds: float) -> SimmodelError:
    """No scheduler answers."""
    return SimmodelError(
        f"no scheduler answers at {where} within {seconds:.0f} seconds; start one there with: dask scheduler"
    )


def no_certificates(where: str) -> SimmodelError:
    """An address with TLS, and nothing that says which certificates."""
    return SimmodelError(
        f"--cluster {where} given, and Dask knows of no certificates; allowed: tls:// where Dask's own configuration "
        "names them (distributed.comm.tls); else type tcp:// in a network that you trust"
    )


def no_worker(where: str, seconds: float) -> ClusterError:
    """The scheduler has had no worker for a while that could play."""
    return ClusterError(
        f"no worker at {where} could play for {seconds:.0f} seconds; start one with: dask worker {where}, or give "
        "those that are there more memory (--memory-limit)"
    )


def worker_dies(what: str, worker: str, times: int) -> ClusterError:
    """Workers die while they play one and the same chunk."""
    return ClusterError(
        f"{times} workers died while they played {what}, the last of them {worker}, most often for want of memory; "
        "give each worker more (dask worker --memory-limit), or start fewer on a machine"
    )


def broken(what: str, error: BaseException) -> ClusterError:
    """Anything else, with the words of whoever noticed it."""
    return ClusterError(f"the cluster could not play {what}: {type(error).__name__}: {error}".rstrip(": "))


def _short(value: str) -> str:
    """A hash as far as anyone reads it."""
    return value[:12]
