"""A document as bytes, for pages that hand it over without keeping it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory


def bytes_of(write: Callable[[Path], None], file: str) -> bytes:
    """What `write` puts into a file of this name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / file
        write(path)
        return path.read_bytes()
