"""The one desk of this server: opened when the app starts, else with the first page that asks, and closed with it."""

from __future__ import annotations

import logging
import os
import sys
from functools import cache
from importlib.util import find_spec

import streamlit as st

from simmodel.cluster.standing import Standing
from simmodel.commands.compare import cores
from simmodel.errors import SimmodelError
from simmodel.screens.desk.desk import Desk
from simmodel.store.shelves import Store
from simmodel.store.where import store_at

WORKERS, WORKER_GB = "SIMMODEL_APP_WORKERS", "SIMMODEL_APP_WORKER_GB"
"""What the surroundings may say: how many worker processes, 0 for threads of the server; and gigabytes for each."""
WITHOUT_DASK = (
    "Dask is not installed, so runs are played in threads of the server: fewer at once, and a run that takes all "
    "memory ends the server; for worker processes type uv sync --extra cluster, or pip install 'simmodel[cluster]'"
)
MOST_BYTES = 4_000_000_000
SHARE = 0.6
"""Of this machine's memory, that workers may have together."""


@st.cache_resource(show_spinner=False)
def the_desk() -> Desk:
    """The one desk of this server, which works for every reader."""
    return Desk(the_workers(), kept_runs)


def open_desk() -> Desk:
    """The desk, whose workers begin to warm up; for the start of the server."""
    desk = the_desk()
    if desk.workers is not None:
        desk.workers.open()
    return desk


def close_desk() -> None:
    """Stop all work and end the workers; for the end of the server."""
    the_desk().close()
    the_desk.clear()


@cache
def the_workers() -> Standing | None:
    """The workers of this server, not yet started; None where threads of the server play."""
    count = number_said(WORKERS, cores())
    if count < 1 or sys.platform == "win32":
        return None
    if find_spec("distributed") is None:
        logging.getLogger(__name__).warning(WITHOUT_DASK)
        return None
    return Standing(round(count), round(number_said(WORKER_GB, usual_bytes(count) / 1e9) * 1e9))


def usual_bytes(workers: float) -> float:
    """How much memory each of so many workers may have, in the container where there is one."""
    from distributed.system import MEMORY_LIMIT

    return min(MOST_BYTES, SHARE * MEMORY_LIMIT / workers)


def number_said(name: str, usual: float) -> float:
    """What the surroundings say; the usual where that is no number, or below 0."""
    try:
        said = float(os.environ.get(name) or usual)
    except ValueError:
        said = -1.0
    if 0.0 <= said < 1e6:
        return said
    logging.getLogger(__name__).warning("%s is no number from 0 on; %g is used", name, usual)
    return usual


def kept_runs() -> Store | None:
    """Where the runs of a piece of work are kept; None where that cannot be."""
    try:
        return store_at(None)
    except SimmodelError as error:
        logging.getLogger(__name__).warning("%s", error)
        return None
