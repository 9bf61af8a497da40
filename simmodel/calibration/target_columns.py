"""The columns of a target file: which form it has, what is missing, unknown or there twice."""

from __future__ import annotations

from dataclasses import replace

from simmodel.calibration.target_cells import window
from simmodel.calibration.target_faults import Faults, hint
from simmodel.calibration.target_text import Row, Table
from simmodel.study_faults import shown
from simmodel.validation.counted import FOLLOWED

WORDS_BEFORE, FIGURES = ("target", "time", "group", "arm"), ("value", "n", "se", "lower", "upper")
LONG = (*WORDS_BEFORE, *FIGURES, "kind", "use", "source", "note")
"""Columns of the long form: one number a row."""
WIDE = tuple(name for name in LONG if name not in ("time", "value", "se", "lower", "upper"))
"""Columns of the wide form, beside one for each time."""
EXAMPLE = "type target,time,arm,value,n,source"


def is_wide(table: Table) -> bool:
    """Whether a table has columns named by times, such as 3 or m12, and none of times."""
    return "time" not in table.columns and any(is_time(name) for name in table.columns)


def is_time(name: str) -> bool:
    """Whether a column is named by a time: 12, m12, 52w, 12-24."""
    return window(name) is not None


def fitting(table: Table, faults: Faults) -> Table | None:
    """The table with every column under its right name, faults told; None where its rows cannot be read with these."""
    known = WIDE if is_wide(table) else LONG
    if table.columns[0] in FOLLOWED:
        faults.instead(
            table.line, "1", f"is {shown(table.columns[0])}, a target: there are no names of columns; {EXAMPLE}"
        )
        return None
    if not set(table.columns) & set(LONG):
        allowed = f"allowed: {', '.join(known)}"
        faults.instead(table.line, "1", f"begins a line that names none of the columns; {allowed}; {EXAMPLE} above it")
        return None
    _twice(table, faults)
    meant = {}
    for name in dict.fromkeys(table.columns):
        if name not in known and not (known is WIDE and is_time(name)):
            meant[name] = _unknown(table, name, known, faults)
    renamed = replace(table, rows=tuple(_renamed(row, meant) for row in table.rows))
    return renamed if _complete(table, {*table.columns, *meant.values()}, known, faults) else None


def _twice(table: Table, faults: Faults) -> None:
    for place, name in enumerate(table.columns):
        first = table.columns.index(name)
        if name and first != place:
            words = f"is there twice, as columns {first + 1} and {place + 1}; allowed: once; delete one of them"
            faults.add(table.line, name, words)


def _unknown(table: Table, name: str, known: tuple[str, ...], faults: Faults) -> str:
    """Tells of an unknown column; the name that was meant, where one is near that is not there, else ""."""
    if not name:
        if any(row.get(name) for row in table.rows):
            place = str(table.columns.index(name) + 1)
            faults.add(table.line, place, f"has no name; allowed: {', '.join(known)}; name it or delete it")
        return ""
    if name in LONG:
        words = "is of the long form, and other columns are named by times; allowed: one form"
        faults.add(table.line, name, f"{words}; type a row for each time under {name}, or delete this column")
        return ""
    near = hint(name, known)
    faults.add(table.line, name, f"is not a known column; allowed: {', '.join(known)}{near or '; delete it'}")
    meant = near.split("'")[1] if near else ""
    return "" if meant in table.columns else meant


def _renamed(row: Row, meant: dict[str, str]) -> Row:
    """The row read as though each column had the name that was meant, so that its other faults are told too."""
    cells, named = dict(row.cells), dict(row.named)
    for given, name in meant.items():
        if name and name not in cells:
            cells[name], named[name] = cells[given], given
    return replace(row, cells=cells, named=named)


def _complete(table: Table, there: set[str], known: tuple[str, ...], faults: Faults) -> bool:
    """Whether the columns are there without which no row can be read."""
    needed = ("target", "n" if known is WIDE else "time")
    for name in needed:
        if name not in there:
            faults.add(table.line, name, f"is missing; allowed: {', '.join(known)}; {EXAMPLE} in the first line")
    if known is LONG and not {"value", "lower", "upper"} & there:
        faults.add(table.line, "value", f"is missing; allowed: value with n or se, or lower with upper; {EXAMPLE}")
        return False
    return set(needed) <= there
