"""What is uncertain: every number of the model that differs over draws, and how far along its range it lies in each.

The items of a number (by domain, cohort or payer) are one uncertainty, and so are shares that add up to one: what
moves them together is found from the draws themselves, so draws from anywhere keep what they have in common.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simmodel.carried import known_numbers
from simmodel.evidence import UNSURE, ledger
from simmodel.quantities import Number
from simmodel.ranges import name_of


@dataclass(frozen=True)
class Uncertain:
    """One number that differs over draws; `value` is in its unit where it has one value, else None, (draws,).

    `place`: how far along its range it lies, by rank, 0 to 1, evenly spread; of several items what they share.
    """

    name: str
    number: Number
    items: int
    place: np.ndarray
    value: np.ndarray | None

    @property
    def page(self) -> str:
        """The page of the model that it belongs to."""
        return self.name.partition(".")[0]

    @property
    def grade(self) -> str:
        """How sure its evidence is: a grade of the ledger."""
        return ledger()[self.number.evidence].grade

    @property
    def assumed(self) -> bool:
        """Whether nobody has measured it: an assumption, a derivation or from memory (grades D and M)."""
        return self.grade in UNSURE

    @property
    def meaning(self) -> str:
        """What it is, without what stands in brackets or after a colon or semicolon."""
        return re.split(r":|;| \(", self.number.meaning)[0]


def uncertain(numbers: pd.DataFrame) -> list[Uncertain]:
    """The numbers that differ over draws, a custody level that was fitted among them, in the order of the columns; one
    row a draw."""
    known, columns = known_numbers(), dict[str, list[str]]()
    for dotted in numbers.columns:
        values = numbers[dotted].to_numpy(float)
        if dotted in known and np.ptp(values) > 1e-12 * np.abs(values).max():
            columns.setdefault(name_of(dotted), []).append(dotted)
    return [_of(name, known[moving[0]][0], moving, numbers) for name, moving in columns.items()]


def places_of(found: list[Uncertain]) -> np.ndarray:
    """Where each number lies along its range in each draw; (draws, numbers)."""
    return np.column_stack([each.place for each in found])


def _of(name: str, number: Number, moving: list[str], numbers: pd.DataFrame) -> Uncertain:
    values = numbers[moving].to_numpy(float)
    one = values[:, 0] if len(moving) == 1 and not number.items else None
    return Uncertain(name, number, len(moving), _ranked(_shared(values)), one)


def _shared(values: np.ndarray) -> np.ndarray:
    """What the items have in common: their first principal component, upwards as the most of them; (draws,)."""
    away = (values - values.mean(axis=0)) / values.std(axis=0)
    weights = np.linalg.svd(away, full_matrices=False)[2][0]
    found: np.ndarray = away @ (weights * (1.0 if weights.sum() >= 0 else -1.0))
    return found


def _ranked(value: np.ndarray) -> np.ndarray:
    order = np.argsort(np.argsort(value, kind="stable"), kind="stable")
    found: np.ndarray = (order + 0.5) / len(value)
    return found
