"""Break-even: the worked example, and by another road: at the value that is found, nothing is left."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import known
from scipy.optimize import brentq

from simmodel.appraisal.money.breakeven import (
    highest_funding_that_pays,
    least_funding,
    switching_value,
    where_the_next_dollar_stops_paying,
)

CASE = known("sensitivity")
BASE, EXPECTED = CASE["tornado"]["base"], CASE["break_even"]
BENEFIT = BASE["effect"] * BASE["unit_cost"] * BASE["n"]
FUNDING = [250_000.0, 500_000.0, 1_000_000.0, 2_000_000.0]
NET = [100_000.0, 150_000.0, 50_000.0, -150_000.0]


def test_the_worked_example_breaks_even_where_it_is_said_to() -> None:
    """Effect, price and people stand in proportion to the benefit; funding, below 0, to the cost."""
    names = ["effect", "unit_cost", "n", "cost"]
    parts = np.array([BENEFIT, BENEFIT, BENEFIT, -BASE["cost"]])
    found = switching_value([BASE[name] for name in names], parts, BENEFIT - BASE["cost"])
    wanted = [EXPECTED[name] for name in ("effect", "unit_cost", "n", "funding")]
    assert found == pytest.approx(wanted, rel=CASE["tolerance"])


def test_what_moves_nothing_breaks_even_nowhere() -> None:
    assert np.isnan(switching_value(3.0, 0.0, -10.0))


@given(st.floats(0.01, 10), st.floats(-1e6, 1e6).filter(lambda part: abs(part) > 1), st.floats(-1e6, 1e6))
def test_at_the_switching_value_the_net_present_value_is_zero(value: float, part: float, rest: float) -> None:
    found = float(switching_value(value, part, part + rest))
    assert part * found / value + rest == pytest.approx(0, abs=1e-6 * (abs(rest) + abs(part)))


def test_the_next_dollar_stops_paying_where_the_net_value_is_highest() -> None:
    assert where_the_next_dollar_stops_paying(FUNDING, NET) == 500_000
    assert where_the_next_dollar_stops_paying(FUNDING, [-1.0, -2.0, -3.0, -4.0]) == 0
    assert where_the_next_dollar_stops_paying(FUNDING, [1.0, 2.0, 3.0, 4.0]) is None


def test_money_pays_up_to_where_nothing_is_left() -> None:
    assert highest_funding_that_pays(FUNDING, NET) == pytest.approx(1_250_000)
    assert highest_funding_that_pays(FUNDING, [-1.0, -2.0, -3.0, -4.0]) == 0
    assert highest_funding_that_pays(FUNDING, [1.0, 2.0, -3.0, 4.0]) is None
    assert highest_funding_that_pays(FUNDING, [1.0, 2.0, 3.0, 0.0]) is None
    assert highest_funding_that_pays([0.5, 1.0], [1.0, -1.0]) == pytest.approx(0.75)
    by_search = brentq(lambda funding: float(np.interp(funding, FUNDING, NET)), 1e6, 2e6)
    assert highest_funding_that_pays(FUNDING, NET) == pytest.approx(by_search)


def test_the_worked_example_pays_up_to_its_benefit() -> None:
    funding = [300_000.0, 520_000.0, 780_000.0]
    assert highest_funding_that_pays(funding, [BENEFIT - each for each in funding]) == pytest.approx(
        EXPECTED["funding"], rel=CASE["tolerance"]
    )


def test_the_least_funding_that_pays_with_a_stated_chance() -> None:
    chance = [0.2, 0.5, 0.9, 0.7]
    assert least_funding(FUNDING, chance, 0.8) == pytest.approx(875_000)
    assert least_funding(FUNDING, chance, 0.1) == 250_000
    assert least_funding(FUNDING, [0.2, 0.8, 0.8, 0.9], 0.8) == 500_000
    assert least_funding(FUNDING, chance, 0.95) is None


@pytest.mark.parametrize("funding", [[0.0, 1.0], [2.0, 1.0], [2.0, 2.0], [-1.0, 1.0]])
def test_levels_that_do_not_rise_from_above_nothing_are_refused(funding: list[float]) -> None:
    with pytest.raises(ValueError, match="rise from above 0"):
        highest_funding_that_pays(funding, [1.0, -1.0])
