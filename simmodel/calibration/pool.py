"""Runs of the model as a pilot would have written them down, whatever the numbers of the model were in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Pool:
    """Runs of the model seen through the pilot's measurement.

    `places`: where each number lay in its prior, (runs, parameters), 0 to 1; `seen`: what was counted, each target in
    its own unit, (runs, targets), nan where a run had nothing to count; `people`: of how many, (runs, targets).
    """

    places: np.ndarray
    seen: np.ndarray
    people: np.ndarray

    def __len__(self) -> int:
        """How many runs."""
        return len(self.places)

    def of(self, targets: Sequence[int] | np.ndarray) -> Pool:
        """The same runs with these targets alone."""
        return Pool(self.places, self.seen[:, targets], self.people[:, targets])

    def rows(self, runs: Sequence[int] | np.ndarray) -> Pool:
        """These runs alone."""
        return Pool(self.places[runs], self.seen[runs], self.people[runs])

    def typical_people(self) -> np.ndarray:
        """Of how many a run usually counts each target, at least one; (targets,)."""
        counted = np.where(np.isfinite(self.seen) & (self.people > 0), self.people, np.nan)
        middle = [np.median(one[np.isfinite(one)]) if np.isfinite(one).any() else 1.0 for one in counted.T]
        return np.maximum(np.array(middle), 1.0)


def together(pools: Sequence[Pool]) -> Pool:
    """All runs of several pools of the same parameters and targets, in order."""
    return Pool(
        np.concatenate([each.places for each in pools]),
        np.concatenate([each.seen for each in pools]),
        np.concatenate([each.people for each in pools]),
    )
