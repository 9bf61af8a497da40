"""The result that a reader saw last: it stays, said to be old, when something else is chosen."""

import pickle
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fake_ensemble import Ensemble
from small_study import SMALL
from the_page import made_up_page, page, run, texts

from simmodel.scenario import parse_study
from simmodel.screens import compare
from simmodel.screens.comparing import stored
from simmodel.screens.comparing.result import OLD
from simmodel.screens.desk import line
from simmodel.shown.stored.make import asked

STUDY = parse_study(SMALL)


@pytest.fixture
def ensemble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ensemble]:
    yield from made_up_page(monkeypatch)


def test_a_stored_result_stays_as_an_old_one_when_the_slider_leaves_it(
    ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = stored.stored(next(study for _, study in asked()))
    assert ready is not None
    ready = replace(ready, digest=STUDY.digest())
    monkeypatch.setattr(compare, "stored", lambda study: ready if study.digest() == STUDY.digest() else None)
    at = page()
    assert "From stored runs" in " ".join(texts(at))
    at.slider(key="funding").set_value(675_000).run()
    assert "No result yet" not in [each.value for each in at.header]
    assert at.info[0].proto.title == OLD
    assert "$650,000" in " ".join(each.value for each in at.warning).replace("\\", "")
    at.slider(key="funding").set_value(650_000).run()
    assert "From stored runs" in " ".join(texts(at))


def test_a_session_holds_what_is_shown_and_the_desk_what_documents_are_made_from(ensemble: Ensemble) -> None:
    at = run(page())
    seen = at.session_state[compare.LAST]
    job = line.the_desk().find(seen.key)
    assert job is not None
    assert len(pickle.dumps(seen)) < len(pickle.dumps(job.result)) / 2


def test_a_result_that_the_desk_let_go_stays_on_the_page_and_asks_for_a_run_before_documents(
    ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = run(page())
    at.slider(key="funding").set_value(675_000).run()
    assert "Word brief, two pages" in [each.proto.label for each in at.get("download_button")]
    monkeypatch.setattr(line.the_desk(), "find", lambda key: None)
    at.run()
    assert at.info[0].proto.title == OLD
    assert "Run the comparison to take the Word brief" in " ".join(texts(at))


def test_what_is_asked_of_a_result_stays_in_sight_when_something_else_is_chosen(ensemble: Ensemble) -> None:
    at = run(page())
    at.segmented_control(key="tab").set_value("Funding sweep").run()
    at.slider(key="funding").set_value(675_000).run()
    assert not at.exception
    assert at.segmented_control(key="tab").value == "Funding sweep"
    assert "asked of the old result" in " ".join(texts(at))


def test_fewer_runs_than_were_begun_are_said_to_be_just_that() -> None:
    assert compare.told_of_change(STUDY, STUDY, 8, 8) == "just 8 runs, as they are when no more are asked for"
    assert compare.told_of_change(STUDY, STUDY, 8, 32) == "32 runs instead of 8"
