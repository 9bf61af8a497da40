"""Who is in a pilot: in order of enrolment, at the first release, by halves and waves that a coin decides."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simmodel.evaluation.people import first_release, half, in_order, wave
from simmodel.followed.states import INSIDE, PRESENT

UNHURRIED = settings(deadline=None)

COINS = st.lists(st.floats(0, 1), min_size=1, max_size=30, unique=True).map(np.array)


def test_people_come_in_order_of_their_week_and_then_of_their_coin() -> None:
    weeks, coins = np.array([5, 3, 5, 9, 1]), np.array([0.9, 0.5, 0.1, 0.2, 0.3])
    found = in_order(weeks, np.array([True, True, True, True, False]), coins)
    assert found.people.tolist() == [1, 2, 0, 3]
    assert found.weeks.tolist() == [3, 5, 5, 9]
    assert found.first(2).people.tolist() == [1, 2]


def test_a_release_is_the_first_week_outside_for_somebody_still_in_scope() -> None:
    inside, outside = PRESENT | INSIDE, PRESENT
    lives = [
        [inside, inside, outside, inside, outside],
        [inside, outside, outside, inside, outside],
        [outside, outside, outside, outside, outside],
        [inside, inside, 0, 0, 0],
        [0, 0, outside, outside, outside],
    ]
    assert first_release(np.array(lives).T, 2).tolist() == [2, 4, -1, -1, -1]
    assert first_release(np.array(lives).T, 1).tolist() == [2, 1, -1, -1, -1]


@UNHURRIED
@given(COINS)
def test_the_smaller_coins_are_half_of_all(coins: np.ndarray) -> None:
    chosen = half(coins)
    assert chosen.sum() == len(coins) // 2
    assert not chosen.any() or coins[chosen].max() < coins[~chosen].min()


@UNHURRIED
@given(COINS, st.integers(1, 6))
def test_waves_are_as_large_as_can_be_and_follow_the_coins(coins: np.ndarray, waves: int) -> None:
    which = wave(coins, waves)
    sizes = np.bincount(which, minlength=waves)
    assert len(sizes) == waves
    assert sizes.max() - sizes.min() <= 1
    assert np.all(np.diff(which[np.argsort(coins)]) >= 0)
