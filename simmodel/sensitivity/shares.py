"""How much of what evidence leaves open a group of numbers explains together, though none of them may stand out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.sensitivity.emulator import columns_of, terms_of

DRAWS_A_BENT_COLUMN = 5
"""With so many draws for each column, numbers of a group are bent; with fewer they are straight."""
DRAWS_A_COLUMN = 2
"""With fewer draws for each straight column nothing is said."""
PARTS = 20


@dataclass(frozen=True)
class Share:
    """A share of the variance and its standard error."""

    share: float
    error: float


def explained_by(result: np.ndarray, places: np.ndarray) -> Share | None:
    """The share of the variance of a result, (draws,), that numbers explain: adjusted R^2; None with too few draws.

    `places`: (draws, numbers). The error is that of the jackknife, a twentieth of the draws left out at a time.
    """
    draws, numbers = places.shape
    if draws < DRAWS_A_COLUMN * (numbers + 1):
        return None
    bend = 2 if draws >= DRAWS_A_BENT_COLUMN * (2 * numbers + 1) else 1
    columns = columns_of(places, [term for term in terms_of(numbers, bend) if len(term) == 1])
    part = np.arange(draws) % PARTS
    left_out = np.array([_adjusted(result[part != each], columns[part != each]) for each in range(PARTS)])
    error = np.sqrt((PARTS - 1) / PARTS * np.square(left_out - left_out.mean()).sum())
    return Share(_adjusted(result, columns), float(error))


def _adjusted(result: np.ndarray, columns: np.ndarray) -> float:
    made, away = columns - columns.mean(axis=0), result - result.mean()
    frame = np.linalg.qr(made)[0]
    whole, found = float(away @ away), float(np.square(frame.T @ away).sum())
    draws, fitted = columns.shape
    return 1 - (1 - found / whole) * (draws - 1) / (draws - fitted - 1) if whole > 0 else 0.0
