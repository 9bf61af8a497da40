"""A workbook whose cells say what they are: typed in, from the simulation, or worked out live.

Text is always written as text, so no title of a study can become a formula. Every formula carries the value that
Python found, so a viewer without an engine shows it too.
"""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from types import TracebackType

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from simmodel.documents.findings import Findings
from simmodel.documents.workbook.looks import Looks
from simmodel.documents.workbook.sheet import Sheet

SHEETS = (
    "1 Summary",
    "2 Base case",
    "3 Options",
    "4 Costs and benefits",
    "5 Discounting",
    "6 Outcomes",
    "7 Sensitivity",
    "8 Who pays, who saves",
    "9 Budget impact",
    "10 Assumptions",
    "11 Not in the numbers",
    "12 Provenance",
)
SUMMARY, BASE, OPTIONS, MONEY, DISCOUNTING, OUTCOMES, SENSITIVITY, WHO, BUDGET, ASSUMED, LIMITS, PROVENANCE = SHEETS


class Book:
    """An open workbook with its twelve sheets in order; `cells` and `rows` say where what others refer to stands."""

    def __init__(self, findings: Findings, path: Path) -> None:
        """An empty workbook at `path`, all properties those of the findings and none of the clock."""
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.file = xlsxwriter.Workbook(str(path), {**plain, "in_memory": True, "nan_inf_to_errors": False})
        self.findings = findings
        self.cells: dict[tuple[object, ...], str] = {}
        self.rows: dict[tuple[object, ...], tuple[int, int]] = {}
        told = findings.provenance()
        made = datetime.combine(findings.made, time())
        self.file.set_properties({
            "title": f"simmodel: {findings.runs.study_name}", "author": told["Version"],
            "comments": f"Scenario hash {told['Scenario hash']}, seed {told['Seed']}", "created": made,
        })  # fmt: skip
        self.file.set_calc_mode("auto")
        looks = Looks(self.file)
        self.sheets = {name: Sheet(self.file, looks, name, findings.runs.study_name) for name in SHEETS}

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Every scenario beside the base case."""
        return tuple(self.findings.appraisal.scenarios)

    def told(self, name: str) -> str:
        """A scenario as sheets name it, "pull_in: Coaches who stay"."""
        title = self.findings.runs.money.get(name, {}).get("title")
        return f"{name}: {title}" if title else name

    def __enter__(self) -> Book:
        """The open workbook."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Write the file, where nothing went wrong."""
        if kind is None:
            for sheet in self.sheets.values():
                sheet.finish()
            try:
                self.file.close()
            except FileCreateError as error_of_system:
                raise OSError(str(error_of_system)) from error_of_system
