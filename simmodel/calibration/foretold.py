"""What is foretold of targets kept aside, and how often it holds what made-up pilots with known numbers really saw.

They are of the same people as the targets that were fitted: the luck that those had in year one goes on in year two.
So what fitted targets leave over, at each draw of the posterior, is carried to those kept aside as far as luck goes
together between them (the conditional normal); a band of other people's luck would hold too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr
from scipy.stats import binomtest

from simmodel.calibration.emulator import Emulator
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.observed import Observed
from simmodel.calibration.pool import Pool

BAND = (0.05, 0.95)
HELD = 0.90
ALLOWED = 0.05
"""How far off nine in ten the bands of `PILOTS` made-up pilots may be, either way, chance included."""
PILOTS = 200
SURE = 0.95


@dataclass(frozen=True)
class Foretold:
    """How far along what was foretold each target kept aside lay, of each made-up pilot: `along` (pilots, targets).

    0 is below all, 1 above all; nan where the pilot had nobody to count, or the target is the same in every run.
    """

    along: np.ndarray

    @property
    def counted(self) -> np.ndarray:
        """How many pilots counted each target; (targets,)."""
        return np.asarray(np.isfinite(self.along).sum(axis=0))

    @property
    def inside(self) -> np.ndarray:
        """In how many of them the 90% band held what was seen; (targets,)."""
        return np.asarray(((self.along >= BAND[0]) & (self.along <= BAND[1])).sum(axis=0))

    def held(self) -> np.ndarray:
        """How often the 90% band held what was seen, nan where nothing was counted; (targets,)."""
        return np.where(self.counted > 0, self.inside / np.maximum(self.counted, 1), np.nan)

    def within(self) -> np.ndarray:
        """From where to where that share may lie for want of pilots, 95% (Wilson 1927); (2, targets)."""
        ends = [
            binomtest(int(held), int(of)).proportion_ci(SURE, "wilson") if of else (np.nan, np.nan)
            for held, of in zip(self.inside, self.counted, strict=True)
        ]
        return np.array([tuple(each) for each in ends]).reshape(-1, 2).T

    def in_all(self) -> float:
        """How often the bands of all targets together held what was seen; nan where nothing was counted."""
        return float(self.inside.sum() / self.counted.sum()) if self.counted.any() else float("nan")

    def limits(self) -> tuple[float, float]:
        """Between which shares that is as it should be: .85 to .95 over 200 pilots, wider by chance over fewer."""
        off = ALLOWED * float(np.sqrt(max(PILOTS / max(int(self.counted.max(initial=0)), 1), 1.0)))
        return HELD - off, min(HELD + off, 1.0)

    @property
    def passed(self) -> bool:
        """Whether it is."""
        low, high = self.limits()
        return bool(low <= self.in_all() <= high)


def along(emulator: Emulator, run: Pool, seen: Observed, draws: np.ndarray, fitted: Sequence[int]) -> np.ndarray:
    """How far along what is foretold each target that is not among the fitted lies in one run, 0 to 1; (these,).

    `emulator`, `run` and `seen` are of the same targets; `draws` of the posterior of the fitted ones of that run.
    """
    likelihood = likelihood_of(emulator, seen.as_if(run.seen[0], run.people[0]))
    exact, aside = len(likelihood.seen), np.setdiff1d(np.arange(len(emulator.kinds)), fitted)
    expected, sd = likelihood.expected(draws)
    scores = (likelihood.seen - expected[:, :exact]) / sd[:, :exact]
    given, other = (np.flatnonzero(np.isin(likelihood.targets[:exact], each)) for each in (fitted, aside))
    weights, left = _carried(likelihood.correlation_at(sd), given, other)
    found = np.full(len(emulator.kinds), np.nan)
    found[likelihood.targets[other]] = ndtr((scores[:, other] - _times(scores[:, given], weights)) / left).mean(axis=0)
    return found[aside]


def with_luck_seen(
    emulator: Emulator,
    places: np.ndarray,
    shown: np.ndarray,
    seen: Observed,
    fitted: Sequence[int],
    aside: Sequence[int],
) -> np.ndarray:
    """Runs as the pilot would show them, (runs, targets) on the scale, had they the luck that it has seen.

    What each run shows of a target kept `aside` is moved by how far the pilot lies from that run in targets that were
    `fitted` (conditioning by kriging, Journel and Huijbregts 1978); what a run has not counted moves nothing.
    """
    likelihood = likelihood_of(emulator, seen)
    given = np.flatnonzero(np.isin(likelihood.targets[: len(likelihood.seen)], fitted))
    other = np.flatnonzero(np.isin(likelihood.targets, aside))
    _, sd = likelihood.expected(places)
    weights, _ = _carried(likelihood.correlation_at(sd), given, other)
    away = np.nan_to_num((likelihood.seen[given] - shown[:, likelihood.targets[given]]) / sd[:, given])
    moved = shown.copy()
    moved[:, likelihood.targets[other]] += _times(away, weights) * sd[:, other]
    return moved


def _carried(correlation: np.ndarray, given: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many sd of each other target one sd of each given one brings, and the sd that is left of the others.

    `correlation` (..., targets, targets) gives (..., given, other) and (..., other).
    """
    across = correlation[..., given[:, None], other]
    weights = np.linalg.solve(correlation[..., given[:, None], given], across)
    return weights, np.sqrt(1.0 - (weights * across).sum(axis=-2))


def _times(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Scores (points, given) by weights (..., given, other), those of each point where they differ; (points, other)."""
    return np.asarray((scores[:, None, :] @ weights)[:, 0, :] if weights.ndim == 3 else scores @ weights)
