"""Dates and names: people read them without a key."""

import pytest
from lives import life

from simmodel.journey.moments import Event, headed, listed, weeks, weight_of, when
from simmodel.vocabulary import CRISES, DOMAINS


@pytest.mark.parametrize(
    ("week", "date"),
    [(0, "year 1, week 1"), (51, "year 1, week 52"), (52, "year 2, week 1"), (-1, "before"), (-52, "before")],
)
def test_years_begin_with_the_first_funded_week(week: int, date: str) -> None:
    assert when(week) == date


def test_a_line_begins_with_the_part_of_life_and_a_capital_letter() -> None:
    assert headed("alcohol_and_other_drugs", "turned away") == "Alcohol and other drugs: turned away"
    assert headed("life", "moves away") == "Moves away"
    assert Event(3, "housing", "homeless", "without a home").sentence == "Home: without a home"


def test_no_name_that_people_read_has_an_underscore() -> None:
    assert "_" not in listed((*DOMAINS, "paid_work", *CRISES))


def test_names_that_hold_an_and_are_parted_by_commas_only() -> None:
    assert listed(["mental_health", "family_and_safety", "practical"]) == (
        "mental health, family and safety, practical needs"
    )


def test_one_week_is_not_one_weeks() -> None:
    assert (weeks(1), weeks(0), weeks(1200)) == ("1 week", "0 weeks", "1,200 weeks")


def test_a_heavier_need_is_never_called_lighter() -> None:
    words = [weight_of(need / 100) for need in range(101)]
    assert list(dict.fromkeys(words)) == ["light", "middling", "heavy", "very heavy"]


@pytest.mark.parametrize(("fields", "free"), [({}, True), ({"custody": 1}, False), ({"gone": 1}, False)])
def test_nobody_in_custody_or_gone_is_free(fields: dict, free: bool) -> None:
    assert life(**fields)[0].free is free
