"""Which option is best at what an outcome is worth: net monetary benefit, acceptability, the frontier, what is lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from simmodel.appraisal.money.draws import without_luck


@dataclass(frozen=True)
class Acceptability:
    """How options compare at each worth k of an outcome; arrays of shape (worths, options) unless said otherwise.

    `probability_best`: the share of draws in which an option is best of all jointly, ties split equally (the
    acceptability curve). `best`: the option best on average, shape (worths,), the first of equals. `frontier`: how
    likely that one is the best, shape (worths,). `loss`: what choosing an option is expected to cost against knowing.
    `perfect_information`: the least of those, shape (worths,), the expected value of perfect information.
    """

    worth: np.ndarray
    net_benefit: np.ndarray
    probability_best: np.ndarray
    best: np.ndarray
    frontier: np.ndarray
    loss: np.ndarray
    perfect_information: np.ndarray


def net_monetary_benefit(cost: ArrayLike, effect: ArrayLike, worth: float) -> np.ndarray:
    """What outcomes are worth less what they cost: k x effect - cost; dollars, of the common shape."""
    return worth * np.asarray(effect, float) - np.asarray(cost, float)


def share_best(net_benefit: ArrayLike) -> np.ndarray:
    """How likely each option is the best of all, ties split equally; (draws, options) gives (options,), adding to 1."""
    every = np.asarray(net_benefit, float)
    is_best = every == every.max(axis=-1, keepdims=True)
    found: np.ndarray = (is_best / is_best.sum(axis=-1, keepdims=True)).mean(axis=0)
    return found


def expected_loss(net_benefit: ArrayLike) -> np.ndarray:
    """What choosing each option costs against always choosing the best: E[max] - E[it]; (draws, options) -> (options,).

    The least of them is the expected value of perfect information.
    """
    every = np.asarray(net_benefit, float)
    found: np.ndarray = (every.max(axis=-1, keepdims=True) - every).mean(axis=0)
    return found


def acceptability(cost: ArrayLike, effect: ArrayLike, worths: ArrayLike) -> Acceptability:
    """How options compare at each worth of an outcome, over what is not known, without the luck of runs.

    `cost` (dollars) and `effect`: shape (draws, runs, options), paired; `worths`: dollars an outcome, shape (worths,).
    """
    each = [without_luck(net_monetary_benefit(cost, effect, worth)) for worth in np.asarray(worths, float)]
    expected = np.array([net.mean(axis=0) for net in each])
    likely = np.array([share_best(net) for net in each])
    loss = np.array([expected_loss(net) for net in each])
    best = expected.argmax(axis=1)
    return Acceptability(
        worth=np.asarray(worths, float),
        net_benefit=expected,
        probability_best=likely,
        best=best,
        frontier=np.take_along_axis(likely, best[:, None], axis=1)[:, 0],
        loss=loss,
        perfect_information=loss.min(axis=1),
    )
