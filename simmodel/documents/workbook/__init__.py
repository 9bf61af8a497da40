"""The workbook in Excel: live formulas from what the simulation counted to what it is worth, in the order of a CBA."""

from __future__ import annotations

from pathlib import Path

from simmodel.documents.findings import Findings
from simmodel.documents.workbook.back_matter import write_assumptions, write_limits, write_provenance
from simmodel.documents.workbook.base_case import write_base_case
from simmodel.documents.workbook.book import Book
from simmodel.documents.workbook.budget import write_budget
from simmodel.documents.workbook.discounting import write_discounting
from simmodel.documents.workbook.money import write_money
from simmodel.documents.workbook.options import write_options
from simmodel.documents.workbook.outcomes import write_outcomes
from simmodel.documents.workbook.sensitivity import write_multipliers, write_sensitivity
from simmodel.documents.workbook.summary import write_summary
from simmodel.documents.workbook.who import write_who

_WRITERS = (
    write_multipliers,
    write_money,
    write_discounting,
    write_sensitivity,
    write_base_case,
    write_options,
    write_outcomes,
    write_who,
    write_budget,
    write_assumptions,
    write_limits,
    write_provenance,
    write_summary,
)
"""In the order in which cells are referred to; the summary refers to all others. Sheets stand in their own order."""


def write_workbook(findings: Findings, path: Path) -> None:
    """Write the workbook to `path`: twelve sheets, inputs marked, every formula with the value Python found."""
    with Book(findings, path) as book:
        for write in _WRITERS:
            write(book)
