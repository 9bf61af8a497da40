"""What a pilot would have seen, given the numbers of the model: learned from runs, quick enough to ask a million times.

On the scale of `scales`: the mean of each target is a quadratic in all numbers with a graded ridge, the logarithm of
its variance is straight in them, and what luck leaves over in one target goes with the others by one correlation
matrix (a synthetic likelihood, Wood 2010, emulated over the prior). Variances are those of one person followed, so
that a target of more people than a run has can be asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simmodel.calibration.pool import Pool
from simmodel.calibration.quadratic import Quadratic, Scaled, evenly, quadratic
from simmodel.calibration.scales import on_scale
from simmodel.errors import SimmodelError
from simmodel.ridge import Fitted, graded

JITTER = 0.01
"""Two targets that always say the same are one, but for this share of their variance."""
STILL = 1e-10
"""A target whose variance, of one person on its scale, is less than this does not differ between runs."""
ROUNDS = 12
"""Steps towards the variance; it settles within six."""
FAR = 0.05
"""The weight of a run far from the posterior: enough to keep the emulator sound where walkers pass through."""
HELD_IN = 4.0
"""How much the slopes of a log variance are held in: as if sd 0.5 were known of each."""


@dataclass(frozen=True)
class Emulator:
    """Means and variances of targets by the numbers of the model.

    `mean` (targets,) and `weights` (columns, targets) give the mean; `spread` (1 + parameters, targets) the log of the
    variance of one person, misfit included; `lack` is how large the misfit is beside luck, as sd, and `shared` which
    share of a run's variance two runs of the same numbers have in common, (targets,) each; `people` of how many a run
    counts (targets,); `root` (columns, columns) tells how unsure the coefficients are.
    """

    kinds: tuple[str, ...]
    columns: Quadratic
    mean: np.ndarray
    weights: np.ndarray
    spread: np.ndarray
    correlation: np.ndarray
    lack: np.ndarray
    shared: np.ndarray
    people: np.ndarray
    root: np.ndarray
    runs: int

    @property
    def still(self) -> np.ndarray:
        """Which targets are the same in every run, so that nothing can be learned from them; (targets,)."""
        return np.asarray(self.spread[0] < np.log(STILL))

    @property
    def stays(self) -> np.ndarray:
        """Which share of a run's variance is no luck, and the same however many people are followed; (targets,)."""
        misfit = np.square(self.lack) / (1.0 + np.square(self.lack))
        return np.maximum(misfit, self.shared)

    def expected(self, places: np.ndarray) -> np.ndarray:
        """The mean of each target on its scale; places (points, parameters) give (points, targets)."""
        return self.mean + self.columns.at(places) @ self.weights

    def variance_of_one(self, places: np.ndarray) -> np.ndarray:
        """The variance of each target on its scale were one person followed; (points, targets)."""
        return np.exp(self.spread[0] + self.columns.scaled(places) @ self.spread[1:])

    def unsure(self, places: np.ndarray) -> np.ndarray:
        """The variance of the means for want of runs, as a share of that of one run; (points,)."""
        return 1.0 / self.runs + np.square(self.columns.at(places) @ self.root).sum(axis=1)

    def of(self, targets: Sequence[int] | np.ndarray) -> Emulator:
        """The same for these targets alone."""
        return replace(
            self,
            kinds=tuple(np.array(self.kinds)[targets].tolist()),
            mean=self.mean[targets],
            weights=self.weights[:, targets],
            spread=self.spread[:, targets],
            correlation=self.correlation[np.ix_(targets, targets)],
            lack=self.lack[targets],
            shared=self.shared[targets],
            people=self.people[targets],
        )

    def z_scores(self, pool: Pool) -> np.ndarray:
        """How many sd each run lies from what was expected of it, nan where nothing was counted; (runs, targets)."""
        variance = self.variance_of_one(pool.places) / np.maximum(pool.people, 1.0)
        return (on_scale(self.kinds, pool.seen) - self.expected(pool.places)) / np.sqrt(variance)


def emulator_of(
    pool: Pool, kinds: Sequence[str], scaled: Scaled = evenly, weights: np.ndarray | None = None
) -> Emulator:
    """The emulator of a pool of runs; its `lack` and `shared` are 0 until they have been measured.

    Runs of more weight, (runs,) above 0, are learned from more closely (`nearness`).
    """
    weights = np.ones(len(pool)) if weights is None else weights / weights.mean()
    columns = quadratic(pool.places, scaled)
    made, seen = columns.at(pool.places), on_scale(kinds, pool.seen)
    straight = np.column_stack([np.ones(len(pool)), scaled(pool.places)])
    fits = _fits(made, columns.dearness(), seen, weights)
    left_over = _left_over(fits, seen)
    squares = np.square(left_over) * np.maximum(pool.people, 1)
    spread = np.column_stack([_spread(straight, one, weights) for one in squares.T])
    sizes = np.sqrt(np.exp(straight @ spread) / np.maximum(pool.people, 1))
    held_in = float(np.median([fit.ridge for fit in fits]))
    return Emulator(
        kinds=tuple(kinds),
        columns=columns,
        mean=np.array([fit.mean for fit in fits]),
        weights=np.column_stack([fit.coefficients for fit in fits]),
        spread=spread,
        correlation=_correlation(left_over / sizes * np.sqrt(weights)[:, None]),
        lack=np.zeros(len(kinds)),
        shared=np.zeros(len(kinds)),
        people=pool.typical_people(),
        root=np.linalg.cholesky(
            np.linalg.inv(made.T @ (weights[:, None] * made) + held_in * np.diag(columns.dearness()))
        ),
        runs=len(pool),
    )


def nearness(places: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """How near places, (points, parameters), lie to draws of a posterior: 1 where it is, `FAR` far away; (points,).

    By the distance (Mahalanobis) from the middle of the draws, beside what it is for the draws themselves.
    """
    back = np.linalg.pinv(np.atleast_2d(np.cov(draws, rowvar=False)), hermitian=True)
    away = places - draws.mean(axis=0)
    distance = np.einsum("ri,ij,rj->r", away, back, away) / places.shape[1]
    return np.asarray(FAR + (1.0 - FAR) * np.exp(-0.5 * np.maximum(distance - 1.0, 0.0)))


def _fits(made: np.ndarray, dearness: np.ndarray, seen: np.ndarray, weights: np.ndarray) -> list[Fitted]:
    """One fit for each target, by the runs that have counted it."""
    counted = np.isfinite(seen)
    fewest = made.shape[1] + 2
    if (counted.sum(axis=0) < fewest).any():
        short = int(counted.sum(axis=0).argmin())
        raise SimmodelError(
            f"Target {short + 1} was counted in {counted[:, short].sum()} of {len(seen)} runs; an emulator in so many "
            f"parameters needs {fewest} at least. Leave the target out, fit fewer parameters or play more runs."
        )
    whole = graded(made, dearness, weights) if counted.all(axis=0).any() else None
    return [
        whole.fitted(one) if whole and found.all() else graded(made[found], dearness, weights[found]).fitted(one[found])
        for one, found in zip(seen.T, counted.T, strict=True)
    ]


def _left_over(fits: Sequence[Fitted], seen: np.ndarray) -> np.ndarray:
    """What each fit leaves over of each run, as large as luck is; nan where nothing was counted; (runs, targets)."""
    left = np.full(seen.shape, np.nan)
    for fit, one, found in zip(fits, left.T, np.isfinite(seen).T, strict=True):
        one[found] = fit.residuals / np.sqrt(np.maximum(1.0 - fit.pull, 1e-3))
    return left


def _spread(straight: np.ndarray, squares: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The log of a variance, straight in the numbers, from squares that have it as their mean; (1 + parameters,).

    Gamma regression with a log link by Fisher scoring (McCullagh and Nelder 1989).
    """
    counted = np.isfinite(squares)
    columns, seen, heavy = straight[counted], np.maximum(squares[counted], 1e-300), weights[counted]
    held_in = np.diag([0.0, *[2.0 * HELD_IN] * (straight.shape[1] - 1)])
    inner = np.linalg.inv(columns.T @ (heavy[:, None] * columns) + held_in)
    found = np.zeros(straight.shape[1])
    found[0] = np.log(max(float(np.average(seen, weights=heavy)), 1e-12))
    for _ in range(ROUNDS):
        away = heavy * (np.minimum(seen * np.exp(-(columns @ found)), 25.0) - 1.0)
        found = found + inner @ (columns.T @ away - held_in @ found)
    return found


def _correlation(scores: np.ndarray) -> np.ndarray:
    """How what luck leaves over goes together, by runs that have counted both; (targets, targets)."""
    counted = np.isfinite(scores)
    filled = np.where(counted, scores, 0.0)
    both = np.maximum(counted.T.astype(float) @ counted, 1.0)
    together = filled.T @ filled / both
    size = np.sqrt(np.maximum(np.diag(together), 1e-12))
    together = together / np.outer(size, size)
    np.fill_diagonal(together, 1.0)
    sizes, directions = np.linalg.eigh(together)
    whole = (directions * np.maximum(sizes, JITTER / 2)) @ directions.T
    whole = whole / np.sqrt(np.outer(np.diag(whole), np.diag(whole)))
    return (1.0 - JITTER) * whole + JITTER * np.eye(len(whole))
