"""How much is left of the share of a number that is told only because it stood out.

What barely stands out does so mostly by luck: of many numbers of small effect, the lucky ones are seen. Given that one
was seen, its strength has a truncated normal likelihood (as for the winner's curse in genetics: Zhong and Prentice,
2008, Biostatistics 9:621-634). Told is the mean of what that leaves open, every strength taken for as likely before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from simmodel.sensitivity.emulator import stands_out_from
from simmodel.sensitivity.shares import Share

STEPS = 400
TAIL = 0.025
"""Errors are half of how far off what is left open may be, to this chance at either end."""
BEYOND = 5.0
"""Strengths up to so many standard errors above the one seen are looked at."""


@dataclass(frozen=True)
class Left:
    """What is left of a share that was seen, and how unsure that is, both as shares of it."""

    share: float
    error: float

    def of(self, seen: Share) -> Share:
        """The share that is told, with the larger of its two errors."""
        return Share(self.share * seen.share, max(self.share * seen.error, self.error * seen.share))


def left_of(share: float, unexplained: float, draws: int, numbers: int) -> Left:
    """What is left of a share of the variance of draws, seen among so many numbers; `unexplained`: what none tells."""
    if not share > 0 or unexplained <= 0:
        return Left(1.0, 0.0)
    bar = stands_out_from(numbers, draws)
    return left_of_strength(math.sqrt(draws * share / unexplained), math.sqrt(draws * bar / (1 - bar)))


def left_of_strength(seen: float, bar: float) -> Left:
    """The same of a strength that is told where it is beyond a bar, both in standard errors."""
    seen = max(seen, bar)
    true = np.linspace(0.0, seen + BEYOND, STEPS)
    likely = np.exp(norm.logpdf(seen - true) - np.logaddexp(norm.logcdf(true - bar), norm.logcdf(-true - bar)))
    likely /= likely.sum()
    share = np.square(true / seen)
    mean = float(likely @ share)
    low, high = np.interp((TAIL, 1 - TAIL), np.cumsum(likely), share)
    return Left(min(mean, 1.0), float(max(mean - low, high - mean)) / 2)
