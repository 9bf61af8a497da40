"""Real and nominal dollars, price years, indexation, and the staff that funding still buys when wages outrun it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def index_of(rates: ArrayLike) -> np.ndarray:
    """How far prices have risen since the first year, which is 1; `rates` a year, shape (years - 1,) -> (years,)."""
    return np.cumprod(np.concatenate([[1.0], 1 + np.asarray(rates, float)]))


def nominal(real: ArrayLike, index: ArrayLike) -> np.ndarray:
    """Dollars of the day from dollars of one price year; `real` of shape (..., years), `index` of shape (years,)."""
    return np.asarray(real, float) * np.asarray(index, float)


def in_prices_of(amount: ArrayLike, deflator_then: float, deflator_now: float) -> np.ndarray:
    """An amount in prices of another year: amount x deflator now / deflator then."""
    return np.asarray(amount, float) * deflator_now / deflator_then


def real_rate(nominal_rate: float, inflation: float) -> float:
    """The real rate behind a nominal one (Fisher): (1+n)/(1+i) - 1."""
    return (1 + nominal_rate) / (1 + inflation) - 1


def nominal_rate(real: float, inflation: float) -> float:
    """The nominal rate of a real one (Fisher): (1+r)(1+i) - 1."""
    return (1 + real) * (1 + inflation) - 1


def staff_left(funding_index: ArrayLike, wage_index: ArrayLike, salary_share: float) -> np.ndarray:
    """The share of the first year's staff that funding buys when it is indexed apart from wages; 1 is all of them.

    Year by year funding grows by f and the cost of a post by s w + (1-s) f: salaries are the share s of each year's
    budget and follow wages, everything else follows funding. Indices relative to the first year, shape (years,).
    """
    funding, wages = (_growth(index) for index in (funding_index, wage_index))
    return index_of(funding / (salary_share * wages + (1 - salary_share) * funding) - 1)


def _growth(index: ArrayLike) -> np.ndarray:
    """By how much each year's index is the one before, as a factor."""
    each = np.asarray(index, float)
    found: np.ndarray = each[1:] / each[:-1]
    return found
