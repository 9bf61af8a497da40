"""Sheet 4: what each scenario costs and saves, by item and by who pays, in real dollars of each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from simmodel.appraisal.flows import PRICE_YEAR
from simmodel.appraisal.money.views import NSW_AGENCIES
from simmodel.documents.figures import (
    ACCOUNT_WORDS,
    COUNT_WORDS,
    Line,
    accounts_of,
    bases_of,
    by_account,
    counts,
    extra_yearly,
    money_lines,
)
from simmodel.documents.workbook.book import MONEY, Book
from simmodel.documents.workbook.layout import START, heads, last_year, total
from simmodel.documents.workbook.sheet import Live, Sheet

BOTH, AVERAGE = "both", "average only"
FIRST = ("", "Who pays or gains", "Counted at", "Kind")


def write_money(book: Book) -> None:
    """Items as simulated, sums by account at both bases of unit costs as formulas, and what is counted."""
    runs, years = book.findings.runs, book.findings.appraisal.years
    sheet = book.sheets[MONEY]
    sheet.title(
        "4 Costs and benefits: each scenario minus the base case",
        f"Real dollars of {PRICE_YEAR}, undiscounted; means over paired runs of everyone at the site. A cost is above "
        "0, a saving below 0; demand made elsewhere is in it. Nominal dollars stand in sheet 9 alone.",
        "“Average only” is the part of average cost (buildings, overheads) that no scenario saves: it counts at "
        "average cost and not at avoidable cost. Each event has one price: nothing is counted twice.",
    )
    sheet.heads(heads(FIRST, years, "Total"), freeze=1)
    for name in book.scenarios:
        sheet.heading(f"{book.told(name)}, minus {runs.base_case}")
        extra = extra_yearly(runs, name)
        lines = money_lines(runs, extra)
        first = write_items(book, sheet, name, lines)
        for basis in bases_of(runs):
            write_accounts(book, sheet, name, lines, basis, first, accounts_of(runs))
        write_counts(book, sheet, name, counts(extra), "What happens more often (below 0: less often)")


def write_items(book: Book, sheet: Sheet, name: str, lines: Sequence[Line]) -> int:
    """A line for each item, and the row of the first."""
    years = book.findings.appraisal.years
    sheet.line(["By item"], look="strong")
    first = sheet.row
    for line in lines:
        kind = "reactive" if line.reactive else "planned"
        counted = AVERAGE if line.average_only else BOTH
        told = [line.label, ACCOUNT_WORDS[line.account], counted, kind]
        sheet.line([*told, *map(float, line.amounts), total(sheet.row, years, float(line.amounts.sum()))], "dollars")
        _keep(book, sheet, ("item", name, line.item), sheet.row - 1)
    return first


def write_accounts(
    book: Book, sheet: Sheet, name: str, lines: Sequence[Line], basis: str, first: int, accounts: Sequence[str]
) -> None:
    """A line for each account, and of NSW agencies and of all together, as formulas over the items from row `first`."""
    years = book.findings.appraisal.years
    found = by_account(lines, accounts, basis)
    sheet.line([f"By who pays or gains, at {basis} cost"], look="strong")
    top = sheet.row
    for account, dollars in zip(accounts, found, strict=True):
        words = ACCOUNT_WORDS[account]
        sums = [_sum_of(sheet.row, START + t, first, len(lines), basis) for t in range(years + 1)]
        cells = [Live(formula, float(value)) for formula, value in zip(sums, dollars, strict=True)]
        sheet.line([words, words, f"at {basis}", "", *cells, total(sheet.row, years, float(dollars.sum()))], "dollars")
        _keep(book, sheet, ("flow", name, basis, account), sheet.row - 1)
    _keep(book, sheet, ("flows", name, basis), top)
    agencies = [place for place, account in enumerate(accounts) if account in NSW_AGENCIES]
    for words, places in (
        ("NSW agencies together (Commonwealth and funder apart)", agencies),
        ("All together", list(range(len(accounts)))),
    ):
        rows = [top + place for place in places]
        cells = [_sum_at(rows, START + t, found[places, t].sum()) for t in range(years + 1)]
        whole = total(sheet.row, years, float(found[places].sum()))
        sheet.line([words, "", f"at {basis}", "", *cells, whole], "dollars")


def _sum_of(row: int, column: int, first: int, count: int, basis: str) -> str:
    letter = xl_col_to_name(column)
    amounts, accounts, counted = (f"{c}${first + 1}:{c}${first + count}" for c in (letter, "$B", "$C"))
    also = f',{counted},"{BOTH}"' if basis != "average" else ""
    return f"=SUMIFS({amounts},{accounts},$B{row + 1}{also})"


def _sum_at(rows: Sequence[int], column: int, value: float) -> Live:
    letter = xl_col_to_name(column)
    return Live("=" + "+".join(f"{letter}{row + 1}" for row in rows), float(value))


def write_counts(book: Book, sheet: Sheet, name: str, counted: Mapping[str, np.ndarray], words: str) -> None:
    """A line for each thing that is counted, headed by `words`."""
    years = book.findings.appraisal.years
    sheet.line([words], look="strong")
    for count, values in counted.items():
        whole = total(sheet.row, years, float(values.sum()))
        sheet.line([COUNT_WORDS[count], "", "", "", 0.0, *map(float, values), whole], "two")
        _keep(book, sheet, ("count", name, count), sheet.row - 1)


def _keep(book: Book, sheet: Sheet, what: tuple[object, ...], top: int) -> None:
    """Remember where lines from row `top` to the last one stand, the start and every year of them."""
    bottom = sheet.row - 1
    book.rows[what] = (top, bottom)
    book.cells[what] = sheet.block(top, START, bottom, last_year(book.findings.appraisal.years))
