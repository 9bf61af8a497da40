"""Sheet 5: what the flows of sheet 4 are worth today, at three rates, live."""

from __future__ import annotations

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.present_value import RATES, TIMINGS, discount_factors
from simmodel.appraisal.money.ratios import BENEFITS_OVER_COST, NET_OVER_COST
from simmodel.appraisal.money.table import Appraised
from simmodel.appraisal.money.views import FUNDER, HEADLINE_VIEW, VIEWS
from simmodel.documents.figures import ACCOUNT_WORDS, accounts_of, bases_of, by_account, extra_yearly, money_lines
from simmodel.documents.workbook.book import DISCOUNTING, MONEY, Book
from simmodel.documents.workbook.layout import START, heads, here, last_year
from simmodel.documents.workbook.sheet import Cell, Input, Live, Sheet

RATE_WORDS = ("Central rate", "Lower rate", "Higher rate")
"""What the three rates are called, in their order."""


def write_discounting(book: Book) -> None:
    """Inputs, factors, and for every scenario and basis its net present value and both ratios."""
    sheet = book.sheets[DISCOUNTING]
    sheet.title(
        "5 Discounting: what later years are worth today",
        "Yellow cells are inputs: change them and everything that is worked out from them follows, in every sheet. "
        "Setting up stands at the start and is not discounted.",
    )
    sheet.paper.freeze_panes(1, 1)
    _write_rates(book, sheet)
    _write_views(book, sheet)
    _write_factors(book, sheet)
    for name in book.scenarios:
        for basis in bases_of(book.findings.runs):
            _write_scenario(book, sheet, name, basis)


def _write_rates(book: Book, sheet: Sheet) -> None:
    sheet.line(["Inputs", "", "", "", "Value"], look="head")
    for words, rate in zip(RATE_WORDS, RATES, strict=True):
        row = sheet.line([f"{words}, real, a year", "", "", "", Input(rate, "rate")])
        book.cells["rate", rate] = sheet.at(row, START)
    row = sheet.line(["Where in a year its flows stand", "", "", "", Input(TIMINGS[0], allowed=TIMINGS)])
    book.cells["timing",] = sheet.at(row, START)
    sheet.say("mid_year: spread over the year; end_year: at its end. Rates: ledger row ECO001, see sheet 10.", "about")


def _write_views(book: Book, sheet: Sheet) -> None:
    """Who counts in each view, 1 or 0."""
    sheet.heading("Whose savings count in each view (1) and whose do not (0); the headline is the first")
    sheet.heads(["Account", "", "", "", *(view.label for view in VIEWS.values())])
    accounts, top = accounts_of(book.findings.runs), sheet.row
    for account in accounts:
        counted = [float(account in (*view.payers, *view.layers)) for view in VIEWS.values()]
        sheet.line([ACCOUNT_WORDS[account], "", "", "", *counted], "whole")
    paying = [float(view.pays_programme) for view in VIEWS.values()]
    pays = sheet.line(["Pays for the programme", "", "", "", *paying], "whole")
    for place, view in enumerate(VIEWS):
        column = START + place
        book.cells["weights", view] = sheet.block(top, column, top + len(accounts) - 1, column)
        book.cells["pays", view] = sheet.at(pays, column)


def _write_factors(book: Book, sheet: Sheet) -> None:
    """What a dollar of each year is worth today."""
    years = book.findings.appraisal.years
    sheet.heading("Discount factors: what a dollar of each year is worth today")
    sheet.heads(heads(("", "", "", "Rate"), years))
    at = sheet.line(["Years from the start", "", "", "", *map(float, range(years + 1))], "whole")
    for words, rate in zip(RATE_WORDS, RATES, strict=True):
        cells: list[Cell] = []
        for year, factor in enumerate([1.0, *discount_factors(rate, years)]):
            t = here(at, START + year)
            late = f'{t}-IF({book.cells["timing",]}="end_year",0,0.5)' if year else t
            cells.append(Live(f"=1/(1+{book.cells['rate', rate]})^({late})", float(factor)))
        row = sheet.line(
            [words, "", "", Live(f"={book.cells['rate', rate]}", rate), *cells],
            ["any", "any", "any", "rate", *["factor"] * len(cells)],
        )
        book.cells["factors", rate] = sheet.block(row, START, row, last_year(years))


def _write_scenario(book: Book, sheet: Sheet, name: str, basis: str) -> None:
    """Benefits and costs by year in the headline's view, then their present values at each rate."""
    runs, years, view = book.findings.runs, book.findings.appraisal.years, HEADLINE_VIEW
    sheet.heading(f"{book.told(name)}, minus {runs.base_case}; {view.label}, at {basis} cost")
    sheet.heads(heads(("Real dollars, as in sheet 4 times the price multipliers of sheet 7", "", "", ""), years))
    accounts = accounts_of(runs)
    flows = by_account(money_lines(runs, extra_yearly(runs, name)), accounts, basis)
    counts = np.array([account in (*view.payers, *view.layers) for account in accounts], float)
    benefits, costs = -(counts @ flows), flows[accounts.index(FUNDER)]
    rows = _write_flows(book, sheet, (name, basis), benefits, costs)
    _write_present_values(book, sheet, (name, basis), rows)


def _write_flows(
    book: Book, sheet: Sheet, which: tuple[str, str], benefits: np.ndarray, costs: np.ndarray
) -> tuple[int, int]:
    money, columns, first = book.sheets[MONEY], range(START, START + len(benefits)), sheet.row
    weights, times = book.cells["weights", HEADLINE_VIEW.id], book.cells["multipliers",]
    pays, paid = book.cells["pays", HEADLINE_VIEW.id], book.cells["multiplier", FUNDER]
    top, bottom = book.rows["flows", *which]
    funder = book.rows["flow", *which, FUNDER][0]
    gained = [f"=-SUMPRODUCT({weights}*{times}*{money.block(top, c, bottom, c)})" for c in columns]
    spent = [f"={pays}*{paid}*{money.at(funder, c)}" for c in columns]
    net = [f"={here(first, c)}-{here(first + 1, c)}" for c in columns]
    since = [f"=SUM({xl_rowcol_to_cell(first + 2, START, col_abs=True)}:{here(first + 2, c)})" for c in columns]
    for words, formulas, values in (
        ("Benefits: what agencies of NSW save, and what people gain where a value is supplied", gained, benefits),
        ("Cost to the programme's funder", spent, costs),
        ("Net", net, benefits - costs),
        ("Net until then, undiscounted", since, np.cumsum(benefits - costs)),
    ):
        cells = [Live(formula, float(value)) for formula, value in zip(formulas, values, strict=True)]
        sheet.line([words, "", "", "", *cells], "dollars")
    return first, first + 1


def _write_present_values(book: Book, sheet: Sheet, which: tuple[str, str], rows: tuple[int, int]) -> None:
    name, basis = which
    worth, last = book.findings.appraisal.scenarios[name], last_year(book.findings.appraisal.years)
    found = [worth.at(HEADLINE_VIEW.id, basis, rate) for rate in RATES]
    sheet.heads(["Present value at the start", "", "", "", *RATE_WORDS])
    sheet.line(["Rate", "", "", "", *(Live(f"={book.cells['rate', rate]}", rate) for rate in RATES)], "rate")
    top = sheet.row
    flows = [f"SUMPRODUCT({sheet.block(row, START, row, last)},{{}})" for row in rows]
    for words, flow, of in (("Benefits", flows[0], "benefits"), ("Cost to the funder", flows[1], "costs")):
        cells = [
            Live(f"={flow.format(book.cells['factors', rate])}", _mean(getattr(row, of)))
            for rate, row in zip(RATES, found, strict=True)
        ]
        sheet.line([f"Present value: {words}", "", "", "", *cells], "dollars")
    columns = [START + place for place in range(len(RATES))]
    net = [f"={here(top, column)}-{here(top + 1, column)}" for column in columns]
    cells = [Live(formula, _mean(row.net)) for formula, row in zip(net, found, strict=True)]
    sheet.line(["Net present value", "", "", "", *cells], "dollars")
    kind = kind_told(found[0])
    for words, up in (
        (f"Benefit-cost ratio ({kind}): {BENEFITS_OVER_COST}", top),
        (f"Net ratio ({kind}): {NET_OVER_COST}", top + 2),
    ):
        ratios = [
            ratio_cell(row, here(up, column), here(top + 1, column), net=up != top)
            for column, row in zip(columns, found, strict=True)
        ]
        sheet.line([words, "", "", "", *ratios], "ratio")
    for column, rate in zip(columns, RATES, strict=True):
        for place, what in enumerate(("benefits", "costs", "npv", "bcr", "net_ratio")):
            book.cells[what, name, basis, rate] = sheet.at(top + place, column)


def ratio_cell(row: Appraised, above: str, below: str, net: bool) -> Cell:
    """A ratio over what the funder pays, live; the word "none" where the funder pays nothing, in any run."""
    mean = (row.net_ratio if net else row.benefit_cost_ratio).mean
    if mean is None and _mean(row.costs) > 0:
        return None
    return Live(f'=IF({below}>0,{above}/{below},"none")', "none" if mean is None else mean)


def kind_told(row: Appraised) -> str:
    """Whether a ratio is fiscal or social, as it is printed with each."""
    return "fiscal: no value of victims or wellbeing is in it" if row.kind == "fiscal" else "social"


def _mean(estimate: Estimate) -> float:
    return 0.0 if estimate.mean is None else estimate.mean
