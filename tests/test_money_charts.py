"""Charts about money: the title says the finding, the words hold the numbers, and the picture claims no more."""

import json
from functools import cache

import pytest
from made_up_findings import made_up_findings
from test_charts import strings

from simmodel.charts import BASE_COLOUR, styles
from simmodel.documents.findings import Findings
from simmodel.money_charts import GAIN, LOSS, account_chart, payers_chart, worth_chart
from simmodel.vocabulary import PAYERS


@cache
def findings_with(**changes: object) -> Findings:
    return made_up_findings(**changes)


def title(chart: dict) -> str:
    return " ".join(chart["title"]["text"])


CHARTS = (worth_chart, lambda f: payers_chart(f, "pull_in"), lambda f: account_chart(f, "pull_in"))


@pytest.mark.parametrize("make", CHARTS)
@pytest.mark.parametrize("changes", [{}, {"draws": 0}, {"runs": 1, "draws": 1}, {"funding": 0.0}, {"saved": 600_000.0}])
def test_a_chart_is_plain_data_with_a_title_and_words_and_calls_no_other_place(make, changes) -> None:
    chart = make(findings_with(**changes))
    assert json.loads(json.dumps(chart, allow_nan=False)) == chart
    assert {text for text in strings(chart) if "http" in text} == {chart["$schema"]}
    assert title(chart)
    assert "$" in chart["description"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Each way costs people of NSW more than it brings back within eight years"),
        ({"scenarios": ("current", "pull_in")}, "It costs people of NSW more than it brings back within eight years"),
        ({"saved": 600_000.0}, "“Title of pull_in” brings back more than it costs within eight years"),
        ({"saved": 400_000.0, "spread": 0.9}, "No way clearly brings back more than it costs within eight years"),
    ],
)
def test_the_title_of_worth_claims_only_what_is_clear(changes: dict, told: str) -> None:
    assert title(worth_chart(findings_with(**changes))) == told


def test_the_chart_of_worth_shows_every_scenario_once_in_its_own_colour_with_both_ranges() -> None:
    rows = worth_chart(findings_with())["data"]["values"]
    assert [row["label"] for row in rows] == ["Title of more_places", "Title of pull_in"]
    own = [styles(findings_with().runs)[name][0] for name in ("more_places", "pull_in")]
    assert [row["colour"] for row in rows] == own
    assert all(row["low"] <= row["evidence_low"] <= row["mean"] <= row["evidence_high"] <= row["high"] for row in rows)
    assert rows[1]["mean"] == pytest.approx((findings_with().appraisal.headline("pull_in").net.mean or 0.0) / 1e6)


def test_scenarios_of_one_title_are_drawn_apart() -> None:
    same = {name: {"title": "Coaches", "buys": "coaches"} for name in ("current", "more_places", "pull_in")}
    rows = worth_chart(made_up_findings(money=same))["data"]["values"]
    assert [row["label"] for row in rows] == ["Coaches (1)", "Coaches (2)"]


def test_the_chart_of_payers_shows_each_of_them_the_commonwealth_last_and_unclear_ones_in_grey() -> None:
    rows = payers_chart(findings_with(), "pull_in")["data"]["values"]
    assert len(rows) == len(PAYERS) + 1  # and hours of services that others get
    assert rows[-1]["label"] == "Commonwealth, apart from NSW"
    assert {row["label"]: row["colour"] for row in rows if row["label"] in ("Justice", "Programme funder")} == {
        "Justice": GAIN,
        "Programme funder": LOSS,
    }
    assert [row["label"] for row in rows if row["colour"] != BASE_COLOUR] == [
        "Justice",
        "Hours of services that others get",
        "Programme funder",
    ]
    assert title(payers_chart(findings_with(), "pull_in")) == (
        "Under “Title of pull_in” the funder pays $1.81 million; clearly saving: Justice"
    )


def test_what_is_not_clear_is_written_beside_its_amount() -> None:
    rows = worth_chart(findings_with(saved=400_000.0, spread=0.9))["data"]["values"]
    assert [row["told"].endswith("(not clear)") for row in rows] == [True, True]


def test_the_account_is_drawn_from_setting_up_to_the_last_year() -> None:
    chart = account_chart(findings_with(saved=600_000.0), "pull_in")
    assert [row["year"] for row in chart["data"]["values"]] == list(range(9))
    assert title(chart) == "“Title of pull_in” is paid back after 3.5 years, on average"
    assert "is not paid back within eight years" in title(account_chart(findings_with(), "pull_in"))


def test_without_draws_a_chart_says_that_its_ranges_are_luck() -> None:
    assert worth_chart(findings_with(draws=0))["title"]["subtitle"].endswith("luck only")
    assert "evidence" in worth_chart(findings_with())["title"]["subtitle"]
