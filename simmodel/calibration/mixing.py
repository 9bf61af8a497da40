"""Whether chains have mixed: rank-normalised split R-hat, and how many independent draws they are worth.

After Vehtari, Gelman, Simpson, Carpenter and Buerkner (2021), Bayesian Analysis 16(2). Draws have shape (steps,
chains, parameters) throughout; each answer is one number a parameter.
"""

from __future__ import annotations

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft
from scipy.special import ndtri
from scipy.stats import rankdata

TAILS = (0.05, 0.95)


def r_hat(draws: np.ndarray) -> np.ndarray:
    """How much wider all chains lie than each alone, by place and by spread, the worse; (parameters,)."""
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves, axis=(0, 1)))
    return np.maximum(_r_hat(_normal(halves)), _r_hat(_normal(folded)))


def bulk(draws: np.ndarray) -> np.ndarray:
    """How many independent draws the middle is worth; (parameters,)."""
    return _worth(_normal(_split(draws)))


def tail(draws: np.ndarray) -> np.ndarray:
    """How many independent draws the 5th and the 95th percentile are worth, the worse; (parameters,)."""
    halves = _split(draws)
    ends = np.quantile(halves, TAILS, axis=(0, 1))
    return np.minimum(*(_worth((halves <= end).astype(float)) for end in ends))


def _split(draws: np.ndarray) -> np.ndarray:
    """Each chain as two: a chain that drifts disagrees with itself."""
    half = len(draws) // 2
    return np.concatenate([draws[:half], draws[-half:]], axis=1)


def _normal(draws: np.ndarray) -> np.ndarray:
    """Draws as normal scores of their ranks."""
    flat = draws.reshape(-1, draws.shape[2])
    scores = ndtri((rankdata(flat, axis=0) - 0.375) / (len(flat) + 0.25))
    found: np.ndarray = scores.reshape(draws.shape)
    return found


def _variances(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The variance within chains, and that of everything; (parameters,) each."""
    steps = len(draws)
    within = draws.var(axis=0, ddof=1).mean(axis=0)
    return within, (steps - 1) / steps * within + draws.mean(axis=0).var(axis=0, ddof=1)


def _r_hat(draws: np.ndarray) -> np.ndarray:
    within, whole = _variances(draws)
    return np.sqrt(whole / np.maximum(within, 1e-300))


def _worth(draws: np.ndarray) -> np.ndarray:
    """The effective sample size by Geyer's initial monotone sequence; (parameters,)."""
    steps, chains, parameters = draws.shape
    within, whole = _variances(draws)
    lagged = _autocovariance(draws).mean(axis=1) * steps / (steps - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        correlation = 1.0 - (within - lagged) / whole
    correlation[0] = 1.0
    pairs = correlation[: steps // 2 * 2].reshape(-1, 2, parameters).sum(axis=1)
    positive = np.logical_and.accumulate(pairs > 0.0, axis=0)
    falling = np.where(positive, np.minimum.accumulate(pairs, axis=0), 0.0)
    time = np.maximum(2.0 * falling.sum(axis=0) - 1.0, 1.0 / np.log10(steps * chains))
    return np.where(whole > 0.0, steps * chains / time, float(steps * chains))


def _autocovariance(draws: np.ndarray) -> np.ndarray:
    """The covariance of each chain with itself some steps later; (lags, chains, parameters)."""
    away = draws - draws.mean(axis=0)
    length = next_fast_len(2 * len(draws))
    turned = rfft(away, length, axis=0)
    found: np.ndarray = irfft(np.abs(turned) ** 2, length, axis=0)[: len(draws)] / len(draws)
    return found
