"""Where people are lost: every count with its range, and no ratio of nothing."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from fake_ensemble import runs_of
from small_study import SMALL

from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import COUNTED
from simmodel.documents.findings import findings_of
from simmodel.scenario import parse_study
from simmodel.shown.compare.lost import STAGES, lost, spread_of
from simmodel.shown.parts import Figure


def figure(runs: Runs) -> Figure:
    found = lost(findings_of(runs, "", date.today()))[0]
    assert isinstance(found, Figure)
    return found


def with_count(runs: Runs, count: str, values: np.ndarray) -> Runs:
    """The same runs with this many of a count in each run of each scenario, all in the first year."""
    yearly = {}
    for name, each in runs.yearly.items():
        counted = each.counted.copy()
        counted[..., COUNTED.index(count)] = 0
        counted[..., 0, COUNTED.index(count)] = values.reshape(counted.shape[:-2])
        yearly[name] = replace(each, counted=counted)
    return replace(runs, yearly=yearly)


@pytest.fixture
def runs() -> Runs:
    return runs_of(parse_study(SMALL), 32, 1)


def test_every_count_of_the_funnel_has_the_range_of_runs(runs: Runs) -> None:
    values = np.arange(32) * 10.0
    found = figure(with_count(runs, "referrals", values))
    row = next(row for row in found.table.rows if row[0] == STAGES["referrals"])
    low, high = np.percentile(values, [5, 95])
    assert row[1] == f"{values.mean():,.0f} ({low:,.0f} to {high:,.0f})"
    assert all(" to " in cell for cells in found.table.rows[: len(STAGES)] for cell in cells[1:])
    assert row[1] in found.chart["description"]
    marks = {layer["mark"]["type"] for layer in found.chart["layer"]}
    assert marks == {"bar", "rule", "text"}


def test_a_ratio_of_nothing_is_none_and_runs_without_referrals_do_not_count_in_it(runs: Runs) -> None:
    assert "Nobody is referred out" in figure(with_count(runs, "referrals", np.zeros(32))).title
    some = with_count(runs, "referrals", np.repeat([0.0, 40.0], 16))
    told = figure(with_count(some, "intakes", np.repeat([0.0, 10.0], 16)))
    assert "25 (25 to 25) end in an intake" in told.title


def test_a_spread_holds_its_own_mean() -> None:
    found = spread_of(np.array([1.0, 2.0, 3.0]))
    assert found.low < found.mean == 2.0 < found.high
    assert not any(map(math.isnan, found))
