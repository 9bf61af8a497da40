"""Whether the model, with what it has learned, would show what the pilot saw: simulated, not only emulated.

Runs at draws of the posterior answer three questions: does the emulator expect there what the model does; does each
target, fitted or kept aside, lie where such runs do; do all of them together. Runs have the luck of their own number of
people, so what luck has moved them by is stretched to the number of people (or the standard error) of the target; what
numbers that are not fitted have moved them by stays. Targets kept aside are of people whose luck was partly seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from simmodel.calibration.emulator import Emulator
from simmodel.calibration.foretold import with_luck_seen
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.observed import Observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.scales import off_scale, on_scale, sd_on_scale

BAND = (0.05, 0.95)
UNLIKELY = 0.01
"""Targets as far out as this, shared among all targets looked at, are called outside; so is all of them together."""
TOO_FEW = 5
"""So few runs further out than what was observed are not counted on."""
OFF_BY = 0.4
"""An emulator that is off by so many sd of a run's luck at the posterior is to be learned again there."""
WIDTH_OFF_BY = 0.25
"""So is one that has the luck itself wrong by this share."""


@dataclass(frozen=True)
class PredictiveCheck:
    """Targets as runs show them, beside what was observed.

    `off_by` and `width` (targets,): mean and sd of runs about the emulator, in its sd (0 and 1 where it is right), with
    the Monte Carlo error of the mean `error`; `chance` (targets,): how often runs lie as far out as what was observed,
    either way, nan where nothing was; `together`: the same for all exact targets at once, nan where there are none;
    `band` (2, targets): from where to where nine runs in ten lie, in the target's own unit.
    """

    off_by: np.ndarray
    width: np.ndarray
    error: np.ndarray
    chance: np.ndarray
    together: float
    band: np.ndarray

    @property
    def outside(self) -> np.ndarray:
        """Which targets lie where the model hardly ever does; (targets,)."""
        looked_at = max(int(np.isfinite(self.chance).sum()), 1)
        return np.nan_to_num(self.chance, nan=1.0) < UNLIKELY / looked_at

    @property
    def fits(self) -> bool:
        """Whether the model would show what was seen, target by target and all together."""
        return not self.outside.any() and not self.together < UNLIKELY

    @property
    def learn_again(self) -> np.ndarray:
        """Which targets the emulator gets wrong here, beyond Monte Carlo error; (targets,)."""
        error = 2.0 * self.error
        width_error = 2.0 * self.error / np.sqrt(2.0)
        return (np.abs(self.off_by) - error > OFF_BY) | (np.abs(self.width - 1.0) - width_error > WIDTH_OFF_BY)


def predictive_check(
    emulator: Emulator,
    again: Pool,
    seen: Observed,
    seed: int = 0,
    fitted: Sequence[int] = (),
    aside: Sequence[int] = (),
) -> PredictiveCheck:
    """The check by runs `again` at draws of the posterior; all three are of the same targets.

    Targets kept `aside` of the people of the `fitted` ones are shown with the luck that these have seen already.
    """
    scores, of_others = emulator.z_scores(again), as_the_pilot(emulator, again, seen, seed)
    shown = with_luck_seen(emulator, again.places, of_others, seen, fitted, aside)
    counted = np.isfinite(scores).sum(axis=0)
    as_ever = emulator.still & (np.nanmin(again.seen, axis=0) == np.nanmax(again.seen, axis=0))
    return PredictiveCheck(
        off_by=np.nanmean(scores, axis=0),
        width=np.where(as_ever, 1.0, np.nanstd(scores, axis=0)),
        error=1.0 / np.sqrt(np.maximum(counted, 1)),
        chance=chances(shown, seen),
        together=_together(emulator, again.places, of_others, seen),
        band=off_scale(seen.kinds, np.nanquantile(shown, BAND, axis=0)),
    )


def as_the_pilot(emulator: Emulator, pool: Pool, seen: Observed, seed: int = 0) -> np.ndarray:
    """Runs on the scale with the luck, and the declared discrepancy, of each target; (runs, targets)."""
    expected, of_one = emulator.expected(pool.places), emulator.variance_of_one(pool.places)
    people = np.where(np.isfinite(seen.n), seen.n, emulator.people)
    given = np.square(sd_on_scale(seen.kinds, seen.value, seen.se))
    luck = np.where(np.isfinite(given), given, of_one / np.maximum(people, 1.0))
    stays = emulator.stays
    stretched = np.sqrt(stays + np.where(np.isfinite(given), 1.0, 1.0 - stays) * luck * pool.people / of_one)
    middle = np.where(seen.exact, seen.value, np.nanmedian(pool.seen, axis=0))
    extra = np.random.default_rng(seed).normal(size=expected.shape) * sd_on_scale(seen.kinds, middle, seen.discrepancy)
    return np.asarray(expected + (on_scale(seen.kinds, pool.seen) - expected) * stretched + extra)


def chances(shown: np.ndarray, seen: Observed) -> np.ndarray:
    """How often what is shown, (runs, targets) on the scale, lies as far out as what was observed; (targets,).

    Where so few runs do that they cannot be counted, the tail of a normal with their mean and sd says how few.
    """
    low, high = (on_scale(seen.kinds, np.where(seen.exact, seen.value, end)) for end in (seen.lower, seen.upper))
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    found = 2.0 * np.minimum(_up_to(shown, high), _up_to(-shown, -low))
    return np.where(seen.exact | seen.between, np.minimum(found, 1.0), np.nan)


def _up_to(shown: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The share of runs that lie no higher than this, half of those that lie on it; (targets,)."""
    runs = np.isfinite(shown).sum(axis=0)
    below = (shown < high).sum(axis=0) + 0.5 * (shown == high).sum(axis=0)
    tail = ndtr((high - np.nanmean(shown, axis=0)) / np.maximum(np.nanstd(shown, axis=0), 1e-12))
    counted = (below + 0.5) / (runs + 1.0)
    return np.where(below < TOO_FEW, np.minimum(counted, tail), counted)


def _together(emulator: Emulator, places: np.ndarray, shown: np.ndarray, seen: Observed) -> float:
    """How often a run lies as far from what its own numbers let expect as the pilot does (realised discrepancy)."""
    whole = np.isfinite(shown[:, seen.exact]).all(axis=1)
    if not seen.exact.any() or not whole.any():
        return float("nan")
    likelihood = likelihood_of(emulator, seen)
    exact = likelihood.targets[: len(likelihood.seen)]
    of_pilot = likelihood.misfit(places[whole])
    of_runs = likelihood.misfit(places[whole], shown[np.ix_(whole, exact)])
    return float(((of_runs >= of_pilot).sum() + 0.5) / (len(of_runs) + 1.0))
