"""Sheet 2: the base case as it moves forward in time, with no new money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simmodel.appraisal.money.budget_impact import reactive_share
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.appraisal.runs import SITE
from simmodel.cost_items import OTHERS
from simmodel.documents.figures import accounts_of, bases_of, counts, mean_yearly, money_lines
from simmodel.documents.workbook.book import BASE, Book
from simmodel.documents.workbook.layout import START, band_heads, bands, heads
from simmodel.documents.workbook.money import BOTH, FIRST, write_accounts, write_counts, write_items
from simmodel.documents.workbook.outcomes import UNITS, as_shown, look_of
from simmodel.documents.workbook.sheet import Live, Sheet


def write_base_case(book: Book) -> None:
    """What happens and what is spent without any scenario, year by year, and checks against evidence."""
    runs, years = book.findings.runs, book.findings.appraisal.years
    base, sheet = runs.base_case, book.sheets[BASE]
    sheet.title(
        f"2 Base case: {book.told(base)}",
        "What everyone at the site meets and what each payer spends where nothing new is funded; simulated forward, so "
        "what would have happened anyway is in it and nothing is taken off for it a second time.",
        "Shaded numbers are means over runs; the others are formulas.",
    )
    sheet.heads(heads(FIRST, years, "Total"), freeze=1)
    if runs.yearly:
        _write_money(book, sheet)
    _write_levels(book, sheet)
    write_tables(book, sheet, "checks of the base case")


def _write_money(book: Book, sheet: Sheet) -> None:
    """What is spent and what happens in each year; hours that others get are no spending of anybody."""
    runs, base = book.findings.runs, book.findings.runs.base_case
    yearly = mean_yearly(runs, base)
    lines = [line for line in money_lines(runs, yearly) if line.account != OTHERS]
    first = write_items(book, sheet, base, lines)
    accounts = [account for account in accounts_of(runs) if account != OTHERS]
    for basis in bases_of(runs):
        write_accounts(book, sheet, base, lines, basis, first, accounts)
    _write_reactive(book, sheet, first, len(lines) - len(runs.values))
    write_counts(book, sheet, base, counts(yearly), "What happens at the site")


def _write_reactive(book: Book, sheet: Sheet, first: int, count: int) -> None:
    """The share of each year's dollars that follows when things go wrong, at the study's basis."""
    runs, years = book.findings.runs, book.findings.appraisal.years
    average = runs.unit_costs == "average"
    every = money_lines(runs, mean_yearly(runs, runs.base_case))[:count]
    lines = [line for line in every if average or not line.average_only]
    share = reactive_share(
        {line.item: line.by_year[None, None] for line in lines}, [line.item for line in lines if line.reactive]
    )
    kinds, counted = (sheet.block(first, column, first + count - 1, column) for column in (3, 2))
    also = "" if average else f',{counted},"{BOTH}"'
    cells = []
    for year in range(1, years + 1):
        dollars = sheet.block(first, START + year, first + count - 1, START + year)
        whole = f"SUM({dollars})" if average else f'SUMIFS({dollars},{counted},"{BOTH}")'
        value = float(share[year - 1])
        part = f'SUMIFS({dollars},{kinds},"reactive"{also})'
        cells.append(Live(f'=IF({whole}<>0,{part}/{whole},"none")', value if value == value else "none"))
    sheet.line([f"Reactive share of dollars, at {runs.unit_costs} cost", "", "", "", "", *cells], "share")


def _write_levels(book: Book, sheet: Sheet) -> None:
    """Outcomes per person, with the range of one site."""
    found = book.findings.comparison.scenarios.get(book.findings.runs.base_case, {}).get(SITE, {})
    sheet.heading("Outcomes of everyone at the site under the base case")
    sheet.heads(["Outcome", "Unit", "Mean", "", *band_heads(book.findings.comparison)])
    for name, level in found.items():
        outcome = OUTCOMES[name]
        cells = [as_shown(outcome, each) for each in (level.mean, *bands(level))]
        unit = UNITS.get(outcome.kind, outcome.unit)
        sheet.line([outcome.label, unit, cells[0], "", *cells[1:]], look_of(outcome))


def write_tables(book: Book, sheet: Sheet, *starts: str) -> None:
    """The tables that are told beside a result whose names begin so."""
    for name, rows in book.findings.runs.facts.items():
        if name.startswith(starts) and isinstance(rows, Sequence) and not isinstance(rows, str) and rows:
            _write_table(sheet, name, [row for row in rows if isinstance(row, Mapping)])


def _write_table(sheet: Sheet, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    sheet.heading(name[:1].upper() + name[1:])
    sheet.heads([column.replace("_", " ") for column in columns])
    for row in rows:
        sheet.line([_cell(row.get(column)) for column in columns], widen=False)


def _cell(value: object) -> float | str | None:
    return value if isinstance(value, float | int | str | None) else str(value)
