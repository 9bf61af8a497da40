"""Sheets 10 to 12: the assumptions log, what is not in the numbers, and where the numbers come from."""

from __future__ import annotations

from simmodel.documents.assumptions import COLUMNS, TEAM_COLUMNS, assumptions_of, conventions_of, team_prices
from simmodel.documents.limits import layers_told, left_out
from simmodel.documents.workbook.base_case import write_tables
from simmodel.documents.workbook.book import ASSUMED, LIMITS, PROVENANCE, Book
from simmodel.documents.workbook.sheet import Sheet

_WIDE = {"meaning": 50, "source": 50, "note": 60}


def write_assumptions(book: Book) -> None:
    """Every number of the model with its range, grade and source; below it how money was counted."""
    sheet = book.sheets[ASSUMED]
    sheet.title(
        "10 Assumptions log",
        "Every number of the model as it was used: those that the study sets first, then assumptions (grades D and M), "
        "then the rest. Filter by status, grade or “assumption”.",
        "Below the log: how the money was counted, and the prices of a team.",
    )
    log = assumptions_of(book.findings.runs)
    sheet.heads([name.replace("_", " ") for name in COLUMNS], freeze=1)
    top = sheet.row - 1
    for row in log.itertuples(index=False):
        sheet.line(list(row), look="wrapped")
    for column, name in enumerate(COLUMNS):
        sheet.wide(column, _WIDE.get(name, 0))
    sheet.paper.autofilter(top, 0, sheet.row - 1, len(COLUMNS) - 1)
    _write_choices(book, sheet)


def _write_choices(book: Book, sheet: Sheet) -> None:
    """How money was counted, and what a team is priced at."""
    sheet.row += 1
    sheet.line(["How the money was counted", "Choice", "Where it comes from"], look="head")
    for told in conventions_of(book.findings):
        sheet.line(told, look="wrapped")
    sheet.heading("Prices of a team: lines of the site budget, not drawn")
    sheet.line([name.replace("_", " ") for name in TEAM_COLUMNS], look="head")
    for prices in team_prices().itertuples(index=False):
        sheet.line(list(prices), look="wrapped", widen=False)


def write_limits(book: Book) -> None:
    """What has no number, and which way it leans."""
    sheet, runs = book.sheets[LIMITS], book.findings.runs
    sheet.title("11 Not in the numbers", "Effects without a number, and limits of the model; which way each leans.")
    sheet.heads(["Left out", "Leans"], freeze=0)
    for limit in left_out(runs):
        sheet.line(limit, look="wrapped")
    sheet.heading("Values that a study may supply")
    for told in layers_told(runs):
        sheet.line([told], look="wrapped")
    sheet.heading("Notes to this result")
    for note in runs.notes or ("none",):
        sheet.line([note], look="wrapped")
    write_tables(book, sheet, "contrasts with trials that do not fit")
    for column in (0, 1):
        sheet.wide(column, 70)


def write_provenance(book: Book) -> None:
    """What made this workbook, and from what."""
    sheet, findings = book.sheets[PROVENANCE], book.findings
    sheet.title("12 Provenance", "The same study, seed, runs a draw and version give the same numbers.")
    for name, text in findings.provenance().items():
        sheet.line([name, text], look="wrapped")
    for name, site in findings.runs.sites.items():
        sheet.line([f"Site {name}", site], look="wrapped")
    tested = "the project's tests recalculate every formula with another engine and hold it to what Python found"
    sheet.line(["Tested", tested], look="wrapped")
    sheet.wide(1, 70)
