"""An analyst hands in pilot data with faults, mends them, fits, sees what the data cannot tell, and goes on by hand."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from simmodel.screens.fits import MADE_HERE

from .server import ROOT
from .small_files import FAULTY_TARGETS, PILOT
from .tab import Tab

pytestmark = pytest.mark.browser
TARGET, VALUE = 1, 3
"""Columns of the table of targets."""


def with_own_files(tab: Tab) -> Tab:
    """The page with the analyst's own study and targets."""
    tab.open("/fit?pilot=my own targets.csv")
    for place, name, text in ((1, "study.toml", PILOT), (0, "targets.csv", FAULTY_TARGETS)):
        file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        tab.page.locator("input[type=file]").nth(place).set_input_files(file)  # type: ignore[arg-type]
        tab.settle()
    return tab


def on_compare(tab: Tab) -> Tab:
    """The fit that was just made, carried into eight runs of the analyst's own study."""
    tab.page.get_by_role("button", name="Use this fit on Compare").click()
    tab.page.get_by_text("Compare now offers this fit").wait_for()
    tab.page.get_by_role("link", name="Compare", exact=True).click()
    tab.page.get_by_role("heading", name="Compare ways of working", level=1).wait_for()
    tab.chosen("Study", "a study file of your own")
    file = {"name": "study.toml", "mimeType": "text/plain", "buffer": PILOT.encode()}
    tab.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    tab.runs.first.wait_for()
    tab.settle().chosen("Numbers fitted to a pilot", MADE_HERE)
    tab.page.get_by_text("8", exact=True).first.click()
    return tab.settle().run()


def from_the_command_line(folder: Path) -> str:
    """What is printed by the command that the zip tells, with as many runs."""
    typed = ["compare", f"{folder}/study.toml", "--posterior", str(folder), "--runs", "8", "--seed", "1"]
    said = subprocess.run(["simmodel", *typed], cwd=ROOT, capture_output=True, check=True, text=True)
    return " ".join(said.stdout.split())


def test_faulty_data_are_mended_fitted_and_the_fit_gives_the_same_numbers_by_hand(tab: Tab, tmp_path: Path) -> None:
    page = with_own_files(tab).page
    page.get_by_text("targets.csv has 2 faults").wait_for()
    assert not tab.runs.count()

    tab.type_into(page.locator("[data-testid=stDataFrame]").first, 1, VALUE, "60%")
    page.get_by_text("targets.csv has 1 fault").wait_for()
    tab.type_into(page.locator("[data-testid=stDataFrame]").first, 2, TARGET, "times_in_acute_care")
    page.get_by_text("3 targets").first.wait_for()

    assert tab.begun().barriers() == []
    assert tab.ended().barriers() == []
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert headings.index("What the data cannot tell") < headings.index("What the data tell")

    with zipfile.ZipFile(tab.taken("Calibrated scenario (zip)", tmp_path)) as archive:
        archive.extractall(tmp_path)
    on_compare(tab)
    assert tab.finding
    assert tab.finding in from_the_command_line(tmp_path / "small")
