"""Graded ridge regression: the dearer a column, the more its coefficient is held in; strength by leaving one out.

The best strength is the one that predicts best each point when it alone is left out, found for all strengths at once
from one decomposition of the columns (PRESS; Allen 1974; Golub, Heath and Wahba 1979).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RIDGES = np.logspace(-8, 4, 25)
"""Strengths tried, for each point that is fitted."""


@dataclass(frozen=True)
class Fitted:
    """A result as a sum of columns: `mean + columns @ coefficients`.

    `ridge`: the strength that was chosen; `missed`: the mean square by which points left out are missed; `residuals`
    and `pull`: what is left over, and how much each point pulls its own value towards it (0 to 1); (points,) each.
    """

    mean: float
    coefficients: np.ndarray
    ridge: float
    missed: float
    residuals: np.ndarray
    pull: np.ndarray


@dataclass(frozen=True)
class Graded:
    """Columns taken apart once, so that many results can be fitted to them; `weights` (points,) have mean 1."""

    centre: np.ndarray
    root: np.ndarray
    left: np.ndarray
    sizes: np.ndarray
    right: np.ndarray
    weights: np.ndarray

    def fitted(self, result: np.ndarray) -> Fitted:
        """The fit of a result, (points,), with the strength that predicts best what was left out."""
        mean, left, sizes = float((self.weights * result).mean()), self.left, self.sizes
        heavy = np.sqrt(self.weights)
        away = heavy * (result - mean)
        turned = left.T @ away
        kept = sizes**2 / (sizes**2 + RIDGES[:, None] * len(result))
        pull = self.weights / len(result) + kept @ np.square(left).T
        over = away - (kept * turned) @ left.T
        missed = np.mean(np.square(over / np.maximum(1.0 - pull, 1e-9)), axis=1)
        best = int(missed.argmin())
        coefficients = self.right.T @ (kept[best] * turned / np.maximum(sizes, 1e-12)) / self.root
        ridge = float(RIDGES[best] * len(result))
        intercept = mean - float(self.centre @ coefficients)
        return Fitted(intercept, coefficients, ridge, float(missed[best]), over[best] / heavy, pull[best])


def graded(columns: np.ndarray, dearness: np.ndarray, weights: np.ndarray | None = None) -> Graded:
    """Columns, (points, columns), made ready for fits in which each has this dearness, (columns,).

    Points of more weight, (points,) above 0, are fitted more closely, and count for more where strength is chosen.
    """
    weights = np.ones(len(columns)) if weights is None else weights / weights.mean()
    centre, root = (weights[:, None] * columns).mean(axis=0), np.sqrt(dearness)
    left, sizes, right = np.linalg.svd(np.sqrt(weights)[:, None] * (columns - centre) / root, full_matrices=False)
    return Graded(centre, root, left, sizes, right, weights)
