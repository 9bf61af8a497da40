"""Crises: heavy needs bring them, someone to call keeps some off, and each is of one kind."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import beliefs, chance_of, changes_made, lean, lucky, names_of_numbers, people, person, site, weekly

from simmodel.chance import CRISIS, CRISIS_KIND
from simmodel.measures import load
from simmodel.rules.crisis import crisis
from simmodel.vocabulary import (
    CRISES,
    CRISIS_BED,
    EMERGENCY_DEPARTMENT,
    HOMELESS,
    INSECURE,
    MENTAL_HEALTH,
    ON_REMAND,
    PRACTICAL,
    STABLE,
)

some = settings(max_examples=30, deadline=None)
NUMBERS = site().numbers.crisis


def chance(where: object, **fields: object) -> float:
    """The chance of a crisis this week."""

    def comes(luck: float) -> bool:
        who = lucky(person(**fields), CRISIS, luck)
        crisis(who, where)
        return who.crisis_now > 0

    return chance_of(comes)


def kind_at(where: object, luck: float, tenancy: int = HOMELESS) -> int:
    who = lucky(lucky(person(tenancy=tenancy), CRISIS), CRISIS_KIND, luck)
    crisis(who, where)
    return who.crisis_now - 1


def share_of(kind: int, where: object) -> float:
    """The share of crises that are of this kind or of one before it, less those before."""
    if kind == len(CRISES) - 1:
        return 1.0 - chance_of(lambda luck: kind_at(where, luck) < kind)
    until = chance_of(lambda luck: kind_at(where, luck) <= kind)
    return until - (chance_of(lambda luck: kind_at(where, luck) < kind) if kind else 0.0)


def test_at_the_reference_load_crises_come_at_the_rate_of_the_page() -> None:
    assert chance(site()) == weekly(NUMBERS.weekly_rate)


def test_a_heavier_load_brings_crises_as_the_page_says() -> None:
    heavier = chance(site(), need={MENTAL_HEALTH: 0.9, PRACTICAL: 0.9})
    hazard = NUMBERS.weekly_rate * math.exp(NUMBERS.per_load * (0.5 + 0.5) / 8)

    assert heavier == weekly(hazard)


def test_someone_to_call_keeps_some_crises_off() -> None:
    hazard = NUMBERS.weekly_rate * math.exp(-NUMBERS.per_bond * 0.8)

    assert chance(site(), bond=0.8) == weekly(hazard)
    assert chance(site(), bond=0.8) < chance(site())


def test_a_skilled_coach_with_a_bond_sees_crises_coming_and_one_new_to_the_work_sees_fewer() -> None:
    usual = site().numbers.coaching.usual_skill
    for skill in (0.4, usual, 0.9):
        heat = -NUMBERS.per_bond * 0.8 - NUMBERS.per_skill * (skill - usual) * 0.8

        assert chance(site(), bond=0.8, skill=skill) == weekly(NUMBERS.weekly_rate * math.exp(heat))
    assert chance(site(), bond=0.8, skill=0.9) < chance(site(), bond=0.8, skill=usual) == chance(site(), bond=0.8)


def test_skill_without_a_bond_sees_nothing_coming_nor_does_a_bond_with_a_coach_not_met_this_week() -> None:
    assert chance(site(), bond=0.0, skill=0.95) == chance(site())
    assert chance(site(), bond=0.8, skill=0.0) == weekly(NUMBERS.weekly_rate * math.exp(-NUMBERS.per_bond * 0.8))


@some
@given(people(gone=0, custody=0), st.floats(0.01, 1.0), st.floats(0.01, 1.0))
def test_a_more_skilled_coach_never_means_a_crisis_more(who: object, skill: float, other: float) -> None:
    where, met = site(), []
    for who.skill in sorted((skill, other)):
        crisis(who, where)
        met.append(who.crisis_now > 0)

    assert met[0] >= met[1]


@some
@given(people(gone=0, custody=0), st.integers(0, 7), st.floats(0.0, 1.0))
def test_a_heavier_need_never_prevents_a_crisis(who: object, domain: int, more: float) -> None:
    where = site()
    crisis(who, where)
    met = who.crisis_now > 0
    who.need[domain] = max(who.need[domain], more)
    crisis(who, where)

    assert (who.crisis_now > 0) >= met


@some
@given(people(gone=0, custody=0, skill=st.sampled_from((0.0, 0.65, 0.9))), st.floats(0.0, 1.0))
def test_a_stronger_bond_never_brings_a_crisis(who: object, more: float) -> None:
    where = site()
    crisis(who, where)
    met = who.crisis_now > 0
    who.bond = max(who.bond, more)
    crisis(who, where)

    assert (who.crisis_now > 0) <= met


@pytest.mark.parametrize("kind", range(len(CRISES)))
def test_crises_are_of_each_kind_as_often_as_the_page_says(kind: int) -> None:
    assert share_of(kind, site()) == pytest.approx(NUMBERS.kinds[kind], abs=1e-6)


def test_a_stable_home_needs_no_crisis_bed_and_the_emergency_department_is_counted() -> None:
    for luck in (0.001, 0.3, 0.5, 0.7, 0.89, 0.95, 0.999):
        kind, at_home = kind_at(site(), luck), kind_at(site(), luck, tenancy=STABLE)

        assert kind_at(site(), luck, tenancy=INSECURE) == kind
        assert at_home == (EMERGENCY_DEPARTMENT if kind == CRISIS_BED else kind)
    assert kind_at(site(), 0.999) == CRISIS_BED


def test_the_kinds_of_crises_add_up_to_all_of_them() -> None:
    assert sum(NUMBERS.kinds) == pytest.approx(1.0)


@some
@given(people(), beliefs("crisis"))
def test_a_crisis_has_a_kind_and_is_counted_once(who: object, numbers: dict) -> None:
    where = site(numbers=numbers)
    crisis(who, where)

    assert 0 <= who.crisis_now <= len(CRISES)
    expected = [0.0] * len(CRISES)
    if who.crisis_now:
        expected[who.crisis_now - 1] = 1.0
    assert where.tally.crises == expected


@some
@given(people(gone=st.sampled_from((1, 2))))
def test_nobody_who_died_or_moved_has_a_crisis(who: object) -> None:
    where = site()
    crisis(lucky(who, CRISIS), where)

    assert who.crisis_now == 0
    assert sum(where.tally.crises) == 0


def test_nobody_inside_has_a_crisis_outside() -> None:
    who = lucky(person(custody=ON_REMAND), CRISIS)
    crisis(who, site())

    assert who.crisis_now == 0


def test_last_weeks_crisis_is_over_this_week() -> None:
    who = person(crisis_now=3)
    crisis(who, site())

    assert who.crisis_now == 0


@some
@given(people())
def test_a_crisis_changes_nothing_but_itself_and_its_count(who: object) -> None:
    assert changes_made(crisis, who, site()) <= {"crisis_now", "site.tally.crises"}


LEANS = {
    "weekly_rate": (+1, chance),
    "per_load": (+1, lambda where: chance(where, need=0.8)),
    "per_bond": (-1, lambda where: chance(where, bond=0.8)),
    "per_skill": (-1, lambda where: chance(where, bond=0.8, skill=0.9)),
    "kinds.emergency_department": (+1, lambda where: share_of(0, where)),
    "kinds.ambulance": (+1, lambda where: share_of(1, where)),
    "kinds.police_call_out": (+1, lambda where: share_of(2, where)),
    "kinds.mental_health_admission": (+1, lambda where: share_of(3, where)),
}


@pytest.mark.parametrize("number", LEANS)
def test_every_number_of_the_page_does_what_it_means(number: str) -> None:
    expected, outcome = LEANS[number]

    assert lean(f"crisis.{number}", outcome) == expected


def test_no_number_of_the_page_is_left_out_here() -> None:
    assert {name.split(".")[0] for name in LEANS} == names_of_numbers("crisis")


def test_the_reference_load_is_that_of_the_reference_not_of_the_person() -> None:
    someone = person(need=0.8)
    around_them = site(around=someone)

    assert chance(around_them, need=0.8) == weekly(NUMBERS.weekly_rate)
    assert load(someone) == pytest.approx(np.mean(someone.need))
