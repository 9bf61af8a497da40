"""What is said of numbers that were fitted together: how many, and how far they are from being independent."""

from __future__ import annotations

import numpy as np

from simmodel.ranges import name_of
from simmodel.sensitivity.result import Sensitivity
from simmodel.sensitivity.sobol import MOVE_TOGETHER, moving_together

ERRORS_TO_BE_TOLD = 3.0
"""A correlation of so many standard errors is no chance."""


def fitted_told(found: Sensitivity) -> str:
    """How many numbers were fitted, and what that means for shares, which take numbers for independent; else ""."""
    if found.fitted is None:
        return ""
    names = {name_of(name) for name in found.fitted.numbers}
    fitted = [each for each in found.numbers if each.name in names]
    told = (
        f"{len(fitted)} of the {len(found.numbers)} numbers that vary were fitted together to {found.fitted.to}; their "
        "grades are those of the evidence before that."
    )
    apart = _most_alike(np.array([each.place for each in fitted])) if len(fitted) > 1 else None
    if apart is None:
        return told
    size, one, other = apart
    return (
        f"{told} Shares take numbers for independent, but for those told together (correlation beyond "
        f"{MOVE_TOGETHER:g}); {fitted[one].name} and {fitted[other].name}, told apart, have one of {size:+.2f}, so "
        "what they have in common may count twice, or for one of them alone. What knowing is worth does not take them "
        "so."
    )


def _most_alike(places: np.ndarray) -> tuple[float, int, int] | None:
    """The largest correlation of two numbers, (numbers, draws), that do not count as moving together, and which they
    are; None where it may be chance."""
    sizes = np.corrcoef(places)
    for group in moving_together(places.T):
        sizes[np.ix_(group, group)] = 0.0
    one, other = (int(each) for each in np.unravel_index(np.abs(sizes).argmax(), sizes.shape))
    if abs(sizes[one, other]) < ERRORS_TO_BE_TOLD / np.sqrt(places.shape[1]):
        return None
    return float(sizes[one, other]), min(one, other), max(one, other)
