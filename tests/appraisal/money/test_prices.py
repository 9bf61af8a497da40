"""Prices: published indexation and deflators, and that real and nominal roads meet."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import known

from simmodel.appraisal.money.present_value import Discounting, present_value
from simmodel.appraisal.money.prices import in_prices_of, index_of, nominal, nominal_rate, real_rate, staff_left

CASES = known("prices_indexation")
CLOSE = {"rel": CASES["tolerance"]}


@pytest.mark.parametrize("case", CASES["indexation"])
def test_a_budget_is_indexed_year_by_year(case: dict) -> None:
    assert nominal(case["base"], index_of(case["rates"])) == pytest.approx(case["years"], **CLOSE)


def test_an_amount_of_2019_is_brought_to_prices_of_2024() -> None:
    pounds = in_prices_of([10_000, 13_000, 16_000], 81.1085, 100.0)
    assert pounds == pytest.approx([CASES["wellby_2024"][end] for end in ("low", "central", "high")], **CLOSE)


def test_wages_that_outrun_funding_cost_staff() -> None:
    case = CASES["wage_gap"]
    funding, wages = (index_of([case[name]] * case["years"]) for name in ("funding_index", "wage_index"))
    left = staff_left(funding, wages, case["salary_share"])
    assert left[0] == 1.0
    assert left[1:] == pytest.approx(case["fte_ratio_after"], **CLOSE)


def test_the_real_rate_behind_a_nominal_one() -> None:
    case = CASES["fisher"]
    assert real_rate(case["nominal"], case["inflation"]) == pytest.approx(case["real"], **CLOSE)


def test_real_flows_at_the_real_rate_are_worth_nominal_flows_at_the_nominal_rate() -> None:
    case = known("discounting")["real_nominal"]
    grown = nominal(case["real_flows"], index_of([case["inflation"]] * 3)[1:])
    assert nominal_rate(case["real"], case["inflation"]) == pytest.approx(case["nominal"], **CLOSE)
    assert grown == pytest.approx(case["nominal_flows"], **CLOSE)
    assert present_value(case["real_flows"], Discounting(case["real"], "end_year")) == pytest.approx(case["pv"])
    assert present_value(grown, Discounting(case["nominal"], "end_year")) == pytest.approx(case["pv"], **CLOSE)


@given(st.floats(-0.2, 0.5), st.floats(-0.2, 0.5))
def test_real_and_nominal_rates_undo_one_another(rate: float, inflation: float) -> None:
    assert real_rate(nominal_rate(rate, inflation), inflation) == pytest.approx(rate, abs=1e-12)


@given(st.lists(st.floats(-0.1, 0.2), min_size=1, max_size=6), st.floats(0, 1))
def test_funding_indexed_as_wages_are_keeps_all_staff(rates: list[float], share: float) -> None:
    index = index_of(rates)
    assert staff_left(index, index, share) == pytest.approx(np.ones(len(index)))
