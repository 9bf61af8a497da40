"""Where a thing happens, as a box: for some numbers a lowest or a highest value, within which most cases lie.

The patient rule induction method (Friedman and Fisher, 1999) as scenario discovery uses it (Bryant and Lempert, 2010):
peel off a thin slice of all cases, the one that raises the share of cases that happen most for each case it gives up,
and again, until few are left. Every box on the way is kept; none is the best in itself, for the smaller the box, the
surer and the less of all that happens. Pure functions of arrays: `values` (cases, numbers), `happens` (cases,), bool.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

SLICE = 0.1
"""The share of a box's cases that a slice takes, as Bryant and Lempert."""
LEAST_SHARE = 0.05
"""No box holds fewer of all cases."""
UNSURE = 0.05
"""A limit whose quasi-p-value is above this may well be there by chance, and goes."""
MOST_BOXES = 3
WORTH_A_BOX = 0.1
"""A further box holds at least this share of all cases that happen ..."""
SURE_ENOUGH = 0.5
"""... and at least this share of the cases within it happens."""

Look = Callable[[np.ndarray], Sequence[int]]


@dataclass(frozen=True)
class Limit:
    """From where to where a number lies within a box; infinite where it has no end."""

    low: float = -np.inf
    high: float = np.inf

    def holds(self, value: np.ndarray) -> np.ndarray:
        """Which values lie within."""
        found: np.ndarray = (value > self.low) & (value < self.high)
        return found


@dataclass(frozen=True)
class Box:
    """Limits by number (its column), and which cases lie within all of them, shape (cases,).

    `among`: the cases that it was sought in, shape (cases,); of further boxes those that no box before holds.
    `coverage`: of the cases that happen, the share within; `density`: of the cases within, the share that happens.
    """

    limits: Mapping[int, Limit]
    among: np.ndarray
    inside: np.ndarray
    coverage: float
    density: float

    @property
    def balance(self) -> float:
        """The harmonic mean of coverage and density: near 1 only where both are."""
        both = self.coverage + self.density
        return 2 * self.coverage * self.density / both if both else 0.0


def box_of(
    values: np.ndarray, happens: np.ndarray, limits: Mapping[int, Limit], among: np.ndarray | None = None
) -> Box:
    """The box with these limits, of all cases or `among` some, (cases,)."""
    among = np.ones(len(happens), bool) if among is None else among
    inside = among.copy()
    for column, limit in limits.items():
        inside &= limit.holds(values[:, column])
    hits = float(happens[inside].sum())
    return Box(limits, among.copy(), inside, hits / max(happens.sum(), 1), hits / max(inside.sum(), 1))


def peeled(values: np.ndarray, happens: np.ndarray, least: float = LEAST_SHARE) -> list[Box]:
    """The boxes from the one that holds every case to the smallest: each is the one before it less one slice."""
    boxes = [box_of(values, happens, {})]
    while 0 < boxes[-1].density < 1:
        smaller = _next(values, happens, boxes[-1])
        if smaller is None or smaller.inside.sum() < least * len(happens):
            break
        boxes.append(smaller)
    return boxes


def boxes_of(values: np.ndarray, happens: np.ndarray) -> list[Box]:
    """Up to three boxes: the first of all cases, each further one of the cases that no box before it holds.

    Coverage is of all cases that happen, and only of those that no box before holds; none where nothing is found.
    """
    found: list[Box] = []
    left = np.ones(len(happens), bool)
    while len(found) < MOST_BOXES and happens[left].any() and not happens[left].all():
        limits = chosen(values[left], happens[left]).limits
        new = box_of(values, happens, limits, left)
        if not limits or (found and (new.coverage < WORTH_A_BOX or new.density < SURE_ENOUGH)):
            break
        found.append(new)
        left &= ~new.inside
    return found


def chosen(values: np.ndarray, happens: np.ndarray) -> Box:
    """Of all boxes on the way, without limits that may be there by chance, the one of the best balance."""
    return max((surely(values, happens, box) for box in peeled(values, happens)), key=lambda box: box.balance)


def surely(values: np.ndarray, happens: np.ndarray, box: Box) -> Box:
    """The box without the limits that may be there by chance, the least sure left out first."""
    while box.limits:
        chances = by_chance(values, happens, box)
        worst = max(chances, key=lambda column: chances[column])
        if chances[worst] <= UNSURE:
            break
        box = box_of(values, happens, {each: limit for each, limit in box.limits.items() if each != worst})
    return box


def by_chance(values: np.ndarray, happens: np.ndarray, box: Box) -> dict[int, float]:
    """By limited number its quasi-p-value: how likely a limit without effect makes the box as dense as it is.

    Binomial, from the density of the box without that limit (Bryant and Lempert, 2010, 2.3).
    """
    within = int(box.inside.sum())
    hits = int(happens[box.inside].sum())
    found = {}
    for column in box.limits:
        others = {each: limit for each, limit in box.limits.items() if each != column}
        without = box_of(values, happens, others, box.among)
        found[column] = float(binom.sf(hits - 1, within, without.density))
    return found


def picked_again(
    values: np.ndarray, happens: np.ndarray, limits: int, times: int = 50, seed: int = 0, look_at: Look | None = None
) -> np.ndarray:
    """How often each number is limited when the best box with so many limits or fewer is sought in random halves.

    Shape (numbers,), shares of `times` halves. `look_at`: which numbers are looked at, told from the cases of a half.
    """
    chance, counts = np.random.default_rng(seed), np.zeros(values.shape[1])
    for _ in range(times):
        half = chance.permutation(len(happens))[: len(happens) // 2]
        columns = np.arange(values.shape[1]) if look_at is None else np.array(look_at(half), int)
        few = [box for box in peeled(values[np.ix_(half, columns)], happens[half]) if len(box.limits) <= limits]
        counts[columns[list(max(few, key=lambda box: box.balance).limits)]] += 1
    found: np.ndarray = counts / times
    return found


def _next(values: np.ndarray, happens: np.ndarray, box: Box) -> Box | None:
    """The box less the slice that raises its density most for each case given up; None where no slice raises it.

    Of equals one at a number that is limited already, then the first.
    """
    places = np.flatnonzero(box.inside)
    within, hit = values[places], happens[places].astype(float)
    best: tuple[float, bool, int, Limit] | None = None
    for column in range(values.shape[1]):
        for cut in _cuts(within[:, column], box.limits.get(column, Limit())):
            stays = cut.holds(within[:, column])
            gain = (hit[stays].mean() - box.density) / (len(places) - stays.sum())
            limited = column in box.limits
            if gain > 0 and (best is None or (gain, limited) > best[:2]):
                best = (gain, limited, column, cut)
    return None if best is None else box_of(values, happens, {**box.limits, best[2]: best[3]})


def _cuts(value: np.ndarray, old: Limit) -> list[Limit]:
    """The old limit less a slice at the bottom, and less one at the top; cut midway between what leaves and stays."""
    order, count = np.unique(value, return_counts=True)
    if len(order) < 2:
        return []
    take = 1 + int(SLICE * (len(value) - 1))
    below = min(int(np.searchsorted(np.cumsum(count), take)), len(order) - 2)
    above = min(int(np.searchsorted(np.cumsum(count[::-1]), take)), len(order) - 2)
    low, high = order[[below, below + 1]].mean(), order[[-above - 1, -above - 2]].mean()
    return [Limit(float(low), old.high), Limit(old.low, float(high))]
