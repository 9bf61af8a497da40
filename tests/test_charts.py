"""Fan charts: what they draw, what their titles claim, and what they say to those who cannot see them."""

import json
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import Runs
from simmodel.charts import fan_chart, for_page
from simmodel.screens.funding import BAND, beside_the_band, funding_strip
from simmodel.series import SERIES, alt_text, bands, drawable, finding

WEEKS = 416
SCENARIOS = ("current", "more_places", "pull_in")


def runs_with(pull_in: np.ndarray | float, runs: int = 40, series: str = "stably_housed") -> Runs:
    """Runs in which the base case stands at 400, more places change nothing and pulling in adds `pull_in`."""
    base = np.full((runs, WEEKS), 400.0)
    levels = {"current": base, "more_places": base.copy(), "pull_in": base + pull_in}
    return made_up_runs(runs=runs, weekly={name: {series: level} for name, level in levels.items()})


def spread(low: float, high: float, runs: int = 40) -> np.ndarray:
    """A change that differs from run to run and stays the same over the weeks."""
    return np.linspace(low, high, runs)[:, None]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


levels = arrays.arrays(
    np.float64,
    st.tuples(st.just(3), st.integers(1, 5), st.integers(1, 60)),
    elements=st.floats(-1e6, 1e6),
)


@given(levels, st.sampled_from(list(SERIES)), st.sampled_from(["differences", "levels"]))
def test_a_band_never_crosses_its_middle(values: np.ndarray, series: str, view: str) -> None:
    weekly = {name: {series: level} for name, level in zip(SCENARIOS, values, strict=True)}
    table = bands(made_up_runs(runs=values.shape[1], weekly=weekly), series, view)
    assert (table["low"] <= table["median"]).all()
    assert (table["median"] <= table["high"]).all()
    assert set(table["scenario"]) == set(SCENARIOS) - ({"current"} if view == "differences" else set())


def test_differences_are_paired_run_by_run() -> None:
    luck = np.random.default_rng(3).normal(0, 100, (40, WEEKS))
    weekly = {name: {"homeless": 400 + luck + 2 * (name == "pull_in")} for name in SCENARIOS}
    table = bands(made_up_runs(weekly=weekly), "homeless")
    found = table[table["scenario"] == "pull_in"]
    assert found[["low", "median", "high"]].to_numpy() == pytest.approx(2.0)


def test_a_count_is_averaged_over_a_quarter_and_a_flow_is_added_up() -> None:
    weekly = np.tile(np.arange(26.0), (5, 1))
    both = made_up_runs(weekly={name: {"in_custody": weekly, "crises": weekly} for name in SCENARIOS})
    assert list(bands(both, "in_custody", "levels")["median"][:2]) == [6.0, 19.0]
    assert list(bands(both, "crises", "levels")["median"][:2]) == [78.0, 247.0]


def test_a_title_claims_a_difference_only_where_the_printed_range_leaves_out_zero() -> None:
    clear = finding(runs_with(spread(1.0, 5.0)), "stably_housed")
    assert clear.startswith(
        "In the last quarter of funding: 3.0 more people in a stable home under “Title of pull_in” (range +1.2 to"
    )
    assert "no clear difference under “Title of more_places”" in clear
    unclear = finding(runs_with(spread(-0.5, 5.0)), "stably_housed")
    assert unclear.endswith("no clear difference under “Title of more_places” or “Title of pull_in”")
    assert "more people" not in unclear


def test_a_title_says_fewer_where_there_are_fewer_and_less_of_money() -> None:
    assert "3.0 fewer people without a home" in finding(runs_with(spread(-4, -2), series="homeless"), "homeless")
    assert "$39 a quarter less paid" not in finding(runs_with(spread(-4, -2), series="cost"), "cost")
    assert "$39 less a quarter paid by all payers" in finding(runs_with(spread(-4, -2), series="cost"), "cost")


def test_a_title_looks_at_the_last_funded_quarter_not_at_the_end() -> None:
    only_funded = np.zeros((40, WEEKS))
    only_funded[:, :156] = 5.0
    assert "5.0 more people" in finding(runs_with(only_funded), "stably_housed")


def test_few_runs_tell_nothing_in_a_title() -> None:
    told = finding(runs_with(3.0, runs=9), "stably_housed")
    assert told == "People in a stable home: 9 runs are too few to tell a difference from luck"


def test_the_words_for_those_who_cannot_see_state_the_numbers_of_every_scenario() -> None:
    words = alt_text(runs_with(spread(1.0, 5.0)), "stably_housed")
    for number in ("median +3.0", "+1.2 to +4.8", "median 0.0", "40 paired runs"):
        assert number in words
    assert fan_chart(runs_with(spread(1.0, 5.0)))["description"] == words


def test_a_fan_chart_is_plain_data_that_calls_no_other_place() -> None:
    chart = fan_chart(runs_with(spread(1.0, 5.0)))
    assert json.loads(json.dumps(chart, allow_nan=False)) == chart
    addresses = {text for text in strings(chart) if "http" in text}
    assert addresses == {chart["$schema"]}
    assert "title" not in for_page(chart)
    assert "description" not in for_page(chart)


def test_a_fan_chart_draws_band_line_and_funded_years() -> None:
    chart = fan_chart(runs_with(spread(1.0, 5.0)))
    marks = [layer["mark"]["type"] for layer in chart["layer"]]
    assert marks == ["rect", "rule", "text", "area", "line", "point"]
    assert chart["layer"][0]["data"]["values"] == [{"from": 0, "to": 3.0}]
    first = chart["data"]["values"][0]
    assert first["scenario"] == "more_places"
    assert (first["quarter"], first["year"], first["median"]) == (1, 0.125, 0.0)
    assert len(chart["data"]["values"]) == 2 * WEEKS // 13


@pytest.mark.parametrize("view", ["differences", "levels"])
def test_scenarios_differ_by_colour_and_by_dash(view: str) -> None:
    encoding = fan_chart(runs_with(spread(1.0, 5.0)), view=view)["encoding"]
    for channel in ("color", "strokeDash"):
        scale = encoding[channel]["scale"]
        kinds = {str(kind) for kind in scale["range"]}
        assert len(kinds) == len(scale["domain"]) == (2 if view == "differences" else 3)


def test_a_scenario_keeps_its_colour_from_view_to_view() -> None:
    def colours(view: str) -> dict[str, str]:
        scale = fan_chart(runs_with(2.0), view=view)["encoding"]["color"]["scale"]
        return dict(zip(scale["domain"], scale["range"], strict=True))

    assert colours("differences").items() <= colours("levels").items()


def test_only_series_that_every_scenario_has_can_be_chosen() -> None:
    assert drawable(runs_with(1.0)) == ["stably_housed"]
    assert drawable(made_up_runs(weekly={})) == []


@pytest.mark.parametrize(
    ("dollars", "where"),
    [(475_000, "below"), (500_000, "within"), (800_000, "within"), (825_000, "above")],
)
def test_a_sum_is_said_to_lie_below_within_or_above_the_band(dollars: int, where: str) -> None:
    assert f"${dollars:,} a year is {where} the proposal's $500,000 to $800,000 a site." == beside_the_band(dollars)


def test_the_strip_marks_the_band_and_the_chosen_sum() -> None:
    strip = funding_strip(700_000)
    values = strip["data"]["values"][0]
    assert (values["low"], values["high"], values["chosen"]) == (*BAND, 700_000)
    assert "$700,000" in strip["description"]
