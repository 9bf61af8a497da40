"""What is believed before the pilot: for each number that may move, what each place in its prior stands for.

A place is a quantile, 0 to 1. The places of different numbers are independent and evenly spread; the items of one
number (by domain, cohort or payer) share one place, as in `simmodel.draws`. Arrays of places have shape (points,
parameters).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simmodel.calibration.fittable import fault_in_prior, may_be_fitted
from simmodel.calibration.plan import Calibration, OwnPrior, is_level
from simmodel.errors import SimmodelError
from simmodel.evidence import ledger
from simmodel.parameters import catalogue
from simmodel.ranges import sampled, shares_of_one

Range = tuple[float, float, float]
"""Value, low and high."""


@dataclass(frozen=True)
class Parameter:
    """One thing to be fitted: its name, the range of each of its dotted numbers, and where the range comes from."""

    name: str
    ranges: Mapping[str, Range]
    unit: str
    evidence: str
    meaning: str
    because: str = ""

    @property
    def grade(self) -> str:
        """How sure the evidence of its prior is; empty where the plan gave a prior of its own."""
        return "" if self.because else ledger()[self.evidence].grade

    @property
    def single(self) -> bool:
        """Whether it is one number, not one for each of several items."""
        return len(self.ranges) == 1

    def values(self, place: float) -> dict[str, float]:
        """The value of each of its dotted numbers at this place."""
        found = {dotted: sampled(place, *ends) for dotted, ends in self.ranges.items()}
        if not self.single and list(found) in shares_of_one():
            whole = math.fsum(found.values())
            found = {dotted: value / whole for dotted, value in found.items()}
        return found

    def scaled(self, places: np.ndarray) -> np.ndarray:
        """How far along its range, -1 to 1 and straight in its own unit (the mean of its items); shape of `places`."""
        along = np.zeros(np.shape(places))
        for value, low, high in self.ranges.values():
            wide = high - low
            along += np.where(
                places < 0.5,
                (value - low) * np.sqrt(2.0 * places),
                (high - low) - (high - value) * np.sqrt(2.0 * (1.0 - places)),
            ) / (wide if wide > 0 else 1.0)
        return 2.0 * along / len(self.ranges) - 1.0


@dataclass(frozen=True)
class Prior:
    """All parameters of a fit, in order."""

    parameters: tuple[Parameter, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(each.name for each in self.parameters)

    @property
    def dotted(self) -> tuple[str, ...]:
        """The dotted numbers that they stand for, in order."""
        return tuple(dotted for each in self.parameters for dotted in each.ranges)

    def rows(self, places: np.ndarray) -> tuple[tuple[float, ...], ...]:
        """The values of all dotted numbers at each point."""
        return tuple(tuple(self._row(point)) for point in places.tolist())

    def scaled(self, places: np.ndarray) -> np.ndarray:
        """`Parameter.scaled` of every column; shape of `places`."""
        columns = [each.scaled(places[:, column]) for column, each in enumerate(self.parameters)]
        return np.column_stack(columns)

    def _row(self, point: Sequence[float]) -> list[float]:
        return [
            value for each, place in zip(self.parameters, point, strict=True) for value in each.values(place).values()
        ]


def prior_of(names: Sequence[str], plan: Calibration, pinned: Mapping[str, float] | None = None) -> Prior:
    """The prior of these numbers; SimmodelError for one that there is none of, or that the study itself pins."""
    own = {each.number: each for each in plan.prior}
    return Prior(tuple(_parameter(name, own.get(name), pinned or {}) for name in names))


def _parameter(name: str, own: OwnPrior | None, pinned: Mapping[str, float]) -> Parameter:
    fault = fault_in_prior(name, own)
    if fault:
        raise SimmodelError(fault)
    if is_level(name) and own is not None:
        meaning = f"people back in custody within {name.split('_')[2]} months"
        return Parameter(name, {name: _range(own)}, "share of people", "", meaning, own.because)
    dotted = may_be_fitted()[name]
    held = [each for each in dotted if each in pinned]
    if held:
        raise SimmodelError(
            f"{held[0]} is pinned by an [[assumption]] of the study, so it cannot be fitted; delete one of the two"
        )
    number = catalogue()[dotted[0]][0]
    if own is not None:
        return Parameter(name, {name: _range(own)}, number.unit, number.evidence, number.meaning, own.because)
    ranges = {each: catalogue()[each][1:] for each in dotted}
    return Parameter(name, ranges, number.unit, number.evidence, number.meaning)


def _range(own: OwnPrior) -> Range:
    return own.value, own.low, own.high
