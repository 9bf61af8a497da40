"""Draws of numbers whose effect on a result is known."""

import numpy as np


def even(draws: int, numbers: int, seed: int = 1) -> np.ndarray:
    """Places evenly spread from 0 to 1, the order of each number's draws by chance; (draws, numbers)."""
    chance = np.random.default_rng(seed)
    return (chance.random((draws, numbers)).argsort(axis=0).argsort(axis=0) + 0.5) / draws


def ishigami(places: np.ndarray) -> np.ndarray:
    """sin x1 + 7 sin^2 x2 + .1 x3^4 sin x1, each x from -pi to pi (Homma and Saltelli)."""
    one, two, three = (np.pi * (2 * places[:, :3] - 1)).T
    return np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


def lucky(
    places: np.ndarray, weights: tuple[float, ...] = (3.0, 2.0, 1.0), luck: float = 2.0, seed: int = 2
) -> np.ndarray:
    """A sum of the first places (each weight is a standard deviation) and luck; (draws,)."""
    standard = (places[:, : len(weights)] - 0.5) * np.sqrt(12)
    return standard @ np.array(weights) + np.random.default_rng(seed).normal(0.0, luck, len(places))
