"""The ledger of a fit's runs: a file of lines that only grows, with one writer, so that a killed fit goes on.

Its first line says what its runs hang on; where that is something else now, the file is set aside under a name of its
own, from which it comes back when it is asked for again. Each further line
is one run. A last line that was torn when the writer died is dropped, and its run is played again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
from filelock import FileLock, Timeout

from simmodel.calibration.measure import Written
from simmodel.errors import SimmodelError
from simmodel.store.address import hash_of

Key = tuple[str, int, str]
"""The name of a wave, the place of a run in it, and what its point is: other numbers are another run."""
LEDGER = "runs.jsonl"


class Ledger:
    """Runs that were played, by wave and place; None is a run for which there is no custody curve."""

    def __init__(self, folder: Path, hangs_on: Mapping[str, object]) -> None:
        """Open the ledger of this folder as its one writer; SimmodelError where somebody else writes it."""
        folder.mkdir(parents=True, exist_ok=True)
        self.path, self._lock = folder / LEDGER, FileLock(folder / f".{LEDGER}.lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise SimmodelError(
                f"another fit is writing {self.path}; allowed: one at a time; wait for it, or type --out with another "
                "folder"
            ) from None
        first = _first(hangs_on)
        _bring(self.path, first)
        found = _read(self.path, first)
        self.held: dict[Key, Written | None] = {} if found is None else found[0]
        if found is None:
            self.path.write_text(f"{first}\n", encoding="utf-8")
        else:
            with self.path.open("r+b") as file:
                file.truncate(found[1])
        self._file: IO[str] = self.path.open("a", encoding="utf-8")

    def keep(self, key: Key, one: Written | None) -> None:
        """Write a run at the end."""
        self.held[key] = one
        self._file.write(line_of(key, one))
        self._file.flush()

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file and let others write."""
        self._file.close()
        self._lock.release()


def held_in(folder: Path, hangs_on: Mapping[str, object]) -> dict[Key, Written | None]:
    """The runs that a ledger in this folder keeps for what hangs on this; the file is only read."""
    found = _read(folder / LEDGER, _first(hangs_on))
    return {} if found is None else found[0]


def line_of(key: Key, one: Written | None) -> str:
    """A run as a line of the ledger."""
    return f"{json.dumps(_line(key, one))}\n"


def _bring(path: Path, first: str) -> None:
    """Put the ledger with this first line in its place, and what is there aside, named by its own first line."""
    try:
        with path.open("rb") as file:
            there = file.readline().decode("utf-8", "replace").rstrip("\n")
    except FileNotFoundError:
        there = first
    if there == first:
        return
    path.replace(_aside(path, there))
    if (ours := _aside(path, first)).exists():
        ours.replace(path)


def _aside(path: Path, first: str) -> Path:
    return path.with_name(f"{path.stem}-{hash_of({'first': first})[:12]}{path.suffix}")


def _first(hangs_on: Mapping[str, object]) -> str:
    """The first line: what its runs hang on."""
    return json.dumps({"hangs_on": dict(hangs_on)}, sort_keys=True)


def _read(path: Path, first: str) -> tuple[dict[Key, Written | None], int] | None:
    """Every whole line, and how many bytes they are; None where the file is not this fit's."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    lines = content.split(b"\n")[:-1]
    if not lines or lines[0].decode("utf-8", "replace") != first:
        return None
    held: dict[Key, Written | None] = {}
    whole = len(lines[0]) + 1
    for line in lines[1:]:
        try:
            key, one = _of_line(json.loads(line))
        except (ValueError, KeyError, TypeError):
            break
        held[key] = one
        whole += len(line) + 1
    return held, whole


def _line(key: Key, one: Written | None) -> dict[str, object]:
    wave, place, point = key
    run: dict[str, object] = {"wave": wave, "place": place, "point": point}
    if one is None:
        return run | {"no_custody_curve": True}
    return run | {"values": _told(one.values), "people": _told(one.people)}


def _of_line(told: Mapping[str, Any]) -> tuple[Key, Written | None]:
    key = str(told["wave"]), int(told["place"]), str(told["point"])
    if told.get("no_custody_curve"):
        return key, None
    return key, Written(_numbers(told["values"]), _numbers(told["people"]))


def _told(values: np.ndarray) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values.tolist()]


def _numbers(told: Sequence[float | None]) -> np.ndarray:
    return np.array([math.nan if value is None else value for value in told], float)
