"""The size of the store: what is there, and room made by removing what lies aside or was not used for longest."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from simmodel.store.files import ASIDE, ENDING, PART

STALE_SECONDS = 3600
"""A part of a file that has not grown for so long is nobody's any more."""
FILLED_TO = 0.9
"""Room is made until this share of the limit is filled, so that not every further file makes room anew."""
_KEPT = re.compile(rf"[0-9a-f]{{64}}{re.escape(ENDING)}")
_ASIDE = re.compile(r"[0-9a-f]{64}\.[0-9a-f]+")
_PART = re.compile(rf"\.[0-9a-f]{{64}}{re.escape(ENDING)}\.[0-9a-f]+{re.escape(PART)}")


class Kept(NamedTuple):
    """A file of the store: when it was last used, its size in bytes, and where it is."""

    used: float
    size: int
    path: Path


def taken(folder: Path) -> int:
    """Bytes of all kept runs and of all that lies aside; parts that nobody writes any more are removed."""
    for part in _files(folder, _PART):
        if time.time() - part.used > STALE_SECONDS:
            _remove(part)
    return sum(each.size for each in (*_set_aside(folder), *_files(folder, _KEPT)))


def make_room(folder: Path, limit: int, spared: Collection[Path]) -> int:
    """Remove files until few enough bytes are left, and say how many those are.

    What lies aside goes first, then the runs that have not been used for longest. `spared` files stay, whatever their
    size; so does everything that the store did not put here.
    """
    files = [*sorted(_set_aside(folder)), *sorted(_files(folder, _KEPT))]
    left = sum(each.size for each in files)
    for each in files:
        if left <= FILLED_TO * limit:
            break
        if each.path not in spared:
            _remove(each)
            left -= each.size
    return left


def _set_aside(folder: Path) -> Iterator[Kept]:
    return (each for each in _files(folder, _ASIDE) if each.path.parent.name == ASIDE)


def _files(folder: Path, named: re.Pattern[str]) -> Iterator[Kept]:
    for path in folder.glob("*/*"):
        if named.fullmatch(path.name):
            with suppress(OSError):
                there = path.stat()
                yield Kept(there.st_mtime, there.st_size, path)


def _remove(each: Kept) -> None:
    with suppress(OSError):
        each.path.unlink()
