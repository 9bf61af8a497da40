"""A budget in Excel with live formulas: change coaches, prices, rates or growth, and every total follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from simmodel.budget.totals import Found
from simmodel.documents.budget_workbook.book import LINES, PROVENANCE, BudgetBook
from simmodel.documents.budget_workbook.choices import write_choices, write_prices
from simmodel.documents.budget_workbook.lines import write_site
from simmodel.documents.budget_workbook.summary import write_summary


def write_budget_workbook(found: Found, command: str, made: date, path: Path) -> None:
    """Write the workbook to `path`; `command` is what gives the same figures."""
    with BudgetBook(found, command, made, path) as book:
        write_choices(book)
        write_prices(book)
        book.sheets[LINES].title(
            "4 Lines and years",
            "Number times unit cost is a year's amount in the prices of year 1; each year is in dollars of its own.",
            "A line is paid from its first year to its last. Own lines follow the growth of other prices.",
        )
        for site in found.plan.sites:
            write_site(book, site)
        write_summary(book)
        sheet = book.sheets[PROVENANCE]
        sheet.title("5 Provenance", "Where the figures come from.")
        for name, text in book.told.items():
            sheet.line([name, text], look="label")
