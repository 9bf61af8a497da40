"""All numbers of the model, their squares and their products in pairs: the columns of an emulator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Scaled = Callable[[np.ndarray], np.ndarray]
"""Places, (points, parameters), as -1 to 1 along the natural value of each number."""

BENT = 4.0
"""How dear the coefficient of a square or a product is, beside 1 for a straight one."""


def evenly(places: np.ndarray) -> np.ndarray:
    """Places from 0 to 1 as -1 to 1."""
    return 2.0 * places - 1.0


@dataclass(frozen=True)
class Quadratic:
    """The columns, each with mean 0 and variance 1 over the runs that they were made for."""

    scaled: Scaled
    one: np.ndarray
    other: np.ndarray
    centre: np.ndarray
    size: np.ndarray

    def at(self, places: np.ndarray) -> np.ndarray:
        """The columns at places of shape (points, parameters); (points, columns)."""
        return (_raw(self.scaled(places), self.one, self.other) - self.centre) / self.size

    def dearness(self) -> np.ndarray:
        """How dear each column is; (columns,)."""
        return np.concatenate([np.ones(len(self.size) - len(self.one)), np.full(len(self.one), BENT)])


def quadratic(places: np.ndarray, scaled: Scaled = evenly) -> Quadratic:
    """The columns for these runs, (runs, parameters)."""
    one, other = np.triu_indices(places.shape[1])
    raw = _raw(scaled(places), one, other)
    spread = raw.std(axis=0)
    return Quadratic(scaled, one, other, raw.mean(axis=0), np.where(spread > 0.0, spread, 1.0))


def coefficients_of(parameters: int) -> int:
    """How many coefficients a quadratic in so many numbers has, its mean included."""
    return (parameters + 1) * (parameters + 2) // 2


def _raw(straight: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.concatenate([straight, straight[:, one] * straight[:, other]], axis=1)
