"""All pages' numbers as one object: defaults, overrides by dotted name, and the record that rules read.

A dotted name is `page.number` ("crisis.weekly_rate"), or `page.number.item` where a number has one value
per item ("needs.drift.housing").
"""

from __future__ import annotations

import difflib
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from simmodel.errors import SimmodelError
from simmodel.evidence import cited
from simmodel.quantities import Number, Page
from simmodel.rules import PAGES


def default_values() -> dict[str, float]:
    """Every number of the model by dotted name, at its default."""
    return {name: value for name, (_, value, _, _) in catalogue().items()}


def catalogue() -> dict[str, tuple[Number, float, float, float]]:
    """Every dotted name with its number, value, low and high."""
    entries = {}
    for page in PAGES:
        for key, number in page.numbers().items():
            for item, value, low, high in number.spread():
                dotted = f"{page.name}.{key}.{item}" if item else f"{page.name}.{key}"
                entries[dotted] = (number, value, low, high)
    return entries


def fault_in_override(name: str, value: float) -> str | None:
    """What is wrong with setting the number `name` to `value`, as a sentence; None if nothing is."""
    known = catalogue()
    if name not in known:
        hint = nearest(name, known) or f"; allowed: page.number, such as {next(iter(known))}; docs/model.md lists them"
        return f"there is no number called {name!r}{hint}"
    number, default, low, high = known[name]
    if not math.isfinite(value):
        return f"{name} is {value}; it must be a finite number ({number.unit})"
    if not low <= value <= high:
        allowed = f"allowed: {low:g} to {high:g} {number.unit}, the range of {cited(number.evidence)}"
        return f"{name} is {value:g}; {allowed}; type for example value = {default:g}"
    return None


def nearest(name: str, known: Mapping[str, object]) -> str:
    """A hint with the closest right name, or nothing."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""


@dataclass(frozen=True)
class Parameters:
    """One value for every number of the model."""

    values: Mapping[str, float] = field(default_factory=default_values)

    def override(self, changes: Mapping[str, float]) -> Parameters:
        """The same parameters with some values changed; an unknown name is an error."""
        for name in changes:
            if name not in self.values:
                raise SimmodelError(f"there is no number called {name!r}{nearest(name, self.values)}")
        return Parameters({**self.values, **changes})

    def record(self) -> np.record:
        """The numbers as one record of records, `numbers.page.name`, all f8."""
        return self._filled.copy()

    @cached_property
    def _filled(self) -> Any:
        filled: Any = np.zeros(1, NUMBERS)[0]
        for dotted, value in self.values.items():
            page, key, *item = dotted.split(".")
            if item:
                items = _page(page).numbers()[key].items
                filled[page][key][items.index(item[0])] = value
            else:
                filled[page][key] = value
        return filled

    def digest(self) -> str:
        """A hash that changes when any value changes."""
        return hashlib.sha256(json.dumps(dict(sorted(self.values.items()))).encode()).hexdigest()


def _page(name: str) -> type[Page]:
    return next(page for page in PAGES if page.name == name)


def _page_type(page: type[Page]) -> np.dtype:
    fields = [
        (key, "f8", (len(number.value),)) if isinstance(number.value, tuple) else (key, "f8")
        for key, number in page.numbers().items()
    ]
    return np.dtype((np.record, np.dtype(fields)))


NUMBERS = np.dtype((np.record, np.dtype([(page.name, _page_type(page)) for page in PAGES])))
"""The record type of all numbers, built from the pages."""
