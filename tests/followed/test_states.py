"""Who is where is read from a person's record alike for pilots and trials, and weeks add up as they say."""

import numpy as np
import pytest
from towns import lives

from simmodel.followed.states import (
    AT_WORK,
    HOUSED,
    IN_CRISIS,
    INSIDE,
    PRESENT,
    WITHOUT_HOME,
    are_in,
    days_inside,
    nights_without_home,
    states_of,
    times_taken_in,
    weeks_at_work,
    weeks_housed,
    weeks_in_crisis,
)
from simmodel.vocabulary import HOMELESS, INSECURE, ON_REMAND, STABLE


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({"tenancy": STABLE}, PRESENT | HOUSED),
        ({"tenancy": INSECURE, "at_work": 1}, PRESENT | AT_WORK),
        ({"tenancy": HOMELESS, "crisis_now": 3}, PRESENT | WITHOUT_HOME | IN_CRISIS),
        ({"tenancy": STABLE, "custody": ON_REMAND}, PRESENT | INSIDE),
        ({"tenancy": HOMELESS, "custody": ON_REMAND}, PRESENT | INSIDE),
        ({"tenancy": STABLE, "at_work": 1, "crisis_now": 1, "gone": 2}, 0),
    ],
)
def test_a_home_counts_while_people_are_free_and_nothing_counts_once_they_are_gone(fields: dict, states: int) -> None:
    assert states_of(lives(fields)).tolist() == [states]


WEEKS = np.array([[HOUSED, INSIDE, 0], [INSIDE | AT_WORK, WITHOUT_HOME, INSIDE], [INSIDE, HOUSED | IN_CRISIS, 0]])


@pytest.mark.parametrize(
    ("amount", "in_all"),
    [
        (days_inside, [14, 7, 7]),
        (times_taken_in, [1, 0, 1]),
        (weeks_housed, [1, 1, 0]),
        (nights_without_home, [0, 7, 0]),
        (weeks_in_crisis, [0, 1, 0]),
        (weeks_at_work, [1, 0, 0]),
    ],
)
def test_weeks_add_up_to_days_nights_and_times(amount, in_all: list[int]) -> None:
    assert amount(WEEKS).sum(axis=0).tolist() == in_all
    assert amount(WEEKS).shape == WEEKS.shape


def test_a_state_is_seen_among_others() -> None:
    assert are_in(WEEKS, INSIDE).tolist() == [[False, True, False], [True, False, True], [True, False, False]]
