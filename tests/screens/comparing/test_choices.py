"""A study as a reader changes it: the text of its file says all."""

import pytest
from small_study import SMALL

from simmodel.scenario import parse_study
from simmodel.screens.comparing.choices import changed_text, presets


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


@pytest.mark.parametrize("name", list(presets()))
def test_a_shipped_study_has_ways_to_compare(name: str) -> None:
    study = parse_study(presets()[name].read_text(encoding="utf-8"))
    assert len(study.scenarios) >= 2
