"""How likely what the pilot saw is, given the numbers of the model: many sets of numbers at once.

Targets on their scale are multivariate normal about what the emulator expects. A target of `n` people has the luck of
so many, whatever a run has (sqrt(n_run / n_target)); one with `se` has that. What is no luck is not divided by people:
what numbers that are not fitted do in each run (`shared`) and the emulator's own doubt, its misfit beside luck (`lack`)
and its coefficients. A target that is held back ("fewer than 5") brings the probability
of its range given all that is exact: exactly for one, for several by the GHK simulator (Geweke 1989; Hajivassiliou and
McFadden 1998; Keane 1994) with the same points each time, so that equal numbers give equal bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import qmc

from simmodel.calibration.emulator import Emulator
from simmodel.calibration.observed import Observed
from simmodel.calibration.scales import ends_on_scale, on_scale, sd_on_scale

HELD_POINTS = 64
"""Points for the probability that several held-back targets lie in their ranges at once."""
LEAST = 1e-300
LOG_TWO_PI = float(np.log(2.0 * np.pi))


@dataclass(frozen=True)
class Likelihood:
    """The log likelihood of what was observed, by places; targets that are given exactly stand first.

    `seen` (exact targets,), `below` and `above` (held-back targets,) are on the scale; the variance of a target is that
    of one person times (`one_in` + the emulator's doubt / `run_people`) plus `fixed` plus `discrepancy` (targets,).
    """

    emulator: Emulator
    targets: np.ndarray
    seen: np.ndarray
    below: np.ndarray
    above: np.ndarray
    one_in: np.ndarray
    fixed: np.ndarray
    discrepancy: np.ndarray
    root: np.ndarray
    points: np.ndarray

    def at(self, places: np.ndarray) -> np.ndarray:
        """The log likelihood at places of shape (points, parameters); (points,)."""
        expected, sd = self.expected(places)
        root = self._root_at(sd)
        exact = len(self.seen)
        away, found = _solved(root[..., :exact, :exact], (self.seen - expected[:, :exact]) / sd[:, :exact])
        found = found - np.log(sd[:, :exact]).sum(axis=1) - 0.5 * exact * LOG_TWO_PI
        if len(self.below):
            low = (self.below - expected[:, exact:]) / sd[:, exact:]
            high = (self.above - expected[:, exact:]) / sd[:, exact:]
            found = found + _held_back(root, away, low, high, self.points)
        return found

    def expected(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What is expected of each target, and the sd about it, in the order of `targets`; (points, targets) each."""
        doubt = self.emulator.unsure(places)[:, None] / self.emulator.people
        variance = self.emulator.variance_of_one(places) * (self.one_in + doubt)
        return self.emulator.expected(places), np.sqrt(variance + self.fixed + self.discrepancy)

    def misfit(self, places: np.ndarray, seen: np.ndarray | None = None) -> np.ndarray:
        """The squared distance (Mahalanobis) of the exact targets from what is expected; (points,).

        `seen`, on the scale, stands in for what was observed: (exact targets,) or (points, exact targets).
        """
        expected, sd = self.expected(places)
        exact = len(self.seen)
        away = ((self.seen if seen is None else seen) - expected[:, :exact]) / sd[:, :exact]
        solved, _ = _solved(self._root_at(sd)[..., :exact, :exact], away)
        return np.square(solved).sum(axis=1)

    def correlation_at(self, sd: np.ndarray) -> np.ndarray:
        """How targets go together, (targets, targets); where a discrepancy loosens them, (points, targets, targets)."""
        if not self.discrepancy.any():
            return self.emulator.correlation
        own = self.discrepancy / np.square(sd)
        kept = np.sqrt(1.0 - own)
        whole = self.emulator.correlation * kept[:, :, None] * kept[:, None, :]
        one = np.arange(len(self.targets))
        whole[:, one, one] += own
        return np.asarray(whole)

    def _root_at(self, sd: np.ndarray) -> np.ndarray:
        """The Cholesky root of the correlations; one for all points, unless a discrepancy loosens them."""
        return np.linalg.cholesky(self.correlation_at(sd)) if self.discrepancy.any() else self.root


def likelihood_of(emulator: Emulator, seen: Observed) -> Likelihood:
    """The likelihood of what was observed, one target for each of the emulator's.

    A target that the model shows as the same in every run tells nothing about its numbers, and is left out.
    """
    first, rest = (np.flatnonzero(which & ~emulator.still) for which in (seen.exact, seen.between))
    targets, exact = np.concatenate([first, rest]), len(first)
    emulator, seen = emulator.of(targets), seen.of(targets)
    people = np.where(np.isfinite(seen.n), seen.n, emulator.people)
    below, above = ends_on_scale(seen.kinds, seen.lower, seen.upper, people)
    one_in, fixed = _luck(emulator, seen, people)
    middle = np.where(seen.exact, seen.value, _middle(seen))
    return Likelihood(
        emulator=emulator,
        targets=targets,
        seen=on_scale(seen.kinds, seen.value)[:exact],
        below=below[exact:],
        above=above[exact:],
        one_in=one_in,
        fixed=fixed,
        discrepancy=np.square(sd_on_scale(seen.kinds, middle, seen.discrepancy)),
        root=np.linalg.cholesky(emulator.correlation),
        points=_points(len(targets) - exact),
    )


def _luck(emulator: Emulator, seen: Observed, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the variance of one person is to be multiplied by, and what is added to it; (targets,) each."""
    given = seen.exact & np.isfinite(seen.se)
    one_in = emulator.stays / emulator.people + np.where(given, 0.0, (1.0 - emulator.stays) / people)
    fixed = np.where(given, np.square(sd_on_scale(seen.kinds, seen.value, seen.se)), 0.0)
    return one_in, fixed


def _middle(seen: Observed) -> np.ndarray:
    """The middle of a range, or the end that it has; (targets,)."""
    low = np.where(np.isfinite(seen.lower), seen.lower, seen.upper)
    high = np.where(np.isfinite(seen.upper), seen.upper, seen.lower)
    return (low + high) / 2.0


def _points(held_back: int) -> np.ndarray:
    """Fixed points, evenly spread between 0 and 1, one column fewer than targets are held back."""
    if held_back < 2:
        return np.zeros((1, 0))
    made: np.ndarray = qmc.Sobol(held_back - 1, scramble=True, rng=np.random.default_rng(0)).random(HELD_POINTS)
    return made


def _solved(root: np.ndarray, away: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is away from expected as independent scores, and their log density but for its constant."""
    solved = away @ np.linalg.inv(root).T if root.ndim == 2 else np.linalg.solve(root, away[..., None])[..., 0]
    diagonal = np.diagonal(root, axis1=-2, axis2=-1)
    return solved, -0.5 * np.square(solved).sum(axis=-1) - np.log(diagonal).sum(axis=-1)


def _held_back(root: np.ndarray, away: np.ndarray, low: np.ndarray, high: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The log probability that held-back targets lie in their ranges, given the scores of the exact ones; (points,)."""
    exact = away.shape[1]
    known = np.einsum("...ij,wj->wi" if root.ndim == 2 else "wij,wj->wi", root[..., exact:, :exact], away)
    inner = np.broadcast_to(root[..., exact:, exact:], (len(away), low.shape[1], low.shape[1]))
    scores, total = np.zeros((len(away), 1, 0)), np.zeros((len(away), 1))
    for one in range(low.shape[1]):
        shift = known[:, one, None] + np.einsum("wpj,wj->wp", scores, inner[:, one, :one])
        ends = ((end[:, one, None] - shift) / inner[:, one, one, None] for end in (low, high))
        first, chance = _between(*ends)
        total = total + np.log(np.maximum(chance, LEAST))
        if one < points.shape[1]:
            inside = _within(first, chance, points[:, one])[..., None]
            scores = np.concatenate([np.broadcast_to(scores, (*inside.shape[:2], one)), inside], axis=2)
    most = total.max(axis=1, keepdims=True)
    return most[:, 0] + np.log(np.mean(np.exp(total - most), axis=1))


def _between(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The chance below a range, and in it; the nearer tail is counted, so that far away nothing is rounded to 0."""
    right = low > 0.0
    first = np.where(right, -high, low)
    beyond = ndtr(first)
    chance = ndtr(np.where(right, -low, high)) - beyond
    return np.where(right, 1.0 - beyond - chance, beyond), chance


def _within(first: np.ndarray, chance: np.ndarray, points: np.ndarray) -> np.ndarray:
    """A score within the range, as far along its chance as each point says."""
    inside: np.ndarray = ndtri(np.clip(first + points * chance, 1e-15, 1.0 - 1e-15))
    return inside
