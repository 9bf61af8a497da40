"""Which uncertain numbers move the result most: each at its 5th and its 95th percentile, the others as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from simmodel.appraisal.money.regression import expected_between
from simmodel.appraisal.spread import HIGH_PERCENTILE, LOW_PERCENTILE


@dataclass(frozen=True)
class Bar:
    """A result with one number at its low end and at its high end.

    `error`: the standard error of the span where it was found from draws; None where both ends were worked out.
    """

    name: str
    at_low: float
    at_high: float
    error: float | None = None

    @property
    def span(self) -> float:
        """How far the number moves the result."""
        return abs(self.at_high - self.at_low)

    @property
    def crosses_zero(self) -> bool:
        """Whether the number decides if the programme pays."""
        return min(self.at_low, self.at_high) < 0 < max(self.at_low, self.at_high)


def tornado(ends: Mapping[str, tuple[float, float]]) -> list[Bar]:
    """Bars from the longest to the shortest, equals in the order given; `ends`: results at low and high, by number."""
    return _longest_first([Bar(name, *each) for name, each in ends.items()])


def tornado_of_draws(net: ArrayLike, parameters: Mapping[str, ArrayLike]) -> list[Bar]:
    """The same from draws that are there already: what is expected at each number's 5th and 95th percentile.

    `net`: (draws, runs); each parameter: (draws,). Other numbers are as they are drawn, so on average.
    """
    means = np.asarray(net, float).mean(axis=1)
    bars = []
    for name, drawn in parameters.items():
        values = np.asarray(drawn, float)
        ends = np.percentile(values, [LOW_PERCENTILE, HIGH_PERCENTILE])
        bars.append(Bar(name, *expected_between(means, values, ends)))
    return _longest_first(bars)


def _longest_first(bars: list[Bar]) -> list[Bar]:
    return sorted(bars, key=lambda bar: -bar.span)
