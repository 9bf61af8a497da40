"""The page: everything within one file, nothing from elsewhere, in reach of every reader, and all text is text."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from made_up_findings import COMMAND, made_up_findings
from synthetic_runs import of_several_sites

from simmodel.appraisal.runs import Value
from simmodel.documents.findings import LICENCE, Findings
from simmodel.documents.page import page_of, write_page
from simmodel.money_told import answer, question

CASES = {
    "as_shipped": {},
    "it_pays": {"saved": 600_000.0},
    "no_draws": {"draws": 0},
    "one_run": {"runs": 1, "draws": 1},
    "one_scenario": {"scenarios": ("current", "pull_in")},
    "only_the_base_case": {"scenarios": ("current",)},
    "costs_nothing": {"funding": 0.0},
    "several_sites": {name: getattr(of_several_sites(2, 20, 10), name) for name in ("sites", "by_site")},
    "victims_valued": {"values": (Value("victims", "new_sentences", 15_000.0, "a source of 2020"),)},
}
ALONE = ("meta", "br", "img", "hr", "link", "input")
HOSTILE = "</title></table><script>alert(1)</script><img src=x onerror=alert(1)>\x00 &amp; “{told}” 'a\" javascript:"


class Reader(HTMLParser):
    """The elements of a page in order, with their attributes, and the words outside the style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@cache
def findings_in(case: str) -> Findings:
    return made_up_findings(**CASES[case])


@cache
def read(case: str) -> Reader:
    return Reader(page_of(findings_in(case)))


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_well_formed_and_says_question_and_answer_first(case: str) -> None:
    page = read(case)
    assert page.open == []
    words = " ".join(page.words)
    assert words.index(question(findings_in(case))) < words.index(answer(findings_in(case)))
    assert [tag for tag in ("header", "main", "footer") if len(page.all(tag)) == 1] == ["header", "main", "footer"]
    assert page.all("html")[0]["lang"] == "en-AU"


@pytest.mark.parametrize("case", CASES)
def test_a_page_holds_no_empty_value_and_no_promise(case: str) -> None:
    assert not re.search(r"\b(will|nan|NaN|None|inf)\b", " ".join(read(case).words))


@pytest.mark.parametrize("case", CASES)
def test_a_page_asks_nothing_of_any_other_place_and_runs_nothing(case: str) -> None:
    page = read(case)
    assert not {"script", "link", "iframe", "object", "embed", "img", "form"} & {tag for tag, _ in page.found}
    addresses = [
        value for _, given in page.found for key, value in given.items() if key in ("href", "src", "xlink:href")
    ]
    assert all(str(address).startswith("#") for address in addresses)
    assert not [key for _, given in page.found for key in given if key.startswith("on")]
    whole = page_of(findings_in(case))
    assert set(re.findall(r"https?://[^\"' <]*", whole)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "url(" not in whole
    assert "@import" not in whole
    assert "default-src 'none'" in str(page.all("meta")[-1]["content"])


@pytest.mark.parametrize("case", CASES)
def test_every_table_has_a_caption_and_heads_and_every_picture_a_name(case: str) -> None:
    page = read(case)
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(head.get("scope") in ("row", "col") for head in page.all("th"))
    assert all(drawn.get("role") == "img" and drawn.get("aria-label") for drawn in page.all("svg"))
    assert len(page.all("figcaption")) == len(page.all("svg"))
    regions = [each for each in page.all("div") if each.get("role") == "region"]
    assert all(each["aria-label"] and each["tabindex"] == "0" for each in regions)


@pytest.mark.parametrize("case", CASES)
def test_every_link_leads_somewhere_and_every_name_is_one_place(case: str) -> None:
    page = read(case)
    names = Counter(given["id"] for _, given in page.found if "id" in given)
    assert set(names.values()) == {1}
    assert {str(link["href"])[1:] for link in page.all("a")} <= set(names)
    assert {str(each["aria-labelledby"]) for each in page.all("section")} <= set(names)


def test_every_view_both_bases_and_three_rates_stand_for_every_scenario() -> None:
    text = page_of(findings_in("as_shipped"))
    rows = re.findall(r"<tr><th scope=\"row\">([^<]*): (?:fiscal|social)</th><td>(\w+)</td><td>(\d)%", text)
    assert len(rows) == len(set(rows)) * 2 == 6 * 2 * 3 * 2
    assert {(basis, rate) for _, basis, rate in rows} == {(b, r) for b in ("avoidable", "average") for r in "357"}


def test_budgets_stand_by_payer_and_year_and_checks_and_prices_beside() -> None:
    words = " ".join(read("as_shipped").words)
    for told in ("Year 8", "All payers", "Setting up stands in year 1", "people waiting", "custody day avoidable"):
        assert told in words
    assert words.count("whole cost attributed to this outcome") > 2


def test_a_page_says_where_its_numbers_come_from() -> None:
    words = " ".join(read("as_shipped").words)
    for told in ("simmodel 0.1.0", "ab" * 32, "2026-07-01", COMMAND, LICENCE, "20 paired runs, 10 draws"):
        assert told in words


def test_a_study_of_several_sites_shows_each_of_them() -> None:
    words = " ".join(read("several_sites").words)
    assert "Place 0" in words
    assert "Place 1" in words
    assert "all 2 sites" in words


def test_people_over_the_years_are_drawn_where_there_are_quarters_to_draw() -> None:
    weekly = {name: {"stably_housed": np.full((20, 416), 400.0)} for name in ("current", "more_places", "pull_in")}
    drawn = Reader(page_of(made_up_findings(weekly=weekly)))
    assert len(drawn.all("svg")) == len(read("as_shipped").all("svg")) + 1
    assert "People in a stable home" in str(drawn.all("svg")[-1]["aria-label"])


def test_values_of_the_study_make_the_result_social_and_are_told_with_their_reason() -> None:
    words = " ".join(read("victims_valued").words)
    assert "People of NSW (headline): social" in words
    assert "a source of 2020" in words
    assert "People harmed by crime (the study's own value)" in words


def test_hostile_text_stays_text_wherever_it_stands(tmp_path: Path) -> None:
    money = {
        "current": {"title": HOSTILE, "buys": "nothing", HOSTILE: HOSTILE},
        "pull_in": {"title": HOSTILE[::-1] + HOSTILE, "buys": "coaches", HOSTILE: HOSTILE},
    }
    facts = {HOSTILE: HOSTILE, "prices": [{HOSTILE: HOSTILE}]}
    values = (Value("victims", "new_sentences", 15_000.0, HOSTILE),)
    given = {"money": money, "title": HOSTILE, "notes": (HOSTILE,), "facts": facts, "values": values}
    findings = made_up_findings(scenarios=("current", "pull_in"), study_name=HOSTILE, **given)
    write_page(findings, tmp_path / "page.html")
    page = Reader((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert not {"script", "img"} & {tag for tag, _ in page.found}
    assert not [key for _, attributes in page.found for key in attributes if key.startswith("on")]
    assert "<script>alert(1)</script>" in " ".join(page.words)
