"""Units of time and the note that every number of the model carries."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

WEEKS_PER_YEAR = 52
"""A model year is 52 weeks of seven days (364 days)."""
WEEKS_PER_MONTH = 52 / 12
WEEKS_TO_TAKE_STOCK = 4
"""So often partnerships take stock, and sites learn from one another."""
WEEKS_AHEAD = 128
"""How far ahead the ends of outside demand's episodes are kept: longer than any episode."""
DAYS_PER_WEEK = 7
ROUNDING = 1e-9
"""By how much less than a whole (person, place, home) still counts as one, since sums of parts are rounded."""


def weekly_probability(hazard: float) -> float:
    """The chance that something of this weekly hazard happens within one week: 1 - exp(-hazard)."""
    return 1.0 - math.exp(-hazard)


def weekly_hazard(share: float, weeks: float) -> float:
    """The constant weekly hazard under which `share` of people have met the event after `weeks`."""
    return -math.log(1.0 - share) / weeks


@dataclass(frozen=True)
class Number:
    """One number of the model: a value (or one per item of a vocabulary), its range, unit and ledger row."""

    value: float | tuple[float, ...]
    low: float | tuple[float, ...]
    high: float | tuple[float, ...]
    unit: str
    evidence: str
    meaning: str
    items: tuple[str, ...] = field(default=(), compare=False)

    def spread(self) -> Iterator[tuple[str, float, float, float]]:
        """Each scalar in it as (item or "", value, low, high)."""
        items = self.items or ("",)
        yield from zip(items, *(_one_for_each(part, items) for part in (self.value, self.low, self.high)), strict=True)


def _one_for_each(part: float | tuple[float, ...], items: tuple[str, ...]) -> tuple[float, ...]:
    return part if isinstance(part, tuple) else (part,) * len(items)


def number(value: float, low: float, high: float, unit: str, evidence: str, meaning: str) -> Any:
    """A number at the head of a page of rules."""
    return Number(value, low, high, unit, evidence, meaning)


def numbers(
    items: tuple[str, ...],
    values: tuple[float, ...],
    low: Any,
    high: Any,
    unit: str,
    evidence: str,
    meaning: str,
) -> Any:
    """One number for each of `items` (domains, cohorts, payers); `low` and `high` may be shared by all."""
    if len(items) != len(values):
        raise ValueError(f"{meaning}: {len(values)} values for {len(items)} items")
    return Number(tuple(values), low, high, unit, evidence, meaning, items)


class Page:
    """The numbers of one page of rules, as class attributes; `name` is the page's name in study files."""

    name = ""

    @classmethod
    def numbers(cls) -> dict[str, Number]:
        """Name to number, in the order of the page."""
        return {key: value for key, value in vars(cls).items() if isinstance(value, Number)}
