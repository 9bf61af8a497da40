"""A pilot is worth what its reports could change, at most knowing everything, and little where they say little."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synthetic_runs import YEARS, made_up_runs

from simmodel.appraisal.money.information import evpi
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import COUNTED
from simmodel.errors import SimmodelError
from simmodel.sensitivity.pilot import Pilot, Size, check_size, pilot_of

DRAWS = 120
SCENARIOS = ("current", "pull_in")


def reports_of(noise: float) -> tuple[pd.DataFrame, np.ndarray]:
    """A table in which people reached have as many weeks housed more as the scenario is worth, and noise."""
    runs = made_up_runs(runs=2 * DRAWS, draws=DRAWS, scenarios=SCENARIOS)
    worth = np.random.default_rng(4).normal(0.0, 1.0, DRAWS)
    table = runs.table.copy()
    for population, times in (("reached", 1.0), ("reached:pull_in", 0.0)):
        rows = (table.population == population) & (table.outcome == "weeks_stably_housed")
        luck = np.random.default_rng(len(population)).normal(0.0, noise, 2 * DRAWS)
        table.loc[rows, "value"] = 100.0 + times * np.repeat(worth, 2) + luck
    return table, worth


def net_of(worth: np.ndarray) -> np.ndarray:
    """Net benefits of two options in two runs of a draw, the luck of which hangs together with nothing."""
    runs = worth[:, None] + np.random.default_rng(8).normal(0.0, 0.2, (DRAWS, 2))
    return np.stack([np.zeros_like(runs), runs], axis=-1)


def pilot(noise: float, people: int | None = None) -> Pilot:
    table, worth = reports_of(noise)
    runs = made_up_runs(runs=2 * DRAWS, draws=DRAWS, scenarios=SCENARIOS, table=table)
    found = pilot_of(runs, "pull_in", net_of(worth), YEARS, Size(people))
    assert found is not None
    return found


def late(gained_late: bool) -> tuple[Runs, np.ndarray]:
    """Runs in which all that people gain in weeks housed comes in the last year, or in the first."""
    table, worth = reports_of(0.2)
    runs = made_up_runs(runs=2 * DRAWS, draws=DRAWS, scenarios=SCENARIOS, table=table)
    base = runs.yearly["current"]
    luck = np.random.default_rng(5).normal(0.0, 1.0, base.counted.shape)
    lived = replace(base, counted=1000.0 + luck)
    more = lived.counted.copy()
    more[:, -1 if gained_late else 0, COUNTED.index("weeks_stably_housed")] += 72 * np.repeat(worth, 2)
    return replace(runs, yearly={"current": lived, "pull_in": replace(base, counted=more)}), net_of(worth)


def test_a_report_without_noise_is_worth_what_knowing_everything_is() -> None:
    found, everything = pilot(0.0), evpi(net_of(reports_of(0.0)[1]))
    assert (found.people, found.years) == (pytest.approx(72, abs=1), YEARS)
    assert 0.9 * everything < found.worth.value <= everything


def test_the_more_noise_the_less_a_pilot_is_worth() -> None:
    loud, quiet = pilot(1.0).worth.value, pilot(0.2).worth.value
    assert quiet > 1.2 * loud > 0
    assert pilot(30.0).worth.value < 0.4 * quiet


def test_the_more_people_the_more_a_pilot_is_worth_and_it_is_asked_of_as_many_as_are_given() -> None:
    worths = [pilot(1.0, people) for people in (8, 72, 7200)]
    assert [each.people for each in worths] == [8, 72, 7200]
    few, usual, many = (each.worth.value for each in worths)
    assert few < 0.8 * usual < usual < many
    assert many == pytest.approx(pilot(0.0).worth.value, rel=0.1)


def test_a_short_pilot_does_not_see_what_comes_later() -> None:
    told = {}
    for is_late in (True, False):
        runs, net = late(is_late)
        found = pilot_of(runs, "pull_in", net, YEARS, Size(years=YEARS - 1))
        whole = pilot_of(runs, "pull_in", net, YEARS, Size(years=YEARS))
        assert found is not None
        assert whole is not None
        assert (found.years, whole.years) == (YEARS - 1, YEARS)
        told[is_late] = found.worth.value / whole.worth.value
    assert told[True] < 0.4
    assert told[False] > 0.9


def test_where_nobody_is_reached_there_is_no_pilot() -> None:
    runs = made_up_runs(runs=8, draws=4, reached=False, scenarios=("current", "more_places"))
    assert pilot_of(runs, "more_places", np.zeros((4, 2, 2)), 8) is None
    single = made_up_runs(runs=4, draws=4, scenarios=SCENARIOS)
    assert pilot_of(single, "pull_in", np.zeros((4, 1, 2)), 8) is None


def test_a_pilot_longer_than_the_study_or_without_dollars_is_refused() -> None:
    check_size(Size(100, 8), in_dollars=True, years=8)
    check_size(Size(), in_dollars=False, years=8)
    with pytest.raises(SimmodelError, match="is 9, but the study follows people for 8 years; allowed: 1 to 8; type"):
        check_size(Size(years=9), in_dollars=True, years=8)
    with pytest.raises(SimmodelError, match=r"--pilot-people is given, but .* type --outcome net_present_value, or"):
        check_size(Size(100), in_dollars=False, years=8)
