"""Asking for work on a page: one button, how far it is, what it has so far, Stop, and how it ended."""

from collections.abc import Iterator
from typing import Any

import pytest
from made_work import MADE, WAIT, Made, shown
from streamlit.testing.v1 import AppTest

from simmodel.screens.desk import line, opened, readers
from simmodel.screens.desk.desk import Desk
from simmodel.screens.desk.job import Job


@pytest.fixture
def made() -> Iterator[Made]:
    opened.the_desk.clear()
    MADE["work"] = Made()
    yield MADE["work"]
    MADE["work"].may.set()
    opened.the_desk.clear()


def page() -> AppTest:
    return AppTest.from_function(shown, default_timeout=WAIT).run()


def button(at: AppTest, label: str) -> Any:
    return next(each for each in at.button if each.label == label)


def labels(at: AppTest) -> list[str]:
    return [each.label for each in at.button]


def said(at: AppTest) -> str:
    return " ".join([each.value for kind in (at.markdown, at.caption, at.info, at.error) for each in kind])


def status(at: AppTest) -> str:
    return " ".join(each.proto.body for each in at.get("html"))


def begun(made: Made, at: AppTest) -> AppTest:
    button(at, "Run").click().run()
    assert made.at_two.wait(WAIT)
    at.run()
    assert not at.exception
    return at


def job_of(at: AppTest) -> Job:
    found: Job = at.session_state["page-job"]
    return found


def test_nothing_begins_without_a_click(made: Made) -> None:
    assert labels(page()) == ["Run"]
    assert made.begun == 0


def test_what_is_known_so_far_is_shown_and_said_to_improve(made: Made) -> None:
    at = begun(made, page())
    assert "rough" in said(at)
    assert "Based on 2 of 8 runs, still improving." in said(at)
    assert button(at, "Run").disabled


def test_the_end_is_said_in_a_status_element_and_nothing_is_said_of_a_stored_result(made: Made) -> None:
    at = begun(made, page())
    assert status(at) == '<p role="status"></p>'
    made.may.set()
    assert job_of(at).over.wait(WAIT)
    at.run()
    assert status(at) == '<p role="status">Comparing: finished.</p>'
    assert "sure" in said(at)
    assert status(page()) == '<p role="status"></p>'


def test_another_reader_and_a_reload_find_the_work_and_begin_none(made: Made) -> None:
    begun(made, page())
    again = page()
    assert "rough" in said(again)
    assert labels(again) == ["Run", "Stop"]
    assert made.begun == 1


def test_stop_stops(made: Made) -> None:
    at = begun(made, page())
    job = job_of(at)
    button(at, "Stop").click().run()
    assert not at.exception
    assert job.state == "stopped"
    assert "Stopped after 2 of 8." in said(at)
    assert status(at) == '<p role="status">Comparing: stopped.</p>'
    assert not button(at, "Run").disabled


def test_stop_tells_the_reader_where_another_one_still_waits(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    at = begun(made, page())
    job_of(at).readers.join("another")
    button(at, "Stop").click().run()
    assert not at.exception
    assert job_of(at).is_alive
    assert line.OTHERS_WAIT in said(at)
    assert labels(at) == ["Run"]


def test_who_pressed_stop_may_ask_something_else_while_others_wait(made: Made) -> None:
    at = begun(made, page())
    job_of(at).readers.join("another")
    button(at, "Stop").click().run()
    at.text_input[0].set_value("b").run()
    assert not button(at, "Run").disabled
    button(at, "Run").click().run()
    assert job_of(at).key == "b"


def test_a_double_click_begins_one_piece_of_work(made: Made) -> None:
    at = page()
    button(at, "Run").click().click().run()
    assert made.at_two.wait(WAIT)
    assert made.begun == 1
    button(at, "Stop").click().run()
    assert job_of(at).state == "stopped"


def test_why_it_failed_is_said_as_text_and_only_beside_the_choice_that_failed(made: Made) -> None:
    made.fails = "no <b>money</b> [x](http://there)"
    at = begun(made, page())
    made.may.set()
    assert job_of(at).over.wait(WAIT)
    at.run()
    assert "no " in at.error[0].value
    assert "[x](" not in at.error[0].value
    at.text_input[0].set_value("b").run()
    assert not at.error


def test_the_old_result_stays_while_other_choices_wait_for_a_click(made: Made) -> None:
    made.may.set()
    at = page()
    button(at, "Run").click().run()
    assert job_of(at).over.wait(WAIT)
    at.text_input[0].set_value("b").run()
    assert "sure" in said(at)
    assert made.begun == 1


def test_a_full_desk_says_so_and_the_page_works_on(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.screens.desk.desk.MOST_WAITING", 0)
    at = page()
    button(at, "Run").click().run()
    assert not at.exception
    assert "The app is busy" in at.error[0].value
    assert not button(at, "Run").disabled


def test_a_desk_without_workers_lets_threads_play() -> None:
    assert isinstance(opened.the_desk(), Desk)
    assert opened.the_desk().workers is None


def test_outside_of_pages_there_is_no_reader_and_nobody_can_tell_who_is_here() -> None:
    assert readers.this_reader() == ""
    assert readers.is_here("anybody")
