"""Which numbers the targets of a pilot hang on: a screen of runs in which all numbers move at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simmodel.calibration.fittable import may_be_fitted
from simmodel.calibration.scales import on_scale
from simmodel.sensitivity.emulator import standing_out
from simmodel.sensitivity.uncertain import Uncertain, places_of, uncertain

FEWEST_NUMBERS = 2


@dataclass(frozen=True)
class Screened:
    """What a screen found of one number: how many targets it stands out in, and the most of a target's variance that
    it explains beside all luck."""

    name: str
    stands_out_in: int
    explains: float


def screened(numbers: pd.DataFrame, seen: np.ndarray, kinds: Sequence[str]) -> list[Screened]:
    """Every number that may be fitted, those that matter most first; one row of `numbers` and `seen` for each run.

    `seen`: what was written down, (runs, targets), nan where there was nothing to count.
    """
    known = may_be_fitted()
    moving = [each for each in uncertain(numbers) if each.name in known]
    places, on = places_of(moving), on_scale(kinds, seen)
    stands, explains = np.zeros(len(moving), int), np.zeros(len(moving))
    for target in on.T:
        counted = np.isfinite(target)
        if np.ptp(target[counted], axis=0) > 0:
            stands[standing_out(target[counted], places[counted])] += 1
            explains = np.maximum(explains, _explained(target[counted], places[counted]))
    order = np.lexsort((-explains, -stands))
    return [Screened(_named(moving, place), int(stands[place]), float(explains[place])) for place in order]


def chosen(found: Sequence[Screened], most: int) -> tuple[str, ...]:
    """The numbers to fit: those that stand out in any target, at least two and at most so many; none below 1."""
    wanted = max(FEWEST_NUMBERS, sum(each.stands_out_in > 0 for each in found))
    return tuple(each.name for each in found[: max(0, min(most, wanted))])


def _named(moving: Sequence[Uncertain], place: int) -> str:
    return moving[place].name


def _explained(target: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The squared correlation of a target with each number's place; (numbers,)."""
    away, along = target - target.mean(), places - places.mean(axis=0)
    found: np.ndarray = np.square(along.T @ away) / (np.square(along).sum(axis=0) * np.square(away).sum())
    return found
