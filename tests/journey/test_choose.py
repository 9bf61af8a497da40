"""Whom a reader follows, and beside which scenario."""

import re

import numpy as np
import pytest
from towns import town

from simmodel.errors import SimmodelError
from simmodel.journey.choose import candidates, chosen, measured, other_scenario
from simmodel.vocabulary import JUSTICE, PAYERS, PROGRAMME
from simmodel.world import NEVER, PERSON

STUDY = town()


def people(count: int = 6, **columns: list[float]) -> np.recarray:
    """People in scope for 100 weeks whom nobody reached, but for these columns."""
    table = np.zeros(count, PERSON).view(np.recarray)
    table.weeks_in_scope, table.enrolled = 100.0, NEVER
    for name, values in columns.items():
        table[name] = values
    return table


def test_the_first_scenario_with_somebody_who_stays_is_laid_beside_the_base_case() -> None:
    assert other_scenario(STUDY) == "pull_in"
    only_places = STUDY.model_copy(update={"scenarios": {k: v for k, v in STUDY.scenarios.items() if k != "pull_in"}})
    assert other_scenario(only_places) == "more_places"
    assert other_scenario(STUDY, "more_places") == "more_places"


def test_a_scenario_that_is_not_there_is_one_message_with_the_names_that_are() -> None:
    with pytest.raises(SimmodelError, match=r"pull_inn.*allowed: current, more_places, pull_in"):
        other_scenario(STUDY, "pull_inn")


def test_the_base_case_is_not_laid_beside_itself() -> None:
    with pytest.raises(SimmodelError, match=r"base case.*type --scenario more_places"):
        other_scenario(STUDY, "current")


def test_a_study_of_its_base_case_alone_has_no_journeys() -> None:
    alone = STUDY.model_copy(update={"scenarios": {"current": STUDY.scenarios["current"]}})
    with pytest.raises(SimmodelError, match="only its base case"):
        other_scenario(alone)


@pytest.mark.parametrize("who", ["6", "-1", "1.5", "nan", "someone", "", "９", "²", "1e1", "9" * 30, "9" * 5000])
def test_a_person_who_does_not_exist_is_one_message_that_says_who_does(who: str) -> None:
    with pytest.raises(SimmodelError, match=re.escape(f"person is {who}; allowed: typical, most-different, or a")):
        chosen(who, people(), people())


def test_a_person_is_the_row_of_the_table() -> None:
    assert [chosen(who, people(), people()) for who in ("0", "5", "03")] == [0, 5, 3]


def test_somebody_who_left_before_week_0_has_no_journey() -> None:
    gone = people(weeks_in_scope=[100, 0, 100, 100, 100, 100])
    with pytest.raises(SimmodelError, match="person 1 was no longer in scope"):
        chosen("1", gone, gone)


def test_where_nobody_is_in_scope_there_is_nobody_to_follow() -> None:
    nobody = people(weeks_in_scope=[0.0] * 6)
    with pytest.raises(SimmodelError, match="nobody is in scope"):
        chosen("typical", nobody, nobody)


def test_only_people_whom_the_scenario_reached_are_chosen_from() -> None:
    other = people(enrolled=[NEVER, 3, NEVER, 9, NEVER, NEVER])
    assert list(candidates(people(), other)) == [1, 3]
    assert list(candidates(people(), people())) == list(range(6))


def test_whoevers_children_cannot_be_of_those_ages_is_chosen_by_number_alone() -> None:
    year, never = 52, NEVER
    born = [
        [-9 * year, -9 * year, -9 * year, never],
        [-9 * year, -7 * year, never, never],
        [-6 * year, -5 * year, never, never],
        [-9 * year, -9 * year + 20, never, never],
        [never] * 4,
        [-20 * year, never, never, never],
    ]
    six = people(age=[30, 24, 25, 35, 19, 50], born=born, arrives=[0] * 6)
    assert list(candidates(six, people())) == [2, 4, 5]
    assert chosen("0", six, people()) == 0
    only = six[:2]
    assert list(candidates(only, people(2))) == [0, 1], "where nobody else is there, somebody is chosen"


def test_whoever_leaves_in_one_arm_only_is_not_called_the_most_different() -> None:
    other = people(enrolled=[3] * 6, weeks_in_scope=[100, 20, 100, 100, 100, 100], crises=[0, 90, 0, 5, 0, 0])
    assert list(candidates(people(), other)) == [0, 2, 3, 4, 5]
    assert chosen("most-different", people(), other) == 3


def test_where_everybody_leaves_at_another_time_all_the_reached_are_candidates() -> None:
    other = people(enrolled=[3] * 6, weeks_in_scope=[20.0] * 6)
    assert list(candidates(people(), other)) == list(range(6))


def test_the_typical_person_changes_by_the_middle_and_not_by_nothing() -> None:
    other = people(enrolled=[3] * 6, weeks_stably_housed=[0, 10, 11, 12, 30, 31])
    assert chosen("typical", people(), other) in (2, 3)
    assert chosen("most-different", people(), other) == 5


def test_a_change_for_the_worse_is_as_different_as_one_for_the_better() -> None:
    base = people(custody_days=[0, 0, 0, 0, 0, 0])
    other = people(enrolled=[3] * 6, custody_days=[0, 700, 0, 0, 0, 0])
    assert chosen("most-different", base, other) == 1


def test_each_outcome_counts_by_its_spread_so_dollars_do_not_drown_the_rest() -> None:
    cost = np.zeros((6, len(PAYERS)))
    cost[:, JUSTICE] = [0, 90_000, 100_000, 80_000, 0, 0]
    other = people(enrolled=[3] * 6, crises=[0, 0, 0, 0, 9, 0], cost=cost)
    assert chosen("most-different", people(), other) == 4


def test_equal_people_are_chosen_by_the_lowest_number() -> None:
    assert chosen("typical", people(), people()) == chosen("most-different", people(), people()) == 0


def test_cost_is_measured_in_dollars_over_all_payers() -> None:
    cost = np.zeros((6, len(PAYERS)))
    cost[2, [JUSTICE, PROGRAMME]] = 150, 250
    assert list(measured(people(cost=cost))[:, -1]) == [0, 0, 4, 0, 0, 0]
