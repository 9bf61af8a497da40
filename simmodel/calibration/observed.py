"""What a pilot has observed: a number for each target, or between which two numbers it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Observed:
    """What was observed, each target in its own unit; (targets,) each, nan where not given.

    A target has a `value` with `n` (of how many people) or `se` (its standard error), or `lower` and `upper`: the
    least and the most that it can be, both possible, as where "fewer than 5" is written. One that has none of these
    is left out of the fit. `discrepancy`: how far the model is believed to miss it even at its best (one sd).
    """

    kinds: tuple[str, ...]
    value: np.ndarray
    n: np.ndarray
    se: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    discrepancy: np.ndarray

    @property
    def exact(self) -> np.ndarray:
        """Which targets are given as a number; (targets,)."""
        return np.isfinite(self.value)

    @property
    def between(self) -> np.ndarray:
        """Which targets are only known to lie between two numbers; (targets,)."""
        return ~self.exact & (np.isfinite(self.lower) | np.isfinite(self.upper))

    def of(self, targets: Sequence[int] | np.ndarray) -> Observed:
        """These targets alone."""
        kept = {name: getattr(self, name)[targets] for name in _ARRAYS}
        return Observed(tuple(np.array(self.kinds)[targets].tolist()), **kept)

    def as_if(self, values: np.ndarray, people: np.ndarray) -> Observed:
        """The same pilot, had it seen these values of so many people: what it would have held back is held back.

        The model itself has shown them, so no discrepancy is left.
        """
        low = np.where(np.isfinite(self.lower), self.lower, -np.inf)
        high = np.where(np.isfinite(self.upper), self.upper, np.inf)
        held_back = self.between & (values >= low) & (values <= high)
        nothing = np.full(len(values), np.nan)
        return replace(
            self,
            value=np.where(held_back | ~(self.exact | self.between), nothing, values),
            n=np.asarray(people, float),
            se=nothing,
            lower=np.where(held_back, self.lower, nothing),
            upper=np.where(held_back, self.upper, nothing),
            discrepancy=np.zeros(len(values)),
        )


_ARRAYS = ("value", "n", "se", "lower", "upper", "discrepancy")


def observed(kinds: Sequence[str], **given: Sequence[float] | np.ndarray) -> Observed:
    """What was observed, from the columns that are given; the others are nan, the discrepancy 0."""
    blank = {name: np.full(len(kinds), 0.0 if name == "discrepancy" else np.nan) for name in _ARRAYS}
    return Observed(tuple(kinds), **(blank | {name: np.asarray(column, float) for name, column in given.items()}))
