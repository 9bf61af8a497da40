"""How precise the headline difference is, and how many runs would make it as precise as was asked."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from simmodel.appraisal.comparison import differences_of
from simmodel.appraisal.outcomes import HEADLINE
from simmodel.appraisal.runs import REACHED, SITE

LEAST = 10
"""From fewer draws (or runs, where nothing is sampled) an error is not known well enough to stop at."""
POINTS = 100
"""Percentage points in a share of 1."""


@dataclass(frozen=True)
class Precision:
    """The largest Monte Carlo error of the headline difference over scenarios, and the one wanted, in points.

    `error` is infinite while there are too few draws to tell (`LEAST`), and None where no scenario has a value.
    """

    error: float | None
    wanted: float

    @property
    def is_enough(self) -> bool:
        """Whether more runs are not called for."""
        return self.error is None or self.error <= self.wanted

    def runs_wanted(self, runs: int) -> int:
        """How many runs to have played before looking again: no fewer than now, at most twice as many."""
        if self.is_enough or self.error is None:
            return runs
        needed = runs * min(self.error / self.wanted, POINTS) ** 2
        return max(runs + 1, math.ceil(min(2.0 * runs, needed)))

    def told(self, runs: int) -> str:
        """How it ended, in words."""
        count = f"{runs:,} paired run{'' if runs == 1 else 's'}"
        if self.error is None:
            return f"no run has a return to custody to compare, so {count} were not added to"
        if self.is_enough:
            return f"it took {count} to bring the Monte Carlo error of return to custody to {self.error:.2f} points"
        return (
            f"after {count}, the most there can be, the Monte Carlo error of return to custody is {self.error:.2f} "
            f"points and not {self.wanted:g}"
        )


def precision_of(table: pd.DataFrame, base_case: str, runs_a_draw: int, wanted: float) -> Precision:
    """The precision of return to custody: among the people reached where there are any, else across the site.

    `runs_a_draw`: 0 where nothing is sampled; `wanted`: percentage points.
    """
    counted, errors = table[table["outcome"] == HEADLINE], []
    too_few = counted["draw" if runs_a_draw else "run"].nunique() < LEAST
    for populations in differences_of(counted, base_case, runs_a_draw > 0).values():
        found = (populations.get(REACHED) or populations.get(SITE) or {}).get(HEADLINE)
        if found is not None and found.mean is not None:
            errors.append(math.inf if too_few or found.mc_error is None else POINTS * found.mc_error)
    return Precision(max(errors, default=None), wanted)
