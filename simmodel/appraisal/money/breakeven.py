"""Where a programme just pays: the effect, the price, the number of people or the funding at which nothing is left."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def switching_value(value: ArrayLike, part: ArrayLike, net: ArrayLike) -> np.ndarray:
    """What an effect, a price, a number of people or a cost must be for the net present value to be 0.

    value x (1 - net/part), where `part` is what of the net present value stands in proportion to the value (a cost:
    below 0) and everything else stays. Means over draws and runs, of a common shape (one for each domain or price);
    NaN where the value moves nothing.
    """
    share = np.asarray(part, float)
    ratio = np.divide(net, share, out=np.full(np.broadcast(net, share).shape, np.nan), where=share != 0)
    return np.asarray(value, float) * (1 - ratio)


def where_the_next_dollar_stops_paying(funding: ArrayLike, net: ArrayLike) -> float | None:
    """The funding at which the net present value is highest: beyond it, more money brings less than it costs.

    `funding`: levels that were played, rising, and their mean net present values, both (levels,). No money brings
    nothing and counts as a level. None where the highest level is still the best.
    """
    levels, values = _with_nothing(funding, net)
    best = int(np.argmax(values))
    return None if best == len(levels) - 1 else float(levels[best])


def highest_funding_that_pays(funding: ArrayLike, net: ArrayLike) -> float | None:
    """The funding above which the net present value is below 0, between levels on a straight line; 0 if none pays.

    None where the highest level still pays.
    """
    levels, values = _with_nothing(funding, net)
    if values[-1] >= 0:
        return None
    last = int(np.flatnonzero(values >= 0)[-1])
    return _crossing(levels[last : last + 2], values[last : last + 2], 0.0)


def least_funding(funding: ArrayLike, chance: ArrayLike, wanted: float) -> float | None:
    """The least funding with a chance of paying of `wanted` or more, between levels on a straight line; None if none.

    `funding` rising and `chance` (0 to 1), both (levels,); below the lowest level nothing is said.
    """
    levels, chances = np.asarray(funding, float), np.asarray(chance, float)
    enough = np.flatnonzero(chances >= wanted)
    if not len(enough):
        return None
    first = int(enough[0])
    return (
        float(levels[0])
        if first == 0
        else _crossing(levels[first - 1 : first + 1], chances[first - 1 : first + 1], wanted)
    )


def _with_nothing(funding: ArrayLike, net: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    levels, values = np.asarray(funding, float), np.asarray(net, float)
    if levels[0] <= 0 or np.any(np.diff(levels) <= 0):
        raise ValueError("levels of funding rise from above 0")
    return np.concatenate([[0.0], levels]), np.concatenate([[0.0], values])


def _crossing(x: np.ndarray, y: np.ndarray, wanted: float) -> float:
    return float(x[0] + (wanted - y[0]) * (x[1] - x[0]) / (y[1] - y[0]))
