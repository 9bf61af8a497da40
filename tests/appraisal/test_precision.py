"""Until when runs are added: the Monte Carlo error of return to custody in every scenario."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic_runs import made_up_runs

from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.precision import Precision, precision_of

RETURNS = "return_to_custody_24m"


def test_the_largest_error_counts_among_the_people_reached_or_else_across_the_site() -> None:
    runs = made_up_runs(runs=20, draws=10)
    found = summarise(runs).differences
    errors = [found["more_places"]["site"][RETURNS].mc_error, found["pull_in"]["reached"][RETURNS].mc_error]
    assert precision_of(runs.table, "current", 2, 0.5).error == pytest.approx(100 * max(errors))
    alone = runs.table[(runs.table.scenario != "more_places")]
    assert precision_of(alone, "current", 2, 0.5).error == pytest.approx(100 * errors[1])
    assert found["pull_in"]["site"][RETURNS].mc_error != pytest.approx(errors[1])


@pytest.mark.parametrize(("runs", "draws"), [(4, 1), (18, 9), (9, 0)])
def test_a_handful_of_draws_is_never_precise_enough(runs: int, draws: int) -> None:
    """Two draws in which nobody's return changes have an error of zero, and know nothing."""
    found = precision_of(made_up_runs(runs=runs, draws=draws).table, "current", 2 if draws else 0, 99.0)
    assert found.error == math.inf
    assert found.runs_wanted(runs) == 2 * runs


@pytest.mark.parametrize("draws", [0, 10])
def test_ten_draws_or_ten_runs_without_any_may_be(draws: int) -> None:
    assert precision_of(made_up_runs(runs=20, draws=draws).table, "current", draws // 5, 99.0).is_enough


def test_where_nobody_can_return_no_run_is_added() -> None:
    runs = made_up_runs(runs=4, draws=2)
    table = runs.table.assign(value=float("nan"))
    found = precision_of(table, "current", 2, 0.1)
    assert found.is_enough
    assert found.runs_wanted(4) == 4
    assert "no run has a return to custody to compare" in found.told(4)
    assert isinstance(table, pd.DataFrame)


@given(st.floats(0.001, 100), st.floats(0.001, 100), st.integers(1, 50_000))
def test_runs_are_added_exactly_while_the_error_is_too_large_and_at_most_doubled(
    error: float, wanted: float, runs: int
) -> None:
    found = Precision(error, wanted)
    assert (found.runs_wanted(runs) > runs) == (error > wanted)
    assert found.runs_wanted(runs) <= 2 * runs


def test_half_the_error_is_thought_to_take_four_times_the_runs() -> None:
    assert Precision(1.2, 1.0).runs_wanted(100) == 144


def test_how_it_ended_is_said_with_the_number_of_runs() -> None:
    assert Precision(0.412, 0.5).told(84) == (
        "it took 84 paired runs to bring the Monte Carlo error of return to custody to 0.41 points"
    )
    assert "the most there can be" in Precision(0.9, 0.5).told(100_000)
