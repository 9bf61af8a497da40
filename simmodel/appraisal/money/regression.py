"""What a result is expected to be, given some of the numbers behind it: splines fitted over draws.

Restricted cubic splines (straight beyond the outer knots; Harrell, Regression Modeling Strategies, 2nd ed., 2.4.5), one
for each parameter, and products of pairs. The fewer draws there are, the plainer the curve that is fitted.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

DRAWS_A_COLUMN = 5
"""So many draws at least stand behind each coefficient."""
ROUNDING = 1e-10
_KNOTS = {5: (5.0, 27.5, 50.0, 72.5, 95.0), 3: (10.0, 50.0, 90.0)}
_RECIPES = ((5, True), (5, False), (3, True), (3, False), (0, False))
"""Knots and whether pairs are multiplied, from the richest to the plainest (straight lines)."""


def basis(parameters: np.ndarray, at: np.ndarray | None = None) -> np.ndarray:
    """The columns that a result is regressed on, at the draws' own values or `at` others; shape (draws, columns).

    `parameters` and `at`: shape (draws, parameters). ValueError where there are too few draws for so many parameters.
    """
    for knots, pairs in _RECIPES:
        made = _columns(parameters, parameters if at is None else at, knots, pairs)
        if made.shape[1] * DRAWS_A_COLUMN <= len(parameters):
            return made
    needed = DRAWS_A_COLUMN * made.shape[1]
    raise ValueError(f"{len(parameters)} draws are too few for these parameters together; have {needed} or more")


def directions(columns: np.ndarray) -> np.ndarray:
    """What can be told apart in the columns: as many orthogonal ones of length 1 as they span; (draws, directions)."""
    found, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    kept: np.ndarray = found[:, sizes > sizes[0] * ROUNDING]
    return kept


def fitted(result: np.ndarray, along: np.ndarray) -> np.ndarray:
    """What a result is expected to be at each draw, (draws, options), fitted along `directions`."""
    found: np.ndarray = along @ (along.T @ result)
    return found


def expected_between(result: np.ndarray, parameter: np.ndarray, ends: np.ndarray) -> tuple[float, float, float]:
    """What a result is expected to be at two values of one parameter, and the standard error of their difference.

    `result` and `parameter`: shape (draws,); `ends`: the two values, shape (2,).
    """
    drawn = parameter[:, None]
    columns, at = basis(drawn), basis(drawn, ends[:, None])
    coefficients, _, rank, _ = np.linalg.lstsq(columns, result, rcond=None)
    left = result - columns @ coefficients
    unsure = (at[1] - at[0]) @ np.linalg.pinv(columns)
    error = np.sqrt(left @ left / (len(result) - rank) * (unsure @ unsure))
    low, high = at @ coefficients
    return float(low), float(high), float(error)


def _columns(parameters: np.ndarray, at: np.ndarray, knots: int, pairs: bool) -> np.ndarray:
    centre, scale = parameters.mean(axis=0), parameters.std(axis=0)
    varying = np.flatnonzero(scale > 0)
    drawn, values = ((each[:, varying] - centre[varying]) / scale[varying] for each in (parameters, at))
    made = [np.ones((len(values), 1)), values]
    for column in range(len(varying)) if knots else ():
        made.append(_bends(values[:, column], np.unique(np.percentile(drawn[:, column], _KNOTS[knots]))))
    if pairs:
        made += [values[:, [one]] * values[:, [other]] for one, other in combinations(range(len(varying)), 2)]
    return np.hstack(made)


def _bends(value: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """The bent columns of a restricted cubic spline; shape (draws, knots - 2)."""
    if len(knots) < 3:
        return np.empty((len(value), 0))
    cubes = np.maximum(value[:, None] - knots, 0.0) ** 3
    last, before = knots[-1], knots[-2]
    to_last = (last - knots[:-2]) / (last - before)
    to_before = (before - knots[:-2]) / (last - before)
    found: np.ndarray = cubes[:, :-2] - cubes[:, [-2]] * to_last + cubes[:, [-1]] * to_before
    return found / (last - knots[0]) ** 2
