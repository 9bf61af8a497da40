"""The report of a fit in Word: the same parts as the page, the first of them on a page of their own."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK

from simmodel.calibration.report.parts import Part, first_page, further
from simmodel.calibration.report.words import SYNTHETIC_LABEL, title
from simmodel.calibration.result import Fit
from simmodel.calibration.told import synthetic
from simmodel.documents.letters import plain
from simmodel.documents.pictures import png
from simmodel.documents.told import Told
from simmodel.documents.word import add_footer, add_picture, add_table, blank_document

CHART_WIDTH = 16.0
WIDTHS: Mapping[int, tuple[float, ...]] = {
    2: (10.4, 7.0),
    3: (8.4, 4.5, 4.5),
    4: (7.0, 2.4, 3.0, 5.0),
    5: (4.6, 1.9, 1.9, 3.2, 5.8),
    6: (4.8, 2.7, 2.7, 1.5, 1.6, 4.1),
}
"""Centimetres of the columns of a table with so many."""


def word_of(fit: Fit, command: str, told: Mapping[str, str], made: date) -> bytes:
    """The document as the bytes of a file; `told`: where its numbers come from."""
    kept = io.BytesIO()
    document_of(fit, command, told, made).save(kept)
    return kept.getvalue()


def document_of(fit: Fit, command: str, told: Mapping[str, str], made: date) -> WordDocument:
    """The document."""
    document = blank_document(f"{fit.study.title}: {title(fit)}", told, made)
    document.add_paragraph(plain(fit.study.title), style="Caption")
    document.add_paragraph(plain(title(fit)), style="Title")
    add_footer(document, told)
    if synthetic(fit):
        document.add_paragraph().add_run(SYNTHETIC_LABEL).bold = True
    for part in first_page(fit):
        _add(document, part)
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    for part in further(fit, command):
        _add(document, part)
    return document


def _add(document: WordDocument, part: Part) -> None:
    document.add_heading(plain(part.heading), level=1)
    for told in part.told:
        document.add_paragraph(plain(told))
    for told in part.points:
        document.add_paragraph(plain(told), style="List Bullet")
    for chart in part.charts:
        add_picture(document, png(chart), CHART_WIDTH, chart["description"])
    for table in part.tables:
        _table(document, table)


def _table(document: WordDocument, told: Told) -> None:
    document.add_paragraph(plain(told.title), style="Caption").runs[0].bold = True
    widths = WIDTHS[len(told.head)]
    add_table(document, told.head, told.rows, told.title, widths)
    if told.note:
        document.add_paragraph(plain(told.note), style="Caption")
