"""Whether the method is honest here: pilots whose numbers are known are fitted, and the truth must lie as often inside.

Simulation-based calibration (Talts and others 2018; Modrak and others 2023) without one more run: each repeat takes a
run of the pool as if it were the pilot. The emulator that fits it has not seen it (folds), what the pilot held back is
held back, and the rank of the true place among draws of the posterior must be evenly spread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import binomtest, kstest

from simmodel.calibration.chains import chains_of
from simmodel.calibration.emulator import Emulator, emulator_of
from simmodel.calibration.foretold import Foretold, along
from simmodel.calibration.likelihood import Likelihood, likelihood_of
from simmodel.calibration.observed import Observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.quadratic import quadratic
from simmodel.ridge import graded

REPEATS = 200
FOLDS = 10
STEPS = 200
DRAWS = 99
"""Draws a repeat: ranks 0 to 99, of which 5 to 94 are the 90% in the middle."""
PRIOR_DRAWS = 512
BAND = 0.90
ALLOWED = 0.04
"""How far the coverage of a 90% range may be off, either way."""
CHANCE = 0.01
"""How often a method that is right may be called wrong, all columns together."""

Quantities = Callable[[np.ndarray], np.ndarray]
"""Places, (points, parameters), to quantities that a decision hangs on, (points, quantities)."""


@dataclass(frozen=True)
class SelfCheck:
    """Ranks of the truth among `DRAWS` draws; columns are the parameters and then the quantities.

    `ranks` (repeats, columns); `missed` and `missed_before`: how far posterior and prior lie from the truth (CRPS),
    (repeats, columns); `misfit` (repeats,): how far the best of the draws is from what was seen (`best_misfit`);
    `foretold`: where targets that the repeats were not fitted to lay in what was foretold of them.
    """

    ranks: np.ndarray
    missed: np.ndarray
    missed_before: np.ndarray
    misfit: np.ndarray
    foretold: Foretold

    def coverage(self, share: float = BAND) -> np.ndarray:
        """How often the truth lies in the middle `share` of the draws; (columns,)."""
        outside = round((1.0 - share) / 2.0 * (DRAWS + 1))
        inside = (self.ranks >= outside) & (self.ranks <= DRAWS - outside)
        return np.asarray(inside.mean(axis=0))

    def evenness(self, seed: int = 0) -> np.ndarray:
        """How often ranks are as uneven as these although the method is right (Kolmogorov-Smirnov); (columns,)."""
        luck = np.random.default_rng(seed).random(self.ranks.shape)
        return np.array([kstest(one, "uniform").pvalue for one in ((self.ranks + luck) / (DRAWS + 1)).T])

    def off(self) -> np.ndarray:
        """Which columns have 90% ranges that hold the truth more often or less often than allowed; (columns,).

        Only where chance would hardly do that in any of so many columns.
        """
        repeats, columns = self.ranks.shape
        cover = self.coverage()
        by_chance = np.array([binomtest(round(one * repeats), repeats, BAND).pvalue for one in cover])
        return np.asarray((np.abs(cover - BAND) > ALLOWED) & (by_chance < CHANCE / columns))

    def wrong(self) -> np.ndarray:
        """Which columns are not to be trusted: their ranges are `off`, or their ranks are uneven; (columns,)."""
        return np.asarray(self.off() | (self.evenness() < CHANCE / self.ranks.shape[1]))

    def as_bad(self, misfit: float) -> float:
        """How often a pilot that the model itself made is fitted as badly as this: small where the model is wrong."""
        return float((1 + (self.misfit >= misfit).sum()) / (1 + len(self.misfit)))

    def skill(self) -> np.ndarray:
        """How much nearer to the truth the posterior is than the prior: 0 nothing learned, 1 everything; (columns,)."""
        return np.asarray(1.0 - self.missed.mean(axis=0) / self.missed_before.mean(axis=0))


def self_check(
    pool: Pool,
    emulator: Emulator,
    seen: Observed,
    repeats: int = REPEATS,
    seed: int = 0,
    quantities: Quantities | None = None,
    steps: int = STEPS,
    of_prior: int | None = None,
    fitted: Sequence[int] | None = None,
) -> SelfCheck:
    """The method tried on runs of the pool as if each were the pilot; `emulator` is that of the whole pool.

    Pilots are fitted to the targets at the places `fitted` (to all, if not given); the others are foretold. The first
    `of_prior` runs of the pool (all, if not given) are spread through the prior and are tried; later ones, played where
    the posterior lies, teach but are not tried.
    """
    chance = np.random.default_rng(seed)
    picked = chance.permutation(len(pool) if of_prior is None else of_prior)[:repeats]
    part = chance.permutation(len(pool)) % FOLDS
    fitted = range(len(emulator.kinds)) if fitted is None else fitted
    before = _with(quantities, chance.random((PRIOR_DRAWS, pool.places.shape[1])))
    found = []
    for fold in np.unique(part[picked]):
        others = pool.rows(np.flatnonzero(part != fold))
        found_of = emulator_of(others, emulator.kinds, emulator.columns.scaled)
        learned = replace(found_of, lack=emulator.lack, shared=emulator.shared)
        for run in picked[part[picked] == fold]:
            found.append(_tried(learned, pool.rows([run]), seen, fitted, before, quantities, (seed, int(run), steps)))
    ranks, missed, missed_before, misfit, lay = (np.array(each) for each in zip(*found, strict=True))
    return SelfCheck(ranks, missed, missed_before, misfit, Foretold(lay))


def smoothed(pool: Pool, results: np.ndarray, emulator: Emulator) -> Quantities:
    """Results of runs, (runs, quantities), as a function of places: a quadratic, luck taken out."""
    columns = quadratic(pool.places, emulator.columns.scaled)
    ready = graded(columns.at(pool.places), columns.dearness())
    fits = [ready.fitted(one) for one in results.T]
    mean, weights = np.array([fit.mean for fit in fits]), np.column_stack([fit.coefficients for fit in fits])
    return lambda places: mean + columns.at(places) @ weights


def _tried(
    emulator: Emulator,
    run: Pool,
    seen: Observed,
    fitted: Sequence[int],
    before: np.ndarray,
    quantities: Quantities | None,
    how: tuple[int, int, int],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, float, np.ndarray]:
    """Rank and misses of the truth of one run, the misfit of the best draw, and where other targets lay."""
    seed, number, steps = how
    likelihood = likelihood_of(emulator.of(fitted), seen.of(fitted).as_if(run.seen[0, fitted], run.people[0, fitted]))
    draws = chains_of(likelihood.at, run.places.shape[1], seed + 7919 * number, steps).draws(DRAWS)
    truth, after = _with(quantities, run.places)[0], _with(quantities, draws)
    ranks = (after < truth).sum(axis=0)
    lay = along(emulator, run, seen, draws, fitted)
    return ranks, _crps(after, truth), _crps(before, truth), best_misfit(likelihood, draws), lay


def best_misfit(likelihood: Likelihood, draws: np.ndarray) -> float:
    """How far the best of `DRAWS` draws of a posterior is from what was seen: squared, for each exact target."""
    return float(likelihood.misfit(draws[:DRAWS]).min() / max(len(likelihood.seen), 1))


def _with(quantities: Quantities | None, places: np.ndarray) -> np.ndarray:
    """Places, and beside them the quantities; (points, columns)."""
    return places if quantities is None else np.column_stack([places, quantities(places)])


def _crps(draws: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """The continuous ranked probability score of draws, (draws, columns), less is nearer; (columns,)."""
    ordered, count = np.sort(draws, axis=0), len(draws)
    weights = (2.0 * np.arange(1, count + 1) - count - 1.0)[:, None]
    apart = 2.0 * (weights * ordered).sum(axis=0) / (count * (count - 1))
    return np.asarray(np.abs(draws - truth).mean(axis=0) - apart / 2.0)
