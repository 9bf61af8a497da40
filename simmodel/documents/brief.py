"""The brief of two pages in Word: question, answer, table and chart; then who pays, caveats, and what would change it.

Two pages are kept by counting: titles are cut at a word, so are sentences, and there are so many of each and no more.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.text.paragraph import Paragraph

from simmodel.caveats import MOST, caveats
from simmodel.documents.findings import Findings
from simmodel.documents.letters import plain
from simmodel.documents.pictures import png
from simmodel.documents.told import at_a_glance, side_by_side
from simmodel.documents.word import add_footer, add_picture, add_table, blank_document
from simmodel.money_charts import payers_chart, worth_chart
from simmodel.money_told import (
    answer,
    basis_told,
    best_told,
    facts_told,
    outcomes_told,
    payers_told,
    question,
    rivals_heading,
    rivals_told,
    subject,
)
from simmodel.turning import what_would_change

LONGEST_CAVEAT, LONGEST_TOLD = 380, 420
"""Letters of a caveat, and of any other sentence that may run on."""
MOST_TURNS, MOST_RIVALS = 4, 3
CHART_WIDTH = 15.5


def write_brief(findings: Findings, path: Path) -> None:
    """Write the brief to `path`."""
    document = brief_of(findings)
    document.save(str(path))


def brief_of(findings: Findings) -> WordDocument:
    """The brief as a document: two pages, or one where nothing is compared."""
    document = blank_document(findings.runs.title, findings.provenance(), findings.made)
    document.add_paragraph(plain(findings.runs.title), style="Title")
    add_footer(document, findings.provenance())
    _question_and_answer(document, findings)
    about = subject(findings.comparison)
    if about is not None:
        _first_page(document, findings)
        _second_page(document, findings, about)
    told = caveats(findings)
    _points(document, f"{'Three caveats' if len(told) == MOST else 'Caveats'} that matter", told, MOST)
    if about is not None:
        _points(document, "What would change the answer", what_would_change(findings), MOST_TURNS, LONGEST_TOLD)
    return document


def _question_and_answer(document: WordDocument, findings: Findings) -> None:
    document.add_heading("The question", level=1)
    _say(document, question(findings))
    document.add_heading("The answer", level=1)
    _say(document, answer(findings)).runs[0].bold = True
    _say(document, best_told(findings))
    _say(document, basis_told(findings), style="Caption")


def _first_page(document: WordDocument, findings: Findings) -> None:
    """The table, then the chart of what each way is worth, and the break to the second page."""
    names = side_by_side(findings)
    table = at_a_glance(findings, names)
    document.add_heading(table.title, level=1)
    add_table(document, table.head, table.rows, table.title)
    _say(document, table.note, style="Caption")
    chart = worth_chart(findings, names)
    add_picture(document, png(chart), CHART_WIDTH, chart["description"])
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _second_page(document: WordDocument, findings: Findings, about: str) -> None:
    document.add_heading(rivals_heading(findings), level=1)
    _say(document, outcomes_told(findings, about))
    for told in rivals_told(findings)[:MOST_RIVALS]:
        _say(document, told, style="List Bullet")
    document.add_heading("Who pays and who saves", level=1)
    chart = payers_chart(findings, about)
    add_picture(document, png(chart), CHART_WIDTH, chart["description"])
    _say(document, " ".join(payers_told(findings, about)))
    _say(document, " ".join(facts_told(findings, about)))


def _points(
    document: WordDocument, heading: str, told: Sequence[str], most: int, longest: int = LONGEST_CAVEAT
) -> None:
    document.add_heading(heading, level=1)
    for each in told[:most]:
        _say(document, textwrap.shorten(each, longest, placeholder=" …"), style="List Bullet")


def _say(document: WordDocument, text: str, style: str = "Normal") -> Paragraph:
    return document.add_paragraph(plain(text), style=style)
