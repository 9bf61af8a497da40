"""The study files that come with the package are found, from a checkout and once installed."""

import tomllib
from pathlib import Path

import pytest

import simmodel
from simmodel import shipped as page
from simmodel.errors import SimmodelError
from simmodel.shipped import CALIBRATION, STUDY, TRIALS, shipped, shipped_fits, shipped_trials
from simmodel.shown.assumptions.words import CITATION

ROOT = Path(simmodel.__file__).parents[1]


def test_the_study_and_every_trial_are_found() -> None:
    assert shipped(STUDY).is_file()
    assert {path.parent for path in shipped_trials()} == {shipped(TRIALS)}
    assert len(shipped_trials()) > 10


def test_an_installed_package_finds_them_inside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "simmodel" / TRIALS
    inside.mkdir(parents=True)
    (inside / "one.toml").touch()
    monkeypatch.setattr(page, "_PLACES", (tmp_path / "simmodel", tmp_path))
    assert shipped_trials() == [inside / "one.toml"]


def test_everything_that_is_shipped_goes_into_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {each: f"simmodel/{each}" for each in ("scenarios", CALIBRATION, CITATION)}.items() <= included.items()
    assert {path.split("/")[0] for path in (STUDY, TRIALS)} == {"scenarios"}


def test_a_file_that_was_not_installed_is_one_clear_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_PLACES", (tmp_path,))
    with pytest.raises(SimmodelError, match=r"scenarios/taree\.toml is not installed; install the package again"):
        shipped(STUDY)


def test_a_fit_that_is_shipped_is_found_by_what_is_typed_for_it() -> None:
    found = shipped_fits()
    assert found["calibration/rossi"] == ROOT / "calibration/rossi"
    assert list(found) == sorted(found)


def test_a_calibration_that_was_not_fitted_is_no_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, fitted in (("asked", False), ("fitted", True)):
        folder = tmp_path / "calibration" / name / "fit"
        folder.mkdir(parents=True)
        if fitted:
            (folder / "manifest.json").touch()
    monkeypatch.setattr(page, "_PLACES", (tmp_path / "nowhere", tmp_path))
    assert shipped_fits() == {"calibration/fitted": tmp_path / "calibration/fitted"}
