"""The brief: two pages that hold what a minister's adviser asks, each number from the same result, nothing invented."""

import re
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from made_up_findings import COMMAND, made_up_findings
from page_fit import heights, room

from simmodel.appraisal.runs import Value
from simmodel.caveats import A_MODEL
from simmodel.documents.brief import brief_of, write_brief
from simmodel.documents.findings import LICENCE, Findings
from simmodel.money_told import answer, question

SPARE = 1.0
"""Centimetres of each page that stay empty, for what widths of letters do not tell."""
LONG = "A way of working whose title is as long as a title of a scenario may ever be, 80"
SEVERAL = ("current", "one", "two", "three", "four", "five")
CASES = {
    "as_shipped": {},
    "it_pays": {"saved": 600_000.0},
    "not_clear": {"saved": 400_000.0, "spread": 0.9},
    "no_draws": {"draws": 0},
    "one_run_a_draw": {"runs": 10, "draws": 10},
    "one_run": {"runs": 1, "draws": 1},
    "one_scenario": {"scenarios": ("current", "pull_in")},
    "costs_nothing": {"funding": 0.0},
    "changes_nothing": {"saved": 0.0, "spread": 0.0},
    "several_sites": {"sites": {"north": "North", "south": "South"}},
    "victims_valued": {"values": (Value("victims", "new_sentences", 15_000.0, "a source of 2020"),)},
}
LONGEST = {
    "scenarios": SEVERAL,
    "title": LONG,
    "saved": 400_000.0,
    "spread": 0.9,
    "money": {
        name: {"title": LONG, "buys": "coaches", "funding_per_year": 1e7, "funded_years": 12} for name in SEVERAL
    },
    "notes": tuple(f"the base case does not fit the evidence on {LONG * 4}" for _ in range(9)),
}


@cache
def findings_in(case: str) -> Findings:
    return made_up_findings(**CASES[case])


@cache
def brief_in(case: str) -> WordDocument:
    return brief_of(findings_in(case))


def words_of(document: WordDocument) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([each.text for each in document.paragraphs] + cells)


def headings(document: WordDocument) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == "Heading 1"]


@pytest.mark.parametrize("case", CASES)
def test_a_brief_is_two_pages_with_room_to_spare(case: str) -> None:
    pages = heights(brief_in(case))
    assert len(pages) == 2
    assert max(pages) <= room(brief_in(case)) - SPARE


def test_the_longest_words_that_a_study_may_hold_stay_on_two_pages() -> None:
    document = brief_of(made_up_findings(**LONGEST))
    pages = heights(document)
    assert len(pages) == 2
    assert max(pages) <= room(document) - SPARE / 2
    told = [each.text for each in document.paragraphs]
    assert sum(each.startswith("Beside ") for each in told) == 3


@pytest.mark.parametrize("case", CASES)
def test_no_brief_holds_an_empty_value_or_a_promise(case: str) -> None:
    assert not re.search(r"\b(will|nan|none: none|None|inf)\b", words_of(brief_in(case)))
    assert "{" not in words_of(brief_in(case))


@pytest.mark.parametrize("case", CASES)
def test_a_brief_asks_answers_shows_and_warns_in_that_order(case: str) -> None:
    document = brief_in(case)
    assert headings(document) == [
        "The question",
        "The answer",
        "Every way of spending, side by side",
        "What else the same money could do",
        "Who pays and who saves",
        "Three caveats that matter",
        "What would change the answer",
    ]
    told = [each.text for each in document.paragraphs]
    assert told.index(question(findings_in(case))) < told.index(answer(findings_in(case)))
    after = told[told.index("Three caveats that matter") + 1 :]
    assert after.index("What would change the answer") == 3
    assert len(after) - 4 <= 4


def test_the_same_money_spent_otherwise_stands_beside_in_the_table() -> None:
    table = brief_in("as_shipped").tables[0]
    assert [cell.text for cell in table.rows[0].cells][1:] == ["Title of pull_in", "Title of more_places"]
    by_label = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}
    assert by_label["Money"] == ["$650,000 a year for three years"] * 2
    assert by_label["Net present value, avoidable unit cost, 5%"][0].startswith("-$1.21m (-$1.30m to -$1.08m)")
    assert by_label["Net present value, average unit cost, 5%"][0].startswith("-$6")
    assert by_label["at 3% / 7%"]
    assert by_label["Benefits exceed costs"] == ["in none of 10 draws"] * 2
    assert by_label["cost of each"]
    assert "Commonwealth, apart from NSW" in by_label
    assert "beds freed, banked ones among them" in by_label


def test_of_a_gain_that_is_not_clear_the_table_has_no_cost() -> None:
    clear = [row.cells[1].text for row in brief_in("as_shipped").tables[0].rows if row.cells[0].text == "cost of each"]
    assert all("$" in cell for cell in clear)
    unclear = [row.cells[1].text for row in brief_of(made_up_findings(spread=2.0)).tables[0].rows]
    assert unclear.count("gain not clear") == 3
    assert not any("domina" in cell for cell in unclear)


def test_without_values_of_the_study_the_ratio_is_fiscal_and_with_them_it_is_social() -> None:
    assert "Fiscal benefit-cost ratio" in words_of(brief_in("as_shipped"))
    assert "Benefit-cost ratio (social)" in words_of(brief_in("victims_valued"))
    assert "Fiscal benefit-cost ratio" not in words_of(brief_in("victims_valued"))


def test_a_programme_that_costs_nothing_has_no_ratio() -> None:
    rows = {row.cells[0].text: row.cells[1].text for row in brief_in("costs_nothing").tables[0].rows}
    assert rows["Fiscal benefit-cost ratio"] == "none"


def test_without_draws_no_chance_is_given_and_ranges_are_luck() -> None:
    told = words_of(brief_in("no_draws"))
    assert "no chance over draws is given" in told
    assert "luck only" in told
    assert "Worth most of all" not in told


def test_of_several_sites_the_range_is_of_all_of_them() -> None:
    assert "evidence and luck" in words_of(brief_in("several_sites"))


def test_a_study_with_only_its_base_case_says_that_there_is_nothing_to_compare() -> None:
    document = brief_of(made_up_findings(scenarios=("current",)))
    assert len(heights(document)) == 1
    assert document.tables == []
    assert "there is nothing to compare" in words_of(document)
    assert A_MODEL in words_of(document)


def test_a_written_brief_has_heads_alternative_text_properties_language_and_its_origin(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    write_brief(findings_in("as_shipped"), path)
    document = Document(str(path))
    head = document.tables[0].rows[0]._tr
    assert head.findall(f".//{qn('w:tblHeader')}")
    pictures = [each.get("descr") for each in document.element.iter(qn("wp:docPr"))]
    assert len(pictures) == 2
    assert all("-$" in words for words in pictures)
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Taree: places or people who stay", "simmodel", "en-AU")
    assert about.created.date() == findings_in("as_shipped").made
    assert document.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-AU"
    footer = document.sections[0].footer.paragraphs[0].text
    for told in ("simmodel 0.1.0", "ab" * 32, "Seed: 1", "2026-07-01", COMMAND, LICENCE, "20 paired runs"):
        assert told in footer


def test_titles_that_hold_markup_or_control_characters_are_text(tmp_path: Path) -> None:
    hostile = "=cmd|'<b>&\x00\x1f]]></w:t>“ ${x} \U0001f600 {told}"
    money = {
        "current": {"title": "As it is", "buys": "nothing"},
        "pull_in": {"title": hostile, "buys": "coaches", "funding_per_year": 1e5, "funded_years": 3},
    }
    findings = made_up_findings(scenarios=("current", "pull_in"), money=money, title=hostile, notes=(hostile,))
    write_brief(findings, tmp_path / "hostile.docx")
    told = words_of(Document(str(tmp_path / "hostile.docx")))
    assert "<b>&]]></w:t>" in told
    assert "\x00" not in told
