"""When a programme has paid for itself, and how likely it ever does."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def payback(net: ArrayLike, set_up: ArrayLike = 0.0) -> np.ndarray:
    """After how many years what came back covers what was spent, for good; NaN if never.

    The first time from which the running total of net flows stays at 0 or above to the end; a flow is spread evenly
    over its year. 0 where the total never falls below 0. `net`: benefits - costs of each year (discounted or not, as
    the reader asks), shape (..., years); `set_up`: dollars spent at the start, shape (...). Returns shape (...).
    """
    yearly = np.asarray(net, float)
    before = -np.broadcast_to(np.asarray(set_up, float), yearly.shape[:-1])[..., None]
    total = np.concatenate([before, before + np.cumsum(yearly, axis=-1)], axis=-1)
    below = total < 0
    years = yearly.shape[-1]
    last = years - np.argmax(below[..., ::-1], axis=-1)
    at = np.minimum(last, years - 1)[..., None]
    owed, flow = (np.take_along_axis(each, at, axis=-1)[..., 0] for each in (total, yearly))
    within = np.divide(-owed, flow, out=np.zeros_like(owed), where=flow > 0)
    return np.where(~below.any(axis=-1), 0.0, np.where(below[..., -1], np.nan, last + within))


def share_paid_back(net: ArrayLike, years: float, set_up: ArrayLike = 0.0) -> float:
    """The share of draws that have paid back within so many years; `net` of shape (draws, runs, years of flows).

    A draw's flows are the mean of its runs; the share that never pays back is 1 - the share within infinity.
    """
    by_draw = np.asarray(net, float).mean(axis=1)
    return float(np.mean(payback(by_draw, set_up) <= years))
