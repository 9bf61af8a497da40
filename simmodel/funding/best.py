"""Which of several options is best, and how far Monte Carlo error leaves that open. Pure functions.

Options are played for the same people with the same luck, so two of them are compared run by run: the error of their
difference is far smaller than that of either. The best is clearly better than another by more than two such errors, and
never with fewer than ten draws. How often another would have come out best is found by drawing draws again with
replacement (the bootstrap: Efron and Tibshirani 1993, An Introduction to the Bootstrap), of each draw its mean over
runs; runs where there are no draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.appraisal.money.draws import estimate_amount
from simmodel.bands import RUNS_TO_TELL
from simmodel.words import ERRORS_TO_TELL

RESAMPLES = 2000


@dataclass(frozen=True)
class Best:
    """The option with the highest mean: its place, those it is not clearly better than (itself among them), and
    how often each option comes out best when draws are drawn again, shape (options,)."""

    place: int
    open: tuple[int, ...]
    often: np.ndarray


def best_of(worth: np.ndarray, seed: int) -> Best:
    """The best of several options; `worth`: shape (draws, runs, options), options paired run by run."""
    means = worth.mean(axis=(0, 1))
    place = int(np.argmax(means))
    left = tuple(each for each in range(len(means)) if not told_apart(worth[..., place] - worth[..., each]))
    again = resampled_means(worth, seed)
    often = np.bincount(np.argmax(again, axis=1), minlength=len(means)) / len(again)
    return Best(place, left, often)


def told_apart(difference: np.ndarray) -> bool:
    """Whether the mean of paired differences, shape (draws, runs), is more than two of its Monte Carlo errors.

    With fewer than ten draws (or runs, where nothing is sampled) nothing is clear.
    """
    found = estimate_amount(difference)
    if found.mean is None or found.mc_error is None or len(clusters(difference[..., None])) < RUNS_TO_TELL:
        return False
    return abs(found.mean) > ERRORS_TO_TELL * found.mc_error


def resampled_means(worth: np.ndarray, seed: int, resamples: int = RESAMPLES) -> np.ndarray:
    """Means over draws drawn again with replacement; (draws, runs, options) gives (resamples, options)."""
    means = clusters(worth)
    counts = np.random.default_rng(seed).multinomial(len(means), np.full(len(means), 1 / len(means)), resamples)
    found: np.ndarray = counts @ means / len(means)
    return found


def clusters(worth: np.ndarray) -> np.ndarray:
    """What is independent of one another: draws at their mean over runs, or the runs of a single draw; (n, options)."""
    return worth.mean(axis=1) if worth.shape[0] > 1 else worth[0]
