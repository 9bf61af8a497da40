"""What a budget can really fall by, apart from capacity that is freed: a wing closes or it does not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Cashable:
    """What can be banked, in dollars of each year, and what is freed, in units of capacity; both (..., years).

    The two are never added: freed capacity is used by others and lowers no budget.
    """

    dollars: np.ndarray
    capacity_freed: np.ndarray


def cashable(avoided: ArrayLike, block: float, variable_cost: float, lag: int = 0) -> Cashable:
    """Whole blocks of capacity that are no longer needed, at their variable cost, so many years later.

    floor(avoided / block) x block x variable cost. `avoided`: units of capacity (beds, places) less than in the base
    case, of all sites together in each year, shape (..., years), run by run: the mean of whole blocks is not the whole
    blocks of the mean. `block`: units that open and close together; `variable_cost`: dollars a unit and year;
    `lag`: whole years from the fall in demand to the fall in the budget. Where more capacity is needed than in the base
    case, whole blocks count against the budget alike, and what is freed is below 0.
    """
    if block <= 0 or lag < 0:
        raise ValueError(f"a block of {block:g} units after {lag} years: blocks are above 0, years 0 or more")
    units = np.asarray(avoided, float)
    closed = np.trunc(units / block) * block
    banked = np.zeros_like(closed)
    banked[..., lag:] = closed[..., : max(closed.shape[-1] - lag, 0)]
    return Cashable(banked * variable_cost, units - banked)
