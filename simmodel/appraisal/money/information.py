"""What it is worth to know more before deciding: everything, one group of numbers, or what a pilot would tell.

Net benefits have shape (draws, runs, options), parameters (draws, parameters). Value per decision, in the dollars of
the net benefit. Partial information is valued by regression over draws (Strong, Oakley and Brennan, 2014). What a
regression gives spreads too far, by the noise that it follows, and the mean of the best of several is worth more the
further they spread; so its expectations are moved to the spread that they would have over infinitely many draws
(moment matching, as Heath, Manolopoulou and Baio, 2016, do it), which is right on average for variances.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import eigh
from scipy.stats import norm

from simmodel.appraisal.money.curves import expected_loss
from simmodel.appraisal.money.draws import ROUNDING, covariance_of, luck_of_means, spread_as, without_luck
from simmodel.appraisal.money.present_value import Discounting, present_value
from simmodel.appraisal.money.regression import basis, directions, fitted

PARTS = 20
"""The jackknife leaves out so many parts of the draws, one at a time."""
CERTAIN = 40.0
"""So many standard deviations from 0, the chance of the other side is 0 to the last bit."""
ERRORS = 2.0
"""Errors are half the distance over which a worth may move with a spread so many standard errors off."""

Expected = tuple[np.ndarray, np.ndarray]
"""What each option is expected to bring in each draw, (draws, options), and the covariance that this should have."""


@dataclass(frozen=True)
class Worth:
    """What it is worth to know something, with its standard error."""

    value: float
    error: float


def evpi(net_benefit: ArrayLike) -> float:
    """What knowing everything is worth: E[max] - max[E], over draws without the luck of runs."""
    return float(expected_loss(without_luck(net_benefit)).min())


def evppi(net_benefit: ArrayLike, parameters: ArrayLike) -> Worth:
    """What knowing a group of numbers is worth: E[max E[. | them]] - max[E], between 0 and the worth of everything."""
    every = _against_best(np.asarray(net_benefit, float))
    means, columns = every.mean(axis=1), basis(np.asarray(parameters, float))
    return _worth(means, lambda rows: _regressed(means[rows], columns[rows]), evpi(net_benefit))


def evsi(net_benefit: ArrayLike, effects: ArrayLike, luck: ArrayLike) -> Worth:
    """What a pilot is worth before it is known what it will report: E[max E[. | its report]] - max[E].

    `effects`: what it measures, (draws, runs, effects), of the same runs as the net benefit; `luck`: how its report
    misses the truth, a covariance, (effects, effects). What each option is expected to bring after the report is
    linear in it (Gaussian approximation: Raiffa and Schlaifer, 1961; Jalal and Alarid-Escudero, 2018). The luck that
    runs share in both is taken out. Two runs or more a draw.
    """
    every = _against_best(np.asarray(net_benefit, float))
    both = np.concatenate([every, np.asarray(effects, float)], axis=-1)
    noise = np.asarray(luck, float)
    return _worth(every.mean(axis=1), lambda rows: _after(both[rows], every.shape[-1], noise), evpi(net_benefit))


def population_worth(worth: float, decisions: ArrayLike, how: Discounting | None = None) -> float:
    """What knowing is worth over the life of a decision; `decisions`: for how many people in each year, (years,)."""
    return worth * float(present_value(decisions, how))


def worth_if_normal(mean: float, sd: float) -> float:
    """What knowing a net benefit is worth when it is normally distributed and the other option is 0.

    mean Phi(mean/sd) + sd phi(mean/sd) - max(0, mean), the unit normal loss (Raiffa and Schlaifer, 1961).
    """
    if sd == 0:
        return 0.0
    away = min(max(mean / sd, -CERTAIN), CERTAIN)
    return float(mean * norm.cdf(away) + sd * norm.pdf(away)) - max(0.0, mean)


def spread_after(sd: float, observation_sd: float, size: float) -> float:
    """How far a normal mean is expected to move when `size` observations come in: sd^2 / sqrt(sd^2 + s^2/n)."""
    return sd**2 / math.hypot(sd, observation_sd / math.sqrt(size))


def _against_best(every: np.ndarray) -> np.ndarray:
    """Net benefits less those of the option that is best on average."""
    found: np.ndarray = every - every[..., [every.mean(axis=(0, 1)).argmax()]]
    return found


def _regressed(means: np.ndarray, columns: np.ndarray) -> Expected:
    """Expectations along columns, and their covariance without the noise that the regression followed."""
    along, draws = directions(columns), len(means)
    expected, free = fitted(means, along), along.shape[1] - 1
    left = means - expected
    followed = left.T @ left / max(draws - free - 1, 1) * free / (draws - 1)
    return expected, covariance_of(expected) - followed


def _after(both: np.ndarray, options: int, noise: np.ndarray) -> Expected:
    """Net benefits by draw, and the covariance of what is expected of them once the pilot has reported."""
    means = both.mean(axis=1)
    seen, draws = covariance_of(means), len(means)
    luck = luck_of_means(both)
    moving = (seen - luck)[options:, :options]
    differ = _beyond_luck(seen[options:, options:], luck[options:, options:], draws)
    reported = np.linalg.pinv(differ + noise, hermitian=True)
    weights = reported @ moving
    left = (means - means.mean(axis=0)) @ np.vstack([np.eye(options), -weights])
    followed = left.T @ left / (draws - 1) * np.trace(reported @ seen[options:, options:]) / (draws - 1)
    return means[:, :options], moving.T @ weights - followed


def _beyond_luck(seen: np.ndarray, luck: np.ndarray, draws: int) -> np.ndarray:
    """What covariance is left without luck; in each direction at least what so many draws would not show.

    So no effect passes for certain because it was hidden by luck.
    """
    some = np.diag(np.maximum(np.diag(seen) * ROUNDING, np.finfo(float).tiny))
    sizes, back = eigh(seen + some, luck + some)
    along = np.linalg.inv(back)
    found: np.ndarray = along.T @ np.diag(np.maximum(sizes - 1, ERRORS * math.sqrt(2 / draws))) @ along
    return found


def _worth(means: np.ndarray, expected: Callable[[np.ndarray], Expected], most: float) -> Worth:
    """The worth of expectations that are made of rows of draws, at most `most`; means less those of the best option."""
    draws = np.arange(len(means))
    values, covariance = expected(draws)
    held = spread_as(values, covariance)
    part = draws % PARTS
    spreads = np.array([float(np.trace(expected(draws[part != each])[1])) for each in range(PARTS)])
    unsure = math.sqrt((PARTS - 1) / PARTS * float(np.square(spreads - spreads.mean()).sum()))
    by_spread = _unsure_of_spread(held if np.ptp(held) > 0 else values, float(np.trace(covariance)), unsure)
    where = np.bincount(held.argmax(axis=1), minlength=means.shape[1]) / len(means)
    by_mean = float((means @ where).std(ddof=1)) / math.sqrt(len(means))
    return Worth(min(_gain(held), most), math.hypot(by_spread, by_mean))


def _gain(expected: np.ndarray) -> float:
    """Never below nothing, as sums of rounded numbers may be."""
    return max(0.0, float(expected.max(axis=1).mean() - expected.mean(axis=0).max()))


def _unsure_of_spread(expected: np.ndarray, variance: float, unsure: float) -> float:
    """How far a worth may be off by the variance of expectations, by half of how far it moves with two errors of it.

    At the upper end of normal expectations too: few draws seldom hold the tail in which another option is best.
    """
    now, mean = float(np.trace(covariance_of(expected))), expected.mean(axis=0)
    if now == 0:
        return 0.0
    variance = max(variance, 0.0)
    ends = [max(variance + away, 0.0) / now for away in (-ERRORS * unsure, 0.0, ERRORS * unsure)]
    low, here, high = (_gain(mean + math.sqrt(times) * (expected - mean)) for times in ends)
    sds = expected.std(axis=0, ddof=1)
    tail = max(worth_if_normal(one, math.sqrt(ends[-1]) * sd) for one, sd in zip(mean - mean.max(), sds, strict=True))
    return max(here - low, high - here, tail - here) / ERRORS
