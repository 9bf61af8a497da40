"""What many pilots of one kind tell: how often they see an effect, the least they see, and when. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import stats

from simmodel.evaluation.estimators import CONFIDENCE, Figure

ENOUGH = 0.8
"""The power that a pilot is planned for."""
BY_LUCK = 0.01
"""False alarms so many that luck gives them less often than this: the design cannot tell, however long."""
ERRORS_TO_DETECT = float(stats.norm.ppf(0.5 + CONFIDENCE / 2.0) + stats.norm.ppf(ENOUGH))
"""How many standard errors an effect must be to be seen in 80 of 100 pilots: 1.96 + 0.84 = 2.80."""


def power(figures: Sequence[Figure], true: float) -> float | None:
    """Share of pilots whose interval leaves out zero on the side of the true effect; None where there is no effect."""
    if true == 0.0:
        return None
    return sum(figure.excludes_zero(true) for figure in figures) / len(figures)


def claims(figures: Sequence[Figure]) -> float:
    """Share of pilots whose interval leaves out zero, on whichever side."""
    return sum(figure.excludes_zero() for figure in figures) / len(figures)


def least_detectable(figures: Sequence[Figure]) -> float | None:
    """The effect that 80 of 100 such pilots would see: 2.80 x the standard deviation of their estimates.

    None from a single pilot.
    """
    if len(figures) < 2:
        return None
    return ERRORS_TO_DETECT * float(np.std([figure.estimate for figure in figures], ddof=1))


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
