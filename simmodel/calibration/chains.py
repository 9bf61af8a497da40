"""Sets of numbers as plausible as the pilot makes them: an ensemble of walkers through the prior, and whether it mixed.

`emcee` (Foreman-Mackey and others 2013) moves the walkers. They walk in normal scores of the places, where the prior
has no walls, and stay in the unit cube that way; the emulator is never asked about what no run has tried. R-hat and
effective sample sizes are those of Vehtari, Gelman, Simpson, Carpenter and Buerkner (2021), each walker one chain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import emcee
import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import qmc

from simmodel.calibration import mixing

Logarithm = Callable[[np.ndarray], np.ndarray]
"""The log likelihood of places, (points, parameters) to (points,)."""

Moves = list[tuple[emcee.moves.Move, float]]

STEPS = 1500
WARM_UP, ROUNDS = 60, 4
"""Rounds of so many steps that are thrown away; the later half of each tells where the next may leap to."""
WALKERS_A_PARAMETER = 6
FEWEST_WALKERS = 32
LEAPS = 0.7
"""How often all walkers leap to anywhere plausible; otherwise each steps along the difference of two others."""
WIDER, FREEDOM = 1.05, 15.0
"""A leap reaches so much further than the warm-up, with the tails of Student's t with so many degrees of freedom."""
STARTS = 4096
"""Places spread over the prior, from which walkers start: the plausible more often."""
EDGE = 1e-9


@dataclass(frozen=True)
class Chains:
    """Places that walkers came by after their warm-up; (steps, walkers, parameters), 0 to 1."""

    places: np.ndarray

    @cached_property
    def r_hat(self) -> np.ndarray:
        """Whether the walkers agree: 1 where they do, too few steps above 1.05; (parameters,)."""
        return mixing.r_hat(self.places)

    @cached_property
    def bulk(self) -> np.ndarray:
        """How many independent draws the middle of each parameter is worth; (parameters,)."""
        return mixing.bulk(self.places)

    @cached_property
    def tail(self) -> np.ndarray:
        """How many independent draws the 5th and 95th percentile are worth, the worse; (parameters,)."""
        return mixing.tail(self.places)

    def draws(self, count: int, seed: int = 0) -> np.ndarray:
        """So many of the places, spread evenly over the steps, in an order that means nothing; (count, parameters)."""
        every = self.places.reshape(-1, self.places.shape[2])
        at = np.linspace(0, len(every) - 1, count).round().astype(int)
        found: np.ndarray = every[np.random.default_rng(seed).permutation(at)]
        return found


def chains_of(log_likelihood: Logarithm, parameters: int, seed: int, steps: int = STEPS) -> Chains:
    """Chains of the posterior under a prior of even, independent places; the same bits for the same seed."""
    walkers = max(FEWEST_WALKERS, WALKERS_A_PARAMETER * parameters)

    def log_posterior(scores: np.ndarray) -> np.ndarray:
        found = log_likelihood(_places(scores)) - 0.5 * np.square(scores).sum(axis=1)
        return np.where(np.isfinite(found), found, -np.inf)

    def walked(start: emcee.State, moves: Moves, steps: int) -> emcee.EnsembleSampler:
        sampler = emcee.EnsembleSampler(walkers, parameters, log_posterior, moves=moves, vectorize=True)
        sampler.run_mcmc(start, steps)
        return sampler

    luck = np.random.RandomState(seed % 2**32).get_state()
    start = emcee.State(ndtri(_start(log_likelihood, parameters, walkers, seed)), random_state=luck)
    found = walked(start, [(emcee.moves.DEMove(), 1.0)], WARM_UP)
    for count in (*[WARM_UP] * (ROUNDS - 1), steps):
        leap = _leap(found.get_chain(discard=WARM_UP // 2, flat=True))
        found = walked(found.get_last_sample(), [(leap, LEAPS), (emcee.moves.DEMove(), 1.0 - LEAPS)], count)
    return Chains(_places(found.get_chain()))


def _leap(scores: np.ndarray) -> emcee.moves.MHMove:
    """A move to anywhere that the warm-up has found plausible: Student's t of its mean and covariance."""
    mean, parameters = scores.mean(axis=0), scores.shape[1]
    root = WIDER * np.linalg.cholesky(
        np.cov(scores, rowvar=False).reshape(parameters, parameters) + EDGE * np.eye(parameters)
    )
    back = np.linalg.inv(root).T

    def density(at: np.ndarray) -> np.ndarray:
        return -0.5 * (FREEDOM + parameters) * np.log1p(np.square((at - mean) @ back).sum(axis=1) / FREEDOM)

    def proposed(at: np.ndarray, luck: np.random.RandomState) -> tuple[np.ndarray, np.ndarray]:
        stretch = np.sqrt(FREEDOM / luck.chisquare(FREEDOM, len(at)))
        new = mean + (luck.normal(size=at.shape) * stretch[:, None]) @ root.T
        return new, density(at) - density(new)

    return emcee.moves.MHMove(proposed)


def scores_of(places: np.ndarray) -> np.ndarray:
    """Places as normal scores, in which the prior of every number is normal with sd 1; shape of `places`."""
    return np.asarray(ndtri(np.clip(places, EDGE, 1.0 - EDGE)))


def _places(scores: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.clip(ndtr(scores), EDGE, 1.0 - EDGE)
    return found


def _start(log_likelihood: Logarithm, parameters: int, walkers: int, seed: int) -> np.ndarray:
    """Where walkers start: places of the prior, the plausible first, none twice; (walkers, parameters)."""
    chance = np.random.default_rng(seed)
    spread = qmc.Sobol(parameters, scramble=True, rng=chance).random(STARTS)
    spread = np.clip(spread, EDGE, 1.0 - EDGE)
    heights = log_likelihood(spread) + chance.gumbel(size=STARTS)
    picked: np.ndarray = spread[np.argsort(-heights)[:walkers]]
    return picked
