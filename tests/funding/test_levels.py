"""Levels of funding are scenarios of one study: each buys exactly its money; too little is left out and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from towns import town

from simmodel.errors import SimmodelError
from simmodel.funding.levels import at_levels, at_money, bought_by, bought_told, why_not
from simmodel.funding.question import Question, question_of
from simmodel.scenario import parse_study
from simmodel.study_kinds import A_NAME, A_TITLE

TOWN = town()
LONG = "a_scenario_with_a_name_as_long_as_can_be"


def test_every_level_of_every_scenario_stands_beside_one_base_case() -> None:
    played = at_levels(TOWN, question_of(TOWN, 400_000, 800_000, levels=3))
    names = [*(f"pull_in_at_{dollars}" for dollars in (400_000, 600_000, 800_000))]
    names += [f"more_places_at_{dollars}" for dollars in (400_000, 600_000, 800_000)]
    assert list(played.study.scenarios) == ["current", *names]
    assert [level.key for level in played.levels] == names
    assert played.study.base_case == "current"
    assert played.study.site == TOWN.site


def test_a_level_differs_from_its_scenario_in_money_and_title_alone() -> None:
    asked, before = at_money(TOWN.scenarios["pull_in"], 700_000), TOWN.scenarios["pull_in"]
    changed = {key for key, value in asked.model_dump().items() if value != before.model_dump()[key]}
    assert changed == {"funding_per_year", "title"}
    assert asked.title == "Coaches at $700,000"


@given(st.floats(1, 50_000_000))
def test_a_level_that_is_played_buys_exactly_its_money_and_any_other_says_what_is_allowed(dollars: float) -> None:
    for name in ("pull_in", "more_places"):
        asked = at_money(TOWN.scenarios[name], dollars)
        fault = why_not(TOWN, asked)
        assert ("allowed" in fault) == bool(fault)
        if not fault:
            assert sum(bought_by(TOWN, asked).lines.values()) == pytest.approx(dollars, abs=0.01)


def test_a_level_too_small_for_any_coach_is_left_out_with_the_least_that_is_enough() -> None:
    played = at_levels(TOWN, Question(("pull_in",), (100_000, 250_000, 650_000)))
    assert [level.dollars for level in played.levels] == [650_000]
    assert len(played.left_out["pull_in"]) == 2
    assert played.left_out["pull_in"][0].startswith(
        "$100,000: does not pay for 0.2 of a coach and the team around; allowed: 27"
    )


def test_no_level_that_buys_anything_is_one_message() -> None:
    with pytest.raises(SimmodelError, match=r"no level buys what it should: \$1,000: does not pay"):
        at_levels(TOWN, Question(("pull_in",), (1_000, 2_000)))


def test_names_and_titles_of_levels_are_those_a_study_file_may_have_however_long_the_scenario_s() -> None:
    text = (
        'name = "long"\ntitle = "Long"\n[site]\nname = "S"\n[scenarios.current]\ntitle = "C"\nbase_case = true\n'
        + 'buys = "nothing"\n'
        + "".join(
            f'[scenarios.{LONG[:-1]}{last}]\ntitle = "{"T" * 79}{last}"\nbuys = "coaches"\nfunding_per_year = 650000\n'
            for last in "xy"
        )
    )
    study = parse_study(text)
    played = at_levels(study, Question((LONG[:-1] + "x", LONG[:-1] + "y"), (500_000, 900_000)))
    assert len(played.study.scenarios) == 5
    assert all(A_NAME(name) == name and A_TITLE(one.title) == one.title for name, one in played.study.scenarios.items())


def test_what_is_bought_is_said_in_whole_places_flexible_funds_and_hours() -> None:
    pull_in, more = at_levels(TOWN, Question(("pull_in", "more_places"), (650_000,))).levels
    assert bought_told(pull_in) == "2 full-time workers, 18 places, $43,395 of flexible funds"
    assert bought_told(more).endswith("specialist hours a week")
