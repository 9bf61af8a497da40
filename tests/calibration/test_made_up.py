"""Pilots that the model itself makes."""

import csv
from pathlib import Path

import pytest

from simmodel.calibration.made_up import made_up, read_truth
from simmodel.calibration.target_file import read_targets
from simmodel.calibration.targets import Target
from simmodel.calibration.waves import plan_of
from simmodel.errors import SimmodelError
from simmodel.scenario import Study, read_study

FOLDER = Path(__file__).parents[2] / "calibration" / "example_pilot"
Targets = tuple[Target, ...]


@pytest.fixture(scope="module")
def study() -> Study:
    return read_study(FOLDER / "study.toml")


@pytest.fixture(scope="module")
def shipped(study: Study) -> Targets:
    return read_targets(FOLDER / "targets.csv", tuple(plan_of(study).arms), 240.0)


@pytest.fixture(scope="module")
def usual(study: Study, shipped: Targets) -> Targets:
    return tuple(made_up(study, shipped, read_truth(FOLDER), seed=2026))


@pytest.mark.slow
def test_the_shipped_pilot_is_what_the_model_makes_of_its_truth(study: Study, shipped: Targets, usual: Targets) -> None:
    assert [(each.value, each.n) for each in usual] == [(each.value, each.n) for each in shipped]
    assert study.calibration is not None
    assert study.calibration.source.startswith("synthetic")
    with (FOLDER / "targets.csv").open() as file:
        assert {row["source"] for row in csv.DictReader(file)} == {"synthetic"}


@pytest.mark.slow
def test_another_truth_is_another_pilot(study: Study, shipped: Targets, usual: Targets) -> None:
    other = made_up(study, shipped, read_truth(FOLDER) | {"crisis.weekly_rate": 0.02}, seed=2026)
    acute = next(place for place, each in enumerate(shipped) if each.outcome == "times_in_acute_care")

    assert (other[acute].value or 0) < 0.8 * (usual[acute].value or 0)


@pytest.mark.slow
def test_a_truth_that_cannot_be_met_is_refused(study: Study, shipped: Targets) -> None:
    with pytest.raises(SimmodelError):
        made_up(study, shipped, {"custody_level.return_24_months": 0.9999}, seed=1)
