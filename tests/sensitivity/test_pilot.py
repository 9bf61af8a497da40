"""A pilot is worth what its reports could change, at most knowing everything, and little where they say little."""

import numpy as np
import pandas as pd
import pytest
from synthetic_runs import made_up_runs

from simmodel.sensitivity.pilot import REPORTS, pilot_of, reported

DRAWS = 120


def reports_of(noise: float) -> tuple[pd.DataFrame, np.ndarray]:
    """A table in which people reached have as many weeks housed more as the scenario is worth, and noise."""
    runs = made_up_runs(runs=2 * DRAWS, draws=DRAWS, scenarios=("current", "pull_in"))
    worth = np.random.default_rng(4).normal(0.0, 1.0, DRAWS)
    table = runs.table.copy()
    for population, times in (("reached", 1.0), ("reached:pull_in", 0.0)):
        rows = (table.population == population) & (table.outcome == "weeks_stably_housed")
        luck = np.random.default_rng(len(population)).normal(0.0, noise, 2 * DRAWS)
        table.loc[rows, "value"] = 100.0 + times * np.repeat(worth, 2) + luck
    return table, worth


def worth_of(noise: float) -> float:
    table, worth = reports_of(noise)
    runs = made_up_runs(runs=2 * DRAWS, draws=DRAWS, scenarios=("current", "pull_in"), table=table)
    found = pilot_of(runs, "pull_in", np.column_stack([np.zeros(DRAWS), worth]), 8)
    assert found is not None
    assert (found.people, found.years) == (pytest.approx(72, abs=1), 8)
    return found.worth.value


def test_a_report_without_noise_is_worth_most_of_what_knowing_everything_is() -> None:
    _, worth = reports_of(0.0)
    everything = np.maximum(worth, 0.0).mean() - max(worth.mean(), 0.0)
    assert 0.6 * everything < worth_of(0.0) < everything


def test_the_more_noise_the_less_a_pilot_is_worth() -> None:
    loud, quiet = worth_of(1.0), worth_of(0.2)
    assert quiet > 1.2 * loud > 0
    assert worth_of(30.0) < 0.15 * quiet


def test_a_report_lays_people_with_the_programme_beside_others_of_another_luck() -> None:
    table, _ = reports_of(0.5)
    found = reported(table, "pull_in", "current")
    assert found is not None
    assert found.shape == (DRAWS, len(REPORTS))
    at = table.set_index(["draw", "run", "scenario", "population", "outcome"]).value
    housed = REPORTS.index("weeks_stably_housed")
    expected = at[1, 0, "pull_in", "reached", REPORTS[housed]] - at[1, 1, "current", "reached:pull_in", REPORTS[housed]]
    assert found[0, housed] == pytest.approx(expected)


def test_where_nobody_is_reached_there_is_no_pilot() -> None:
    runs = made_up_runs(runs=8, draws=4, reached=False, scenarios=("current", "more_places"))
    assert pilot_of(runs, "more_places", np.zeros((4, 2)), 8) is None
    single = made_up_runs(runs=4, draws=4, scenarios=("current", "pull_in"))
    assert reported(single.table, "pull_in", "current") is None
