"""A pilot's own measurement: whom it follows, whom it loses, and what it writes down."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_targets import a_target

from simmodel.calibration.measure import NEVER_LOST, Followed, of_arm
from simmodel.followed.states import HOUSED, INSIDE, PRESENT
from simmodel.validation.seen import SEEN
from simmodel.vocabulary import COHORTS, IN_COMMUNITY, SENTENCED

WEEKS = 52


def people(
    inside_from: list[int], lost: list[int] | None = None, housed: bool = True, cut: list[int] | None = None
) -> Followed:
    """People who go to prison in a week of their own (0 for never) and stay there."""
    count = len(inside_from)
    seen = np.zeros((WEEKS + 1, count), SEEN)
    weeks = np.arange(WEEKS + 1)[:, None]
    inside = (np.array(inside_from) > 0) & (weeks >= np.array(inside_from))
    seen["states"] = np.where(inside, PRESENT | INSIDE, PRESENT | (HOUSED if housed else 0))
    seen["custody"] = np.where(inside, SENTENCED, IN_COMMUNITY)
    lost, cut = (np.array(weeks or [NEVER_LOST] * count) for weeks in (lost, cut))
    return Followed(seen, lost, cut, np.arange(count) % len(COHORTS))


def test_a_share_by_a_month_counts_those_to_whom_it_has_happened_by_then() -> None:
    four = people([4, 30, 0, 0])

    assert of_arm(four, a_target("any_custody", "cumulative", 6)) == (0.25, 4.0)
    assert of_arm(four, a_target("any_custody", "cumulative", 12)) == (0.5, 4.0)


def test_whoever_is_lost_before_the_end_is_left_out_of_the_share_but_not_of_records() -> None:
    four = people([4, 30, 0, 0], lost=[NEVER_LOST, NEVER_LOST, NEVER_LOST, 40])
    target = a_target("any_custody", "cumulative", 12)

    assert of_arm(four, target) == (pytest.approx(2 / 3), 3.0)
    assert of_arm(four, target, from_records=True) == (0.5, 4.0)


def test_whoever_began_too_late_for_the_data_is_left_out_of_the_share_and_of_records_too() -> None:
    four = people([4, 30, 0, 0], cut=[NEVER_LOST, NEVER_LOST, NEVER_LOST, 40])
    target = a_target("any_custody", "cumulative", 12)

    assert of_arm(four, target) == (pytest.approx(2 / 3), 3.0)
    assert of_arm(four, target, from_records=True) == (pytest.approx(2 / 3), 3.0)


def test_survival_counts_people_until_the_data_were_taken_in_records_too() -> None:
    """By hand: five at risk in week 4, two in week 30 (one left before, two whose data end in weeks 10 and 20)."""
    five = people([4, 30, 0, 0, 0], lost=[1] * 5, cut=[NEVER_LOST, NEVER_LOST, 11, 21, NEVER_LOST])

    found = of_arm(five, a_target("any_custody", "survival", 12), from_records=True)
    assert found == (pytest.approx(4 / 5 * 1 / 2), 5.0)


def test_survival_counts_people_until_they_are_lost() -> None:
    """By hand: five at risk in week 4, three in week 30 (one left before, one lost in week 10)."""
    five = people([4, 30, 0, 0, 0], lost=[NEVER_LOST, NEVER_LOST, 10, NEVER_LOST, NEVER_LOST])

    assert of_arm(five, a_target("any_custody", "survival", 12)) == (pytest.approx(4 / 5 * 2 / 3), 5.0)


def test_what_happens_after_somebody_was_lost_is_never_seen() -> None:
    two = people([30, 0], lost=[20, NEVER_LOST])

    assert of_arm(two, a_target("any_custody", "survival", 12))[0] == 1.0
    assert of_arm(two, a_target("any_custody", "cumulative", 12)) == (0.0, 1.0)


@settings(max_examples=60)
@given(st.lists(st.integers(0, WEEKS), min_size=1, max_size=12), st.integers(1, 12))
def test_with_nobody_lost_survival_is_what_the_share_leaves(inside_from: list[int], month: int) -> None:
    here = people(inside_from)
    share, _ = of_arm(here, a_target("any_custody", "cumulative", month))

    assert of_arm(here, a_target("any_custody", "survival", month))[0] == pytest.approx(1.0 - share)


@given(st.lists(st.integers(0, WEEKS), min_size=1, max_size=12), st.integers(1, 11))
def test_amounts_of_two_windows_add_up_to_that_of_both(inside_from: list[int], month: int) -> None:
    here = people(inside_from)
    first, _ = of_arm(here, a_target("custody_days", "mean", month))
    second, _ = of_arm(here, a_target("custody_days", "mean", 12, since=month))

    assert first + second == pytest.approx(of_arm(here, a_target("custody_days", "mean", 12))[0])


def test_a_rate_is_an_amount_a_year() -> None:
    here = people([5, 0, 0])
    mean, _ = of_arm(here, a_target("custody_stays", "mean", 6))

    assert of_arm(here, a_target("custody_stays", "rate", 6)) == (pytest.approx(2 * mean), 3.0)


def test_a_state_is_that_of_its_week() -> None:
    here = people([30, 0])

    assert of_arm(here, a_target("housed", "state", 6)) == (1.0, 2.0)
    assert of_arm(here, a_target("housed", "state", 12)) == (0.5, 2.0)


def test_a_group_is_counted_alone() -> None:
    here = people([4, 0, 0, 0, 4, 0])
    target = a_target("any_custody", "cumulative", 12, group=COHORTS[0])

    assert of_arm(here, target) == (1.0, 2.0)


def test_where_nobody_is_left_nothing_is_written_down() -> None:
    value, count = of_arm(people([4], lost=[2]), a_target("any_custody", "cumulative", 12))

    assert np.isnan(value)
    assert count == 0.0
