"""`simmodel calibrate`: the report stands beside the posterior, and what fails is told by the exit status."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from made_up_fits import FOLDER, a_fit
from promised import keys, promised_of

import simmodel.calibration.fit
from simmodel.calibration.folder import read_posterior
from simmodel.calibration.result import Fit
from simmodel.cli import main

FILES = ["diagnostics.json", "manifest.json", "posterior.csv", "report.docx", "report.html"]


def calibrated(fit: Fit, out: Path, patch: pytest.MonkeyPatch, *options: str) -> Result:
    patch.setattr(simmodel.calibration.fit, "calibrate", lambda *given: fit)
    return CliRunner().invoke(main, ["calibrate", str(FOLDER), "--out", str(out), *options])


def test_posterior_and_report_are_written_and_the_posterior_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = calibrated(a_fit(), tmp_path / "fit", monkeypatch, "--json")
    assert result.exit_code == 0, result.stderr
    assert sorted(each.name for each in (tmp_path / "fit").iterdir()) == FILES
    assert keys(result.stdout) <= promised_of("calibrate")
    assert read_posterior(tmp_path / "fit").draws == a_fit().posterior.draws
    assert json.loads((tmp_path / "fit/diagnostics.json").read_text()) == json.loads(result.stdout)
    assert "report.html for a browser" in result.stderr


def test_a_fit_that_fails_a_check_ends_with_status_3_and_its_report_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lack = replace(a_fit().step.emulator, lack=np.full(len(a_fit().targets), 0.7))
    result = calibrated(replace(a_fit(), step=replace(a_fit().step, emulator=lack)), tmp_path, monkeypatch)
    assert result.exit_code == 3
    assert "<h1>Not to be relied on" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Not so: emulator fits" in result.stdout


def test_a_report_that_cannot_be_made_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> bytes:
        raise ValueError("a chart that cannot be drawn")

    monkeypatch.setattr("simmodel.calibration.report.written.word_of", broken)
    result = calibrated(a_fit(), tmp_path, monkeypatch)
    assert result.exit_code != 0
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_folder_is_refused_with_what_to_type(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["calibrate", str(tmp_path / "nowhere")])
    assert result.exit_code == 2
    assert "type simmodel calibrate calibration/example_pilot" in result.stderr


def test_what_is_doubtful_in_targets_is_told_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("study.toml", "targets.csv"):
        (tmp_path / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "targets.csv").write_text(
        "target,time,value,n,kind\nany_custody,12,0.2,40,cumulative\n", encoding="utf-8"
    )
    monkeypatch.setattr(simmodel.calibration.fit, "calibrate", lambda *given: a_fit())
    result = CliRunner().invoke(main, ["calibrate", str(tmp_path), "--json"])

    assert result.exit_code == 0, result.stderr
    assert "Note: row 2" in result.stderr
    assert "source" in result.stderr


def test_faults_of_the_study_do_not_hide_those_of_its_targets(tmp_path: Path) -> None:
    study, targets = ((FOLDER / name).read_text(encoding="utf-8") for name in ("study.toml", "targets.csv"))
    (tmp_path / "study.toml").write_text(study.replace("lost_a_year = 0.12", "lost_a_year = 3"), encoding="utf-8")
    (tmp_path / "targets.csv").write_text(targets.replace("custody_days", "custody_dyas"), encoding="utf-8")
    result = CliRunner().invoke(main, ["calibrate", str(tmp_path)])

    assert result.exit_code == 2
    assert "calibration.lost_a_year is 3" in result.stderr
    assert "custody_days" in result.stderr.partition("targets.csv")[2]


@pytest.mark.parametrize("study", ["not a study", "[calibration]\narms = 3\n", "[calibration]\narms = {}\n"])
def test_a_study_without_arms_is_told_alone(tmp_path: Path, study: str) -> None:
    (tmp_path / "study.toml").write_text(study, encoding="utf-8")
    (tmp_path / "targets.csv").write_text("nothing,of,this\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["calibrate", str(tmp_path)])

    assert result.exit_code == 2
    assert "targets.csv" not in result.stderr


def test_a_folder_without_a_study_is_told_where_to_begin() -> None:
    result = CliRunner().invoke(main, ["calibrate", str(FOLDER.parent / "dcj")])
    assert result.exit_code == 2
    assert "there is no study.toml in" in result.stderr
    assert "calibration/example_pilot" in result.stderr
    assert "taree" not in result.stderr


@pytest.mark.parametrize(("lines", "told"), [(0, "nothing was written"), (1_056, "1,056 runs that were played")])
def test_whoever_stops_a_fit_is_told_what_is_kept_and_how_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: int, told: str
) -> None:
    def stopped(*given: object) -> Fit:
        if lines:
            (tmp_path / "runs.jsonl").write_text("{}\n" * (1 + lines))
        raise KeyboardInterrupt

    monkeypatch.setattr(simmodel.calibration.fit, "calibrate", stopped)
    result = CliRunner().invoke(main, ["calibrate", str(FOLDER), "--out", str(tmp_path)])
    assert result.exit_code == 130
    assert told in result.stderr
    assert ("the same command goes on there" in result.stderr) is (lines > 0)
