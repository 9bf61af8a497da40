"""The grouping of mechanisms: complete, told as it is, and what is left out of it can indeed do nothing."""

import re
from pathlib import Path

import pytest
from towns import differing, some_solution, town

from simmodel.appraisal.measured import in_scope, rows_of_people
from simmodel.attribution.groups import (
    GROUPS,
    SPENDING,
    left_out,
    off_already,
    only_beside_the_base,
    with_groups_off,
)
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import Played, play
from simmodel.parameters import catalogue
from simmodel.scenario import Scenario, Study
from simmodel.vocabulary import MECHANISMS

MODEL = (Path(__file__).parents[2] / "docs/model.md").read_text(encoding="utf-8")
BY_ID = {group.id: group for group in GROUPS}
STUDY = town((40, 25, 40, 10), levers="reach_out = true")


def played(study: Study) -> dict[str, Played]:
    return play(study, some_solution(), seed=4, run=0, week=compiled_driver())


@pytest.fixture(scope="module")
def all_on() -> dict[str, Played]:
    return played(STUDY)


def test_every_mechanism_is_in_exactly_one_group() -> None:
    assert sorted(name for group in GROUPS for name in group.mechanisms) == sorted(MECHANISMS)


def test_what_goes_to_nothing_with_a_group_is_a_lever_or_a_number_of_the_model() -> None:
    assert {lever for group in GROUPS for lever in group.levers} <= set(Scenario.model_fields)
    assert {number for group in GROUPS for number in group.numbers} <= set(catalogue())


def test_the_model_page_has_the_same_table_of_groups() -> None:
    section = MODEL.split("### Groups of mechanisms")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (\w+) \| (.+) \| (.*) \|$", section.split("|---|")[-1], re.MULTILINE)
    expected = [
        (group.id, group.holds, ", ".join(f"`{name}`" for name in (*group.mechanisms, *group.levers, *group.numbers)))
        for group in (*GROUPS, SPENDING)
    ]
    assert [(name, holds, switched.strip()) for name, holds, switched in rows] == expected


def test_a_group_is_off_with_its_mechanisms_its_levers_and_its_numbers() -> None:
    study = town(levers="pooled_hours = 0.5")
    off = with_groups_off(study, [BY_ID["queueing"], BY_ID["relationship"]])
    assert off.scenarios["pull_in"].pooled_hours == 0.0
    assert {name for name, on in off.mechanisms.items() if not on} == {
        *BY_ID["queueing"].mechanisms,
        *BY_ID["relationship"].mechanisms,
    }
    assert {belief.number: belief.value for belief in off.assumptions} == dict.fromkeys(
        BY_ID["relationship"].numbers, 0.0
    )


def test_a_number_that_the_study_believes_is_held_once() -> None:
    belief = '[[assumption]]\nnumber = "coaching.generalist"\nvalue = 0.01\nbecause = "a guess for a test"'
    off = with_groups_off(town(more=belief), [BY_ID["relationship"]])
    assert sorted(each.number for each in off.assumptions) == sorted(BY_ID["relationship"].numbers)
    assert {each.value for each in off.assumptions} == {0.0}


def test_what_the_study_holds_off_stays_off() -> None:
    study = town(more="[mechanisms]\ntrust = false\nagency = false\nlearning = true")
    assert with_groups_off(study, []).mechanisms == study.mechanisms
    assert off_already(study, BY_ID["relationship"]) == ("trust", "agency")
    assert off_already(study, BY_ID["learning"]) == ()


def test_a_group_that_cannot_change_the_difference_is_left_out_with_the_reason() -> None:
    without = town(more="[mechanisms]\nbrokerage = false")
    assert left_out(without, "crises")["brokerage"] == "off in this study"
    assert left_out(town(), "crises") == {"children": "acts on children's lives only"}
    assert left_out(town(), "cost_total") == left_out(town(), "child_reports") == {}
    rivals = town().model_copy(
        update={"scenarios": {name: town().scenarios[name] for name in ("current", "more_places")}}
    )
    assert left_out(rivals, "cost_total") == {"pulling_in": "nobody buys coaches", "brokerage": "nobody buys coaches"}


def test_a_group_that_holds_pooled_hours_is_not_off_while_hours_are_pooled() -> None:
    off = "[mechanisms]\n" + "\n".join(f"{name} = false" for name in BY_ID["queueing"].mechanisms)
    assert "queueing" in left_out(town(more=off), "crises")
    assert "queueing" not in left_out(town(more=off, levers="pooled_hours = 0.5"), "crises")


def test_what_children_live_with_changes_no_outcome_but_those_it_is_said_to(all_on: dict[str, Played]) -> None:
    off = played(with_groups_off(STUDY, [BY_ID["children"]]))
    changed = set()
    for name in STUDY.scenarios:
        one, other = ({row.outcome: row.value for row in rows_of(arms[name])} for arms in (all_on, off))
        changed |= {outcome for outcome in one if one[outcome] != other[outcome] and one[outcome] == one[outcome]}
    assert changed <= set(BY_ID["children"].acts_on)
    assert {"child_reports", "cost_total"} <= changed


def rows_of(here: Played) -> list:
    return list(rows_of_people("", "", here.people[in_scope(here.people)], 0.0, "new_sentence"))


def test_where_the_base_case_has_coaches_their_groups_act_throughout() -> None:
    turned = {name: one.model_copy(update={"base_case": name == "pull_in"}) for name, one in STUDY.scenarios.items()}
    with_coaches = STUDY.model_copy(update={"scenarios": turned})
    assert with_coaches.base_case == "pull_in"
    assert [group.id for group in GROUPS if only_beside_the_base(with_coaches, group)] == []


def test_what_needs_coaches_does_nothing_before_and_beside_them(all_on: dict[str, Played]) -> None:
    beside = [group for group in GROUPS if only_beside_the_base(STUDY, group)]
    off = played(with_groups_off(STUDY, beside))
    assert [group.id for group in beside] == ["pulling_in", "brokerage"]
    for name in ("current", "more_places"):
        assert differing(all_on[name].people, off[name].people) == []
        assert differing(all_on[name].weekly, off[name].weekly) == []
    assert differing(all_on["pull_in"].people, off["pull_in"].people) != []
