"""What a worker process of the app does before it takes work: it loads the model and plays a run that nobody sees."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from typing import Any

LESS_URGENT = 5
"""How much a worker gives way to the process that draws pages, in steps of `nice`."""


def dask_setup(worker: Any) -> None:
    """Be ready for work; Dask calls this (`preload`). A run that fails here will say so to whoever asks for one."""
    with suppress(OSError):
        os.nice(LESS_URGENT)
    try:
        warm_up()
    except Exception:
        logging.getLogger(__name__).exception("a worker could not be warmed up")


def warm_up() -> None:
    """Load everything that a run needs, compile the model, and solve the study that ships."""
    from simmodel.cluster.chunks import chunks_of, play
    from simmodel.kept import paired
    from simmodel.scenario import parse_study
    from simmodel.shipped import STUDY, shipped
    from simmodel.study_text import read_text

    for chunk in chunks_of(parse_study(read_text(shipped(STUDY)), STUDY), 1, [(0, 0)], paired):
        play(chunk)
