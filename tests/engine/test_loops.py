"""The loops of a week: each rule in its turn, and something finite handed out in order, in plain Python."""

from types import SimpleNamespace

import pytest
from kit import WEEK, Attributes, lucky, person

from simmodel.chance import GRANT
from simmodel.engine.loops import allot, passes
from simmodel.vocabulary import CONNECTION, MENTAL_HEALTH
from simmodel.week import Allotment, Step, Week, people


def asker(number: int, asked: int = 10, luck: float = 0.4) -> Attributes:
    return lucky(person(luck_number=number, asked={MENTAL_HEALTH: asked}), GRANT, luck)


def handed_out(
    who: list[Attributes],
    there: int,
    arrived: int | None = None,
    outside: int = 0,
    units: tuple[int, ...] = (MENTAL_HEALTH,),
) -> SimpleNamespace:
    """Hand out so many things by date asked: `got` by luck number, and `turns` up to which outside demand came.

    Outside demand takes `outside` things the first time that it may.
    """
    town = SimpleNamespace(week=WEEK, arrived=len(who) if arrived is None else arrived, left=there, got=[], turns=[])

    def grant(one: Attributes, site: SimpleNamespace, unit: int) -> None:
        site.got.append(one.luck_number)
        site.left -= 1

    def ahead(site: SimpleNamespace, unit: int, before: float) -> None:
        site.left -= outside if not site.turns else 0
        site.turns.append(before)

    hand_out = allot(
        Allotment(
            grant,
            units,
            asks=lambda one, site, unit: one.asked[unit] > 0,
            order=lambda one, site, unit: one.asked[unit] * 1.0,
            lasts=lambda site, unit: site.left > 0,
            ahead=ahead,
        )
    )
    hand_out(who, town)
    return town


def test_the_next_is_first_by_order_then_by_luck_then_by_number() -> None:
    four = [asker(4, luck=0.3), asker(9, luck=0.2), asker(8, luck=0.2), asker(7, asked=5, luck=0.9)]
    assert handed_out(four, 9).got == [7, 8, 9, 4]
    assert handed_out(four[::-1], 3).got == [7, 8, 9]


def test_only_those_who_ask_and_have_arrived_are_given_anything() -> None:
    three = [asker(1), asker(2, asked=0), asker(3), asker(4)]
    assert handed_out(three, 9, arrived=3).got == [1, 3]


def test_each_unit_is_handed_out_to_those_who_ask_for_it() -> None:
    two = [asker(1), person(luck_number=2, asked={CONNECTION: 10})]
    assert handed_out(two, 9, units=(CONNECTION, MENTAL_HEALTH)).got == [2, 1]


@pytest.mark.parametrize(("luck", "turn"), [(0.49, 10.0), (0.51, 11.0)])
def test_half_of_those_who_ask_stand_behind_outside_demand_of_the_same_week(luck: float, turn: float) -> None:
    assert handed_out([asker(1, asked=10, luck=luck), asker(2, asked=15)], 1).turns[0] == turn


def test_what_outside_demand_took_before_them_is_not_there_for_anyone_behind() -> None:
    assert handed_out([asker(1), asker(2)], 3, outside=2).got == [1]
    assert handed_out([asker(1), asker(2)], 3, outside=3).got == []


def test_outside_demand_of_this_week_is_served_when_everyone_who_asked_was_and_not_before() -> None:
    assert handed_out([asker(1), asker(2)], 2).turns == [10.0, 10.0, WEEK + 1.0]
    assert handed_out([], 2).turns == [WEEK + 1.0]
    assert handed_out([asker(1), asker(2)], 1).turns == [10.0]


def test_each_rule_has_its_turn_and_rules_for_each_person_are_played_person_by_person() -> None:
    told = []

    def rule(name: str) -> object:
        return lambda *of: told.append(name + "".join(str(one) for one in of if isinstance(one, int)))

    steps = (Step("site", rule("a")), *people(rule("b"), rule("c")), Step("service", rule("d")), *people(rule("e")))
    passes(Week(steps))([1, 2, 3], SimpleNamespace(arrived=2, service=[7, 8]))
    assert " ".join(told) == "a b1 c1 b2 c2 d7 d8 e1 e2"
