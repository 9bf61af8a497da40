"""Which difference is asked about: words that do not fit the study are one message that says what to type."""

import pytest
from towns import LINKS, town

from simmodel.attribution.question import Question, narrowed, question_of
from simmodel.errors import SimmodelError

STUDY = town()


def refusal(between: tuple[str, str], outcome: str = "crises", population: str | None = None) -> str:
    with pytest.raises(SimmodelError) as caught:
        question_of(STUDY, between, outcome, population)
    return str(caught.value)


def test_a_scenario_that_there_is_not_is_told_with_the_nearest_right_name() -> None:
    assert "no scenario called 'pul_in'; allowed: current, more_places, pull_in" in refusal(("current", "pul_in"))
    assert "pull_in" in refusal(("pullin", "current")).split("allowed")[1]


def test_one_scenario_named_twice_is_told_with_what_to_type() -> None:
    told = refusal(("pull_in", "pull_in"))
    assert told == "--between names pull_in twice; allowed: two scenarios; type --between pull_in current"


def test_an_outcome_that_there_is_not_is_told_with_the_nearest_right_one() -> None:
    told = refusal(("current", "pull_in"), outcome="weeks_housed")
    assert "no outcome called 'weeks_housed'; allowed: return_to_custody_24m, weeks_stably_housed, " in told
    assert "; did you mean 'weeks_stably_housed'?" in told


def test_a_population_that_there_is_not_is_told_with_those_there_are() -> None:
    told = refusal(("current", "pull_in"), population="reach")
    assert told.startswith("--population is reach; allowed: site or reached")
    assert "reached" in told.split("reached", 1)[1]


def test_people_reached_where_nobody_is_are_refused() -> None:
    told = refusal(("current", "more_places"), population="reached")
    assert told.endswith("neither current nor more_places has workers who reach anybody; type --population site")


def test_the_people_meant_are_those_whom_the_second_reaches_or_else_the_first_or_else_all() -> None:
    def by(first: str, second: str, population: str | None = None) -> str:
        return question_of(STUDY, (first, second), "crises", population).reached_by

    assert by("current", "pull_in") == by("pull_in", "current") == by("more_places", "pull_in") == "pull_in"
    assert by("current", "more_places") == by("current", "pull_in", "site") == ""


def test_where_both_have_workers_the_people_of_the_second_are_meant() -> None:
    study = town(more=LINKS)
    for between in (("links", "pull_in"), ("pull_in", "links")):
        assert question_of(study, between, "crises").reached_by == between[1]


def test_no_more_is_played_than_the_two_and_the_base_case() -> None:
    assert list(narrowed(STUDY, Question("pull_in", "current", "crises")).scenarios) == ["current", "pull_in"]
    assert list(narrowed(STUDY, Question("pull_in", "more_places", "crises")).scenarios) == [
        "current",
        "pull_in",
        "more_places",
    ]
