"""What a pilot at the study's own size would be worth before it is known what it will say.

In every draw one run lives with the programme and another, of other luck, without it: what the people reached differ by
is what a randomised pilot of that size would report. What the scenarios are expected to be worth is regressed on these
reports (Strong, Oakley, Brennan and Breeze, 2015). People are followed over all years of the study and nobody is lost,
so a real pilot tells less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from simmodel.appraisal.money.information import Worth, evppi
from simmodel.appraisal.runs import REACHED, Runs, same_people

REPORTS = ("weeks_stably_housed", "crises", "custody_days")
"""What a pilot reports, per person."""


@dataclass(frozen=True)
class Pilot:
    """A pilot of `people` with the programme and as many without, followed for `years`; what it is worth, dollars."""

    people: float
    years: int
    worth: Worth


def pilot_of(runs: Runs, scenario: str, expected: np.ndarray, years: int) -> Pilot | None:
    """The pilot of a scenario; `expected`: what each option is expected to be worth in each draw, (draws, options).

    None where the scenario reaches nobody that can be followed.
    """
    reports = reported(runs.table, scenario, runs.base_case)
    if reports is None:
        return None
    here = runs.table[(runs.table.scenario == scenario) & (runs.table.population == REACHED)]
    people = float(here[here.outcome == REPORTS[0]].people.mean())
    return Pilot(people, years, evppi(expected[:, None, :], reports))


def reported(table: pd.DataFrame, scenario: str, base_case: str) -> np.ndarray | None:
    """What one pilot would report in each draw, (draws, outcomes); None where a draw has nobody to report of."""
    with_it = _each(table, scenario, REACHED)
    without = _each(table, base_case, same_people(scenario))
    if with_it is None or without is None or with_it.shape != without.shape or with_it.shape[1] < 2:
        return None
    found: np.ndarray = with_it[:, 0] - without[:, 1]
    return found if np.isfinite(found).all() else None


def _each(table: pd.DataFrame, scenario: str, population: str) -> np.ndarray | None:
    """Outcomes by draw and run of the draw, (draws, runs, outcomes); None where a run has none."""
    here = table[(table.scenario == scenario) & (table.population == population) & table.outcome.isin(REPORTS)]
    wide = here.set_index(["draw", "run", "outcome"])["value"].unstack("outcome").sort_index()
    draws = table["draw"].nunique()
    if len(wide) != table["run"].nunique() or not len(wide):
        return None
    return wide[list(REPORTS)].to_numpy(float).reshape(draws, -1, len(REPORTS))
