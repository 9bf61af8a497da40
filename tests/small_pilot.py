"""A pilot in two files, as a reader hands it in, whose runs are a function and not the model."""

from pathlib import Path

import pytest
from known_pilots import NUMBERS, STUDY, FakePlayers

from simmodel.calibration.result import Size

FEW_RUNS = Size(screen=0, wave_least=150, wave=150, a_coefficient=1, near=60, waves=1, repeats=2, draws=200)
STUDY_TEXT = STUDY.format(numbers=list(NUMBERS)).replace("{{", "{").replace("}}", "}")
TARGETS_TEXT = """\
target,time,value,n,kind,use,source
any_custody,12,40%,60,cumulative,fit,Our records
housed,12,65%,60,state,fit,Our records
custody_days,24,40,60,mean,holdout,Our records
"""
FAULTY_TEXT = TARGETS_TEXT.replace("40%", "31").replace("housed", "housd")
ONE_PERSON_EACH = """\
name,date_of_birth,custody
Alex Example,1990-02-03,1
Sam Sample,1985-07-01,0
"""
"""Made-up people, such as no file may hold."""


def in_folder(folder: Path, study: str = STUDY_TEXT, targets: str = TARGETS_TEXT) -> Path:
    """The two files in a folder, as the command line takes them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(study, encoding="utf-8")
    (folder / "targets.csv").write_text(targets, encoding="utf-8")
    return folder


def without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a function play all runs, and let every level of return be met."""
    monkeypatch.setattr("simmodel.players.Players", FakePlayers)
    monkeypatch.setattr("simmodel.calibration.result.QUICK", FEW_RUNS)
    monkeypatch.setattr("simmodel.engine.start.solution_of", lambda *given: None)
