"""Sheet 4: for each site a block of lines, each a formula of number and unit cost, year by year."""

from __future__ import annotations

import math
from dataclasses import dataclass

from simmodel.budget.groups import group_of
from simmodel.budget.lines import OPERATIONS, OWN, PEOPLE, SALARIES, Line, lines_of
from simmodel.budget.prices import INDIRECT
from simmodel.budget.totals import SiteYear
from simmodel.budget.wages import growth
from simmodel.documents.budget_lines import justification
from simmodel.documents.budget_workbook.book import LINES, BudgetBook
from simmodel.documents.workbook.layout import here
from simmodel.documents.workbook.sheet import Cell, Input, Live
from simmodel.purchase import VEHICLES_PER_COACH
from simmodel.shown.site_budget.told import beside_band, is_share, site_title

NUMBER, UNIT, AMOUNT, FIRST, LAST, START = 1, 2, 3, 4, 5, 5
"""Columns; year y stands in column START + y."""
BY_JOB = ("supervision_training", "ict_phone", "premises")


@dataclass(frozen=True)
class Block:
    """The lines of one site on the sheet: which row each stands in."""

    book: BudgetBook
    site: str
    rows: dict[str, int]

    def price(self, name: str) -> str:
        """The address of a price."""
        return self.book.cells["price", name]

    def team(self, key: str) -> str:
        """The address of something about the site."""
        return self.book.cells["site", self.site, key]

    def total(self, names: tuple[str, ...], column: int) -> str:
        """These lines added up in a column."""
        return "+".join(here(self.rows[name], column) for name in names)


def write_site(book: BudgetBook, site: str) -> None:
    """The block of a site: its cash lines, their sum, the band, the funding, and below what is given in kind."""
    sheet = book.sheets[LINES]
    lines = lines_of(book.plan, site)
    cash, gifts = [each for each in lines if each.paid == "cash"], [each for each in lines if each.paid != "cash"]
    sheet.heading(site_title(book.plan, site))
    years = [book.plan.financial_year(year) for year in book.years]
    heads = ["Line", "Number", "Unit cost", "A year, prices of year 1", "First year", "Last year"]
    sheet.heads([*heads, *years, "All years", "Goes to", "Justification"])
    order = [*cash, *gifts]
    first = sheet.row
    rows = {line.name: first + place + (TOTAL_ROWS if line in gifts else 0) for place, line in enumerate(order)}
    block = Block(book, site, rows)
    for line in cash:
        _write_line(block, line)
    _write_totals(block, cash, first)
    for line in gifts:
        _write_line(block, line)


TOTAL_ROWS = 5


def _write_line(block: Block, line: Line) -> None:
    book, row = block.book, block.book.sheets[LINES].row
    by_year = {year.year: year for year in book.found.of(block.site)}
    paid = [_paid(book, line, by_year.get(year), year) for year in book.years]
    last_column = START + len(book.years)
    unit = "rate" if is_share(line) else "dollars"
    start: Cell = Input(float(line.from_year), "whole")
    if not line.name.startswith(OWN):
        start = Live(f"={block.team('from_year')}", float(line.from_year))
    cells: list[Cell] = [
        line.what + (" (in kind)" if line.paid != "cash" else ""),
        Live(f"={_number(block, line)}", line.number),
        Live(f"={_unit(block, line)}", line.price.mode),
        Live(f"={here(row, NUMBER)}*{here(row, UNIT)}", line.amount),
        start,
        Input(float(line.until_year), "whole"),
        *(Live(f"={_in_year(block, line, year)}", value) for year, value in zip(book.years, paid, strict=True)),
        Live(f"=SUM({here(row, START + 1)}:{here(row, last_column)})", math.fsum(paid)),
        "In kind" if line.paid != "cash" else group_of(book.plan, line.name),
        justification(book.plan, line),
    ]
    shown = ["any", "dollars" if is_share(line) else "two", unit, "dollars", "whole", "whole"]
    shown += ["dollars"] * (len(book.years) + 1) + ["any", "any"]
    written = book.sheets[LINES].line(cells, shown)
    assert written == block.rows[line.name]


def _paid(book: BudgetBook, line: Line, year: SiteYear | None, number: int) -> float:
    """What Python found for a line in a year."""
    if line.paid == "cash":
        return year.lines.get(line.name, 0.0) if year is not None else 0.0
    if year is None or not line.from_year <= number <= line.until_year:
        return 0.0
    return line.amount * growth(book.plan)[number - 1].prices


def _number(block: Block, line: Line) -> str:
    coaches, lead, admin = block.team("coaches"), block.price("lead_fte"), block.price("admin_fte")
    if line.name.startswith(OWN):
        return _own_number(block, line)
    usual = {
        "coach_salary": coaches,
        "lead_salary": lead,
        "admin_salary": admin,
        "oncost": block.total(SALARIES, AMOUNT),
        "vehicle": f"{VEHICLES_PER_COACH}*{coaches}",
        "brokerage": f"{coaches}*{block.team('caseload')}",
        "indirect": _indirect_base(block, AMOUNT),
        "contingency": _before_contingency(block, AMOUNT),
    } | dict.fromkeys(BY_JOB, f"{coaches}+{lead}+{admin}")
    return usual.get(line.name, "1")


def _own_number(block: Block, line: Line) -> str:
    number, per = block.book.cells["number", line.name], block.book.cells["per", line.name]
    coaches = block.team("coaches")
    place = f'IF({per}="place",{coaches}*{block.team("caseload")},1)'
    shared = f"1/{len(block.book.plan.sites)}"
    return f'{number}*IF({per}="programme",{shared},IF({per}="coach",{coaches},{place}))'


def _indirect_base(block: Block, column: int) -> str:
    """What indirect cost is a share of: people and operations, or the whole before contingency, itself included."""
    direct = block.total((*PEOPLE, *OPERATIONS), column)
    apart = block.total(("brokerage", "learning"), column)
    rate = block.price(INDIRECT)
    return f'IF({block.book.cells["of",]}="direct",{direct},({direct}+{apart})/(1-{rate}))'


def _before_contingency(block: Block, column: int) -> str:
    return block.total((*PEOPLE, *OPERATIONS, "brokerage", "learning", "indirect"), column)


def _unit(block: Block, line: Line) -> str:
    price = block.price(INDIRECT if line.name == "indirect" else line.name)
    if line.name not in SALARIES:
        return price
    return f'{price}*IF({block.team("employs")}="government",{block.price("government_wage")},1)'


def _in_year(block: Block, line: Line, year: int) -> str:
    row, column = block.rows[line.name], START + year
    if line.name == "indirect":
        return f"{_indirect_base(block, column)}*{here(row, UNIT)}"
    if line.name == "contingency":
        return f"({_before_contingency(block, column)})*{here(row, UNIT)}"
    path = "wages" if line.name in PEOPLE else "prices"
    runs = f"AND({year}>={here(row, FIRST)},{year}<={here(row, LAST)})"
    return f"IF({runs},{here(row, AMOUNT)}*{block.book.cells['index', path, year]},0)"


def _write_totals(block: Block, cash: list[Line], first: int) -> None:
    """Cash, the band, the same cash at the prices of year 1, what is paid for it, and the gap."""
    book, sheet = block.book, block.book.sheets[LINES]
    last = sheet.row - 1
    years = {year.year: year for year in book.found.of(block.site)}
    costs = [years[y].cost.mode if y in years else 0.0 for y in book.years]
    total = sheet.row
    _row(block, "Cash in all", [
        Live(f"=SUM({here(first, START + y)}:{here(last, START + y)})", cost)
        for y, cost in zip(book.years, costs, strict=True)
    ])  # fmt: skip
    low, high = book.cells["band", "low"], book.cells["band", "high"]
    _row(block, "Beside the band", [
        Live(f'=IF({here(total, START + y)}<{low},"below",IF({here(total, START + y)}>{high},"above","within"))',
             beside_band(book.plan.band, cost).split(" ")[-1])
        for y, cost in zip(book.years, costs, strict=True)
    ], summed=False)  # fmt: skip
    real = [math.fsum(line.amount for line in cash if line.from_year <= y <= line.until_year) for y in book.years]
    whole = [f"{here(first, column)}:{here(last, column)}" for column in (FIRST, LAST, AMOUNT)]
    _row(block, "The same in prices of year 1", [
        Live(f"=SUMPRODUCT(({whole[0]}<={y})*({whole[1]}>={y})*{whole[2]})", value)
        for y, value in zip(book.years, real, strict=True)
    ])  # fmt: skip
    paid = [years[y].funding if y in years else 0.0 for y in book.years]
    funding: list[Cell] = [Input(each, "dollars") for each in paid]
    if not book.plan.stages:
        funding = [
            Live(f"={here(total + 2, START + y)}*{book.cells['index', 'funding', y]}", each)
            for y, each in zip(book.years, paid, strict=True)
        ]
    _row(block, "Funding", funding)
    _row(block, "Funding less cost", [
        Live(f"={here(total + 3, START + y)}-{here(total, START + y)}", got - cost)
        for y, got, cost in zip(book.years, paid, costs, strict=True)
    ])  # fmt: skip
    for name, row in zip(("cash", "beside", "real", "funding", "less"), range(total, total + TOTAL_ROWS), strict=True):
        for year in book.years:
            book.cells[name, block.site, year] = sheet.at(row, START + year)
    for line in cash:
        book.cells["all", block.site, line.name] = sheet.at(block.rows[line.name], START + len(book.years) + 1)
        book.cells["group", block.site, line.name] = sheet.at(block.rows[line.name], START + len(book.years) + 2)
    book.cells["real", block.site] = sheet.at(total + 2, START + len(book.years) + 1)


def _row(block: Block, label: str, cells: list[Cell], summed: bool = True) -> None:
    sheet, years = block.book.sheets[LINES], len(block.book.years)
    row = sheet.row
    values = [cell.value for cell in cells if isinstance(cell, Live | Input)]
    whole: list[Cell] = []
    if summed:
        found = math.fsum(value for value in values if isinstance(value, float))
        whole = [Live(f"=SUM({here(row, START + 1)}:{here(row, START + years)})", found)]
    blank = ["" for _ in range(START)]
    sheet.line([label, *blank, *cells, *whole], "dollars", "strong")
