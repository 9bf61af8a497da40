"""From paired runs to when the answer flips: boxes over draws, a resampling check, and what choosing wrongly loses.

Whether a draw flips is decided by what it is expected to bring, not by the luck of its runs: what its numbers tell
(`simmodel.sensitivity.emulator`), and what they leave over, drawn in by the luck in it. Only numbers that stand out
are looked at, since among hundreds a box can always be found.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from simmodel.appraisal.money.draws import estimate_amount, without_luck
from simmodel.appraisal.runs import Runs, of_runs
from simmodel.appraisal.worth import appraise_runs
from simmodel.discovery.prim import Box, boxes_of, by_chance, picked_again
from simmodel.discovery.result import Bound, Discovered, Found, Regret
from simmodel.sensitivity.emulator import emulate, standing_out
from simmodel.sensitivity.question import Question
from simmodel.sensitivity.uncertain import Uncertain, places_of, uncertain

FEWEST = 10
"""Draws that flip, and that do not, below which nothing is said of when."""
NEAREST = 0.2
"""The share of draws that is looked at in place of those that flip, where too few do."""
LEAST_AGAIN = 0.2
"""A box with a limit that fewer random halves of the draws pick again is not told."""


def found_in(runs: Runs, question: Question, gain: float = 0.0) -> Discovered:
    """When a scenario brings more than `gain` in some draws and less in others; draws of two runs or more."""
    appraisal, numbers = appraise_runs(runs), uncertain(runs.numbers)
    amount, places = question.amount(runs, appraisal), places_of(numbers)
    expected = expected_of(amount, places, runs.seed)
    more, told = bool(amount.mean() > gain), appraisal.headline(question.scenario)
    flips = (expected > gain) != more
    happens, edge = _looked_for(expected, flips, more, gain)
    picked = standing_out(expected, places, runs.seed)
    return Discovered(
        **of_runs(runs),
        basis=runs.unit_costs,
        kind=told.kind,
        years=appraisal.years,
        question=question,
        gain=gain,
        amount=estimate_amount(amount),
        more=more,
        flips=int(flips.sum()),
        nearest=not np.array_equal(happens, flips),
        share=float(happens.mean()),
        edge=edge,
        boxes=_boxes(expected, happens, places, numbers, picked, runs.seed),
        looked_at=len(picked),
        regret=regret_of(without_luck(question.options(runs, appraisal)), (runs.base_case, *appraisal.scenarios)),
    )


def expected_of(amount: np.ndarray, places: np.ndarray, seed: int) -> np.ndarray:
    """What each draw is expected to bring without the luck of its runs, (draws,); `amount`: (draws, runs)."""
    means = amount.mean(axis=1)
    picked = standing_out(means, places, seed)
    told = emulate(means, places[:, picked]).at(places[:, picked]) if picked else np.full(len(means), means.mean())
    found: np.ndarray = told + without_luck((amount - told[:, None])[..., None])[:, 0]
    return found


def regret_of(brings: np.ndarray, names: tuple[str, ...]) -> dict[str, Regret]:
    """By scenario what choosing it loses against the best of each draw; `brings`: (draws, scenarios)."""
    lost = brings.max(axis=1, keepdims=True) - brings
    return {
        name: Regret(float(each.mean()), float(np.percentile(each, 95)), float(each.max()))
        for name, each in zip(names, lost.T, strict=True)
    }


def _looked_for(expected: np.ndarray, flips: np.ndarray, more: bool, gain: float) -> tuple[np.ndarray, float]:
    """The draws that flip, or where too few do those that come nearest to it, and the amount beyond which they lie."""
    if min(flips.sum(), (~flips).sum()) >= FEWEST:
        return flips, gain
    edge = float(np.quantile(expected, NEAREST if more else 1 - NEAREST))
    return (expected < edge if more else expected > edge), edge


def _boxes(
    expected: np.ndarray,
    happens: np.ndarray,
    places: np.ndarray,
    numbers: list[Uncertain],
    picked: list[int],
    seed: int,
) -> tuple[Found, ...]:
    if not picked:
        return ()
    boxes = boxes_of(places[:, picked], happens)
    most = max((len(box.limits) for box in boxes), default=0)
    if not most:
        return ()

    def look_at(half: np.ndarray) -> list[int]:
        return standing_out(expected[half], places[half], seed)

    again = picked_again(places, happens, most, seed=seed, look_at=look_at)
    of_picked = [numbers[column] for column in picked]
    told = [_told(box, places[:, picked], happens, of_picked, again[picked]) for box in boxes]
    return tuple(box for box in told if all(bound.picked_again >= LEAST_AGAIN for bound in box.bounds))


def _told(box: Box, places: np.ndarray, happens: np.ndarray, numbers: list[Uncertain], again: np.ndarray) -> Found:
    chances: Mapping[int, float] = by_chance(places, happens, box)
    bounds = []
    for column, limit in box.limits.items():
        number = numbers[column]
        low, high = (None if math.isinf(end) else end for end in (limit.low, limit.high))
        ends = (_in_unit(number, low), _in_unit(number, high))
        bounds.append(Bound(number, low, high, *ends, chances[column], float(again[column])))
    bounds.sort(key=lambda bound: bound.quasi_p)
    return Found(tuple(bounds), int(box.inside.sum()), box.coverage, box.density)


def _in_unit(number: Uncertain, place: float | None) -> float | None:
    """The value of a number at a place along its range; None where it has several values."""
    if place is None or number.value is None:
        return None
    return float(np.interp(place, np.sort(number.place), np.sort(number.value)))
