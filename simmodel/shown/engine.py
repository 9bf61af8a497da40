"""The model that runs now, by its hash; read from disk once, since a server keeps its model for as long as it runs."""

from __future__ import annotations

from functools import cache

from simmodel.compiled import fingerprint


@cache
def engine_now() -> str:
    """A hash of the model that runs now."""
    return fingerprint()
