"""Which sums are asked about: spread evenly, for coaches and their fair rivals; wrong words are one message."""

import pytest
from towns import town

from simmodel.errors import SimmodelError
from simmodel.funding.question import question_of, usual_scenarios
from simmodel.scenario import Study

TOWN = town()


def with_money(name: str, **levers: object) -> Study:
    one = TOWN.scenarios[name].model_copy(update=levers)
    return TOWN.model_copy(update={"scenarios": TOWN.scenarios | {name: one}})


def without(*names: str) -> Study:
    left = {name: one for name, one in TOWN.scenarios.items() if name not in names}
    return TOWN.model_copy(update={"scenarios": left})


def test_levels_are_whole_dollars_spread_evenly_from_the_first_to_the_last() -> None:
    assert question_of(TOWN, 300_000, 1_000_000).levels == tuple(range(300_000, 1_000_001, 100_000))
    assert question_of(TOWN, 400_000, 500_000, levels=4).levels == (400_000, 433_333, 466_667, 500_000)


def test_coaches_come_first_and_beside_them_whatever_buys_something_else_for_the_same_money() -> None:
    assert usual_scenarios(TOWN) == ("pull_in", "more_places")
    assert usual_scenarios(with_money("more_places", funding_per_year=500_000.0)) == ("pull_in",)
    assert usual_scenarios(with_money("more_places", funded_years=1)) == ("pull_in",)
    assert usual_scenarios(without("pull_in")) == ("more_places",)


def test_scenarios_that_are_named_are_asked_about_once_each_and_no_others() -> None:
    named = question_of(TOWN, 4e5, 5e5, scenarios=("more_places", "more_places"))
    assert named.scenarios == ("more_places",)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": 500_000, "last": 400_000}, "--from is 500,000 and --to 400,000; allowed"),
        ({"scenarios": ("pul_in",)}, "did you mean 'pull_in'"),
        ({"scenarios": ("current",)}, "--scenario is current, which buys nothing; allowed: more_places, pull_in"),
        ({"levels": 1}, "--levels is 1; allowed: 2 to 49 with 2 scenarios; type --levels 8"),
        ({"levels": 50}, "--levels is 50; allowed: 2 to 49"),
        ({"first": 500_000, "last": 500_002}, "8 levels do not fit"),
        ({"chance": 0.0}, "--chance is 0; allowed: above 0 to 1"),
        ({"chance": 1.5}, "--chance is 1.5"),
        ({"outcome": "crisis"}, "--outcome is crisis; allowed: returns_to_custody"),
        ({"outcome": "crises", "gain": float("nan")}, "--gain is nan; allowed: a number"),
        ({"gain": 3.0}, "--gain is 3 of no outcome"),
    ],
)
def test_words_that_do_not_fit_are_one_message(asked: dict, said: str) -> None:
    with pytest.raises(SimmodelError) as refusal:
        question_of(TOWN, **{"first": 400_000, "last": 900_000} | asked)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_study_that_buys_nothing_has_no_funding_to_ask_about() -> None:
    with pytest.raises(SimmodelError, match="no scenario of town buys anything"):
        usual_scenarios(without("pull_in", "more_places"))
