"""`simmodel report`: the documents that are asked for, from one result, and refusals before anything runs."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result
from small_study import SMALL
from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import Runs
from simmodel.cli import main
from simmodel.commands import report
from simmodel.commands.study import asked_study
from simmodel.documents.findings import Findings


class Ensemble:
    """What the ensemble was asked for; it may stop."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.stops = False

    def compare(self, study: object, runs: int, seed: int, workers: int, progress: Callable, **more: object) -> Runs:
        self.asked.append((runs, seed))
        if self.stops:
            raise KeyboardInterrupt
        progress(runs, runs)
        return made_up_runs(runs=runs, seed=seed, scenarios=("current", "pull_in"))


@pytest.fixture
def ensemble(monkeypatch: pytest.MonkeyPatch) -> Ensemble:
    made = Ensemble()
    module = ModuleType("simmodel.ensemble")
    vars(module)["compare"] = made.compare
    monkeypatch.setitem(sys.modules, "simmodel.ensemble", module)
    monkeypatch.setattr(report, "settled_study", asked_study)
    monkeypatch.setattr(report, "DOCUMENTS", {kind: (name, says) for kind, (name, _) in report.DOCUMENTS.items()})
    return made


def says(findings: Findings, path: Path) -> None:
    path.write_text(f"{path.name} by {findings.command}", encoding="utf-8")


def type_in(folder: Path, *words: str) -> Result:
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    out = [] if "--out" in words else ["--out", str(folder / "documents")]
    return CliRunner().invoke(main, ["report", str(folder / "small.toml"), *out, "--runs", "4", *words])


def test_without_a_flag_all_four_documents_are_written(tmp_path: Path, ensemble: Ensemble) -> None:
    result = type_in(tmp_path)

    assert (result.exit_code, result.stdout) == (0, "")
    written = {path.name for path in (tmp_path / "documents").iterdir()}
    assert written == {"small.docx", "small.xlsx", "small.html", "small.zip"}
    assert ensemble.asked == [(4, 1)]
    assert all(f"{name} is in" in result.stderr for name in written)


def test_only_the_documents_that_are_named_are_written(tmp_path: Path, ensemble: Ensemble) -> None:
    type_in(tmp_path, "--xlsx", "--csv")

    assert {path.name for path in (tmp_path / "documents").iterdir()} == {"small.xlsx", "small.zip"}


def test_a_document_carries_the_command_that_was_typed(tmp_path: Path, ensemble: Ensemble) -> None:
    type_in(tmp_path, "--xlsx")

    assert "simmodel report" in (tmp_path / "documents" / "small.xlsx").read_text()


def test_a_folder_that_cannot_be_written_is_refused_before_anything_runs(tmp_path: Path, ensemble: Ensemble) -> None:
    (tmp_path / "file").write_text("mine")
    result = type_in(tmp_path, "--out", str(tmp_path / "file"))

    assert result.exit_code == 2
    assert "is a file; name a folder" in result.stderr
    assert "Traceback" not in result.stderr
    assert (ensemble.asked, (tmp_path / "file").read_text()) == ([], "mine")


def test_a_folder_of_the_name_of_a_document_is_refused_before_anything_runs(tmp_path: Path, ensemble: Ensemble) -> None:
    (tmp_path / "documents" / "small.html").mkdir(parents=True)
    result = type_in(tmp_path)

    assert (result.exit_code, ensemble.asked) == (2, [])
    assert "holds a folder called small.html" in result.stderr


def test_ctrl_c_during_the_runs_writes_nothing(tmp_path: Path, ensemble: Ensemble) -> None:
    ensemble.stops = True
    result = type_in(tmp_path)

    assert result.exit_code == 130
    assert not (tmp_path / "documents").exists()


def test_a_study_with_a_fault_writes_nothing(tmp_path: Path, ensemble: Ensemble) -> None:
    (tmp_path / "wrong.toml").write_text(SMALL.replace("coaches", "coachs"), encoding="utf-8")
    result = CliRunner().invoke(main, ["report", str(tmp_path / "wrong.toml"), "--out", str(tmp_path / "documents")])

    assert result.exit_code == 2
    assert "coachs" in result.stderr
    assert not (tmp_path / "documents").exists()
