"""The Start page as a reader meets it: the answer with its label, doors, the gallery, and what it is not."""

from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest
from the_page import MAIN, WAIT, texts

from simmodel.screens import start
from simmodel.screens.pages import TITLES
from simmodel.screens.plain import plain
from simmodel.shown.start.gallery import DOORS, WHAT_IT_IS_NOT, programmes, scenarios
from simmodel.shown.start.stored import stored


@pytest.fixture(scope="module")
def opened() -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=WAIT).run()
    assert not at.exception
    return at


def test_the_answer_stands_first_with_where_it_comes_from(opened: AppTest) -> None:
    assert opened.info[0].value == plain(stored().parts[0].text)
    assert plain(stored().label) in texts(opened)


def test_three_doors_lead_to_pages_that_exist_and_say_for_whom_they_are(opened: AppTest) -> None:
    said = texts(opened)
    assert all(plain(door.told) in said for door in DOORS)
    assert {door.page for door in DOORS} <= set(TITLES)


def test_every_shipped_study_links_to_compare_by_its_title(opened: AppTest) -> None:
    links = [each.proto for each in opened.get("page_link")]
    named = [link.query_string for link in links if link.query_string]
    assert named == [urlencode({"study": each.title}) for each in (*scenarios(), *programmes())]


def test_it_says_what_the_model_is_not(opened: AppTest) -> None:
    assert any(plain(WHAT_IT_IS_NOT) in each for each in texts(opened))


def test_runs_of_an_earlier_model_are_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_is_of_today", lambda: False)
    at = AppTest.from_file(str(MAIN), default_timeout=WAIT).run()
    assert start.CHANGED in [each.value for each in at.warning]
