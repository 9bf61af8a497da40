"""A study file with levers changed and scenarios left out."""

import pytest
from small_study import SMALL

from simmodel.scenario import parse_study
from simmodel.screens.comparing.choices import presets
from simmodel.screens.comparing.study_file import changed_text

ARMS = """
[calibration]
fit = ["persons.trust_at_start"]
arms = { pilot = "pull_in" }
"""


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


@pytest.mark.parametrize("name", list(presets()))
def test_any_way_of_a_shipped_study_can_be_left_out(name: str) -> None:
    text = presets()[name].read_text(encoding="utf-8")
    study = parse_study(text)
    for way in set(study.scenarios) - {study.base_case}:
        if len(study.scenarios) > 2:
            assert set(parse_study(changed_text(text, {}, [way])).scenarios) == set(study.scenarios) - {way}


def test_what_a_pilot_says_of_a_way_goes_with_it_and_stays_without() -> None:
    assert "[calibration]" not in changed_text(SMALL + ARMS, {}, ["pull_in"])
    assert "[calibration]" in changed_text(SMALL + ARMS, {}, ["places"])


def test_what_a_trial_says_of_a_way_goes_with_it() -> None:
    trial = '[trial]\ntreated = "places"\ncontrol = "current"\n[[trial.outcome]]\nname = "pull_in"\n'
    assert "[trial]" not in changed_text(SMALL + trial, {}, ["places"])
    assert "[[trial.outcome]]" in changed_text(SMALL + trial, {}, ["pull_in"])


def test_what_was_reported_beside_other_ways_stays() -> None:
    text = presets()["supported_housing"].read_text(encoding="utf-8")
    assert parse_study(changed_text(text, {}, ["pull_in"])).programme == parse_study(text).programme
    without = parse_study(changed_text(text, {}, ["homes"])).programme
    assert without is not None
    assert without.reported == ()
