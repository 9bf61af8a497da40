"""Ranges of the model's numbers: what a quantile of one stands for, and which dotted names belong together."""

from __future__ import annotations

import math

from simmodel.parameters import catalogue
from simmodel.quantities import ROUNDING


def sampled(luck: float, value: float, low: float, high: float) -> float:
    """The value that `luck` (0 to 1) stands for: the default at a half, the ends of the range at 0 and 1.

    >>> sampled(0.5, 3.0, 1.0, 4.0), sampled(0.0, 3.0, 1.0, 4.0), sampled(1.0, 3.0, 1.0, 4.0)
    (3.0, 1.0, 4.0)
    """
    if luck < 0.5:
        return value - (value - low) * (1.0 - math.sqrt(2.0 * luck))
    return value + (high - value) * (1.0 - math.sqrt(2.0 * (1.0 - luck)))


def name_of(dotted: str) -> str:
    """The number that a dotted name belongs to, its item left out: `needs.drift` of `needs.drift.housing`."""
    return ".".join(dotted.split(".")[:2])


def shares_of_one() -> list[list[str]]:
    """The dotted names of each number whose items are shares that add up to 1 by default."""
    found: dict[str, dict[str, float]] = {}
    for dotted, (number, value, _, _) in catalogue().items():
        if number.items and number.unit.startswith("share"):
            found.setdefault(name_of(dotted), {})[dotted] = value
    return [list(items) for items in found.values() if abs(math.fsum(items.values()) - 1.0) < ROUNDING]
