"""What a result is expected to be, given where each number lies within its range: learned from draws, no further runs.

Polynomials (Legendre) in the places of the few numbers that stand out, and in pairs of them; three together are left
out. Ridge regression, graded: the more bent a term, the dearer its coefficient. How bent and how dear is what predicts
draws best that were left out one at a time. Places have shape (draws, numbers), each from 0 to 1 and evenly spread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import eval_legendre

from simmodel.ridge import graded

Term = tuple[tuple[int, int], ...]
"""A product of polynomials: (column, degree) of each."""

DEGREES = (1, 2, 3, 4, 6, 8, 10, 12)
DRAWS_A_TERM = 2
"""So many draws at least stand behind each coefficient, which the ridge holds in besides."""
PATIENCE = 2
"""After so many degrees that predict no better, none more bent is tried."""
SHUFFLES = 200
STANDS_OUT = 0.95
"""A number stands out where it explains more than the luckiest of all numbers does in this share of shuffled draws."""
DRAWS_A_PICK = 8
"""At most one number in so many draws is picked."""
FOLDS = 10


@dataclass(frozen=True)
class Emulator:
    """A result as a function of the places of numbers; `at` gives it for places of shape (points, numbers)."""

    terms: tuple[Term, ...]
    mean: float
    coefficients: np.ndarray
    ridge: float

    def at(self, places: np.ndarray) -> np.ndarray:
        """What the result is expected to be; (points,)."""
        found: np.ndarray = self.mean + columns_of(places, self.terms) @ self.coefficients
        return found

    def alone(self, places: np.ndarray, numbers: Sequence[int]) -> np.ndarray:
        """The same by these numbers (their columns) alone, all others on average; (points,)."""
        mine = [place for place, term in enumerate(self.terms) if {column for column, _ in term} <= set(numbers)]
        found: np.ndarray = self.mean + columns_of(places, [self.terms[one] for one in mine]) @ self.coefficients[mine]
        return found


def emulate(result: np.ndarray, places: np.ndarray) -> Emulator:
    """The emulator of a result, (draws,), by the places of all given numbers, as bent as predicts best."""
    found = [_best_ridge(result, places, terms_of(places.shape[1], DEGREES[0]))]
    for degree in DEGREES[1:]:
        terms = terms_of(places.shape[1], degree)
        no_better = [each[0] for each in found[-PATIENCE:]]
        if len(terms) * DRAWS_A_TERM > len(result) or min(no_better) > min(each[0] for each in found):
            break
        found.append(_best_ridge(result, places, terms))
    return min(found, key=lambda each: each[0])[1]


def again(emulator: Emulator, result: np.ndarray, places: np.ndarray) -> Emulator:
    """The same terms and ridge, fitted to other draws."""
    made = columns_of(places, emulator.terms)
    centre, mean = made.mean(axis=0), float(result.mean())
    left = made - centre
    weighted = left.T @ left + emulator.ridge * np.diag(_dearness(emulator.terms))
    coefficients = np.linalg.solve(weighted, left.T @ (result - mean))
    return Emulator(emulator.terms, mean - float(centre @ coefficients), coefficients, emulator.ridge)


def free_of(emulator: Emulator, places: np.ndarray) -> float:
    """By how many free numbers the emulator follows its draws: fewer than its terms, as the ridge holds them in."""
    made = columns_of(places, emulator.terms)
    left = made - made.mean(axis=0)
    square = left.T @ left
    return float(np.trace(np.linalg.solve(square + emulator.ridge * np.diag(_dearness(emulator.terms)), square)))


def standing_out(result: np.ndarray, places: np.ndarray, seed: int = 0) -> list[int]:
    """The columns of numbers that explain more than chance gives the luckiest of them, the strongest first.

    One after the other: what was found is taken out of the result before the next is looked for.
    """
    frames = _frames(places)
    chance, picked = np.random.default_rng(seed), list[int]()
    left = result - result.mean()
    while len(picked) < min(places.shape[1], len(result) // DRAWS_A_PICK):
        shuffled = chance.permuted(np.tile(left, (SHUFFLES, 1)), axis=1)
        bar = float(np.quantile(_explained(frames, shuffled).max(axis=1), STANDS_OUT))
        now = _explained(frames, left[None])[0]
        now[picked] = 0.0
        if not now.max() > bar:
            break
        picked.append(int(now.argmax()))
        found = np.hstack([frame[:, picked] for frame in frames])
        left = result - result.mean() - found @ np.linalg.lstsq(found, result - result.mean(), rcond=None)[0]
    return picked


def stands_out_from(numbers: int, draws: int) -> float:
    """The share of the variance of draws that the luckiest of so many numbers without effect explains, as a rule.

    A straight and a bent part each: the largest of independent betas with 1 and (draws - 3)/2.
    """
    return float(1 - (1 - STANDS_OUT ** (1 / max(numbers, 1))) ** (2 / max(draws - 3, 1)))


def predicted(result: np.ndarray, places: np.ndarray, seed: int = 0, folds: int = FOLDS) -> np.ndarray:
    """What is expected of each draw by an emulator that never saw it, numbers picked anew each time; (draws,)."""
    part = np.random.default_rng(seed).permutation(len(result)) % folds
    found = np.empty(len(result))
    for each in range(folds):
        seen, hidden = part != each, part == each
        picked = standing_out(result[seen], places[seen], seed)
        found[hidden] = result[seen].mean()
        if picked:
            found[hidden] = emulate(result[seen], places[np.ix_(seen, picked)]).at(places[np.ix_(hidden, picked)])
    return found


def terms_of(numbers: int, degree: int) -> tuple[Term, ...]:
    """All terms of one number or two with at most this degree in all."""
    ones: list[Term] = [((one, bend),) for one in range(numbers) for bend in range(1, degree + 1)]
    twos: list[Term] = [
        ((one, first), (other, second))
        for one, other in combinations(range(numbers), 2)
        for first in range(1, degree)
        for second in range(1, degree - first + 1)
    ]
    return tuple(ones + twos)


def columns_of(places: np.ndarray, terms: Sequence[Term]) -> np.ndarray:
    """The terms at these places; each has mean 0 and variance 1 over evenly spread places; (points, terms)."""
    made: dict[tuple[int, int], np.ndarray] = {}
    for column, bend in {part for term in terms for part in term}:
        made[column, bend] = np.sqrt(2 * bend + 1) * eval_legendre(bend, 2 * places[:, column] - 1)
    found = np.empty((len(places), len(terms)))
    for place, term in enumerate(terms):
        found[:, place] = np.prod([made[part] for part in term], axis=0)
    return found


def _dearness(terms: Sequence[Term]) -> np.ndarray:
    return np.array([float(sum(bend for _, bend in term)) ** 2 for term in terms])


def _frames(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A straight and a bent column of each number, strangers to one another, of length 1; (draws, numbers) each."""
    straight = 2 * places.T - 1
    made = np.stack([straight, 1.5 * straight**2 - 0.5], axis=-1)
    found = np.linalg.qr(made - made.mean(axis=1, keepdims=True))[0]
    return np.ascontiguousarray(found[..., 0].T), np.ascontiguousarray(found[..., 1].T)


def _explained(frames: tuple[np.ndarray, np.ndarray], results: np.ndarray) -> np.ndarray:
    """How much of the sum of squares of each result each number explains; (results, numbers)."""
    straight, bent = (results @ frame for frame in frames)
    found: np.ndarray = straight**2 + bent**2
    return found


def _best_ridge(result: np.ndarray, places: np.ndarray, terms: tuple[Term, ...]) -> tuple[float, Emulator]:
    """The ridge that predicts best each draw left out, with the mean square by which it misses."""
    found = graded(columns_of(places, terms), _dearness(terms)).fitted(result)
    return found.missed, Emulator(terms, found.mean, found.coefficients, found.ridge)
