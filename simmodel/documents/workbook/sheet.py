"""One sheet, written from the top down: titles, headings, and lines of cells."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from simmodel.documents.plain_text import cell_text
from simmodel.documents.workbook.looks import Looks

_WIDEST, _NARROWEST, _NUMBER_WIDTH = 60, 9, 13
_LETTERS_A_LINE = 140
NONE = "none"
"""What stands where there is no value."""


@dataclass(frozen=True)
class Live:
    """A formula with the value that Python found for it."""

    formula: str
    value: float | str


@dataclass(frozen=True)
class Input:
    """A value that a reader may change."""

    value: float | str
    number: str = "two"
    allowed: tuple[str, ...] = ()


Cell = Live | Input | float | str | None


class Sheet:
    """A sheet that is written line by line; `row` is the next line, counted from 0."""

    def __init__(self, file: xlsxwriter.Workbook, looks: Looks, name: str, foot: str) -> None:
        """An empty sheet of the file, set up to print across one page with `foot` below it."""
        self.name, self.row = name, 0
        self.paper = file.add_worksheet(name)
        self._look = looks.look
        self._widths: dict[int, int] = {}
        self._widening = True
        self.paper.set_landscape()
        self.paper.set_paper(9)
        self.paper.fit_to_pages(1, 0)
        self.paper.set_footer(f"&L{foot.replace('&', '&&')[:80]}&C&A&RPage &P of &N")

    def title(self, text: str, *about: str) -> None:
        """The first lines: what the sheet is, and how to read it."""
        self._write(0, text, "title")
        self.row += 1
        for line in about:
            self.say(line, "about")
        self.row += 1

    def heading(self, text: str) -> None:
        """A line that begins a part, one empty line above it."""
        self.row += 1
        self._write(0, text, "heading")
        self.row += 1

    def say(self, text: str, look: str = "text") -> None:
        """Text over as many lines as it needs, running across the columns to the right."""
        for paragraph in cell_text(text).split("\n"):
            for line in textwrap.wrap(paragraph, _LETTERS_A_LINE) or [""]:
                self._write(0, line, look)
                self.row += 1

    def heads(self, heads: Sequence[str], freeze: int | None = None) -> None:
        """The head of a table; with `freeze`, so many columns and everything above stay in view."""
        for column, text in enumerate(heads):
            self._write(column, text, "head")
            self._widen(column, max(map(len, text.split() or [""])))
        self.row += 1
        if freeze is not None:
            self.paper.freeze_panes(self.row, freeze)
            self.paper.repeat_rows(self.row - 1)

    def line(
        self, cells: Iterable[Cell], numbers: str | Sequence[str] = "any", look: str = "text", widen: bool = True
    ) -> int:
        """A line of cells, and its row; `numbers` says how numbers are shown, one word for all or one each.

        Where it does not `widen`, columns but the first stay as wide as other lines make them, and text wraps.
        """
        given = list(cells)
        shown = [numbers] * len(given) if isinstance(numbers, str) else list(numbers)
        for column, (cell, number) in enumerate(zip(given, shown, strict=True)):
            self._widening = widen or column == 0
            self._put(column, cell, number, look if look != "text" or (widen and column) else "label")
        self._widening = True
        self.row += 1
        return self.row - 1

    def at(self, row: int, column: int) -> str:
        """The address of a cell, as any sheet can use it."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def block(self, row: int, column: int, last_row: int, last_column: int) -> str:
        """The address of a block of cells, as any sheet can use it."""
        return f"'{self.name}'!{xl_range_abs(row, column, last_row, last_column)}"

    def wide(self, column: int, letters: int) -> None:
        """Make a column at least so wide."""
        self._widen(column, letters)

    def finish(self) -> None:
        """Give each column its width."""
        for column, letters in self._widths.items():
            self.paper.set_column(column, column, min(max(letters + 2, _NARROWEST), _WIDEST))

    def _put(self, column: int, cell: Cell, number: str, look: str) -> None:
        if isinstance(cell, Live):
            shown = self._look("live", number)
            self.paper.write_formula(self.row, column, cell.formula, shown, _positive_zero(cell.value))
            self._widen(column, _NUMBER_WIDTH)
        elif isinstance(cell, Input):
            self._ask(column, cell)
        elif isinstance(cell, bool | str) or cell is None or not math.isfinite(cell):
            self._write(column, _told(cell), look)
            self._widen(column, min(max(map(len, _told(cell).split("\n"))), _WIDEST))
        else:
            self.paper.write_number(self.row, column, _positive_zero(float(cell)), self._look("fixed", number))
            self._widen(column, _NUMBER_WIDTH)

    def _ask(self, column: int, given: Input) -> None:
        shown = self._look("input", given.number)
        if isinstance(given.value, str):
            self.paper.write_string(self.row, column, given.value, shown)
            self.paper.data_validation(
                self.row, column, self.row, column, {"validate": "list", "source": list(given.allowed)}
            )
        else:
            self.paper.write_number(self.row, column, given.value, shown)
        self._widen(column, _NUMBER_WIDTH)

    def _write(self, column: int, text: str, look: str) -> None:
        self.paper.write_string(self.row, column, cell_text(text), self._look(look))

    def _widen(self, column: int, letters: int) -> None:
        if self._widening:
            self._widths[column] = max(letters, self._widths.get(column, 0))


def _positive_zero(value: float | str) -> float | str:
    """The value, without the minus of a zero."""
    return value if isinstance(value, str) else value + 0.0


def _told(cell: object) -> str:
    """A cell without a number as text."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell if isinstance(cell, str) else NONE
