"""Sheet 9: what each payer spends more or less in each year, in dollars of that year."""

from __future__ import annotations

from simmodel.appraisal.flows import PRICE_YEAR
from simmodel.appraisal.money.budget_impact import ALL_PAYERS
from simmodel.appraisal.money.prices import index_of
from simmodel.documents.figures import ACCOUNT_WORDS
from simmodel.documents.workbook.book import BUDGET, MONEY, Book
from simmodel.documents.workbook.layout import START, band_heads, here
from simmodel.documents.workbook.sheet import Input, Live, Sheet
from simmodel.vocabulary import PAYERS


def write_budget(book: Book) -> None:
    """An index of prices as input, and by scenario payers and years; setting up in year 1."""
    sheet, appraisal = book.sheets[BUDGET], book.findings.appraisal
    sheet.title(
        "9 Budget impact: payer by year",
        f"Scenario minus base case at {appraisal.basis} cost, undiscounted, setting up in year 1: above 0 spends more, "
        "below 0 less; demand made elsewhere is in it. An avoided cost is not cash until a budget falls: sheet 8.",
        f"The index says how many dollars of the year one dollar of year 1 is; the study lets prices grow by "
        f"{book.findings.runs.prices_grow:.1%} a year. 1.00 in every year leaves real dollars of {PRICE_YEAR}.",
    )
    years = range(1, appraisal.years + 1)
    sheet.heads(["Dollars of the year", *(f"Year {year}" for year in years), "Total"], freeze=1)
    grown = index_of([book.findings.runs.prices_grow] * (appraisal.years - 1))
    index = sheet.line(["Index of prices (year 1 = 1)", *(Input(float(each), "factor") for each in grown)])
    for name in book.scenarios:
        sheet.heading(f"{book.told(name)}, minus {book.findings.runs.base_case}")
        _write_payers(book, sheet, name, index)
        _write_reactive(book, sheet, name)
    for name in book.scenarios:
        _write_ranges(book, sheet, name)


def _write_payers(book: Book, sheet: Sheet, name: str, index: int) -> None:
    appraisal, money, top = book.findings.appraisal, book.sheets[MONEY], sheet.row
    impact = appraisal.scenarios[name].impact.set_index(["payer", "year"])["nominal"]
    years = range(1, appraisal.years + 1)
    for payer in PAYERS:
        flow = book.rows["flow", name, appraisal.basis, payer][0]
        cells = []
        for year in years:
            real = money.at(flow, START + year) + (f"+{money.at(flow, START)}" if year == 1 else "")
            formula = f"={here(index, year)}*{book.cells['multiplier', payer]}*({real})"
            cells.append(Live(formula, float(impact[payer, year])))
        whole = Live(f"=SUM({here(sheet.row, 1)}:{here(sheet.row, len(years))})", float(impact[payer].sum()))
        sheet.line([ACCOUNT_WORDS[payer], *cells, whole], "dollars")
    last = sheet.row - 1
    sums = [f"=SUM({here(top, column)}:{here(last, column)})" for column in range(1, len(years) + 2)]
    found = [*(float(impact[ALL_PAYERS, year]) for year in years), float(impact[ALL_PAYERS].sum())]
    cells = [Live(formula, value) for formula, value in zip(sums, found, strict=True)]
    sheet.line(["All payers", *cells], "dollars", "strong")


def _write_reactive(book: Book, sheet: Sheet, name: str) -> None:
    here_, base = book.findings.appraisal.scenarios[name].reactive
    for words, shares in ((f"Reactive share of all dollars, {name}", here_), ("The same, base case", base)):
        sheet.line([words, *(float(share) for share in shares)], "share")


def _write_ranges(book: Book, sheet: Sheet, name: str) -> None:
    sheet.heading(f"{book.told(name)}: ranges in real dollars of {PRICE_YEAR}, from the simulation")
    sheet.heads(["Payer", "Year", "Mean", *band_heads(book.findings.comparison), "Monte Carlo error"])
    ends = ["mean", "evidence_low", "evidence_high", "low", "high", "mc_error"]
    for row in book.findings.appraisal.scenarios[name].impact.to_dict("records"):
        payer = ACCOUNT_WORDS.get(str(row["payer"]), "All payers")
        sheet.line([payer, row["year"], *(row[end] for end in ends)], ["any", "whole", *["dollars"] * 6])
