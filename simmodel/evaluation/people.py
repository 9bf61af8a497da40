"""Who is in a pilot, and from which week on. Pure functions of what was seen; a person is a place among all people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.followed.states import INSIDE, PRESENT, are_in

WAVES = 4
"""Steps of a stepped wedge."""


@dataclass(frozen=True)
class Enrolment:
    """People in the order in which a pilot enrols them, and the week of each; both of shape (people,)."""

    people: np.ndarray
    weeks: np.ndarray

    def first(self, count: int) -> Enrolment:
        """The first `count` of them, or all where there are fewer."""
        return Enrolment(self.people[:count], self.weeks[:count])

    def only(self, which: np.ndarray) -> Enrolment:
        """Those of them for whom `which` (shape (people,)) is true."""
        return Enrolment(self.people[which], self.weeks[which])


def in_order(weeks: np.ndarray, may: np.ndarray, coins: np.ndarray) -> Enrolment:
    """Everybody who `may`, by the week of each; within a week by coin. All of shape (all people,)."""
    people = np.flatnonzero(may)
    ordered = people[np.lexsort((coins[people], weeks[people]))]
    return Enrolment(ordered, weeks[ordered])


def first_release(states: np.ndarray, first_row: int) -> np.ndarray:
    """The row of each person's first release from custody from `first_row` (1 or more) on, -1 for none."""
    inside = are_in(states, INSIDE)
    out = inside[first_row - 1 : -1] & ~inside[first_row:] & are_in(states[first_row:], PRESENT)
    return np.where(out.any(axis=0), out.argmax(axis=0) + first_row, -1)


def half(coins: np.ndarray) -> np.ndarray:
    """True for the half of people with the smaller coins (the smaller half of an odd number); shape (people,)."""
    chosen = np.zeros(len(coins), bool)
    chosen[np.argsort(coins, kind="stable")[: len(coins) // 2]] = True
    return chosen


def wave(coins: np.ndarray, waves: int = WAVES) -> np.ndarray:
    """The wave (0, 1, ...) of each person by coin, all waves as large as can be; shape (people,).

    >>> wave(np.array([0.9, 0.1, 0.5, 0.3]), 2)
    array([1, 0, 1, 0])
    """
    place = np.empty(len(coins), int)
    place[np.argsort(coins, kind="stable")] = np.arange(len(coins))
    return place * waves // max(len(coins), 1)
