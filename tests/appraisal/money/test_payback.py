"""Payback: by hand, and against a search over a fine grid of time."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.appraisal.money.payback import payback, share_paid_back


@pytest.mark.parametrize(
    ("net", "set_up", "years"),
    [
        ([-100.0, 50.0, 100.0], 0.0, 2.5),
        ([50.0, 50.0], 75.0, 1.5),
        ([-100.0, 100.0], 0.0, 2.0),
        ([-100.0, 150.0, -100.0, 200.0], 0.0, 3.25),
        ([10.0, 10.0], 0.0, 0.0),
        ([-1.0, 1.0], 0.0, 2.0),
    ],
)
def test_payback_by_hand(net: list[float], set_up: float, years: float) -> None:
    assert payback(net, set_up) == pytest.approx(years)


def test_nothing_is_set_up_unless_it_is_said() -> None:
    assert payback([-100.0, 50.0, 100.0]) == pytest.approx(2.5)
    assert share_paid_back([[[-100.0, 50.0, 100.0]]], years=2.5) == 1.0


@pytest.mark.parametrize("net", [[-100.0, 50.0], [-100.0, 150.0, -60.0], [-1.0]])
def test_a_programme_that_ends_in_debt_never_pays_back(net: list[float]) -> None:
    assert math.isnan(payback(net))


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=8), st.integers(0, 100))
def test_from_payback_on_the_running_total_is_never_below_zero_and_just_before_it_is(net: list, set_up: int) -> None:
    total = np.concatenate([[0.0], np.cumsum(net)]) - set_up
    years, found = np.arange(len(total)), float(payback(net, set_up))
    fine = np.linspace(0, len(net), 4001)
    running = np.interp(fine, years, total)
    if math.isnan(found):
        assert total[-1] < 0
    else:
        assert np.all(running[fine >= found] > -1e-6)
        assert found == 0 or np.interp(found - 1e-6, years, total) < 0


def test_draws_pay_back_on_the_mean_of_their_runs() -> None:
    net = np.array([[[-10.0, 30.0], [-10.0, -5.0]], [[-10.0, 5.0], [-10.0, 5.0]]])
    assert payback(net).shape == (2, 2)
    assert share_paid_back(net, years=2.0) == 0.5
    assert share_paid_back(net, years=1.5) == 0.0
    assert share_paid_back(net, years=math.inf, set_up=10.0) == 0.0
