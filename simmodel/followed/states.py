"""Who is where in a week that was looked at, kept as one byte a person, and what such weeks add up to.

Pilots (`simmodel.evaluation`) keep nothing else of a week, since they keep whole lives of everybody; trials
(`simmodel.validation`) keep more beside it, of a few years. A day in custody is the same day in both.
"""

from __future__ import annotations

import numpy as np

from simmodel.followed.windows import entries
from simmodel.quantities import DAYS_PER_WEEK
from simmodel.vocabulary import HOMELESS, IN_COMMUNITY, STABLE

PRESENT, INSIDE, HOUSED, WITHOUT_HOME, IN_CRISIS, AT_WORK = (1 << bit for bit in range(6))
"""Not gone, in custody, in a stable home, homeless, in a crisis, in paid work: as a week leaves somebody."""


def states_of(people: np.ndarray) -> np.ndarray:
    """Each person's week as one byte: one bit for each state, 0 for people who are gone; uint8, shape of `people`.

    Who has not arrived yet is as they will come.
    """
    records = people.view(np.ndarray)
    free, tenancy = records["custody"] == IN_COMMUNITY, records["tenancy"]
    states = (
        PRESENT
        | INSIDE * ~free
        | HOUSED * (free & (tenancy == STABLE))
        | WITHOUT_HOME * (free & (tenancy == HOMELESS))
        | IN_CRISIS * (records["crisis_now"] > 0)
        | AT_WORK * (records["at_work"] == 1)
    )
    return np.where(records["gone"] == 0, states, 0).astype(np.uint8)


def are_in(states: np.ndarray, state: int) -> np.ndarray:
    """Whether people are in this state; true or false, shape of `states`."""
    return (states & state) > 0


def days_inside(states: np.ndarray) -> np.ndarray:
    """Days in custody that each week held; uint8, shape of `states`, as all below."""
    return _each_week(states, INSIDE, DAYS_PER_WEEK)


def times_taken_in(states: np.ndarray) -> np.ndarray:
    """1 in each week in which a stay in custody begins."""
    return entries(are_in(states, INSIDE)).astype(np.uint8)


def weeks_housed(states: np.ndarray) -> np.ndarray:
    """1 in each week in a stable home."""
    return _each_week(states, HOUSED)


def nights_without_home(states: np.ndarray) -> np.ndarray:
    """Nights without a home that each week held."""
    return _each_week(states, WITHOUT_HOME, DAYS_PER_WEEK)


def weeks_in_crisis(states: np.ndarray) -> np.ndarray:
    """1 in each week with a crisis: a week has one at most."""
    return _each_week(states, IN_CRISIS)


def weeks_at_work(states: np.ndarray) -> np.ndarray:
    """1 in each week in paid work."""
    return _each_week(states, AT_WORK)


def _each_week(states: np.ndarray, state: int, amount: int = 1) -> np.ndarray:
    return are_in(states, state) * np.uint8(amount)
