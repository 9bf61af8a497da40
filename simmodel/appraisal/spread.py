"""How a value spreads over paired runs, and why: evidence (what is not known) apart from luck. Pure functions.

Between draws the values of the model's numbers differ; within a draw only luck does. A draw's mean still holds the
luck of its few runs, so its spread over draws is wider than what evidence alone would give. One-way analysis of
variance takes that out again: variance between draws = variance of draw means - variance within draws / runs a draw,
never below 0; and draw means are drawn in towards the mean by the square root of the share that is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

LOW_PERCENTILE, HIGH_PERCENTILE = 5, 95
"""A range runs from the 5th to the 95th percentile."""


@dataclass(frozen=True)
class Variance:
    """Where the variance of single runs comes from; `draw_means` in order of draw, their variance `seen`."""

    draw_means: np.ndarray
    seen: float
    within: float
    between: float

    @property
    def luck(self) -> float | None:
        """The share of the variance of single runs that is luck; None where nothing varies."""
        whole = self.within + self.between
        return self.within / whole if whole > 0 else None


def pooled(value: np.ndarray, people: np.ndarray) -> tuple[float, np.ndarray]:
    """The ratio of sums, and how far each run pulls it; the pulls add up to zero.

    Measured from the first value, so that equal values give exactly that value back.
    """
    total = people.sum()
    weight = people / total if total > 0 else np.full(len(value), 1 / len(value))
    mean = float(value[0] + weight @ (value - value[0]))
    return mean, weight * (value - mean)


def monte_carlo_error(pull: np.ndarray, cluster: np.ndarray) -> float | None:
    """The standard error of a ratio of sums by the delta method; runs of one cluster (draw) are not independent.

    None for a single cluster.
    """
    pulls = np.bincount(np.unique(cluster, return_inverse=True)[1], pull)
    count = len(pulls)
    return math.sqrt(count / (count - 1) * float(pulls @ pulls)) if count > 1 else None


def spread(value: np.ndarray) -> tuple[float, float]:
    """The range of single runs: one site as it may turn out."""
    low, high = np.percentile(value, [LOW_PERCENTILE, HIGH_PERCENTILE])
    return float(low), float(high)


def variance(value: np.ndarray, draw: np.ndarray) -> Variance | None:
    """The variance of runs, taken apart; None with fewer than two draws, or where no draw has two runs."""
    _, place, count = np.unique(draw, return_inverse=True, return_counts=True)
    draws, runs = len(count), len(value)
    if draws < 2 or runs == draws:
        return None
    from_first = value - value[0]
    means = np.bincount(place, from_first) / count
    within = float(np.sum((from_first - means[place]) ** 2)) / (runs - draws)
    seen = float(np.var(means, ddof=1))
    between = max(0.0, seen - within * float(np.mean(1 / count)))
    return Variance(value[0] + means, seen, within, between)


def evidence_band(parts: Variance | None, mean: float) -> tuple[float, float] | tuple[None, None]:
    """The range of draws without the luck of their runs, around the mean that is shown; (None, None) for none."""
    if parts is None:
        return None, None
    shrink = math.sqrt(parts.between / parts.seen) if parts.seen > 0 else 0.0
    return spread(mean + shrink * (parts.draw_means - mean))
