"""Which folder the store is, and how large it may become: as asked for, as the surroundings say, or as usual."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from simmodel.errors import SimmodelError
from simmodel.store.shelves import DEFAULT_LIMIT, GIGABYTE, Say, Store, in_silence

NONE = "none"
"""In place of a folder: nothing is kept, and nothing that was kept is read."""
FOLDER, LIMIT = "SIMMODEL_STORE", "SIMMODEL_STORE_GB"
"""What the surroundings may say: a folder or "none", and gigabytes."""


def store_at(asked: str | None, say: Say = in_silence) -> Store | None:
    """The store in the folder that is asked for, else in the usual one; None for "none".

    SimmodelError for a folder that is asked for and cannot be written, or a size that is none.
    """
    named = asked or os.environ.get(FOLDER)
    limit = limit_of(os.environ.get(LIMIT))
    if named == NONE:
        return None
    folder = Path(named) if named else usual_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        if named:
            raise SimmodelError(
                f"runs cannot be kept in {folder} ({_why(folder, error)}); allowed: a folder that you may write, "
                "or none; type --store none"
            ) from None
        say(f"Runs are not kept: {folder} cannot be written ({_why(folder, error)}).")
        return None
    return Store(folder, limit, say)


def _why(folder: Path, error: OSError) -> str:
    """Why nothing can be written there."""
    if folder.is_symlink() and not folder.exists():
        return f"a link to {folder.readlink()}, which is not there"
    return error.strerror or str(error)


def usual_folder() -> Path:
    """`runs` in `SIMMODEL_CACHE_DIR`, or in the user's cache folder."""
    chosen = os.environ.get("SIMMODEL_CACHE_DIR")
    return (Path(chosen) if chosen else user_cache_path("simmodel", appauthor=False)) / "runs"


def limit_of(gigabytes: str | None) -> int:
    """Bytes that the store may have."""
    if not gigabytes:
        return DEFAULT_LIMIT
    try:
        limit = float(gigabytes) * GIGABYTE
    except ValueError:
        limit = 0.0
    if not 0.0 < limit < float("inf"):
        raise SimmodelError(f"{LIMIT} is {gigabytes}; allowed: gigabytes above 0; type {LIMIT}=2")
    return int(limit)
