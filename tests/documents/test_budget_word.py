"""The Word table of a budget: every line of every site with a reason, its source and its grade."""

from datetime import date
from pathlib import Path

import pytest
from budgets import SHIPPED, plan
from docx import Document

from simmodel.budget.lines import WHAT, lines_of
from simmodel.budget.plan import read_plan
from simmodel.budget.totals import work_out
from simmodel.documents.budget_lines import FOR, KINDS, justification
from simmodel.documents.budget_word import budget_document, write_budget_table
from simmodel.words import dollars

EVERY = read_plan(SHIPPED / "every_kind_of_line.toml")


def test_every_usual_line_has_a_reason_and_no_reason_is_without_a_line() -> None:
    assert set(FOR) == set(WHAT)
    assert all(reason.endswith(".") for reason in [*FOR.values(), *KINDS.values()])


@pytest.mark.parametrize("site", ["taree", "second"])
def test_each_line_of_each_site_stands_with_its_amount_and_justification(site: str) -> None:
    document = budget_document(work_out(EVERY, 100, 1), "simmodel budget x", date(2026, 11, 23))
    table = document.tables[list(EVERY.sites).index(site)]
    rows = {row.cells[0].text: [cell.text for cell in row.cells] for row in table.rows[1:]}
    for line in lines_of(EVERY, site):
        assert rows[line.what][3] == dollars(line.amount)
        assert line.price.source.rstrip(".") in rows[line.what][4]
        assert f"Grade {line.price.grade}" in rows[line.what][4]


def test_a_gift_and_a_first_year_are_told() -> None:
    told = {line.what: justification(EVERY, line) for line in lines_of(EVERY, "taree")}
    assert "Given in kind: no cash." in told["Desks at a partner"]
    assert "Year 1 to 1." not in told["Finding and starting the team"]
    assert "In year 1 alone." in told["Finding and starting the team"]


def test_the_document_opens_with_the_band_and_names_its_command(tmp_path: Path) -> None:
    write_budget_table(work_out(plan(3), 100, 1), "simmodel budget x.toml", date(2026, 11, 23), tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "3 of 3 years lie outside the band of $500,000 to $800,000" in text
    assert document.core_properties.comments == "simmodel budget x.toml"
    assert document.core_properties.language == "en-AU"
