"""A budget in Word: what each site costs in a year, line by line, with a justification for each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from docx.document import Document as WordDocument

from simmodel import __version__
from simmodel.budget.lines import Line, lines_of
from simmodel.budget.told import notes_of, sentence, whole_told
from simmodel.budget.totals import Found
from simmodel.documents.budget_lines import justification
from simmodel.documents.findings import LICENCE
from simmodel.documents.letters import plain
from simmodel.documents.word import add_footer, add_table, blank_document
from simmodel.shown.parts import Table
from simmodel.shown.site_budget.told import (
    band_words,
    number_told,
    people_table,
    site_title,
    unit_told,
    years_table,
)
from simmodel.words import dollars

WIDTHS = (3.0, 1.7, 3.0, 2.0, 7.7)
"""Centimetres: line, number, unit cost, a year, justification."""
HEAD = ("Line", "Number", "Unit cost (range)", "A year", "Justification")


def write_budget_table(found: Found, command: str, made: date, path: Path) -> None:
    """Write the document to `path`; `command` is what gives the same figures."""
    budget_document(found, command, made).save(str(path))


def provenance(found: Found, command: str, made: date) -> dict[str, str]:
    """Where the figures come from: name to text."""
    return {
        "Version": f"simmodel {__version__}",
        "Study": f"budget {found.plan.name}: {found.plan.title}",
        "Seed": str(found.seed),
        "Draws": f"{found.draws:,} draws of all prices",
        "Made on": made.isoformat(),
        "Command": command,
        "Licence": LICENCE,
    }


def budget_document(found: Found, command: str, made: date) -> WordDocument:
    """The budget as a document: the band, every line of every site, the years, what to keep in mind."""
    plan, told = found.plan, provenance(found, command, made)
    document = blank_document(f"Site budget: {plan.title}", told, made)
    document.add_paragraph(plain(f"Site budget: {plan.title}"), style="Title")
    add_footer(document, told)
    if plan.description.strip():
        _say(document, plan.description)
    document.add_heading("In short", level=1)
    _say(document, band_words(found).text)
    for site in found.sites:
        _say(document, sentence(found, site))
    _say(document, whole_told(found))
    for site in found.sites:
        _lines(document, found, site.site)
    _table(document, years_table(found))
    _table(document, people_table(found))
    document.add_heading("Keep in mind", level=1)
    for note in notes_of([found]):
        _say(document, f"{note[:1].upper()}{note[1:]}.", "List Bullet")
    return document


def _lines(document: WordDocument, found: Found, site: str) -> None:
    title = f"{site_title(found.plan, site)}: every line, in prices of {found.plan.priced_in}"
    lines = lines_of(found.plan, site)
    document.add_heading(plain(title), level=1)
    add_table(document, HEAD, [_row(found, line) for line in lines], title, WIDTHS)
    usual = sum(line.amount for line in lines if line.kind == "usual")
    _say(document, f"The usual lines come to {dollars(usual)} a year.")


def _row(found: Found, line: Line) -> tuple[str, ...]:
    mode, low, high = unit_told(line)
    unit = mode if low == high else f"{mode} ({low} to {high})"
    return line.what, number_told(line), unit, dollars(line.amount), justification(found.plan, line)


def _table(document: WordDocument, table: Table) -> None:
    document.add_heading(plain(table.title), level=1)
    add_table(document, table.head, table.rows, table.title)
    _say(document, table.note, "Caption")


def _say(document: WordDocument, text: str, style: str = "Normal") -> None:
    document.add_paragraph(plain(text), style=style)
