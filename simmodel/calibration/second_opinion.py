"""The same posterior found in another way, from runs that are there already: approximate Bayesian computation.

No emulator, no likelihood and no chains: of the runs through the prior, the half that came nearest to what the pilot
saw, each moved along straight lines to where it would lie had it shown just that (Beaumont, Zhang and Balding 2002),
in normal scores of the prior. Runs at draws of the posterior are left out: they lie where the first way puts them, so
no weight could bring in what that way had missed, and an opinion that hangs on the first is no second one. The
emulator lends the sd by which targets are compared, and gives runs the luck of the pilot's number of people.

Where much is told it is the cruder of the two. How far both ways differ when both are right is found here as well: some
runs of the pool are each taken for the pilot and fitted both ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from simmodel.calibration.chains import EDGE, chains_of, scores_of
from simmodel.calibration.emulator import Emulator
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.observed import Observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.predictive import as_the_pilot
from simmodel.calibration.sbc import STEPS
from simmodel.calibration.scales import ends_on_scale, on_scale
from simmodel.ridge import graded

NEAREST = 0.5
"""The share of runs that is kept: on made-up pilots ranges held the truth in 84% with the nearest twentieth, in 91%
with the nearest half, and most was learned with half (1,000 runs, 8 numbers, 12 targets)."""
FEWEST_RUNS = 60
"""Of fewer runs that have counted every target there is no second opinion."""
BOTH_WAYS = 30
"""So many runs at most are fitted both ways: every other one of those that are tried."""
AS_ALL = 10
"""How large a difference of a number usually is, is known as if the mean of all numbers had been seen so many times."""
ERRORS = 4.0
"""Both ways disagree where they differ by more than so many times as much as they usually do."""
BAND = (0.05, 0.95)


@dataclass(frozen=True)
class Apart:
    """How far the first way lies from the second; (parameters,) each.

    `shift`: its mean above the other's, in normal scores, beside the larger sd; `wider`: log of its sd beside the
    other's.
    """

    shift: np.ndarray
    wider: np.ndarray


@dataclass(frozen=True)
class SecondOpinion:
    """Runs moved to what the pilot saw: their normal scores, (runs, parameters), and how much each counts, (runs,).

    `held` (parameters,): how often the 90% range of each number held the truth in `tried` runs
    that were each taken for the pilot; `usual`: how far both ways lay apart in some of them.
    """

    scores: np.ndarray
    weights: np.ndarray
    held: np.ndarray
    tried: int
    usual: tuple[Apart, ...]

    def quantiles(self, shares: Sequence[float] | np.ndarray) -> np.ndarray:
        """Places below which these shares of the posterior lie; (shares, parameters)."""
        found = np.quantile(self.scores, shares, axis=0, weights=self.weights, method="inverted_cdf")
        return np.asarray(ndtr(found))

    def differs(self, draws: np.ndarray) -> np.ndarray:
        """In which parameters draws of the first way, (draws, parameters), lie further off or are wider or narrower
        than both ways usually differ; (parameters,)."""
        found = apart(self.scores, self.weights, draws)
        if len(self.usual) < 2:
            return np.zeros(draws.shape[1], bool)
        shift, wider = (np.array([getattr(each, name) for each in self.usual]) for name in ("shift", "wider"))
        off = np.abs(found.shift) / _size(shift)
        width_off = np.abs(found.wider - wider.mean(axis=0)) / _size(wider - wider.mean(axis=0))
        return np.asarray(np.maximum(off, width_off) > ERRORS)


def second_opinion(
    emulator: Emulator, first: Pool, seen: Observed, repeats: int = 0, seed: int = 0
) -> SecondOpinion | None:
    """The posterior of what was observed by runs through the prior alone; all three are of the same targets.

    It is tried on so many of the runs as if each were the pilot. None where too few runs have counted every target.
    """
    found = _moved(_away(emulator, first, seen, seed), first.places)
    if found is None:
        return None
    held: list[np.ndarray] = []
    usual: list[Apart] = []
    for run in np.random.default_rng(seed).permutation(len(first))[:repeats]:
        others = first.rows(np.delete(np.arange(len(first)), run))
        pilot = seen.as_if(first.seen[run], first.people[run])
        moved = _moved(_away(emulator, others, pilot, seed), others.places)
        if moved is None:
            continue
        low, high = SecondOpinion(*moved, np.empty(0), 0, ()).quantiles(BAND)
        held.append((low <= first.places[run]) & (first.places[run] <= high))
        if len(usual) < min(BOTH_WAYS, repeats / 2):
            ours = chains_of(likelihood_of(emulator, pilot).at, first.places.shape[1], seed + int(run), STEPS)
            usual.append(apart(*moved, ours.places.reshape(-1, first.places.shape[1])))
    shares = np.mean(held, axis=0) if held else np.full(first.places.shape[1], np.nan)
    return SecondOpinion(*found, shares, len(held), tuple(usual))


def apart(scores: np.ndarray, weights: np.ndarray, draws: np.ndarray) -> Apart:
    """How far draws of the first way, (draws, parameters) as places, lie from weighted runs of the second."""
    ours, mean = scores_of(draws), weights @ scores
    sd, our_sd = np.sqrt(weights @ np.square(scores - mean)), ours.std(axis=0)
    return Apart((ours.mean(axis=0) - mean) / np.maximum(sd, our_sd), np.log(our_sd / sd))


def _away(emulator: Emulator, pool: Pool, seen: Observed, seed: int) -> np.ndarray:
    """How far each run lies from what was observed, in sd of a run's luck, 0 within a range; (runs, targets told)."""
    told = (seen.exact | seen.between) & ~emulator.still
    shown = as_the_pilot(emulator, pool, seen, seed)
    people = np.where(np.isfinite(seen.n), seen.n, emulator.people)
    ends = ends_on_scale(seen.kinds, seen.lower, seen.upper, people)
    low, high = (np.where(seen.exact, on_scale(seen.kinds, seen.value), end) for end in ends)
    away = shown[:, told] - np.clip(shown[:, told], low[told], high[told])
    luck = (shown - emulator.expected(pool.places))[:, told]
    return np.asarray(away / np.nanstd(luck, axis=0))


def _moved(away: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """The nearest runs as if they had shown what was observed: their scores, and how much each counts."""
    whole = np.isfinite(away).all(axis=1)
    if whole.sum() < FEWEST_RUNS or not away.shape[1]:
        return None
    away, scores = away[whole], scores_of(places[whole])
    distance = np.sqrt(np.square(away).sum(axis=1))
    order = np.argsort(distance, kind="stable")
    near, beyond = np.split(order, [round(NEAREST * len(order))])
    weights = 1.0 - np.square(distance[near] / max(float(distance[beyond].min()), EDGE)) + EDGE
    weights = weights / weights.mean()
    ready = graded(away[near], np.ones(away.shape[1]), weights)
    fits = [ready.fitted(one) for one in scores[near].T]
    left = [fit.residuals / np.sqrt(np.maximum(1.0 - fit.pull, EDGE)) for fit in fits]
    moved = np.column_stack([fit.mean + one for fit, one in zip(fits, left, strict=True)])
    return moved, weights / weights.sum()


def _size(away: np.ndarray) -> np.ndarray:
    """How large each parameter's figures usually are, few of them being drawn to those of all; (parameters,)."""
    squares = np.square(away)
    return np.asarray(np.sqrt((squares.sum(axis=0) + AS_ALL * squares.mean()) / (len(away) + AS_ALL)))
