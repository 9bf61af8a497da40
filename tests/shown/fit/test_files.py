"""What is taken away from a fit: a study and its fit that the command line takes, and no small count in any of it."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_up_fits import FOLDER, a_fit

from simmodel.calibration.folder import read_posterior
from simmodel.calibration.result import Fit
from simmodel.scenario import read_study
from simmodel.screens.uploads import posterior_handed_in
from simmodel.shown.fit.files import Asked, calibrate_line, calibrated, carried_from, report_of
from simmodel.shown.fit.small import is_small

MADE = date(2026, 6, 1)
STUDY, TARGETS = ((FOLDER / name).read_text(encoding="utf-8") for name in ("study.toml", "targets.csv"))
ASKED = Asked(STUDY, TARGETS, quick=True, seed=1, folder="example_pilot")
SMALL = "5.13% of 39 people"
"""Two people, as the made-up pilot tells it."""


def few() -> Fit:
    assert any(map(is_small, a_fit().targets))
    return a_fit()


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_zip_is_a_folder_that_the_command_line_takes(tmp_path: Path) -> None:
    open_to_all = replace(ASKED, open_to_all=True)
    with zipfile.ZipFile(io.BytesIO(calibrated(few(), open_to_all, MADE))) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "example_pilot"

    assert read_study(folder / "study.toml").name == "example_pilot"
    assert (folder / "targets.csv").read_text(encoding="utf-8") == TARGETS
    assert read_posterior(folder).draws == few().posterior.draws
    assert "simmodel calibrate example_pilot --quick --seed 1" in (folder / "README.txt").read_text(encoding="utf-8")


def test_the_zip_can_be_handed_in_on_compare_and_is_what_the_button_carries_there() -> None:
    handed_in = posterior_handed_in([("fit.zip", calibrated(few(), ASKED, MADE))])

    assert handed_in == carried_from(few(), ASKED)
    assert handed_in.source.startswith("synthetic")


def test_no_small_count_is_in_anything_that_is_taken_away() -> None:
    files = members(calibrated(few(), ASKED, MADE))

    assert "example_pilot/targets.csv" not in files
    assert "targets.csv" not in json.loads(files["example_pilot/fit/manifest.json"])["made_from"]
    assert b"put your own beside" in files["example_pilot/README.txt"]
    assert SMALL not in files["example_pilot/fit/report.html"].decode()
    assert "of 39 people" in files["example_pilot/fit/report.html"].decode()
    assert b'"value": 0.0513' not in files["example_pilot/fit/diagnostics.json"]
    assert all(SMALL not in part.decode(errors="ignore") for part in _of_word(files["example_pilot/fit/report.docx"]))


def _of_word(content: bytes) -> list[bytes]:
    return [part for name, part in members(content).items() if name.endswith(".xml")]


def test_an_amount_of_fewer_than_five_people_is_in_nothing_that_is_taken_away() -> None:
    usual = a_fit()
    place = next(place for place, each in enumerate(usual.targets) if each.outcome == "custody_days")
    rare = replace(usual.targets[place], value=17.317, n=3.0, se=None)
    fit = replace(usual, targets=(*usual.targets[:place], rare, *usual.targets[place + 1 :]))
    files = members(calibrated(fit, ASKED, MADE))

    told = [*files.values(), *_of_word(files["example_pilot/fit/report.docx"])]
    assert not any(figure in each for each in told for figure in (b"17.317", b"17.32"))


def test_what_is_published_already_is_told_as_it_was() -> None:
    html = report_of(few(), replace(ASKED, open_to_all=True), MADE)["report.html"]

    assert SMALL in str(html)


def test_hiding_a_count_moves_no_draw() -> None:
    assert carried_from(few(), ASKED).draws == carried_from(few(), replace(ASKED, open_to_all=True)).draws


@pytest.mark.parametrize(
    ("quick", "line"),
    [
        (True, "uv run simmodel calibrate my_pilot --quick --seed 7"),
        (False, "uv run simmodel calibrate my_pilot --seed 7"),
    ],
)
def test_the_command_is_what_is_typed(quick: bool, line: str) -> None:
    assert calibrate_line("my_pilot", quick, 7) == line
