"""Sheet 7: what the result rests on: prices, rates, bases of unit costs, whose view, and what it would take to pay."""

from __future__ import annotations

from simmodel.appraisal.money.present_value import CENTRAL_RATE
from simmodel.appraisal.money.table import Appraised
from simmodel.appraisal.money.views import FUNDER
from simmodel.appraisal.worth import Worth
from simmodel.bands import bands_told, place_of
from simmodel.documents.figures import ACCOUNT_WORDS, accounts_of
from simmodel.documents.workbook.book import MONEY, SENSITIVITY, Book
from simmodel.documents.workbook.discounting import ratio_cell
from simmodel.documents.workbook.layout import START, band_heads, bands, here, last_year
from simmodel.documents.workbook.sheet import Cell, Input, Live, Sheet
from simmodel.money_words import GAIN_NOT_CLEAR
from simmodel.worth_words import avoids_days, tells_payback

_FIRST = (
    "Scenario", "Unit costs at", "View", "Rate", "Benefits, present value", "Cost to the funder, present value",
    "Net present value", "Benefit-cost ratio: benefits / cost", "Net ratio: (benefits - cost) / cost", "Kind of ratio",
)  # fmt: skip
_CHANCE = "Chance that benefits exceed costs"
_SHOWN = ("any", "any", "any", "rate", *["dollars"] * 3, *["ratio"] * 2, "any", *["dollars"] * 5, *["share"] * 3)


def write_multipliers(book: Book) -> None:
    """The inputs: what every price that an account pays is multiplied with."""
    sheet = book.sheets[SENSITIVITY]
    sheet.title(
        "7 Sensitivity: rates, unit costs, views and prices",
        "Yellow cells multiply every price that an account pays (1.00 as simulated): try 0.80 or 1.20. Everything "
        "worked out live follows, here and in sheets 1, 5, 6, 8 and 9.",
        "Ranges, errors and chances come from the simulation and do not follow.",
        bands_told(book.findings.comparison) + ".",
    )
    sheet.heads(["Price multiplier", "Times"])
    sheet.paper.freeze_panes(1, 1)
    top, accounts = sheet.row, accounts_of(book.findings.runs)
    for account in accounts:
        row = sheet.line([ACCOUNT_WORDS[account], Input(1.0)])
        book.cells["multiplier", account] = sheet.at(row, 1)
    book.cells["multipliers",] = sheet.block(top, 1, top + len(accounts) - 1, 1)


def write_sensitivity(book: Book) -> None:
    """Every view, basis and rate, and what it would take for nothing to be gained or lost."""
    sheet = book.sheets[SENSITIVITY]
    for name in book.scenarios:
        _write_break_even(book, sheet, name)
    for name in book.scenarios:
        _write_tornado(book, sheet, name)
    sheet.heading("Every view, basis of unit costs and rate")
    runs = book.findings.comparison
    chances = (f"{_CHANCE}, over draws", "Its standard error", f"{_CHANCE}, {place_of(runs)} as it may turn out")
    sheet.heads([*_FIRST, *band_heads(runs, "Net: "), "Net: Monte Carlo error", *chances])
    for name, worth in book.findings.appraisal.scenarios.items():
        for row in worth.table:
            _write_view(book, sheet, name, row)


def _write_view(book: Book, sheet: Sheet, name: str, row: Appraised) -> None:
    flows, factors = book.cells["flows", name, row.basis], book.cells["factors", row.rate]
    weights, times = book.cells["weights", row.view.id], book.cells["multipliers",]
    funder, paid = book.cells["flow", name, row.basis, FUNDER], book.cells["multiplier", FUNDER]
    benefits, costs = here(sheet.row, 4), here(sheet.row, 5)
    pays, net = row.pays, row.net
    sheet.line(
        [
            name,
            row.basis,
            row.view.label,
            Live(f"={book.cells['rate', row.rate]}", row.rate),
            Live(f"=-SUMPRODUCT({weights}*{times}*{flows}*{factors})", row.benefits.mean or 0.0),
            Live(f"={book.cells['pays', row.view.id]}*{paid}*SUMPRODUCT({funder},{factors})", row.costs.mean or 0.0),
            Live(f"={benefits}-{costs}", net.mean or 0.0),
            ratio_cell(row, benefits, costs, net=False),
            ratio_cell(row, here(sheet.row, 6), costs, net=True),
            row.kind,
            *bands(net),
            net.mc_error,
            *(pays.of_draws, pays.error, pays.of_runs),
        ],
        _SHOWN,
    )


def _write_break_even(book: Book, sheet: Sheet, name: str) -> None:
    """What would have to be so for a net present value of 0, all else as it is; in the headline's view."""
    appraisal, runs = book.findings.appraisal, book.findings.runs
    worth, basis = appraisal.scenarios[name], appraisal.basis
    found = worth.break_even
    benefits, costs, net = (book.cells[what, name, basis, CENTRAL_RATE] for what in ("benefits", "costs", "npv"))
    row, paid = book.rows["flow", name, basis, FUNDER][0], book.cells["multiplier", FUNDER]
    custody, justice = book.cells["item", name, "custody"], book.cells["multiplier", "justice"]
    saved = f"(-{justice}*SUMPRODUCT({custody},{book.cells['factors', CENTRAL_RATE]}))"
    sheet.heading(f"{book.told(name)}: what it would take to break even, at {basis} cost and the central rate")
    sheet.heads(["All else as it is; “none” where nothing would do", "Break-even", "As simulated"])
    times = _or_none(f"1-{net}/{benefits}", f"{benefits}>0", found.benefits_times)
    sheet.line(["Benefits would have to be so many times as large", times, 1.0], "two")
    if basis == "avoidable":
        price = float(runs.numbers["prices.custody_day_avoidable"].mean())
        days = f"(-SUMPRODUCT({book.cells['count', name, 'custody_days']},{book.cells['factors', CENTRAL_RATE]}))"
        day: Cell = GAIN_NOT_CLEAR
        if avoids_days(worth, book.findings.comparison):
            day = _or_none(f"MAX(0,({saved}-{net})/{days})", f"{days}>0", found.custody_day)
        sheet.line(["A day in custody that is avoided would have to save so much", day, price], "dollars")
    yearly = book.sheets[MONEY].block(row, START + 1, row, last_year(appraisal.years))
    most = _or_none(f"{paid}*MAX({yearly})*(1-{net}/(-{costs}))", f"{costs}>0", found.programme_a_year)
    sheet.line(["The programme would have to cost at most so much a year", most, _usual(book, name)], "dollars")
    _write_payback(book, sheet, worth)


def _write_payback(book: Book, sheet: Sheet, worth: Worth) -> None:
    after = worth.pays_back_after if tells_payback(worth, book.findings.comparison) else "not clear"
    sheet.line(["Years until it has paid for itself for good", "", after], "one")
    sheet.line(
        [f"Share of draws that pay back within {book.findings.appraisal.years} years", "", worth.pays_back], "share"
    )


def _write_tornado(book: Book, sheet: Sheet, name: str) -> None:
    """What moves the headline most, each thing at its low and its high end."""
    sheet.heading(f"{book.told(name)}: what moves its net present value most, from the simulation")
    sheet.heads(
        ["Price, convention or number", "Net at its low end", "Net at its high end", "Span", "Decides if it pays"]
    )
    worth = book.findings.appraisal.scenarios[name]
    if worth.left_out:
        sheet.say(f"{worth.left_out[:1].upper()}{worth.left_out[1:]}.")
    for bar in worth.moved_by:
        sheet.line([bar.name, bar.at_low, bar.at_high, bar.span, bar.crosses_zero], "dollars", widen=False)


def _usual(book: Book, name: str) -> float:
    spent = book.findings.runs.yearly
    return float((spent[name].on("programme") - spent[book.findings.runs.base_case].on("programme")).mean(axis=0).max())


def _or_none(value: str, where: str, found: float | None) -> Live:
    """A value that is live where it means something and is not below 0, and the word "none" elsewhere."""
    formula = f'=IF({where},IF({value}>=0,{value},"none"),"none")'
    return Live(formula, "none" if found is None else found)
