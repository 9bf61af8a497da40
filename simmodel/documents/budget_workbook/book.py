"""The workbook of a budget: its sheets in order, and where each number stands that formulas refer to."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType

import xlsxwriter

from simmodel.budget.totals import Found
from simmodel.documents.budget_word import provenance
from simmodel.documents.workbook.looks import Looks
from simmodel.documents.workbook.sheet import Sheet

SHEETS = ("1 Summary", "2 Choices", "3 Prices", "4 Lines and years", "5 Provenance")
SUMMARY, CHOICES, PRICES, LINES, PROVENANCE = SHEETS
Where = tuple[object, ...]


class BudgetBook:
    """An open workbook; `cells` holds addresses that any sheet can use, by what stands there."""

    def __init__(self, found: Found, command: str, made: date, path: Path) -> None:
        """An empty workbook at `path`."""
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.file = xlsxwriter.Workbook(str(path), {**plain, "in_memory": True})
        self.found, self.plan = found, found.plan
        self.told = provenance(found, command, made)
        self.cells: dict[Where, str] = {}
        self.file.set_properties({
            "title": f"simmodel: site budget {found.plan.name}", "author": self.told["Version"],
            "comments": command, "created": datetime.combine(made, time()),
        })  # fmt: skip
        looks = Looks(self.file)
        self.sheets = {name: Sheet(self.file, looks, name, found.plan.name) for name in SHEETS}

    @property
    def years(self) -> range:
        """Every year of the budget."""
        return range(1, self.plan.years + 1)

    def __enter__(self) -> BudgetBook:
        """The open workbook."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Write the file, where nothing went wrong."""
        if kind is None:
            for sheet in self.sheets.values():
                sheet.finish()
            self.file.close()
