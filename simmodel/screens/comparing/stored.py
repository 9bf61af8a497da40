"""Results that ship with the package, found by what they are results of: nothing is interpolated between them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from simmodel.scenario import Study
from simmodel.shown.compare.tabs import Shown, unpacked

FOLDER = Path(__file__).parents[2] / "shown" / "stored" / "compare"
_KEPT = 24


def stored(study: Study) -> Shown | None:
    """The stored result of this very study; None where none ships, or a file is not what it should be."""
    return _read(FOLDER / file_name(study.digest()))


def file_name(digest: str) -> str:
    """The file that holds the result of a study with this digest."""
    return f"{digest[:16]}.json.gz"


@lru_cache(_KEPT)
def _read(path: Path) -> Shown | None:
    try:
        return unpacked(path.read_bytes())
    except (OSError, ValueError):
        return None
