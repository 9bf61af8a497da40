"""Made-up pilots for the pages of calibration: people with a frailty of their own, counted as a pilot would."""

import numpy as np
from scipy.special import expit
from scipy.stats import qmc

from simmodel.calibration.pool import Pool
from simmodel.calibration.scales import off_scale

PARAMETERS, SHARES, MEANS, PEOPLE = 8, 9, 3, 120
KINDS = ("cumulative",) * SHARES + ("mean",) * MEANS
_WEIGHTS = np.random.default_rng(7).normal(0.0, 0.3, (PARAMETERS, SHARES + MEANS))
_WEIGHTS *= np.random.default_rng(8).random(_WEIGHTS.shape) < 0.4
_LEVELS = np.random.default_rng(9).uniform(-1.2, 0.8, SHARES + MEANS)
FRAILTY = 0.8


def even_places(runs: int, parameters: int = PARAMETERS, seed: int = 1) -> np.ndarray:
    points = qmc.Sobol(parameters, scramble=True, rng=np.random.default_rng(seed))
    return points.random_base2((runs - 1).bit_length())[:runs]


def heat(places: np.ndarray) -> np.ndarray:
    """What drives each target: straight in the parameters, a little bent, with two products."""
    away = 2.0 * places - 1.0
    bent = away + 0.2 * away**2
    found: np.ndarray = _LEVELS + bent @ _WEIGHTS
    found[:, :6] += 0.5 * (away[:, 0] * away[:, 1])[:, None]
    found[:, 6:] += 0.4 * (away[:, 2] * away[:, 3])[:, None]
    return found


def pilots(places: np.ndarray, people: int = PEOPLE, seed: int = 2) -> Pool:
    """One pilot for each set of places: 9 shares and 3 means of the same people."""
    chance = np.random.default_rng(seed)
    drive = heat(places)
    seen = np.empty((len(places), SHARES + MEANS))
    for run, one in enumerate(drive):
        person = FRAILTY * chance.normal(size=(people, 1)) + one
        seen[run, :SHARES] = (chance.random((people, SHARES)) < expit(person[:, :SHARES])).mean(axis=0)
        seen[run, SHARES:] = chance.poisson(4.0 * np.exp(0.5 * person[:, SHARES:])).mean(axis=0)
    return Pool(places, seen, np.full(seen.shape, float(people)))


UNTIL = (6.0, 12.0, 24.0, 36.0, 60.0)
RETURN_KINDS = ("cumulative",) * len(UNTIL)


def followed_on(places: np.ndarray, people: int = 200, seed: int = 4) -> Pool:
    """Who of the same people had returned by month 6, 12, 24, 36 and 60: two numbers, their pace and how it varies."""
    chance = np.random.default_rng(seed)
    middle, spread = np.log(30.0) + 1.2 * (1.0 - places[:, :1]), 1.0 + 0.5 * places[:, 1:]
    months = np.exp(middle + spread * chance.normal(size=(len(places), people)))
    seen = (months[:, :, None] <= np.array(UNTIL)).mean(axis=1)
    return Pool(places, seen, np.full(seen.shape, float(people)))


STRAIGHT = np.array([[1.0, 0.5, -0.3, 0.0, 0.8], [0.0, 1.0, 0.6, -0.5, 0.2], [0.3, 0.0, 1.0, 0.7, -0.4]])
LUCK = np.array([0.9, 1.2, 0.8, 1.0, 1.1])
STRAIGHT_KINDS = ("mean", "rate", "mean", "cost", "mean")
GOES_TOGETHER = 0.6 * np.eye(5) + 0.4


def straight_pilots(places: np.ndarray, people: int = 100, seed: int = 3) -> Pool:
    """Pilots that are straight and normal on the scale, so that the posterior has a closed form; (runs, 5 targets)."""
    luck = np.random.default_rng(seed).multivariate_normal(np.zeros(5), GOES_TOGETHER, len(places))
    seen = off_scale(STRAIGHT_KINDS, straight_means(places) + luck * LUCK / np.sqrt(people))
    return Pool(places, seen, np.full(seen.shape, float(people)))


def straight_means(places: np.ndarray) -> np.ndarray:
    found: np.ndarray = 5.0 + (2.0 * places - 1.0) @ STRAIGHT
    return found
