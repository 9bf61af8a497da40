"""Exact weekly chains: the same line as the model's, week by week, by linear algebra instead of people.

A week: those whose need has ended leave, people ask, places are given, and whoever is left waits for another week.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def fixed_line(asking: float, weeks: int, places: int, room: int = 400) -> Steady:
    """People ask `asking` a week (Poisson), each for so many `weeks` of help; there are so many places (M/D/c).

    Whoever is in service now is gone `weeks` weeks on, and whoever waits then was in the line now or came since; so the
    number in the line is exact in whole weeks as in continuous time (Crommelin 1932).
    """
    after = np.arange(room)
    joined = np.array([poisson.pmf(after - max(int(n) - places, 0), asking * weeks) for n in after])
    joined[:, -1] += 1.0 - joined.sum(axis=1)
    steady = stationary(joined)
    waiting = float(steady @ np.maximum(after - places, 0))
    return Steady(waiting / asking, float("nan"), float(steady @ after))


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


def custody_by_week(hazards: np.ndarray, stay: float) -> np.ndarray:
    """The share of people in custody at the end of each week, all released at the start of the first.

    `hazards` by week since release, shape (weeks,). Stays are exponential, of mean `stay` weeks, rounded to whole weeks
    and of one at least.
    """
    return custody_by_step(1.0 - np.exp(-hazards), rounded_stays(stay, 1, len(hazards)))


def custody_by_step(chances: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The share of people in custody at the end of each step, all released at the start of the first.

    `chances`: of a return, by steps since release; `lengths`: that a stay lasts 1, 2, ... steps; both, and what is
    given back, of shape (steps,). Whoever leaves may return in the same step, with the clock set back.
    """
    steps = len(chances)
    free, leaving, inside, found = np.zeros(steps + 1), np.zeros(2 * steps + 1), 0.0, []
    free[0] = 1.0
    for step in range(steps):
        free[0] += leaving[step]
        inside -= leaving[step]
        back = free[:steps] * chances
        free[1:] = free[:steps] - back
        free[0] = 0.0
        leaving[step + 1 : step + 1 + steps] += back.sum() * lengths
        inside += back.sum()
        found.append(inside)
    return np.array(found)


def rounded_stays(mean: float, shortest: int, steps: int) -> np.ndarray:
    """The chances that an exponential stay, rounded, is `shortest` at most, one more, two more ...; shape (steps,)."""
    longer = np.exp(-(shortest + np.arange(steps) + 0.5) / mean)
    return -np.diff(longer, prepend=1.0)


def home_and_custody(weeks: int, rates: Mapping[str, float]) -> np.ndarray:
    """Shares of people by week in the order of the model's week, all homeless and free at the start; shape (weeks, 7).

    States: homeless, housed; the same two in the first week inside; the same two inside for longer; gone. `rates` are a
    week's: gain, loss, back_homeless, back_housed, release, lost_inside, exit. A stay is at least a week, and rounded.
    """
    chance = {name: 1.0 - np.exp(-rate) for name, rate in rates.items()}
    first_release = 1.0 - np.exp(-1.5 * rates["release"])
    served, back, homes, left = (np.eye(7) for _ in range(4))
    for home in (0, 1):
        _move(served, 2 + home, home, first_release)
        _move(served, 2 + home, 4 + home, 1.0 - first_release)
        _move(served, 4 + home, home, chance["release"])
    _move(back, 0, 2, chance["back_homeless"])
    _move(back, 1, 3, chance["back_housed"])
    _move(homes, 0, 1, chance["gain"])
    _move(homes, 1, 0, chance["loss"])
    for inside in (3, 5):
        _move(homes, inside, inside - 1, chance["lost_inside"])
    for state in range(6):
        _move(left, state, 6, chance["exit"])
    shares, found = np.eye(7)[0], []
    for _ in range(weeks):
        shares = shares @ served @ back @ homes @ left
        found.append(shares)
    return np.array(found)


def _move(steps: np.ndarray, start: int, end: int, chance: float) -> None:
    steps[start, end] += chance
    steps[start, start] -= chance


def stationary(steps: np.ndarray) -> np.ndarray:
    """The shares of time that a chain with these weekly steps (rows add up to 1) spends in each state."""
    size = len(steps)
    equations = steps.T - np.eye(size)
    equations[-1] = 1.0
    shares = np.linalg.solve(equations, np.append(np.zeros(size - 1), 1.0))
    return np.asarray(shares)
