"""The scale on which luck is about as large everywhere: arcsine for shares, square root for rates and means, log costs.

Each is stretched so that it can be undone; costs are counted from a dollar, so that nothing spent has a place as well.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simmodel.errors import SimmodelError

SHARES = ("cumulative", "state", "survival")
ROOTS = ("rate", "mean")
COSTS = ("cost",)
HALF_A_PERSON = 0.5
"""How far beyond a whole number of people a range reaches: a count of 4 stands for 3.5 to 4.5."""


def on_scale(kinds: Sequence[str], values: np.ndarray) -> np.ndarray:
    """Values in the targets' own units, (..., targets), on the scale on which they are compared."""
    shares, roots, costs = _families(kinds)
    found = np.array(values, float)
    found[..., shares] = np.arcsin(np.sqrt(np.clip(found[..., shares], 0.0, 1.0)))
    found[..., roots] = np.sqrt(np.maximum(found[..., roots], 0.0))
    found[..., costs] = np.log1p(np.maximum(found[..., costs], 0.0))
    return found


def off_scale(kinds: Sequence[str], values: np.ndarray) -> np.ndarray:
    """Values of the scale, (..., targets), in the targets' own units again."""
    shares, roots, costs = _families(kinds)
    found = np.array(values, float)
    found[..., shares] = np.sin(np.clip(found[..., shares], 0.0, np.pi / 2)) ** 2
    found[..., roots] = np.maximum(found[..., roots], 0.0) ** 2
    found[..., costs] = np.expm1(np.maximum(found[..., costs], 0.0))
    return found


def sd_on_scale(kinds: Sequence[str], values: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """A standard deviation about a value, both in its own unit, as one on the scale; (targets,).

    Half of the way from one sd below to one above (the delta method, without its infinite slope at 0).
    """
    return (on_scale(kinds, values + sd) - on_scale(kinds, values - sd)) / 2.0


def ends_on_scale(
    kinds: Sequence[str], lower: np.ndarray, upper: np.ndarray, people: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """From where to where a held-back target reaches on the scale, infinite where nothing bounds it; (targets,) each.

    A share is a number of people, so its range reaches half a person further at each end.
    """
    shares = _families(kinds)[0]
    half = np.where(shares, HALF_A_PERSON / np.maximum(people, 1.0), 0.0)
    low, high = lower - half, upper + half
    below = np.where(low > 0.0, on_scale(kinds, low), -np.inf)
    above = np.where(np.isfinite(high) & ~(shares & (high >= 1.0)), on_scale(kinds, high), np.inf)
    return below, above


def _families(kinds: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which targets are shares, which rates or means, which costs; (targets,) each."""
    unknown = sorted(set(kinds) - {*SHARES, *ROOTS, *COSTS})
    if unknown:
        raise SimmodelError(f"{unknown[0]!r} is no kind of target; use one of: {', '.join((*SHARES, *ROOTS, *COSTS))}.")
    every = np.array(kinds, dtype=object)
    return np.isin(every, SHARES), np.isin(every, ROOTS), np.isin(every, COSTS)
