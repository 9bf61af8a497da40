"""Sheet 3: the options beside the base case: what is bought, with what money, for how long, and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simmodel.documents.workbook.base_case import write_tables
from simmodel.documents.workbook.book import OPTIONS, Book
from simmodel.documents.workbook.sheet import Cell
from simmodel.report import flat, in_dollars, item_told


def write_options(book: Book) -> None:
    """A line for each thing that money buys, a column for each scenario; then what became of it."""
    sheet, runs = book.sheets[OPTIONS], book.findings.runs
    names = list(book.findings.comparison.scenarios)
    sheet.title(
        "3 Options: what each scenario buys",
        "Real options beside the base case; the same people with the same luck live through each.",
        *(["Dollars and workers are of each site."] if runs.sites and len(runs.sites) > 1 else []),
    )
    sheet.heads(["", *names], freeze=1)
    bought = {name: flat(runs.money.get(name, {})) for name in names}
    for item in dict.fromkeys(item for name in names for item in bought[name]):
        look = "dollars" if in_dollars(item) else "any"
        sheet.line([item_told(item), *(_cell(bought[name].get(item, "")) for name in names)], look, "wrapped")
    reached = book.findings.comparison.people_reached
    sheet.line(["People reached, mean run", *(reached.get(name, "") for name in names)], "one")
    for site in runs.sites.values() if len(runs.sites) > 1 else ():
        sheet.line([f"Site: {site}"])
    write_tables(book, sheet, "hours and homes", "what became of the programmes")
    sheet.heading("Further facts")
    for fact, told in runs.facts.items():
        if isinstance(told, str | float | int):
            sheet.say(f"{item_told(fact)}: {told}")


def _cell(value: object) -> Cell:
    if isinstance(value, Sequence | Mapping) and not isinstance(value, str):
        return ", ".join(f"{each:.3g}" if isinstance(each, float) else str(each) for each in value)
    return value if isinstance(value, float | int | str | None) else str(value)
