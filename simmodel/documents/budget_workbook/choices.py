"""Sheets 2 and 3: what may be changed. Choices: the band, growth, sites. Prices: every unit cost, and own lines."""

from __future__ import annotations

from simmodel.budget.lines import indirect_of, own_name, prices_of
from simmodel.budget.plan import INDIRECT_OF, PER
from simmodel.budget.prices import INDIRECT, at_the_modes
from simmodel.budget.wages import growth, index
from simmodel.documents.budget_workbook.book import CHOICES, PRICES, BudgetBook
from simmodel.documents.workbook.layout import here
from simmodel.documents.workbook.sheet import Cell, Input, Live, Sheet
from simmodel.shown.site_budget.frames import PRICED, unit_of
from simmodel.shown.site_budget.told import site_title
from simmodel.vocabulary import EMPLOYERS

RATES = {"wages": "Wages", "prices": "All other prices", "funding": "Funding"}


def write_choices(book: BudgetBook) -> None:
    """The band, what indirect cost is a share of, growth by year, and the sites."""
    sheet, plan = book.sheets[CHOICES], book.plan
    sheet.title("2 Choices", "Yellow cells may be changed; everything else follows.", plan.description)
    sheet.heads(["What", "Value"])
    for end in ("low", "high"):
        row = sheet.line([f"Band, {end} end, dollars a site and year", Input(getattr(plan.band, end), "dollars")])
        book.cells["band", end] = sheet.at(row, 1)
    row = sheet.line(["Indirect cost is a share of", Input(indirect_of(plan), allowed=INDIRECT_OF)])
    book.cells["of",] = sheet.at(row, 1)
    _growth(book, sheet)
    _sites(book, sheet)


def _growth(book: BudgetBook, sheet: Sheet) -> None:
    """Growth on the year before, and how far each path has come since year 1."""
    plan, grown = book.plan, growth(book.plan)
    paths = {
        "wages": [each.wages for each in grown],
        "prices": [each.prices for each in grown],
        "funding": index(plan.indexation.funding, plan.years),
    }
    sheet.heading("Growth on the year before")
    sheet.heads(["Path", *(plan.financial_year(year) for year in book.years)])
    for path, label in RATES.items():
        rates = [after / before - 1.0 for before, after in zip(paths[path], paths[path][1:], strict=False)]
        rate = sheet.line([label, 0.0, *(Input(round(each, 12), "rate") for each in rates)], "rate")
        cells: list[Cell] = [1.0]
        for year in book.years[1:]:
            formula = f"={here(sheet.row, year - 1)}*(1+{here(rate, year)})"
            cells.append(Live(formula, paths[path][year - 1]))
        row = sheet.line([f"{label}, year 1 = 1", *cells], "factor")
        for year in book.years:
            book.cells["index", path, year] = sheet.at(row, year)


def _sites(book: BudgetBook, sheet: Sheet) -> None:
    sheet.heading("Sites")
    heads = ["Site", "Coaches", "People per coach", "Employer", "Starts in year"]
    sheet.heads([*heads, "People supported (simulated)", "Place-years (simulated)"])
    for found in book.found.sites:
        site = book.plan.sites[found.site]
        asked = [Input(site.coaches), Input(site.caseload, "one"), Input(site.employs, allowed=EMPLOYERS)]
        start = Input(float(site.from_year), "whole")
        people = (found.people.people, found.people.place_years)
        row = sheet.line([site_title(book.plan, found.site), *asked, start, *people], "one")
        for column, key in enumerate(("coaches", "caseload", "employs", "from_year", "people", "place_years"), 1):
            book.cells["site", found.site, key] = sheet.at(row, column)
    sheet.say(
        "People supported are from a waiting line that is simulated; they do not follow when coaches are changed."
    )


def write_prices(book: BudgetBook) -> None:
    """Every unit cost with its range, source and grade; then the lines of the budget's own."""
    sheet, plan = book.sheets[PRICES], book.plan
    sheet.title("3 Prices", "Formulas use the mode. Ranges are what the draws on sheet 1 are from.")
    sheet.heads(["Price", "Mode", "Low", "High", "Unit", "Grade", "Source"], freeze=1)
    own = {own_name(place) for place in range(len(plan.lines))}
    for name, price in prices_of(plan).items():
        if name in own:
            continue
        label, unit = ("Indirect cost", "share") if name == INDIRECT else (PRICED.get(name, name), unit_of(name))
        kind = "factor" if price.mode <= 20 else "dollars"
        shown = Input(float(at_the_modes({name: price})[name].item()), kind)
        row = sheet.line(
            [label, shown, price.low, price.high, unit, price.grade, price.source], kind, look="label", widen=False
        )
        book.cells["price", name] = sheet.at(row, 1)
    sheet.wide(6, 60)
    if plan.lines:
        _own_lines(book, sheet)


def _own_lines(book: BudgetBook, sheet: Sheet) -> None:
    sheet.heading("Own lines")
    sheet.heads(["Line", "Mode", "Low", "High", "Number a year", "Grade", "Source", "For each", "Paid"])
    for place, line in enumerate(book.plan.lines):
        number, per = Input(line.number), Input(line.per, allowed=PER)
        told: list[Cell] = [line.what, Input(line.mode, "dollars"), line.low, line.high, number, line.grade]
        row = sheet.line([*told, line.source, per, line.paid], "dollars", look="label", widen=False)
        name = own_name(place)
        book.cells["price", name] = sheet.at(row, 1)
        book.cells["number", name], book.cells["per", name] = sheet.at(row, 4), sheet.at(row, 7)
