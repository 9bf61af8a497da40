"""Everything that is wrong with a file that was handed in, as a table: where, what was found, what to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simmodel.calibration.target_faults import Placed
from simmodel.shown.parts import Table

HEAD = ("Row", "Column", "What was found", "What is allowed, and what to type")
_LINE = re.compile(r"line (?P<line>\d+)(?:, column (?P<column>\d+))?: ")
_ALLOWED = "; allowed: "


def fault_table(faults: Iterable[str], title: str) -> Table:
    """The faults of a file in its order, a row each; what holds for a file as a whole has no row."""
    rows = tuple(_row(fault) for fault in faults)
    return Table(
        title, HEAD, rows, "Mend all of them here or in your file; every fault that can be told is in the table."
    )


def faults_told(many: int, file: str) -> str:
    """How many faults a file has, as a sentence.

    >>> faults_told(1, "targets.csv")
    'targets.csv has 1 fault, and nothing can be fitted before it is mended'
    """
    if many == 1:
        return f"{file} has 1 fault, and nothing can be fitted before it is mended"
    return f"{file} has {many} faults, and nothing can be fitted before they are mended"


def _row(fault: str) -> tuple[str, str, str, str]:
    if isinstance(fault, Placed):
        return str(fault.row), fault.column, *_found_and_mend(fault.words)
    placed = _LINE.match(fault)
    if placed is None:
        return "whole file", "", *_found_and_mend(fault)
    return placed["line"], placed["column"] or "", *_found_and_mend(fault[placed.end() :])


def _found_and_mend(words: str) -> tuple[str, str]:
    """What was found, and from "allowed" on what to do; of other sentences all after their first part."""
    found, mark, allowed = words.partition(_ALLOWED)
    if mark:
        return found, allowed
    found, _, mend = words.partition("; ")
    return found, mend
