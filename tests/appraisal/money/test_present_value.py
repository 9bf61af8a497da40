"""Discounting: published factors, worked examples of other libraries, and what must hold for any flows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import known

from simmodel.appraisal.money.present_value import (
    CENTRAL_RATE,
    RATES,
    Discounting,
    annuity_factor,
    discount_factors,
    equivalent_annual,
    internal_rates,
    present_value,
)
from simmodel.evidence import ledger

CASES = known("discounting")
CLOSE = {"rel": CASES["tolerance"], "abs": CASES["tolerance"]}
FLOWS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30).map(np.array)
A_RATE = st.floats(-0.5, 0.5)


@pytest.mark.parametrize(("name", "rate"), [("3pct", 0.03), ("5pct", 0.05), ("7pct", 0.07)])
@pytest.mark.parametrize("timing", ["end_year", "mid_year"])
def test_factors_are_those_of_the_nsw_guide(name: str, rate: float, timing: str) -> None:
    expected = {int(year): factor for year, factor in CASES["nsw_factors"][name][timing].items() if year != "0"}
    factors = discount_factors(rate, 30, timing)
    assert {year: factors[year - 1] for year in expected} == pytest.approx(expected, **CLOSE)
    assert len(expected) == 11


def test_a_rate_that_falls_by_year_gives_the_british_schedule() -> None:
    rates = np.repeat([0.035, 0.03, 0.025, 0.02], [30, 45, 50, 1])
    factors = discount_factors(rates, 126, "end_year")
    expected = {int(year): factor for year, factor in CASES["uk_stpr_factors"].items() if year != "0"}
    assert {year: factors[year - 1] for year in expected} == pytest.approx(expected, **CLOSE)


@pytest.mark.parametrize("case", CASES["npv_cases"], ids=lambda case: case["name"])
def test_net_present_values_are_those_of_other_libraries(case: dict) -> None:
    flows, set_up = case["flows"], 0.0
    if case["timing"] == "year0_first":
        set_up, *flows = flows
    timing = "mid_year" if case["timing"] == "mid_year" else "end_year"
    assert present_value(flows, Discounting(case["rate"], timing), set_up) == pytest.approx(case["npv"], **CLOSE)


@pytest.mark.parametrize("case", CASES["irr_cases"], ids=lambda case: str(case["irr"]))
def test_an_internal_rate_is_found_among_all_that_there_are(case: dict) -> None:
    found = internal_rates(case["flows"])
    assert min(abs(rate - case["irr"]) for rate in found) < CASES["tolerance"]
    assert len(found) == (1 if "note" not in case else 3)
    first, *later = case["flows"]
    for rate in found:
        assert present_value(later, Discounting(rate, "end_year"), first) == pytest.approx(0, abs=1e-6)


def test_money_that_only_flows_out_has_no_internal_rate() -> None:
    assert internal_rates([-100, -5, -5]) == ()
    assert internal_rates([0, 0]) == ()


def test_an_internal_rate_is_a_real_number_and_a_first_flow_of_nothing_moves_none() -> None:
    assert internal_rates([1.01, -2, 1]) == ()
    assert internal_rates([0, -100, 110]) == pytest.approx((0.1,))


@pytest.mark.parametrize("case", CASES["pv_annuity"], ids=lambda case: str(case["rate"]))
def test_an_annuity_is_worth_what_it_is_elsewhere(case: dict) -> None:
    assert case["pmt"] * annuity_factor(case["rate"], case["n"]) == pytest.approx(case["pv"], **CLOSE)


def test_an_even_yearly_amount_stands_for_a_present_value() -> None:
    case = CASES["equivalent_annual"]
    assert equivalent_annual(case["npv"], 0.035, case["years"]) == pytest.approx(case["uk_eanc"], **CLOSE)
    assert equivalent_annual(case["npv"], 0.05, case["years"]) == pytest.approx(case["nsw5_eanc"], **CLOSE)


def test_the_rates_shown_together_are_those_of_the_ledger() -> None:
    row = ledger()["ECO001"]
    assert (CENTRAL_RATE, *RATES[1:]) == (float(row.value), float(row.low), float(row.high))


def test_money_stands_at_mid_year_and_at_the_central_rate_unless_said_otherwise() -> None:
    assert present_value([100.0]) == pytest.approx(100 / 1.05**0.5)
    assert Discounting(0.07, "end_year").told == (
        "7% a year real, flows at the end of each year, set-up at the start undiscounted"
    )


@given(FLOWS, st.floats(-1e6, 1e6))
def test_without_a_rate_a_present_value_is_the_sum(flows: np.ndarray, set_up: float) -> None:
    for timing in ("mid_year", "end_year"):
        value = present_value(flows, Discounting(0.0, timing), set_up)
        assert value == pytest.approx(flows.sum() + set_up, abs=1e-4)


@given(FLOWS, st.floats(-10, 10), A_RATE)
def test_present_values_scale_and_add_up(flows: np.ndarray, times: float, rate: float) -> None:
    how = Discounting(rate)
    other = flows[::-1]
    together = present_value(times * flows + other, how)
    scale = np.abs(discount_factors(rate, len(flows))).max() * 1e6 * 11 * len(flows)
    assert together == pytest.approx(times * present_value(flows, how) + present_value(other, how), abs=1e-9 * scale)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20), st.floats(0, 0.3), st.floats(0.001, 0.3))
def test_a_higher_rate_makes_later_benefits_worth_no_more(flows: list[float], rate: float, more: float) -> None:
    assert present_value(flows, Discounting(rate + more)) <= present_value(flows, Discounting(rate)) + 1e-9


def test_draws_and_runs_keep_their_shape() -> None:
    flows = np.arange(24.0).reshape(2, 3, 4)
    found = present_value(flows, set_up=np.ones((2, 3)))
    assert found.shape == (2, 3)
    assert found[1, 2] == pytest.approx(1 + present_value(flows[1, 2]))


def test_a_convention_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match='timing is "monthly"; it is one of mid_year, end_year'):
        discount_factors(0.05, 3, "monthly")
    with pytest.raises(ValueError, match="above -1"):
        discount_factors(-1.0, 3)
