"""Who gains: how unequal something is, whether it goes to those who have least, and what it weighs with equity.

Weighted results stand beside the unweighted ones, never in their place. Groups may stand for people: give how many.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

GREEN_BOOK_ETA = 1.3
"""How fast a dollar loses weight as income rises (HM Treasury, Green Book)."""


def concentration_index(value: ArrayLike, people: ArrayLike = 1.0) -> np.ndarray:
    """Whether something goes to those who have least (below 0), to all alike (0), or to those who have most (to 1).

    2/mean x cov(value, rank). `value`: a person's, those who have least first, shape (..., groups); `people` in each
    group, shape (groups,). Shape (...); NaN where the mean is 0.
    """
    each = np.asarray(value, float)
    share = _shares(each, people)
    rank = np.cumsum(share) - share / 2
    mean = each @ share
    return np.divide(2 * (each @ (share * rank)), mean, out=np.full(mean.shape, np.nan), where=mean != 0) - 1


def gini(income: ArrayLike) -> np.ndarray:
    """How unequal incomes are, from 0 (all alike) towards 1; `income` of shape (..., people) in any order."""
    return concentration_index(np.sort(np.asarray(income, float), axis=-1))


def atkinson(income: ArrayLike, aversion: float) -> np.ndarray:
    """The share of all income that society could do without if it were shared alike (Atkinson, 1970).

    1 - (mean of income^(1-e))^(1/(1-e)) / mean; at e = 1 with the geometric mean. `income` above 0, (..., people).
    """
    each = np.asarray(income, float)
    if aversion == 1:
        alike = np.exp(np.log(each).mean(axis=-1))
    else:
        alike = np.mean(each ** (1 - aversion), axis=-1) ** (1 / (1 - aversion))
    found: np.ndarray = 1 - alike / each.mean(axis=-1)
    return found


def welfare_weights(income: ArrayLike, reference: float, eta: float = GREEN_BOOK_ETA) -> np.ndarray:
    """What a dollar weighs at each income: (reference / income)^eta; shape of `income`."""
    found: np.ndarray = (reference / np.asarray(income, float)) ** eta
    return found


def weighted_benefit(benefit: ArrayLike, weights: ArrayLike) -> np.ndarray:
    """The sum over groups of benefit x weight; (..., groups) and (groups,) give (...)."""
    return np.asarray(benefit, float) @ np.asarray(weights, float)


def effects_by_group(effect: ArrayLike, people: ArrayLike) -> np.ndarray:
    """The effect on a person of each group: sum over draws and runs of effects / sum of people.

    `effect`: totals by group, `people`: how many, both (draws, runs, groups); a group is a reporting stratum or a
    place. Shape (groups,); NaN for a group without people.
    """
    total, count = (np.asarray(each, float).sum(axis=(0, 1)) for each in (effect, people))
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)


def _shares(value: np.ndarray, people: ArrayLike) -> np.ndarray:
    count = np.broadcast_to(np.asarray(people, float), value.shape[-1:])
    found: np.ndarray = count / count.sum()
    return found
