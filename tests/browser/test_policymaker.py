"""A policymaker compares four ways of working at three sums of money, and takes the brief to the minister's adviser."""

from pathlib import Path

import pytest
from docx import Document

from .tab import Tab

pytestmark = pytest.mark.browser
SUMS = ("500000", "650000", "800000")
WAYS = ("Current", "Pull in", "Places", "Link workers")


def answer_at(tab: Tab, funding: str) -> str:
    """The first sentence of the answer at this sum of money, from a link as a colleague would send it."""
    tab.open(f"/compare?funding={funding}&runs=8")
    if tab.page.get_by_role("heading", name="No result yet").count():
        tab.run()
    return tab.finding


def test_four_ways_at_three_sums_and_the_word_brief(tab: Tab, tmp_path: Path) -> None:
    tab.open("/")
    tab.page.get_by_role("link", name="I am comparing ways to spend money").click()
    tab.page.get_by_role("heading", name="Compare ways of working", level=1).wait_for()
    answers = {funding: answer_at(tab, funding) for funding in SUMS}

    assert len(set(answers.values())) == len(SUMS)
    for funding, answer in answers.items():
        assert answer_at(tab, funding) == answer, "an answer that was had is there again without a run"
    assert all(way in tab.words for way in WAYS)

    brief = Document(str(tab.taken("Word brief, two pages", tmp_path)))
    cells = [cell.text for table in brief.tables for row in table.rows for cell in row.cells]
    told = " ".join([*(each.text for each in brief.paragraphs), *cells])
    assert "$800,000" in told
    assert all(way in told for way in WAYS)
    assert answers["800000"] in told
