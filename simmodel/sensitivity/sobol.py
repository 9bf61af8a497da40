"""How much of what evidence leaves open in a result comes from each number: first and total Sobol indices.

First: what would be settled, on average, by knowing this number alone; total: what would be left open if all others
were known. They differ where numbers act through one another. From an emulator of the draws, so at no further runs:
its terms are sums of parts, each of one number or a pair, whose variances add up. Numbers that move together are one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from simmodel.sensitivity.emulator import Emulator, again, columns_of, free_of

POINTS = 4096
"""Points at which the parts of an emulator are asked (scrambled Sobol points)."""
SAMPLES = 100
MOVE_TOGETHER = 0.5
"""Numbers whose places have a correlation beyond this are one uncertainty."""

Groups = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Indices:
    """First and total indices of groups of numbers, and their standard errors over draws drawn again; (groups,).

    `explained_error`: that of the share of the variance of the result which the emulator makes up.
    """

    first: np.ndarray
    total: np.ndarray
    first_error: np.ndarray
    total_error: np.ndarray
    explained_error: float


def indices_of(
    emulator: Emulator,
    result: np.ndarray,
    places: np.ndarray,
    groups: Groups | None = None,
    seed: int = 0,
    samples: int = SAMPLES,
) -> Indices:
    """The indices of an emulator of `result`, (draws,), by `places`, (draws, numbers), as shares of its variance.

    `groups`: which numbers move together; each by itself unless given.
    """
    groups = groups if groups is not None else [[one] for one in range(places.shape[1])]
    made = columns_of(_points(places, groups, seed), emulator.terms)
    touching = _touching(emulator, groups)
    chance, drawn, explained = np.random.default_rng(seed), [], []
    for _ in range(samples):
        rows = chance.integers(len(result), size=len(result))
        fitted = again(emulator, result[rows], places[rows])
        drawn.append(_indices(made, fitted.coefficients, touching))
        explained.append(np.var(fitted.at(places[rows])) / (np.var(result[rows]) or 1.0))
    first, total = _indices(made, emulator.coefficients, touching)
    wider = math.sqrt(len(result) / max(len(result) - 1 - free_of(emulator, places), 1.0))
    errors = wider * np.std(drawn, axis=0, ddof=1)
    return Indices(first, total, errors[0], errors[1], wider * float(np.std(explained, ddof=1)))


def moving_together(places: np.ndarray) -> list[list[int]]:
    """Which numbers move together over draws, directly or through others, in order; (draws, numbers)."""
    near = np.abs(np.atleast_2d(np.corrcoef(places, rowvar=False))) > MOVE_TOGETHER
    groups: list[list[int]] = []
    left = list(range(places.shape[1]))
    while left:
        group = [left.pop(0)]
        for one in group:
            further = [other for other in left if near[one, other]]
            left = [other for other in left if other not in further]
            group += further
        groups.append(sorted(group))
    return groups


def _points(places: np.ndarray, groups: Groups, seed: int) -> np.ndarray:
    """Places evenly spread; those of numbers that move together are together as in one of the draws."""
    along = qmc.Sobol(len(groups), rng=np.random.default_rng(seed)).random(POINTS)
    found = np.empty((POINTS, places.shape[1]))
    for column, group in enumerate(groups):
        if len(group) == 1:
            found[:, group[0]] = along[:, column]
        else:
            order = np.argsort(places[:, group[0]], kind="stable")
            found[:, list(group)] = places[order][(along[:, column] * len(order)).astype(int)][:, list(group)]
    return found


def _touching(emulator: Emulator, groups: Groups) -> dict[frozenset[int], list[int]]:
    """By the groups that a part is of, the terms that make it up."""
    of = {column: place for place, group in enumerate(groups) for column in group}
    found: dict[frozenset[int], list[int]] = {frozenset([place]): [] for place in range(len(groups))}
    for place, term in enumerate(emulator.terms):
        found.setdefault(frozenset(of[column] for column, _ in term), []).append(place)
    return found


def _indices(
    made: np.ndarray, coefficients: np.ndarray, touching: dict[frozenset[int], list[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """First and total indices; zeros where nothing varies."""
    variance = {part: float(np.var(made[:, terms] @ coefficients[terms])) for part, terms in touching.items()}
    whole = sum(variance.values()) or 1.0
    alone = sorted(next(iter(part)) for part in variance if len(part) == 1)
    first = np.array([variance[frozenset([place])] for place in alone])
    total = np.array([sum(size for part, size in variance.items() if place in part) for place in alone])
    return first / whole, total / whole
