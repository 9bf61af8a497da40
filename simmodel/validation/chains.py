"""Exact weekly chains: the same line as the model's, week by week, by linear algebra instead of people.

A week: those whose need has ended leave, people ask, places are given, and whoever is left waits for another week.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import binom, poisson


@dataclass(frozen=True)
class Steady:
    """A line in its steady state: mean wait in weeks, share of people who wait, and mean number in it."""

    wait: float
    share_waiting: float
    people: float


def open_line(asking: float, ending: float, places: int, room: int = 160) -> Steady:
    """People ask `asking` a week (Poisson); each week a need ends with chance `ending`; there are so many places."""
    after = np.arange(room)
    stays = np.asarray(binom.pmf(np.arange(room)[None, :], np.minimum(after, places)[:, None], ending))
    left = np.array([np.bincount(np.maximum(n - after, 0), stays[n], room)[:room] for n in after])
    arriving = poisson.pmf(np.arange(room), asking)
    joined = np.array([np.convolve(row, arriving)[:room] for row in left])
    joined[:, -1] += 1.0 - joined.sum(axis=1)
    steady = stationary(joined)
    before = steady @ left
    waiting = float(steady @ np.maximum(after - places, 0))
    fresh = sum(before[n] * (arriving @ np.minimum(np.maximum(n + after - places, 0), after)) for n in after)
    return Steady(waiting / asking, float(fresh) / asking, float(steady @ after))


def closed_line(people: int, begins: float, ending: float, places: int) -> Steady:
    """So many people who come back: without help a need begins with chance `begins` a week, with help it ends.

    Whoever's need ended this week can need help again from the next.
    """
    count = np.arange(people + 1)
    steps = np.zeros((people + 1, people + 1))
    for n in count:
        ends = np.asarray(binom.pmf(count, min(int(n), places), ending))[: n + 1]
        starts = np.asarray(binom.pmf(count, people - int(n), begins))[: people - n + 1]
        steps[n] = np.convolve(ends[::-1], starts)
    steady = stationary(steps)
    asking = float(steady @ ((people - count) * begins))
    waiting = float(steady @ np.maximum(count - places, 0))
    return Steady(waiting / asking, float("nan"), float(steady @ count))


def stationary(steps: np.ndarray) -> np.ndarray:
    """The shares of time that a chain with these weekly steps (rows add up to 1) spends in each state."""
    size = len(steps)
    equations = steps.T - np.eye(size)
    equations[-1] = 1.0
    shares = np.linalg.solve(equations, np.append(np.zeros(size - 1), 1.0))
    return np.asarray(shares)
