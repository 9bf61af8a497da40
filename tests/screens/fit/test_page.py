"""Fit to pilot data as a reader meets it: faults first, mended in the page, fitted, and carried on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from known_pilots import NUMBERS
from small_pilot import FAULTY_TEXT, ONE_PERSON_EACH, STUDY_TEXT, TARGETS_TEXT, without_the_model
from streamlit.testing.v1 import AppTest
from the_page import page_named, texts

from simmodel.posterior import Posterior
from simmodel.screens.desk.line import the_desk
from simmodel.screens.fit.pilot import OWN
from simmodel.screens.fit.run import _OLD
from simmodel.screens.fits import CARRIED

WAIT = 120


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A function plays all runs, and the server keeps them in a folder of the test."""
    without_the_model(monkeypatch)
    monkeypatch.setattr("simmodel.screens.fit.work.ledgers_of_the_server", lambda: tmp_path)
    the_desk.clear()
    yield
    the_desk.clear()


def said(at: AppTest) -> str:
    return " ".join(texts(at)).replace("\\", "")


def own(targets: str, study: str = STUDY_TEXT) -> AppTest:
    """The page, with these two files handed in."""
    at = page_named("fit", pilot=OWN)
    at.file_uploader(key="fit-study-0").upload("study.toml", study.encode()).run()
    at.file_uploader(key="fit-targets-0").upload("targets.csv", targets.encode()).run()
    assert not at.exception
    return at


def test_a_shipped_pilot_shows_its_targets_and_its_fit_at_once_and_says_that_nothing_was_run() -> None:
    at = page_named("fit")

    assert "14 targets: 11 to be fitted, 3 kept aside." in said(at)
    assert "nothing was run to show it" in said(at)
    assert "SYNTHETIC DATA" in said(at)
    assert "What the data cannot tell" in [each.value for each in at.header]
    assert not at.button(key="fit-fit-run").disabled


def test_a_pilot_without_a_fit_says_that_there_is_no_result_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.shown.fit.found.found_in", lambda study, folder: None)
    assert "No result yet" in [each.value for each in page_named("fit", pilot="north_carolina_recid").header]


def test_every_fault_of_a_file_is_told_at_once_and_nothing_can_be_fitted() -> None:
    at = own(FAULTY_TEXT)
    (table,) = (each.value for each in at.table if "Row" in each.value.columns and "Column" in each.value.columns)

    assert "targets.csv has 2 faults" in said(at)
    assert table[["Row", "Column"]].to_numpy().tolist() == [["2", "value"], ["3", "target"]]
    assert at.button(key="fit-fit-run").disabled


def test_faults_are_mended_in_the_page_and_stay_mended() -> None:
    at = own(FAULTY_TEXT)
    (key,) = (each.key for each in at.data_editor if each.key and each.key.startswith("fit-cells"))
    rows = {0: {"value": "40%"}, 1: {"target": "housed"}}
    at.session_state[key] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    at.run()

    assert not at.exception
    assert not at.error
    assert "3 targets: 2 to be fitted, 1 kept aside." in said(at)
    assert not at.button(key="fit-fit-run").disabled
    for each in (key, f"{key}-base"):
        del at.session_state[each]
    at.run()
    assert "3 targets: 2 to be fitted, 1 kept aside." in said(at)


def test_records_of_people_are_refused_and_nothing_of_them_is_shown_or_kept() -> None:
    at = own(ONE_PERSON_EACH)
    kept = repr(at.session_state)

    assert "only counts of people put together are asked for" in said(at)
    for word in ("Alex", "1990", "Sample"):
        assert word not in said(at)
        assert word not in kept
    assert not at.data_editor


def test_without_a_study_the_readers_pilot_is_never_called_synthetic() -> None:
    at = page_named("fit", pilot=OWN)
    at.file_uploader(key="fit-targets-0").upload("targets.csv", TARGETS_TEXT.encode()).run()

    assert not at.exception
    assert "3 targets" in said(at)
    assert "ynthetic" not in said(at)


def test_numbers_of_one_pilot_that_the_readers_is_like_are_not_those_of_the_next() -> None:
    at = page_named("fit", pilot=OWN)
    people = {}
    for name in ("example_pilot", "j2si"):
        at.selectbox(key="fit-like").set_value(name).run()
        (field,) = (each for each in at.number_input if str(each.key).startswith("fit-people"))
        people[name] = field.value
        assert f"Default: {field.value} people; allowed: 5 to 20,000. As in {name}." in said(at)
    assert len(set(people.values())) == 2


def test_a_day_on_which_data_were_taken_goes_into_the_readers_own_study_and_bounds_its_times() -> None:
    at = page_named("fit", pilot=OWN)
    at.file_uploader(key="fit-targets-0").upload("targets.csv", TARGETS_TEXT.encode()).run()
    assert "3 targets" in said(at)
    at.number_input(key="fit-cut-example_pilot").set_value(4).run()
    assert not at.exception
    assert "as long as the plan can follow people" in said(at)
    at.number_input(key="fit-cut-example_pilot").set_value(0).run()
    assert "as long as the plan can follow people" not in said(at)


def test_a_study_with_a_fault_is_told_with_its_line() -> None:
    at = own(TARGETS_TEXT, STUDY_TEXT.replace("begins_within_weeks = 52", "begins_within_weeks = -1"))

    assert "study.toml has 1 fault" in said(at)
    assert not [each for each in at.button if each.key == "fit-fit-run"]


def test_a_study_that_is_handed_in_after_the_targets_begins_with_its_own_plan() -> None:
    at = page_named("fit", pilot=OWN)
    at.file_uploader(key="fit-targets-0").upload("targets.csv", TARGETS_TEXT.encode()).run()
    (before,) = (each.value for each in at.multiselect if str(each.key).startswith("fit-names"))
    at.file_uploader(key="fit-study-0").upload("study.toml", STUDY_TEXT.encode()).run()
    (numbers,) = (each.value for each in at.multiselect if str(each.key).startswith("fit-names"))
    assert numbers == list(NUMBERS)
    assert numbers != before


def test_a_fit_is_made_told_taken_away_and_carried_to_compare() -> None:
    at = own(TARGETS_TEXT)
    at.button(key="fit-fit-run").click().run()
    job = at.session_state["fit-fit-job"]
    assert job.over.wait(WAIT)
    at.run()

    assert not at.exception
    assert job.state == "done", job.error
    headings = [each.value for each in at.header]
    assert (
        headings.index("What the data cannot tell") < headings.index("What the data tell") < headings.index("Take away")
    )
    assert {each.label for each in at.download_button} >= {
        "Calibrated scenario (zip)",
        "Report for a browser",
        "Report for Word",
    }
    assert "uv run simmodel calibrate made_up --quick --seed 1" in [each.value for each in at.code]
    at.button(key="fit-carry").click().run()
    carried = at.session_state[CARRIED]
    assert isinstance(carried, Posterior)
    assert carried.draws == job.result.fit.posterior.draws
    at.number_input(key="seed").set_value(2).run()
    assert _OLD in said(at)
    the_desk.clear()
    at.number_input(key="seed").set_value(1).run()
    assert _OLD not in said(at)
