"""What is not known apart from luck, for amounts and ratios of shape (draws, runs): two bands, and draws without luck.

The same corrections as for every other result (`simmodel.appraisal.spread`): a draw's mean over its few runs still
holds their luck, which is taken out before draws are counted or compared.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from simmodel.appraisal.estimates import Estimate, Values, estimate

ROUNDING = 1e-6
"""Directions in which options spread less than this share of the widest are rounding, and count as none."""


def estimate_amount(amount: ArrayLike) -> Estimate:
    """The mean of an amount with its two bands and its Monte Carlo error; `amount` of shape (draws, runs)."""
    return estimate_ratio(amount, np.ones(np.shape(amount)))


def estimate_ratio(above: ArrayLike, below: ArrayLike) -> Estimate:
    """The ratio of means with its two bands and its error by the delta method; (draws, runs) over (draws, runs).

    No mean and no bands where what stands below is not above 0 in every run: such a ratio says nothing.
    """
    top, bottom = np.asarray(above, float), np.asarray(below, float)
    draws, runs = top.shape
    if not np.all(bottom > 0):
        return Estimate(None, None, None, None, None, None)
    draw = np.repeat(np.arange(draws), runs) if draws > 1 else None
    return estimate(Values(np.arange(top.size), draw, (top / bottom).ravel(), bottom.ravel()))


def can_tell_evidence(value: np.ndarray) -> bool:
    """Whether evidence can be told from luck: at least two draws of two runs; `value` of shape (draws, runs, ...)."""
    return value.shape[0] > 1 and value.shape[1] > 1


def without_luck(value: ArrayLike) -> np.ndarray:
    """The mean of each draw, drawn in to what its mean over infinitely many runs would spread like.

    `value` of shape (draws, runs, options) gives (draws, options). Covariance between draws = covariance of draw means
    - covariance within draws / runs, never below 0; the draws are moved as little as gives them that covariance (the
    transport map between normal distributions), jointly over options, so that options stay paired. For one option this
    is the evidence band's correction. Means stay. With one draw, or one run a draw, luck cannot be told: plain means.
    """
    every = np.asarray(value, float)
    means = every.mean(axis=1)
    if not can_tell_evidence(every):
        return means
    return spread_as(means, covariance_of(means) - luck_of_means(every))


def covariance_of(values: np.ndarray) -> np.ndarray:
    """How values of shape (draws, options) spread together over draws; (options, options)."""
    away = values - values.mean(axis=0)
    found: np.ndarray = away.T @ away / (len(values) - 1)
    return found


def luck_of_means(every: np.ndarray) -> np.ndarray:
    """How the means of draws spread by the luck of their runs alone: covariance within draws / runs.

    `every` of shape (draws, runs, options) gives (options, options); two runs or more a draw.
    """
    draws, runs, _ = every.shape
    inside = every - every.mean(axis=1, keepdims=True)
    found: np.ndarray = np.einsum("dro,drp->op", inside, inside) / (draws * (runs - 1) * runs)
    return found


def spread_as(values: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Values, (draws, options), moved as little as gives them this covariance; means stay, what is below 0 in it is 0.

    The transport map between normal distributions.
    """
    centre = values.mean(axis=0)
    away = values - centre
    root = _root(covariance_of(values))
    back = np.linalg.pinv(root, rcond=ROUNDING, hermitian=True)
    found: np.ndarray = centre + away @ back @ _root(root @ _root(covariance, power=1.0) @ root) @ back
    return found


def _root(matrix: np.ndarray, power: float = 0.5) -> np.ndarray:
    """A symmetric matrix without its negative part, raised to a power."""
    sizes, directions = np.linalg.eigh((matrix + matrix.T) / 2)
    found: np.ndarray = (directions * np.maximum(sizes, 0.0) ** power) @ directions.T
    return found
