"""A file of targets as text: what it holds in which row and column, however a spreadsheet saved it.

UTF-8 or Latin-1, with or without a byte-order mark, any line ends; commas, semicolons or tabs between the cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from simmodel.calibration.target_faults import Faults
from simmodel.errors import TargetsError

LARGEST_FILE = 256 * 1024
"""Bytes; a file of targets is a few kilobytes."""
MOST_COLUMNS = 200
_NOT_TEXT = {
    b"PK\x03\x04": "a spreadsheet or a packed file (.xlsx, .ods, .zip)",
    b"\xd0\xcf\x11\xe0": "a spreadsheet of an older kind (.xls)",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a packed file (.gz)",
    b"PAR1": "a Parquet file",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}
_SAVE = "allowed: plain text with commas; in a spreadsheet choose Save as, CSV UTF-8"
_HARD_SPACE = re.compile("[\u00a0\u202f]")
"""The spaces that spreadsheets and word processors put into and after a figure; cells are read with plain ones."""
_SEP = re.compile(r'\ufeff?"?sep=(?P<mark>[,;\t|])"?[,;\t |]*(?=[\r\n]|$)', re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Row:
    """The cells of one row by column, without spaces around them; `named`: what the file calls a column, if other."""

    line: int
    cells: Mapping[str, str]
    named: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell in this column; "" where it is blank or there is no such column."""
        return self.cells.get(column, "")

    def called(self, column: str) -> str:
        """The column as the file calls it."""
        return self.named.get(column, column)


@dataclass(frozen=True)
class Table:
    """The rows of a file that hold anything, under the names of its columns; `line`: that of the names."""

    line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    commas_are_marks: bool
    """Whether commas stand between cells, so that one in a number can only part thousands."""
    whole: bool
    """Whether every row of the file could be read."""


def read_text(path: Path) -> str:
    """The text of a file; TargetsError, with the reason, where there is none to read."""
    try:
        fault = _fault_in_place(path)
        content = b"" if fault else path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no file can have this name"
        fault = f"the file cannot be read ({reason}); allowed: a CSV file that you may read"
    if fault:
        raise TargetsError(str(path), [fault])
    return text_of(str(path), content)


def _fault_in_place(path: Path) -> str | None:
    example = "type for example calibration/my_pilot/targets.csv"
    if path.is_dir():
        return f"this is a folder, not a file of targets; {example}"
    if not path.exists():
        return f"there is no file of this name; {example}"
    if not path.is_file():
        return f"this is not an ordinary file; allowed: a CSV file; {example}"
    return _too_large(path.stat().st_size)


def _too_large(size: int) -> str | None:
    if size <= LARGEST_FILE:
        return None
    told = f"the file has {size:,} bytes; allowed: at most {LARGEST_FILE:,}"
    return f"{told}; a row is a count of many people, never one person"


def text_of(where: str, content: bytes) -> str:
    """The text of what was read from `where`; TargetsError, with the reason, where it is none."""
    fault = _too_large(len(content))
    if fault:
        raise TargetsError(where, [fault])
    for first, what in _NOT_TEXT.items():
        if content.startswith(first):
            raise TargetsError(where, [f"this is {what}; {_SAVE}"])
    text = _decoded(content)
    control = _CONTROL.search(text)
    if control:
        row, column = text.count("\n", 0, control.start()) + 1, control.start() - text.rfind("\n", 0, control.start())
        raise TargetsError(where, [f"row {row}, column {column}: this is not text; {_SAVE}"])
    return text


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def parsed(text: str, faults: Faults) -> Table | None:
    """The rows and columns of a text; a row that does not fit its header is a fault. None where there are none."""
    mark, text = _mark_between(text)
    lines = _lines(text, mark, faults)
    line, header = next(lines, (1, []))
    if not header:
        faults.add(1, "target", "is missing: the file is empty; type a first line target,time,value,n,source")
        return None
    columns = [name.lower() for name in header]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > MOST_COLUMNS:
        words = (
            f"is one of {len(columns):,}; allowed: at most {MOST_COLUMNS} columns; type a row for each number instead"
        )
        faults.add(line, str(MOST_COLUMNS + 1), words)
        return None
    rows = [_row(at, columns, cells, faults, mark) for at, cells in lines]
    return Table(line, tuple(columns), tuple(row for row in rows if row), mark == ",", not faults.faults)


def _mark_between(text: str) -> tuple[str, str]:
    """What stands between the cells: what a line sep=; for Excel says, which is then blanked; else by the first line
    that holds anything."""
    said = _SEP.match(text)
    if said:
        return said["mark"], text[said.end() :]
    first = next((line for line in text.splitlines() if line.strip(' ,;\t"')), "")
    return max(",;\t", key=first.count), text


def _lines(text: str, mark: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds anything, with the line on which it begins."""
    reader, begins = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1
    try:
        for cells in reader:
            stripped = [_HARD_SPACE.sub(" ", cell).strip() for cell in cells]
            if any(stripped):
                yield begins, stripped
            begins = reader.line_num + 1
    except csv.Error:
        words = 'cannot be read: a quote mark is not closed, or stands within a cell; type each inner mark twice: ""'
        faults.add(begins, "1", words)


def _row(line: int, columns: list[str], cells: list[str], faults: Faults, mark: str) -> Row | None:
    extra = [place for place, cell in enumerate(cells) if place >= len(columns) and cell]
    if len(cells) < len(columns) or extra:
        at = extra[0] + 1 if extra else len(cells) + 1
        words = f"does not fit: the row has {len(cells)} cells and the header {len(columns)}"
        allowed = (
            f'allowed: a cell for each column, blank or not; a cell that holds "{_named(mark)}" stands in "quotes"'
        )
        faults.add(line, str(at), f"{words}; {allowed}")
        return None
    broken = [place for place, cell in enumerate(cells) if "\n" in cell or "\r" in cell]
    for place in broken:
        words = "has a line break in its cell; allowed: cells of one line"
        faults.add(line, str(place + 1), f"{words}; close the quote mark, or type the cell on one line")
    kept: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        kept.setdefault(name, cell)
    return None if broken else Row(line, kept, {})


def _named(mark: str) -> str:
    return "tab" if mark == "\t" else mark
