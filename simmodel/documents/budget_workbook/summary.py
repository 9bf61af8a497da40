"""Sheet 1: each site and year against the band, each person, and where each dollar goes; all of it live."""

from __future__ import annotations

from simmodel.budget.groups import ADMINISTRATION, GROUPS, MEANT, SERVICE, all_years, by_group, group_of
from simmodel.budget.lines import SALARIES
from simmodel.documents.budget_workbook.book import SUMMARY, BudgetBook
from simmodel.documents.workbook.layout import here
from simmodel.documents.workbook.sheet import Live
from simmodel.shown.site_budget.told import band_words, beside_band, site_title


def write_summary(book: BudgetBook) -> None:
    """The sheet that a reader opens first."""
    sheet = book.sheets[SUMMARY]
    sheet.title(
        f"Site budget: {book.plan.title}",
        f"As it was written: {band_words(book.found).text}",
        "Costs at the most likely prices follow what is changed on sheets 2 and 3. The middle and the ranges are of "
        f"{book.found.draws:,} draws of all prices, and stay as they were found; prices can rise further than they can "
        "fall, so most draws lie above the most likely prices.",
    )
    heads = ["Site, year", "Cost at the most likely prices", "Beside the band, at those", "Middle of draws"]
    draws = ["10 of 100 draws below", "90 of 100 draws below", "Within the band, share of draws"]
    sheet.heads([*heads, *draws], freeze=1)
    for year in book.found.years:
        label = f"{site_title(book.plan, year.site)}, {book.plan.financial_year(year.year)}"
        cost = Live(f"={book.cells['cash', year.site, year.year]}", year.cost.mode)
        where = beside_band(book.plan.band, year.cost.mode).split(" ")[-1]
        beside = Live(f"={book.cells['beside', year.site, year.year]}", where)
        of_draws = (year.cost.p50, year.cost.p10, year.cost.p90)
        shown = ["any", "dollars", "any", *["dollars"] * len(of_draws), "share"]
        sheet.line([label, cost, beside, *of_draws, year.in_band], shown)
    _people(book)
    _groups(book)


def _people(book: BudgetBook) -> None:
    sheet = book.sheets[SUMMARY]
    sheet.heading("What it costs to support one person, in prices of year 1")
    sheet.heads(["Site", "Cash of all years", "People supported", "For each person", "For each place-year"])
    for found in book.found.sites:
        row, team = sheet.row, [book.cells["site", found.site, key] for key in ("people", "place_years")]
        each = [
            Live(f'=IF({other}>0,{here(row, 1)}/{other},"nobody")', "nobody" if value is None else value)
            for other, value in zip(team, (found.per_person, found.per_place_year), strict=True)
        ]
        whole = Live(f"={book.cells['real', found.site]}", found.real_cost)
        people = Live(f"={team[0]}", found.people.people)
        shown = ["any", "dollars", "one", "dollars", "dollars"]
        sheet.line([site_title(book.plan, found.site), whole, people, *each], shown)


def _groups(book: BudgetBook) -> None:
    """Dollars of all years by group; the administrator's part of the on-costs is administration."""
    sheet = book.sheets[SUMMARY]
    sheet.heading("Where each dollar goes, all years")
    sheet.heads(["Site", *GROUPS, *(f"{group}, share" for group in GROUPS)])
    for site in book.plan.sites:
        lines = all_years(book.found, site)
        values = by_group(book.plan, lines)
        cell = {line: book.cells["all", site, line] for line in lines_here(book, site)}
        salaries = "+".join(cell[line] for line in SALARIES)
        moved = f"IF({salaries}=0,0,{cell['oncost']}*{cell['admin_salary']}/({salaries}))"
        row, found = sheet.row, []
        for group in GROUPS:
            parts = "+".join(cell[line] for line in cell if group_of(book.plan, line) == group) or "0"
            change = {SERVICE: f"-{moved}", ADMINISTRATION: f"+{moved}"}.get(group, "")
            found.append(Live(f"={parts}{change}", values[group]))
        whole = sum(values.values())
        total = f"SUM({here(row, 1)}:{here(row, len(GROUPS))})"
        shares = [
            Live(f"=IF({total}=0,0,{here(row, column)}/{total})", values[group] / whole if whole else 0.0)
            for column, group in enumerate(GROUPS, 1)
        ]
        sheet.line([site_title(book.plan, site), *found, *shares], ["any", *["dollars"] * 3, *["share"] * 3])
    for group in GROUPS:
        sheet.say(f"{group}: {MEANT[group]}.")


def lines_here(book: BudgetBook, site: str) -> list[str]:
    """The cash lines of a site, as the sheet of lines has them."""
    return [str(where[2]) for where in book.cells if len(where) == 3 and where[:2] == ("all", site)]
