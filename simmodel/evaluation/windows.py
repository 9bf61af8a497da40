"""Amounts of each person in the weeks before and after a week of their own. Pure functions of weekly arrays.

`weekly` has shape (weeks, people): row r is what a week held for each person. `at` has shape (people,): the row of
each person's own week, which counts as after.
"""

from __future__ import annotations

import numpy as np


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
    rows = _within(weekly, first, first + weeks * periods)
    return rows.reshape(periods, weeks, weekly.shape[1]).sum(axis=1, dtype=float)


def entries(state: np.ndarray) -> np.ndarray:
    """1 in the week in which somebody comes into a state (true or false, shape (weeks, people)); 0 in the first row.

    >>> entries(np.array([[True], [False], [True], [True]])).ravel()
    array([False, False,  True, False])
    """
    came = np.zeros_like(state)
    came[1:] = state[1:] & ~state[:-1]
    return came


def _sums(weekly: np.ndarray, first: np.ndarray, weeks: int) -> np.ndarray:
    if len(first):
        _within(weekly, int(first.min()), int(first.max()) + weeks)
    so_far = np.vstack([np.zeros(weekly.shape[1]), np.cumsum(weekly, axis=0, dtype=float)])
    people = np.arange(weekly.shape[1])
    return so_far[first + weeks, people] - so_far[first, people]


def _within(weekly: np.ndarray, first: int, end: int) -> np.ndarray:
    """The rows from `first` up to `end`; ValueError where some of them were never seen."""
    if first < 0 or end > len(weekly):
        raise ValueError(f"weeks {first} to {end} were asked for, and {len(weekly)} were seen")
    return weekly[first:end]
