"""The cells of a file of targets as a reader edits them: text in rows that keep the lines on which they stood."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pandas as pd

from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_text import parsed

LINE = "row"
"""The column of the editor that says on which line of the file a row stands."""


@dataclass(frozen=True)
class Cells:
    """The cells of a file below the names of its columns; `line`: that of the names; `mark`: between two cells."""

    line: int
    mark: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def cells_of(text: str) -> Cells | None:
    """The cells of a text; None where they are no table that can be edited, so that the file itself must be mended."""
    table = parsed(text, Faults(""))
    if table is None or not table.whole or "" in table.columns or LINE in table.columns:
        return None
    if len(set(table.columns)) < len(table.columns):
        return None
    rows = tuple((row.line, tuple(row.get(name) for name in table.columns)) for row in table.rows)
    return Cells(table.line, "," if table.commas_are_marks else ";", table.columns, rows)


def frame_of(cells: Cells) -> pd.DataFrame:
    """The cells as an editor takes them."""
    rows = [[str(line), *row] for line, row in cells.rows]
    return pd.DataFrame(rows, columns=pd.Index([LINE, *cells.columns]), dtype=object)


def text_with(cells: Cells, frame: pd.DataFrame) -> str:
    """The file with what stands in the editor: rows stay on their lines, new ones come last, blank ones are no rows."""
    kept: dict[int, list[str]] = {cells.line: list(cells.columns)}
    new: list[list[str]] = []
    for line, *row in frame.fillna("").astype(str).to_numpy().tolist():
        if line.isdigit() and int(line) not in kept:
            kept[int(line)] = row
        elif any(cell.strip() for cell in row):
            new.append(row)
    made = io.StringIO()
    writer = csv.writer(made, delimiter=cells.mark, lineterminator="\n")
    for line in range(1, max(kept) + 1):
        writer.writerow(kept.get(line, []))
    writer.writerows(new)
    return made.getvalue()


def is_as_it_was(text: str, other: str) -> bool:
    """Whether two texts hold the same cells on the same lines."""
    return cells_of(text) == cells_of(other)
