"""Shares of a whole among parts that act together: the Shapley value, exact. Pure functions of numbers.

Each part gets the mean, over all orders in which the parts could be put in one after the other, of what it adds to
those already in (Shapley 1953, "A value for n-person games"):

    part i = sum over sets S without i of |S|! (n - |S| - 1)! / n! * (value of S and i - value of S)

It is the only rule by which the parts add up to the whole, parts that do the same get the same, a part that never
adds anything gets nothing, and the parts of a sum of values are the sums of their parts.
"""

from __future__ import annotations

import math

import numpy as np


def shapley(values: np.ndarray) -> np.ndarray:
    """What each of n parts adds: shape (n, ...) for values of shape (2**n, ...).

    `values[s]` is the value with the parts on whose bits are set in s: `values[0]` with none, `values[-1]` with all.
    The parts add up to `values[-1] - values[0]`. ValueError where the number of values is no power of 2.

    >>> shapley(np.array([0.0, 1.0, 2.0, 5.0])).tolist()
    [2.0, 3.0]
    """
    parts = (len(values) - 1).bit_length()
    if len(values) != 1 << parts:
        raise ValueError(f"{len(values)} values given; allowed: one for every set of parts, 2, 4, 8 and so on")
    added = np.zeros((parts, *values.shape[1:]))
    for part in range(parts):
        before = np.array([chosen for chosen in range(len(values)) if not chosen >> part & 1])
        orders = np.array([_orders(int(chosen).bit_count(), parts) for chosen in before])
        added[part] = np.tensordot(orders, values[before | 1 << part] - values[before], axes=1)
    return added


def _orders(before: int, parts: int) -> float:
    """The share of all orders in which exactly these `before` parts come before a given one."""
    return math.factorial(before) * math.factorial(parts - before - 1) / math.factorial(parts)
