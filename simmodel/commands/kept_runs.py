"""The store of a command and who plays its runs; a command that stops says what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from simmodel.cluster.faults import ClusterError
from simmodel.errors import SimmodelError
from simmodel.pool import Play
from simmodel.store.shelves import Store
from simmodel.store.where import store_at


@contextmanager
def kept_runs(asked: str | None) -> Iterator[Store | None]:
    """The store that is asked for while the context lasts; Ctrl-C says how many runs it has."""
    store = store_at(asked, lambda sentence: click.echo(sentence, err=True))
    try:
        yield store
    except ClusterError as error:
        raise SimmodelError(told_of_kept(str(error), store)) from error
    except KeyboardInterrupt:
        raise KeyboardInterrupt(told_of_kept("Stopped; nothing was written", store)) from None


@contextmanager
def played_on(cluster: str | None, workers: int) -> Iterator[Play | None]:
    """What plays runs on the cluster that is asked for while the context lasts; None for threads of this process."""
    if cluster is None:
        yield None
        return
    from simmodel.cluster.client import cluster_at

    with cluster_at(cluster, workers) as play:
        yield play


def told_of_kept(what: str, store: Store | None) -> str:
    """What happened, and what of it can be gone on from."""
    if store is None or store.runs == 0:
        return f"{what}."
    runs = "1 run is" if store.runs == 1 else f"{store.runs} runs are"
    return f"{what}. {runs} kept in {store.folder}; the same command goes on from there."
