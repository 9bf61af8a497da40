"""From records to outcomes: who is counted, when a return counts, and whose money is added to whom."""

import math

import pytest
from towns import lives

from simmodel.appraisal.measured import enrolled_in_time, returned_within, rows_of_scenario
from simmodel.appraisal.outcomes import OF_CHILDREN, OUTCOMES
from simmodel.measures import GROWN_UP, SCHOOL_AGE
from simmodel.vocabulary import DEVELOPMENTALLY_VULNERABLE, NOT_AT_SCHOOL, ON_TRACK, PAYERS
from simmodel.world import NEVER


@pytest.mark.parametrize(
    ("route", "definitions"),
    [
        ("new_sentence_after", {"new_sentence", "return_to_prison", "any_custody"}),
        ("breach_after", {"return_to_prison", "any_custody"}),
        ("remand_after", {"any_custody"}),
    ],
)
def test_a_route_back_counts_under_its_definitions_until_two_years_are_over(route: str, definitions: set) -> None:
    people = lives(*({"index_release": 3, route: weeks} for weeks in (0, 51, 52, 103, 104)), {"index_release": 3}, {})
    for definition in ("new_sentence", "return_to_prison", "any_custody"):
        counts = definition in definitions
        assert returned_within(people, definition).tolist() == [counts] * 4 + [False] * 2
        assert returned_within(people, definition, 52).tolist() == [counts] * 2 + [False] * 4


def test_whoever_came_back_by_one_route_came_back() -> None:
    people = lives({"index_release": 3, "new_sentence_after": 8}, {"index_release": 3, "remand_after": 8})
    assert returned_within(people, "any_custody").tolist() == [True, True]


def test_enrolment_is_in_time_before_release_and_up_to_26_weeks_after() -> None:
    weeks = [{"index_release": 30, "enrolled": week} for week in (4, 30, 56, 57, NEVER)]
    assert enrolled_in_time(lives(*weeks, {"enrolled": 5})) == (3, 4)


def test_each_population_is_the_people_it_names_and_pays_its_own_programme() -> None:
    base = lives({"crises": 4.0}, {"crises": 2.0, "gone": 1}, {"gone": 2}, {"weeks_in_scope": 0.0, "gone": 1})
    coached = lives({"crises": 1.0, "enrolled": 2}, {"crises": 2.0}, {}, {"weeks_in_scope": 0.0})
    coached.cost[0, PAYERS.index("health")] = 4_00
    arms = (("current", base, 0.0), ("pull_in", coached, 9_00.0))
    rows = [row for arm in arms for row in rows_of_scenario(arm, arms[0], "any_custody")]
    table = {(row.scenario, row.population, row.outcome): (row.people, row.value) for row in rows}
    assert {where[:2] for where in table} == {
        ("current", "site"), ("pull_in", "site"), ("pull_in", "reached"), ("current", "reached:pull_in"),
    }  # fmt: skip
    assert {where[2] for where in table} == set(OUTCOMES)
    assert table["current", "site", "deaths"] == (3, pytest.approx(1 / 3))
    assert table["current", "reached:pull_in", "crises"] == (1, 4.0)
    assert table["pull_in", "reached", "crises"] == (1, 1.0)
    assert [table["pull_in", "reached", f"cost_{payer}"][1] for payer in ("health", "programme", "total")] == [4, 9, 13]
    assert table["pull_in", "site", "cost_total"][1] == pytest.approx(13 / 3)
    assert table["current", "reached:pull_in", "cost_total"][1] == 0.0


def of_children(*people: dict) -> dict[str, tuple[int, float]]:
    """Children's outcomes of these people: how many are counted, and the value."""
    arm = ("current", lives(*people), 0.0)
    rows = rows_of_scenario(arm, arm, "new_sentence")
    return {row.outcome: (row.people, row.value) for row in rows if row.outcome in OF_CHILDREN}


def test_reports_and_weeks_in_care_are_per_child_of_people_in_scope() -> None:
    two, one = [-100, -600, NEVER, NEVER], [-100, NEVER, NEVER, NEVER]
    gone = {"weeks_in_scope": 0.0, "born": one, "child_reports": 9.0}
    found = of_children(
        {"born": two, "child_reports": 3.0}, {"born": one, "child_care_weeks": 12.0}, {"crises": 4.0}, gone
    )

    assert found["child_reports"] == (3, 100.0)
    assert found["child_care_weeks"] == (3, 4.0)


def test_children_who_are_grown_when_they_could_be_counted_first_are_not_counted() -> None:
    grown, not_yet = -GROWN_UP, -GROWN_UP + 1
    for arrives, born, counts in ((-200, grown, 0), (-200, not_yet, 1), (10, 10 + grown, 0), (10, 10 + not_yet, 1)):
        people = {"arrives": arrives, "born": [born, NEVER, NEVER, NEVER]}
        assert of_children(people)["child_reports"][0] == counts


def test_the_share_that_starts_school_vulnerable_is_of_those_who_start_from_week_0_on() -> None:
    on_track, vulnerable, before = (-200, ON_TRACK), (-SCHOOL_AGE, DEVELOPMENTALLY_VULNERABLE), (-SCHOOL_AGE - 1, 2)
    born, school = zip(on_track, vulnerable, before, (-10, NOT_AT_SCHOOL), strict=True)

    assert of_children({"born": born, "school": school})["children_vulnerable"] == (2, 0.5)


def test_where_there_are_no_children_there_is_no_value_and_nobody_counted() -> None:
    found = of_children({}, {})

    assert set(found) == set(OF_CHILDREN)
    assert all(people == 0 and math.isnan(value) for people, value in found.values())


def test_the_share_that_returned_is_of_the_people_with_a_counted_release() -> None:
    people = lives({"index_release": 3, "breach_after": 8}, {"index_release": 3}, {}, {})
    arm = ("current", people, 0.0)
    rows = rows_of_scenario(arm, arm, "return_to_prison")
    shares = [row for row in rows if row.outcome == "return_to_custody_24m"]
    assert [(row.people, row.value) for row in shares] == [(2, 0.5)]
