"""Housing lists and lettings: who stands on which list, in which order, and who gets the keys."""

import pytest
from at_home import chance_to_lose, with_approved
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import changes_made, funded, people, person, site, weekly

from simmodel.chance import VACANCIES, as_luck
from simmodel.measures import poisson
from simmodel.rules import housing
from simmodel.vocabulary import (
    HOMELESS,
    HOUSING,
    INSECURE,
    LEASED,
    NOT_ASKED,
    ON_REMAND,
    REFERRED,
    SENTENCED,
    SOCIAL,
    STABLE,
    WAITING,
)
from simmodel.world import GENERAL_LIST, PROGRAMME_DWELLINGS

some = settings(max_examples=30, deadline=None)
NUMBERS = site().numbers.housing


# the lists


def test_an_approved_homeless_person_stands_on_the_priority_list_and_nowhere_else() -> None:
    who = with_approved(HOUSING)

    assert housing.waits_for_letting(who, site(), HOUSING)
    assert not housing.waits_for_letting(who, site(), GENERAL_LIST)


@pytest.mark.parametrize(
    "who",
    [with_approved(GENERAL_LIST), with_approved(HOUSING, priority_case=0)],
    ids=["insecure", "not approved"],
)
def test_everybody_else_who_applied_stands_on_the_general_list(who: object) -> None:
    assert housing.waits_for_letting(who, site(), GENERAL_LIST)
    assert not housing.waits_for_letting(who, site(), HOUSING)


@pytest.mark.parametrize("unit", [HOUSING, GENERAL_LIST])
@pytest.mark.parametrize(
    "fields",
    [
        {"pathway": {HOUSING: NOT_ASKED}},
        {"pathway": {HOUSING: REFERRED}},
        {"custody": SENTENCED},
        {"gone": 1},
        {"gone": 2},
    ],
    ids=["not asked", "not yet assessed", "inside", "died", "moved"],
)
def test_no_letting_for_somebody_who_has_not_applied_or_is_not_there(unit: int, fields: dict) -> None:
    assert not housing.waits_for_letting(with_approved(unit, **fields), site(), unit)


def test_the_lists_are_in_the_order_of_the_date_asked() -> None:
    early, late = with_approved(HOUSING, asked=-5), with_approved(HOUSING, asked=3, by_coach=1)

    assert housing.date_asked(early, site(), HOUSING) == -5.0
    assert housing.date_asked(late, site(), HOUSING) == 3.0


def test_with_priority_people_with_a_coach_stand_before_all_others_and_in_order_among_themselves() -> None:
    where = site(plan={"priority": 1})
    by_coach = [housing.date_asked(with_approved(HOUSING, asked=week, by_coach=1), where, HOUSING) for week in (1, 9)]
    referred = housing.date_asked(with_approved(HOUSING, asked=-500), where, HOUSING)

    assert by_coach[0] < by_coach[1] < referred


def test_the_programmes_dwellings_are_for_people_with_a_coach_and_without_a_stable_home() -> None:
    where = funded()
    with_coach = {"relationship": 1, "coach": 0}

    assert housing.wants_dwelling(person(tenancy=HOMELESS, **with_coach), where, PROGRAMME_DWELLINGS)
    assert housing.wants_dwelling(person(tenancy=INSECURE, **with_coach), where, PROGRAMME_DWELLINGS)
    for fields in (
        {"tenancy": STABLE, **with_coach},
        {"tenancy": HOMELESS, "relationship": 2, "coach": 0},
        {"tenancy": HOMELESS},
        {"tenancy": HOMELESS, "custody": ON_REMAND, **with_coach},
        {"tenancy": HOMELESS, "gone": 1, **with_coach},
    ):
        assert not housing.wants_dwelling(person(**fields), where, PROGRAMME_DWELLINGS)


def test_homes_bought_with_the_programmes_money_are_for_homeless_people_who_have_asked_with_or_without_a_coach() -> (
    None
):
    where, asked = funded(plan={"homes": 0.1}), {"pathway": {HOUSING: WAITING}}

    for fields in ({}, {"relationship": 1, "coach": 0}, {"relationship": 2, "coach": 0}):
        assert housing.wants_dwelling(person(tenancy=HOMELESS, **asked, **fields), where, PROGRAMME_DWELLINGS)
    for fields in (
        {"tenancy": HOMELESS, "relationship": 1, "coach": 0},
        {"tenancy": HOMELESS, "pathway": {HOUSING: REFERRED}},
        {"tenancy": INSECURE, **asked},
        {"tenancy": STABLE, **asked},
        {"tenancy": HOMELESS, "custody": ON_REMAND, **asked},
        {"tenancy": HOMELESS, "gone": 1, **asked},
        {"tenancy": HOMELESS, "barred": 1, **asked},
    ):
        assert not housing.wants_dwelling(person(**fields), where, PROGRAMME_DWELLINGS)


@pytest.mark.parametrize(
    ("unit", "homes", "tenure"),
    [
        (PROGRAMME_DWELLINGS, 0.1, LEASED),
        (PROGRAMME_DWELLINGS, 0.0, SOCIAL),
        (HOUSING, 0.1, SOCIAL),
        (GENERAL_LIST, 0.1, SOCIAL),
    ],
)
def test_only_a_home_that_the_programme_bought_is_leased_and_it_is_kept_like_a_social_tenancy(
    unit: int, homes: float, tenure: int
) -> None:
    where = site(service={unit: {"free": 1.0}}, plan={"homes": homes})
    who = person(tenancy=HOMELESS, pathway={HOUSING: WAITING})
    housing.let(who, where, unit)

    assert (who.supported, who.tenancy) == (tenure, STABLE)
    assert chance_to_lose(where, supported=tenure, tenancy_weeks=9) == weekly(NUMBERS.loss_supported_first)


def test_homeless_people_come_before_insecurely_housed_people() -> None:
    homeless, insecure = (
        housing.worst_housed(person(tenancy=tenancy), site(), PROGRAMME_DWELLINGS) for tenancy in (HOMELESS, INSECURE)
    )

    assert homeless < insecure


# lettings


@pytest.mark.parametrize(("free", "expected"), [(0.0, False), (0.99, False), (1.0, True), (3.4, True)])
def test_only_a_whole_house_can_be_let(free: float, expected: bool) -> None:
    where = site(service={GENERAL_LIST: {"free": free}})

    assert housing.has_letting(where, GENERAL_LIST) == expected


@pytest.mark.parametrize("unit", [HOUSING, GENERAL_LIST])
def test_whoever_gets_the_keys_has_a_stable_home_and_a_promise_kept(unit: int) -> None:
    who, where = with_approved(unit, asked=4), site(week=20, service={unit: {"free": 2.0}})
    housing.let(who, where, unit)

    assert (who.tenancy, who.tenancy_weeks, who.supported) == (STABLE, 0, 1)
    assert (who.pathway[HOUSING], who.met, who.need[HOUSING]) == (NOT_ASKED, 1.0, NUMBERS.need[STABLE])
    assert where.service[unit].free == 1.0
    assert (where.tally.admitted[unit], where.tally.weeks_waited[unit]) == (1, 16)


@pytest.mark.parametrize("unit", [HOUSING, GENERAL_LIST])
def test_with_priority_a_letting_before_others_who_asked_earlier_is_counted_and_none_in_turn_is(unit: int) -> None:
    counted = []
    for priority, by_coach, oldest in ((1, 1, 3), (0, 1, 3), (1, 0, 3), (1, 1, 4)):
        where = site(plan={"priority": priority}, service={unit: {"free": 2.0, "oldest": oldest}})
        housing.let(with_approved(unit, asked=4, by_coach=by_coach), where, unit)
        counted.append(where.tally.out_of_turn[unit])

    assert counted == [1, 0, 0, 0]


def test_a_dwelling_of_the_programme_needs_no_application_and_counts_no_wait() -> None:
    who, where = person(tenancy=HOMELESS), site(service={PROGRAMME_DWELLINGS: {"free": 1.0}})
    housing.let(who, where, PROGRAMME_DWELLINGS)

    assert who.tenancy == STABLE
    assert where.tally.admitted[PROGRAMME_DWELLINGS] == 1
    assert where.tally.weeks_waited[PROGRAMME_DWELLINGS] == 0


def test_nobody_gets_keys_to_part_of_a_house() -> None:
    where = site(service={HOUSING: {"free": 0.9}})

    assert changes_made(housing.let, with_approved(HOUSING), where, HOUSING) == set()


@some
@given(people(gone=0, custody=0), st.floats(0.0, 5.0))
def test_lettings_are_never_oversubscribed(who: object, free: float) -> None:
    where = site(service={HOUSING: {"free": free}})
    let = housing.has_letting(where, HOUSING)
    housing.let(who, where, HOUSING)

    assert where.service[HOUSING].free == (free - 1.0 if let else free) >= 0.0
    assert where.tally.admitted[HOUSING] == let


@pytest.mark.parametrize("unit", [HOUSING, GENERAL_LIST])
@pytest.mark.parametrize("uniform", [0.1, 0.6, 0.9, 0.999])
def test_houses_fall_empty_by_chance_at_the_lettings_expected(unit: int, uniform: float) -> None:
    where = site(service={unit: {"hours": 0.7, "free": 0.0}})
    where.service[unit].luck[VACANCIES] = as_luck(uniform)
    housing.vacancies(where)

    assert where.service[unit].free == poisson(uniform, 0.7)


def test_a_house_that_nobody_was_offered_stays_to_be_let() -> None:
    where = site(service={HOUSING: {"hours": 0.7, "free": 2.0}})
    housing.vacancies(where)

    assert where.service[HOUSING].free == 2.0


def test_the_programmes_dwellings_come_while_it_delivers_and_stop_with_it() -> None:
    during, before, after = (funded(week=week, plan={"extra_lettings": 0.4}) for week in (20, 16, 156))
    for where in (during, before, after):
        housing.vacancies(where)

    assert during.service[PROGRAMME_DWELLINGS].free == 0.4
    assert before.service[PROGRAMME_DWELLINGS].free == after.service[PROGRAMME_DWELLINGS].free == 0.0
