"""The catalogue of outcomes: words for each, and what rests on the assumed link says so wherever it is shown."""

import io
import json
import math
import re

import pytest
from rich.console import Console
from synthetic_runs import made_up_runs

from simmodel.appraisal.comparison import Comparison, summarise, to_frame, to_json
from simmodel.appraisal.outcomes import ASSUMED_LINK, COSTS_BY_PAYER, OF_CHILDREN, OUTCOMES, Outcome
from simmodel.report import print_report
from simmodel.screens import tables
from simmodel.series import SERIES
from simmodel.vocabulary import PAYERS
from simmodel.words import sentence, sentences

MARK = "(assumed link)"
MARKED = [*OF_CHILDREN, "cost_child_protection"]
"""Everything that rests wholly on the assumed link; the cost to all payers holds some of it, and a note says so."""


def without_children() -> Comparison:
    """Made-up runs of places without children."""
    runs = made_up_runs()
    of_children = runs.table["outcome"].isin(OF_CHILDREN)
    runs.table.loc[of_children, ["value", "people"]] = (math.nan, 0)
    return summarise(runs)


def report_of(comparison: Comparison) -> str:
    page = io.StringIO()
    print_report(Console(file=page, highlight=False, width=80), comparison)
    return " ".join(re.sub(r"\s+", " ", page.getvalue()).split())


def test_what_rests_on_the_assumed_link_is_children_and_what_child_protection_pays() -> None:
    assert OF_CHILDREN == ("child_reports", "child_care_weeks", "children_vulnerable")
    assert {name for name, outcome in OUTCOMES.items() if outcome.assumed_link} == {*MARKED, "cost_total"}


@pytest.mark.parametrize("name", MARKED)
def test_a_label_and_every_sentence_of_what_rests_on_the_assumed_link_say_so(name: str) -> None:
    outcome = OUTCOMES[name]
    assert all(MARK in words for words in (outcome.label, outcome.less, outcome.more, outcome.same))


def test_nothing_else_is_marked() -> None:
    others = [outcome for name, outcome in OUTCOMES.items() if name not in MARKED]
    assert [one.id for one in others if any("assumed" in words for words in (one.label, one.less, one.more))] == []


def test_there_is_a_cost_for_every_payer() -> None:
    assert tuple(f"cost_{payer}" for payer in PAYERS) == COSTS_BY_PAYER
    assert set(COSTS_BY_PAYER) <= set(OUTCOMES)


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=lambda outcome: outcome.id)
def test_every_outcome_has_words_for_less_more_and_the_same(outcome: Outcome) -> None:
    assert "{amount}" in outcome.less
    assert "{amount}" in outcome.more
    assert "{amount}" not in outcome.same


def test_json_flags_each_outcome_in_every_population_of_every_scenario() -> None:
    told = to_json(summarise(made_up_runs()))
    for part in ("scenarios", "differences"):
        for populations in told[part].values():
            for outcomes in populations.values():
                flags = {name: found["rests_on_assumed_link"] for name, found in outcomes.items() if name != "n"}
                assert flags == {name: outcome.assumed_link for name, outcome in OUTCOMES.items()}


def test_the_summary_table_flags_each_row() -> None:
    rows = to_frame(summarise(made_up_runs()))
    assert list(rows.rests_on_assumed_link) == [OUTCOMES[name].assumed_link for name in rows.outcome]


def test_the_report_marks_every_row_about_children() -> None:
    page = report_of(summarise(made_up_runs(notes=(ASSUMED_LINK,))))
    assert page.count(MARK) >= 2 * len(MARKED)
    assert "children: no study has linked help for a parent to what happens to a child" in page
    assert "so does the part of the cost to all payers that child protection pays" in page


def test_the_screens_mark_every_row_about_children() -> None:
    comparison = summarise(made_up_runs())
    for table in (
        tables.site_levels(comparison),
        tables.reached_levels(comparison, "pull_in"),
        tables.difference_table(comparison, "pull_in", "site"),
    ):
        assert [label for label in table.index if MARK in label] == [OUTCOMES[name].label for name in OF_CHILDREN]
    assert OUTCOMES["cost_child_protection"].label in tables.site_levels(comparison, tables.COSTS).index
    assert MARK in SERIES["children_in_care"].label
    assert MARK in SERIES["children_in_care"].told


def test_where_there_are_no_children_that_is_said_and_nothing_else() -> None:
    comparison = without_children()
    page = report_of(comparison)
    told = [sentence(comparison, "pull_in", "reached", name) for name in OF_CHILDREN]

    assert "no children" in page
    assert "nan" not in page.lower()
    assert all("there is no value to compare" in words and "(no children)" in words for words in told)
    shown = tables.site_levels(comparison).loc[OUTCOMES["child_reports"].label]
    assert set(shown) == {"no children"}
    row = tables.difference_table(comparison, "pull_in", "site").loc[OUTCOMES["child_reports"].label]
    assert [row[name] for name in ("Difference", "One site", "In words")] == ["no children"] * 3


def test_where_there_are_no_children_json_holds_null() -> None:
    told = to_json(without_children())
    found = told["differences"]["pull_in"]["site"]["children_vulnerable"]

    assert found.pop("rests_on_assumed_link") is True
    assert set(found.values()) == {None}
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_every_sentence_about_children_names_the_link() -> None:
    about = [words for words in sentences(summarise(made_up_runs())) if "child" in words.lower()]
    assert len(about) == 3 * len(MARKED)
    assert all(MARK in words for words in about)
