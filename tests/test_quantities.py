"""Hazards and chances are one another's inverse, and a number carries its range and its ledger row."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.quantities import (
    DAYS_PER_WEEK,
    WEEKS_PER_MONTH,
    WEEKS_PER_YEAR,
    Number,
    Page,
    number,
    numbers,
    weekly_hazard,
    weekly_probability,
)

ONE = number(0.3, 0.1, 0.5, "share", "ABC001", "a share")
MANY = numbers(("bread", "milk"), (1.0, 2.0), 0.0, 4.0, "dollars", "ABC002", "prices")


class Shop(Page):
    name = "shop"
    share = ONE
    prices = MANY
    opening_hours = 8


@given(st.floats(0.001, 0.999), st.floats(1.0, 520.0))
def test_a_share_met_after_so_many_weeks_is_met_at_its_weekly_hazard(share: float, weeks: float) -> None:
    hazard = weekly_hazard(share, weeks)

    assert 1.0 - math.exp(-hazard * weeks) == pytest.approx(share)


@given(st.floats(1e-6, 20.0))
def test_a_weekly_chance_and_its_hazard_are_inverse(hazard: float) -> None:
    assert weekly_probability(hazard) == pytest.approx(1 - math.exp(-hazard))
    assert weekly_hazard(weekly_probability(hazard), 1.0) == pytest.approx(hazard, rel=1e-4)


@given(st.floats(0.0, 50.0), st.floats(0.0, 50.0))
def test_a_chance_never_exceeds_its_hazard_nor_one_and_rises_with_it(hazard: float, more: float) -> None:
    assert 0.0 <= weekly_probability(hazard) <= min(hazard, 1.0) + 1e-15
    assert weekly_probability(hazard + more) >= weekly_probability(hazard)


def test_a_model_year_has_52_weeks_and_12_months() -> None:
    assert WEEKS_PER_YEAR == 52
    assert pytest.approx(52) == WEEKS_PER_MONTH * 12
    assert DAYS_PER_WEEK == 7


def test_a_single_number_spreads_into_itself() -> None:
    assert list(ONE.spread()) == [("", 0.3, 0.1, 0.5)]


def test_a_number_for_each_of_several_items_spreads_into_one_each_with_a_shared_range() -> None:
    assert list(MANY.spread()) == [("bread", 1.0, 0.0, 4.0), ("milk", 2.0, 0.0, 4.0)]


def test_items_may_have_a_range_each() -> None:
    each = numbers(("bread", "milk"), (1.0, 2.0), (0.5, 1.5), (1.5, 2.5), "dollars", "ABC002", "prices")

    assert list(each.spread()) == [("bread", 1.0, 0.5, 1.5), ("milk", 2.0, 1.5, 2.5)]


def test_a_value_for_an_item_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="prices: 3 values for 2 items"):
        numbers(("bread", "milk"), (1.0, 2.0, 3.0), 0.0, 4.0, "dollars", "ABC002", "prices")


def test_a_page_lists_its_numbers_in_order_and_nothing_else() -> None:
    assert list(Shop.numbers()) == ["share", "prices"]
    assert all(isinstance(entry, Number) for entry in Shop.numbers().values())


def test_a_number_cannot_be_changed_behind_the_readers_back() -> None:
    with pytest.raises(AttributeError):
        ONE.value = 0.4
