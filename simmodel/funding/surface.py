"""A smooth surface through splits that were played, its highest point, and how far Monte Carlo error moves that point.

Why a surface and not an optimiser let loose on the simulation: one evaluation takes many lives, is best played many at
a time, and steps where money buys a further part of a job. Splits are spread over the box by a Latin hypercube, and
again near the best of these, all played with the same people and the same luck. A full quadratic is fitted to them by
least squares (Box and Wilson 1951, JRSS B 13:1-45), the nearer to the best the more a split weighs (Cleveland 1979,
JASA 74:829-836): a quadratic through the whole box promises what is not there at its corners.
`scipy.optimize.direct` (Jones and others 1993, deterministic and global) then finds its highest point in that
neighbourhood. Luck that all splits share moves the surface up or down and not its highest point. The search is made
again on draws drawn anew with replacement, for how far the point moves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from scipy.optimize import direct
from scipy.stats import qmc

from simmodel.funding.split import MOST_MEETINGS, NEAR, Split, Splits

FALLS = 2.0
"""How fast the weight of a split falls: to 1/e^2 at the width of a neighbourhood from its centre."""
CLOUD = 1024
"""Splits that fill the box: among them the highest point is looked for on draws drawn anew."""
_SCALE = np.array([1.0, 1.0, MOST_MEETINGS])


@dataclass(frozen=True)
class Surface:
    """A full quadratic of splits; `misses`: how far it lies from the splits played (weighted root mean square)."""

    coefficients: np.ndarray
    misses: float

    def at(self, points: np.ndarray) -> np.ndarray:
        """The height at points along `AXES`; (n, 3) gives (n,)."""
        found: np.ndarray = terms(points) @ self.coefficients
        return found


def spread_out(splits: Splits, count: int, seed: int) -> list[Split]:
    """So many splits spread evenly over the box."""
    corners = qmc.LatinHypercube(3, rng=np.random.default_rng(seed), optimization="random-cd").random(count)
    return [splits.at(corner) for corner in corners]


def terms(points: np.ndarray) -> np.ndarray:
    """The columns of a full quadratic: 1, each number, and each product of two; (n, 3) gives (n, 10)."""
    scaled = np.asarray(points, float) / _SCALE
    products = [scaled[:, one] * scaled[:, other] for one, other in combinations_with_replacement(range(3), 2)]
    return np.column_stack([np.ones(len(scaled)), scaled, *products])


def weights_of(corners: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """How much each split weighs by where it lies in the whole box: (n, 3) and (3,) give (n,), 1 at the centre."""
    found: np.ndarray = np.exp(-(((corners - centre) / NEAR) ** 2).sum(axis=1) * FALLS)
    return found


def surface_of(points: np.ndarray, heights: np.ndarray, weights: np.ndarray) -> Surface:
    """The surface of weighted least squares through (n, 3) points with (n,) heights."""
    columns, root = terms(points), np.sqrt(weights)
    coefficients, *_ = np.linalg.lstsq(columns * root[:, None], heights * root, rcond=None)
    left = heights - columns @ coefficients
    misses = math.sqrt(float(weights @ left**2 / weights.sum()))
    return Surface(coefficients, misses)


def highest(surface: Surface, splits: Splits, cloud: list[Split]) -> Split:
    """The split at which the surface is highest, as it is bought: parts of a job and whole places included.

    What the optimiser finds, or the highest of the `cloud` should that lie higher (at a corner of the box).
    """

    def below(corner: np.ndarray) -> float:
        return -float(surface.at(splits.at(corner).point[None])[0])

    found = [splits.at(direct(below, [(0.0, 1.0)] * 3, maxfun=1000).x), *cloud]
    return found[int(np.argmax(surface.at(np.array([split.point for split in found]))))]


def moved(points: np.ndarray, again: np.ndarray, weights: np.ndarray, cloud: list[Split]) -> np.ndarray:
    """The highest splits of the cloud on each resample; `again`: (resamples, n) heights; gives (resamples, 3)."""
    root = np.sqrt(weights)
    coefficients = np.linalg.pinv(terms(points) * root[:, None]) @ (again * root).T
    places = np.array([split.point for split in cloud])
    found: np.ndarray = places[np.argmax(terms(places) @ coefficients, axis=0)]
    return found


def cloud_of(splits: Splits) -> list[Split]:
    """Splits that fill the box, from a Sobol sequence."""
    return [splits.at(corner) for corner in qmc.Sobol(3, scramble=False).random(CLOUD)]
