"""From records to outcomes: who is counted, when a return counts, and whose money is added to whom."""

import pytest
from towns import lives

from simmodel.appraisal.measured import enrolled_in_time, returned_within, rows_of_run
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.vocabulary import PAYERS
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
    both, cents = {"current": base, "pull_in": coached}, {"current": 0.0, "pull_in": 9_00}
    rows = rows_of_run(both, cents, "current", "any_custody")
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


def test_the_share_that_returned_is_of_the_people_with_a_counted_release() -> None:
    people = lives({"index_release": 3, "breach_after": 8}, {"index_release": 3}, {}, {})
    shares = [
        row for row in rows_of_run({"current": people}, {"current": 0.0}, "current", "return_to_prison")
        if row.outcome == "return_to_custody_24m"
    ]  # fmt: skip
    assert [(row.people, row.value) for row in shares] == [(2, 0.5)]
