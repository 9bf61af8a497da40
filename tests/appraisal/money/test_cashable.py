"""What can be banked: whole blocks, later; the rest is capacity freed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.appraisal.money.cashable import cashable

UNITS = st.lists(st.floats(-500, 500), min_size=1, max_size=8)


def test_whole_blocks_are_banked_and_the_rest_is_freed() -> None:
    found = cashable([12.0, 30.0, 65.0], block=30, variable_cost=1000.0)
    assert found.dollars == pytest.approx([0.0, 30_000.0, 60_000.0])
    assert found.capacity_freed == pytest.approx([12.0, 0.0, 5.0])


def test_budgets_fall_years_after_demand_does_and_until_then_capacity_is_freed() -> None:
    found = cashable([30.0, 60.0, 60.0], block=30, variable_cost=10.0, lag=1)
    assert found.dollars == pytest.approx([0.0, 300.0, 600.0])
    assert found.capacity_freed == pytest.approx([30.0, 30.0, 0.0])


def test_nothing_is_banked_within_a_horizon_shorter_than_the_lag() -> None:
    for lag in (2, 3):
        assert cashable([90.0, 90.0], block=30, variable_cost=10.0, lag=lag).dollars == pytest.approx([0.0, 0.0])


def test_the_mean_of_whole_blocks_is_not_the_whole_blocks_of_the_mean() -> None:
    runs = np.array([[[0.0]], [[58.0]]])
    assert cashable(runs, 30, 1.0).dollars.mean() == 15.0
    assert cashable(runs.mean(axis=(0, 1)), 30, 1.0).dollars.item() == 0.0


@given(UNITS, st.floats(0.5, 60))
def test_savings_and_extra_needs_count_alike(units: list[float], block: float) -> None:
    saved, needed = cashable(units, block, 5.0), cashable([-each for each in units], block, 5.0)
    assert saved.dollars == pytest.approx(-needed.dollars)
    assert saved.capacity_freed == pytest.approx(-needed.capacity_freed)


@given(UNITS, st.floats(0.5, 60))
def test_what_is_banked_and_what_is_freed_are_together_what_is_avoided(units: list[float], block: float) -> None:
    found = cashable(units, block, 5.0)
    assert found.dollars / 5 + found.capacity_freed == pytest.approx(units, abs=1e-9)
    assert np.all(np.abs(found.capacity_freed) < block + 1e-9)
    assert np.all(np.abs(found.dollars) <= 5 * np.abs(units) + 1e-9)


@pytest.mark.parametrize(("block", "lag"), [(0.0, 0), (-1.0, 0), (30.0, -1)])
def test_blocks_of_nothing_and_years_in_the_past_are_refused(block: float, lag: int) -> None:
    with pytest.raises(ValueError, match="blocks are above 0, years 0 or more"):
        cashable([1.0], block, 1.0, lag)
