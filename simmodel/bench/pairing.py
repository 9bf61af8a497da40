"""What pairing is worth: of how many unpaired runs one paired run takes the place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simmodel.appraisal.outcomes import BY_SITE
from simmodel.appraisal.runs import REACHED, SITE, same_people
from simmodel.bench.studies import coaches_study
from simmodel.ensemble import compare

RUNS = 40
COACHES = (2.5, 2.75)
PAIRS = {
    "pull_in": (("current", SITE), ("pull_in", SITE)),
    "pull_in_reached": (("current", same_people("pull_in")), ("pull_in", REACHED)),
    "coaches": (("coaches_0", SITE), ("coaches_1", SITE)),
}
"""By name the two scenarios and populations that are compared."""


def pairing(runs: int = RUNS, workers: int = 1) -> dict[str, float]:
    """Variance ratios, each with its error, of current against coaches, and of 2.5 against 2.75 coaches.

    For each of the main outcomes that differ at all, luck only: of everyone at the site, and of the people reached.
    The ratio of a pair is the least of its outcomes.
    """
    found = compare(coaches_study(*COACHES), runs, workers=workers, draws=0)
    figures: dict[str, float] = {}
    for pair, sides in PAIRS.items():
        values = {outcome: [_by_run(found.table, *side, outcome) for side in sides] for outcome in BY_SITE}
        ratios = {outcome: worth(*both) for outcome, both in values.items() if differs(*both)}
        figures[f"pairing_worth_{pair}"] = min(ratio for ratio, _ in ratios.values())
        for outcome, (ratio, error) in ratios.items():
            figures[f"pairing_worth_{pair}_{outcome}"] = ratio
            figures[f"pairing_worth_{pair}_{outcome}_error"] = error
    return figures


def worth(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """The variance of an unpaired difference over that of the paired one, and its error by leaving out each run."""
    runs = len(one)
    left = np.array([_ratio(np.delete(one, run), np.delete(other, run)) for run in range(runs)])
    error = float(np.sqrt((runs - 1) / runs * ((left - left.mean()) ** 2).sum()))
    return _ratio(one, other), error


def differs(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether differences vary over runs, and still do whichever run is left out."""
    _, counts = np.unique(other - one, return_counts=True)
    return len(counts) > 2 or (len(counts) == 2 and int(counts.min()) > 1)


def _ratio(one: np.ndarray, other: np.ndarray) -> float:
    return float((one.var(ddof=1) + other.var(ddof=1)) / (other - one).var(ddof=1))


def _by_run(table: pd.DataFrame, scenario: str, population: str, outcome: str) -> np.ndarray:
    chosen = (table.scenario == scenario) & (table.population == population) & (table.outcome == outcome)
    return table[chosen].sort_values("run").value.to_numpy(float)
