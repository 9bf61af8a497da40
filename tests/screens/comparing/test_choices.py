"""A study as a reader changes it: the text of its file says all."""

import pytest
from small_study import SMALL, small
from streamlit.testing.v1 import AppTest
from the_page import page_named, texts

from simmodel.scenario import parse_study
from simmodel.screens.comparing.choices import OWN, changed_text, presets


def test_levers_that_are_changed_stand_in_the_file_and_comments_stay() -> None:
    text = changed_text(f"# mine\n{SMALL}", {"pull_in": {"caseload": 12.0, "brokerage_share": 0.1}}, [])
    study = parse_study(text)

    assert text.startswith("# mine\n")
    assert study.scenarios["pull_in"].caseload == 12.0
    assert study.scenarios["pull_in"].brokerage_share == 0.1
    assert study.scenarios["places"] == parse_study(SMALL).scenarios["places"]


def test_shares_of_the_money_are_written_whole() -> None:
    shares = {"mental_health": 0.25, "work_and_learning": 0.75}
    text = changed_text(SMALL, {"places": {"places": shares}}, [])

    assert parse_study(text).scenarios["places"].places == shares


def test_a_way_that_is_left_out_is_not_in_the_file() -> None:
    assert set(parse_study(changed_text(SMALL, {}, ["places"])).scenarios) == {"current", "pull_in"}


def test_nothing_changed_is_the_same_study() -> None:
    assert parse_study(changed_text(SMALL, {"pull_in": {}}, [])).digest() == parse_study(SMALL).digest()


def test_the_usual_study_comes_first_and_every_preset_can_be_read() -> None:
    known = presets()
    assert next(iter(known)) == "taree"
    assert len(known) >= 6
    assert "thurrock" in known


@pytest.mark.parametrize("name", list(presets()))
def test_a_shipped_study_has_ways_to_compare(name: str) -> None:
    study = parse_study(presets()[name].read_text(encoding="utf-8"))
    assert len(study.scenarios) >= 2


def handed_in(at: AppTest, text: str) -> AppTest:
    at.file_uploader(key="own_study").upload("mine.toml", text.encode()).run()
    assert not at.exception
    return at


def caseload(at: AppTest) -> float:
    (found,) = (each for each in at.number_input if str(each.key).endswith(".pull_in.caseload"))
    return float(found.value)


def test_what_was_changed_of_one_file_is_not_meant_of_the_next() -> None:
    at = handed_in(page_named("compare", study=OWN), SMALL)
    (lever,) = (each for each in at.number_input if str(each.key).endswith(".pull_in.caseload"))
    lever.set_value(30.0).run()
    assert "caseload 30" in " ".join(texts(at)).replace("\\", "")
    handed_in(at, small(('title = "A small study"', 'title = "Another"')))
    assert caseload(at) == parse_study(SMALL).scenarios["pull_in"].caseload


def test_the_slider_begins_with_the_sum_of_a_file_of_ones_own() -> None:
    text = SMALL.replace("650000", "512500")
    at = handed_in(page_named("compare", study=OWN), text)
    assert at.slider(key="funding").value == 512_500
    assert "Changed from the file" not in " ".join(texts(at))
