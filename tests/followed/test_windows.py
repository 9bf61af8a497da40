"""Everybody's own weeks are cut out, and summed, from a week of their own on, and never where nobody saw them."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simmodel.followed.windows import after, before, by_period, entries, follow_up

UNHURRIED = settings(deadline=None)

TABLE = np.arange(40.0).reshape(10, 4)


@UNHURRIED
@given(weeks=st.integers(0, 5), data=st.data())
def test_windows_hold_the_weeks_on_either_side_of_a_persons_own(weeks: int, data: st.DataObject) -> None:
    at = np.array(data.draw(st.lists(st.integers(weeks, 10 - weeks), min_size=4, max_size=4)))
    for place, row in enumerate(at):
        assert before(TABLE, at, weeks)[place] == TABLE[row - weeks : row, place].sum()
        assert after(TABLE, at, weeks)[place] == TABLE[row : row + weeks, place].sum()


def test_ones_own_week_counts_as_after() -> None:
    one_week = np.zeros((3, 1))
    one_week[1] = 7.0
    assert after(one_week, np.array([1]), 1) == [7.0]
    assert before(one_week, np.array([1]), 1) == [0.0]


@UNHURRIED
@given(st.data())
def test_everyone_is_followed_from_a_week_of_their_own_behind_the_week_before(data: st.DataObject) -> None:
    weeks, everyone = data.draw(st.integers(3, 12)), data.draw(st.integers(1, 6))
    length = data.draw(st.integers(0, weeks - 2))
    who = np.array(data.draw(st.lists(st.integers(0, everyone - 1), min_size=1, max_size=8)))
    starts = st.lists(st.integers(1, weeks - length), min_size=len(who), max_size=len(who))
    first = np.array(data.draw(starts))
    seen = np.arange(weeks * everyone).reshape(weeks, everyone)
    cut = follow_up(seen, who, first, length)
    assert cut.shape == (length + 1, len(who))
    assert cut.tolist() == [[seen[f - 1 + n, w] for w, f in zip(who, first, strict=True)] for n in range(length + 1)]


@pytest.mark.parametrize(("first", "length"), [(0, 1), (3, 3)])
def test_a_follow_up_of_weeks_that_were_not_seen_is_an_error_and_no_guess(first: int, length: int) -> None:
    with pytest.raises(ValueError, match="were asked for, and 5 were seen"):
        follow_up(np.zeros((5, 1)), np.array([0]), np.array([first]), length)


@pytest.mark.parametrize(("window", "at"), [(before, 2), (after, 8)])
def test_weeks_that_nobody_saw_are_never_counted_as_nothing(window, at: int) -> None:
    with pytest.raises(ValueError, match="were asked for, and 10 were seen"):
        window(TABLE, np.array([5, 5, 5, at]), 3)


def test_periods_follow_one_another_from_the_first_row_asked_for() -> None:
    found = by_period(TABLE, 1, 3, 2)
    assert found.tolist() == [TABLE[1:4].sum(axis=0).tolist(), TABLE[4:7].sum(axis=0).tolist()]
    with pytest.raises(ValueError, match="weeks 1 to 13 were asked for"):
        by_period(TABLE, 1, 3, 4)


@UNHURRIED
@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_coming_in_is_counted_once_for_each_stay_that_was_seen_to_begin(stays: list[bool]) -> None:
    came = entries(np.array(stays)[:, None])[:, 0]
    assert came.tolist() == [False] + [now and not was for was, now in pairwise(stays)]
