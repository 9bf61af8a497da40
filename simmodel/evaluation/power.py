"""What many pilots of one kind tell: how often they see an effect, the least they see, and when. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from simmodel.evaluation.estimators import CONFIDENCE, Figure

ENOUGH = 0.8
"""The power that a pilot is planned for."""
BY_LUCK = 0.01
"""False alarms so many that luck gives them less often than this: the design cannot tell, however long."""
FEWEST_PILOTS = 20
"""Pilots without whom the least effect cannot be told."""
RESAMPLES = 500
"""Times that pilots are drawn again from among themselves, for the error of the least effect."""


class LeastEffect(NamedTuple):
    """The least effect that 80 of 100 pilots see, and its Monte Carlo error, per person over the follow-up."""

    size: float
    error: float


def power(figures: Sequence[Figure], true: float) -> float | None:
    """Share of pilots whose interval leaves out zero on the side of the true effect; None where there is no effect."""
    if true == 0.0:
        return None
    return sum(figure.excludes_zero(true) for figure in figures) / len(figures)


def claims(figures: Sequence[Figure]) -> float:
    """Share of pilots whose interval leaves out zero, on whichever side."""
    return sum(figure.excludes_zero() for figure in figures) / len(figures)


def least_detectable(nothing: Sequence[Figure]) -> LeastEffect | None:
    """The least effect that 80 of 100 such pilots would see; `nothing` are pilots of a programme that does nothing.

    An effect moves a pilot's own interval as it stands; it is seen once zero is left out. Effects of either sign count
    alike, and what the design is off on the mean is taken out. The error is the bootstrap's. None from fewer than 20
    pilots, of a design that cannot be trusted, or where people differ so little that no size can be told.
    """
    count = len(nothing)
    if count < FEWEST_PILOTS or cannot_be_trusted(claims(nothing), count):
        return None
    chosen = np.random.default_rng(count).integers(count, size=(RESAMPLES, count))
    again = _seen_by_enough(nothing, chosen)
    (size,) = _seen_by_enough(nothing, np.arange(count)[None, :])
    return LeastEffect(float(size), float(np.std(again, ddof=1))) if size > 0.0 else None


def _seen_by_enough(figures: Sequence[Figure], chosen: np.ndarray) -> np.ndarray:
    """The size from which on 80 in 100 see it; of each row of `chosen` (places of figures, shape (times, pilots))."""
    off = np.array([figure.estimate for figure in figures])[chosen]
    reach = np.array([figure.high - figure.estimate for figure in figures])[chosen]
    off = off - off.mean(axis=1, keepdims=True)
    seen_from = np.concatenate([reach - off, reach + off], axis=1)
    return np.asarray(np.quantile(seen_from, ENOUGH, axis=1, method="weibull"))


def least_share(people: float, share: float) -> float:
    """The least change of a share that a randomised pilot with so many people in each arm sees, before it is run.

    (1.96 + 0.84) sqrt(2 p (1-p) / n) for 80 of 100 pilots, both arms spreading as the untreated do (any text on sample
    size, such as Cohen, 1988).
    """
    errors = float(stats.norm.ppf(0.5 + CONFIDENCE / 2.0) + stats.norm.ppf(ENOUGH))
    return errors * math.sqrt(2.0 * share * (1.0 - share) / people)


def cannot_be_trusted(false_alarms: float, pilots: int) -> bool:
    """Whether more pilots claim an effect where there is none (a share of so many) than 5 in 100 and luck explain."""
    count = round(false_alarms * pilots)
    return float(stats.binom.sf(count - 1, pilots, 1.0 - CONFIDENCE)) < BY_LUCK


def months_until(power_by: Mapping[int, float | None], false_by: Mapping[int, float], pilots: int) -> int | None:
    """The first follow-up in months from which on power is enough and false alarms are few; None where none is.

    Power and the share of false alarms are given by months, from so many pilots.
    """
    found = None
    for months in sorted(power_by, reverse=True):
        if (power_by[months] or 0.0) < ENOUGH or cannot_be_trusted(false_by[months], pilots):
            break
        found = months
    return found
