"""What it is worth to know more before deciding: everything, one group of numbers, or what a pilot would tell.

Net benefits have shape (draws, runs, options), parameters (draws, parameters). Value per decision, in the dollars of
the net benefit. Partial information is valued by regression over draws (Strong, Oakley and Brennan, 2014), minus what
the same regression finds in parameters whose draws have been shuffled, which is nothing but noise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from simmodel.appraisal.money.curves import expected_loss
from simmodel.appraisal.money.draws import without_luck
from simmodel.appraisal.money.present_value import Discounting, present_value
from simmodel.appraisal.money.regression import basis, directions, fitted

SHUFFLES = 50
CERTAIN = 40.0
"""So many standard deviations from 0, the chance of the other side is 0 to the last bit."""


@dataclass(frozen=True)
class Worth:
    """What it is worth to know something, with its standard error; `noise` is the baseline that was taken off."""

    value: float
    error: float
    noise: float


def evpi(net_benefit: ArrayLike) -> float:
    """What knowing everything is worth: E[max] - max[E], over draws without the luck of runs."""
    return float(expected_loss(without_luck(net_benefit)).min())


def evppi(net_benefit: ArrayLike, parameters: ArrayLike, seed: int = 0, shuffles: int = SHUFFLES) -> Worth:
    """What knowing a group of numbers is worth: E[max E[. | them]] - max[E], between 0 and the worth of everything."""
    return _worth(net_benefit, parameters, 1.0, seed, shuffles)


def evsi(
    net_benefit: ArrayLike,
    parameters: ArrayLike,
    size: float,
    prior_size: float,
    seed: int = 0,
    shuffles: int = SHUFFLES,
) -> Worth:
    """What a pilot of `size` people, who tell of a group of numbers, is worth before it is known what it will tell.

    `prior_size`: how many people's evidence what is known now amounts to, (sd of one observation / sd over draws)^2.
    What is expected after the pilot spreads as sqrt(n/(n+n0)) of what would be known in full (Gaussian approximation;
    Jalal and Alarid-Escudero, 2018).
    """
    return _worth(net_benefit, parameters, math.sqrt(size / (size + prior_size)), seed, shuffles)


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


def _worth(net_benefit: ArrayLike, parameters: ArrayLike, told: float, seed: int, shuffles: int) -> Worth:
    """The worth of expectations that move by the share `told` of what the parameters explain."""
    every, along = np.asarray(net_benefit, float), directions(basis(np.asarray(parameters, float)))
    means, chance = every.mean(axis=1), np.random.default_rng(seed)
    noise = np.array([_gain(_expected(chance.permutation(means), along, told)) for _ in range(shuffles)])
    gain = _gain(_expected(means, along, told)) - float(noise.mean())
    error = math.hypot(_standard_error(means, along, told), float(noise.std(ddof=1)))
    return Worth(min(max(gain, 0.0), evpi(every)), error, float(noise.mean()))


def _expected(means: np.ndarray, along: np.ndarray, told: float) -> np.ndarray:
    """What each option is expected to bring once it is known; (draws, options)."""
    average = means.mean(axis=0)
    found: np.ndarray = average + told * (fitted(means, along) - average)
    return found


def _gain(expected: np.ndarray) -> float:
    return float(expected.max(axis=1).mean() - expected.mean(axis=0).max())


def _standard_error(means: np.ndarray, along: np.ndarray, told: float) -> float:
    """How far the gain scatters by the draws that happened to be made, by the delta method: each draw's pull on it.

    A draw counts by itself, and through the curve that it bends towards itself.
    """
    expected, average = _expected(means, along, told), means.mean(axis=0)
    is_best = np.eye(means.shape[1])[expected.argmax(axis=1)]
    bent = told * fitted(is_best, along) * (means - fitted(means, along))
    moved = (1 - told) * is_best.mean(axis=0) * means
    pull = expected.max(axis=1) + (bent + moved).sum(axis=1) - means[:, average.argmax()]
    return float(pull.std(ddof=1)) / math.sqrt(len(pull))
