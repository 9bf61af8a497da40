"""Each person's own weeks, from a week of their own on, and what they add up to. Pure functions of weekly arrays.

Weekly arrays have shape (weeks, people): row r is what a week held for each person, or what was seen of them. `at` has
shape (people,): the row of each person's own week, which counts as after. ValueError for weeks that were not seen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def follow_up(weeks: Sequence[np.ndarray] | np.ndarray, who: np.ndarray, at: np.ndarray, length: int) -> np.ndarray:
    """Each person's own `length` weeks, behind the week just before; shape (length + 1, people followed).

    `who`: whom to follow, their places among all people.
    """
    return _own(np.asarray(weeks), who, at - 1, length + 1)


def after(weekly: np.ndarray, at: np.ndarray, weeks: int) -> np.ndarray:
    """What each person's own week and those behind it held, `weeks` in all; shape (people,).

    >>> after(np.array([[1, 0], [2, 0], [4, 3]]), np.array([0, 1]), 2)
    array([3., 3.])
    """
    return _sums(weekly, at, weeks)


def before(weekly: np.ndarray, at: np.ndarray, weeks: int) -> np.ndarray:
    """What the `weeks` weeks up to each person's own week held, without it; shape (people,).

    >>> before(np.array([[1, 0], [2, 5], [4, 3]]), np.array([1, 2]), 1)
    array([1., 5.])
    """
    return _sums(weekly, at - weeks, weeks)


def by_period(weekly: np.ndarray, first: int, weeks: int, periods: int) -> np.ndarray:
    """Amounts in `periods` periods of `weeks` weeks each, from row `first` on; shape (periods, people).

    >>> by_period(np.array([[9], [1], [2], [3], [4]]), 1, 2, 2)
    array([[3.],
           [7.]])
    """
    end = first + weeks * periods
    _all_seen(weekly, first, end)
    return weekly[first:end].reshape(periods, weeks, weekly.shape[1]).sum(axis=1, dtype=float)


def entries(state: np.ndarray) -> np.ndarray:
    """1 in the week in which somebody comes into a state (true or false, shape (weeks, people)); 0 in the first row.

    >>> entries(np.array([[True], [False], [True], [True]])).ravel()
    array([False, False,  True, False])
    """
    came = np.zeros_like(state)
    came[1:] = state[1:] & ~state[:-1]
    return came


def _sums(weekly: np.ndarray, first: np.ndarray, weeks: int) -> np.ndarray:
    return _own(weekly, np.arange(weekly.shape[1]), first, weeks).sum(axis=0, dtype=float)


def _own(weekly: np.ndarray, who: np.ndarray, first: np.ndarray, length: int) -> np.ndarray:
    """`length` rows of each of these people from a row of their own on; shape (length, people)."""
    if len(first):
        _all_seen(weekly, int(first.min()), int(first.max()) + length)
    return np.asarray(weekly[first[None, :] + np.arange(length)[:, None], who[None, :]])


def _all_seen(weekly: np.ndarray, first: int, end: int) -> None:
    """ValueError where some rows from `first` up to `end` were never seen."""
    if first < 0 or end > len(weekly):
        raise ValueError(f"weeks {first} to {end} were asked for, and {len(weekly)} were seen")
