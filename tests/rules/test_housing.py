"""Housing: how homes are lost and found, who stands on which list, and who gets the keys."""

import math

import pytest
from at_home import chance_to_lose, with_approved
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import chance_of, changes_made, lean, lucky, names_of_numbers, people, person, site, unlucky, weekly

from simmodel.chance import HOME_ON_RELEASE, PRIVATE_RENTAL, TENANCY_LOSS
from simmodel.quantities import weekly_probability
from simmodel.rules import housing
from simmodel.vocabulary import (
    ALCOHOL_AND_OTHER_DRUGS,
    HOMELESS,
    HOUSING,
    IN_COMMUNITY,
    INSECURE,
    MENTAL_HEALTH,
    NOT_ASKED,
    ON_REMAND,
    PRACTICAL,
    SENTENCED,
    STABLE,
    TENANCIES,
    WAITING,
)

some = settings(max_examples=30, deadline=None)
NUMBERS = site().numbers.housing
HEAVY = {PRACTICAL: 0.9, ALCOHOL_AND_OTHER_DRUGS: 0.8, MENTAL_HEALTH: 0.7}


def chance_to_rent(where: object, **fields: object) -> float:
    """The chance of a private rental this week."""

    def rents(luck: float) -> bool:
        who = lucky(person(**fields), PRIVATE_RENTAL, luck)
        housing.tenancy(who, where)
        return who.tenancy == STABLE

    return chance_of(rents)


# losing a home


def test_at_reference_needs_a_home_is_lost_at_the_rate_of_the_page() -> None:
    assert chance_to_lose(site(), tenancy=STABLE) == weekly(NUMBERS.loss)
    assert chance_to_lose(site(), tenancy=INSECURE) == weekly(NUMBERS.fall)


def test_arrears_drugs_and_distress_each_make_a_home_likelier_to_be_lost() -> None:
    strain = NUMBERS.arrears * 0.5 + NUMBERS.drugs * 0.4 + NUMBERS.distress * 0.3
    for tenancy, rate in ((STABLE, NUMBERS.loss), (INSECURE, NUMBERS.fall)):
        expected = weekly_probability(rate * math.exp(strain))

        assert chance_to_lose(site(), tenancy=tenancy, need=HEAVY) == pytest.approx(expected)


@pytest.mark.parametrize("weeks", [0, 51])
def test_a_social_tenancy_is_lost_at_the_first_years_rate_for_52_weeks(weeks: int) -> None:
    chance = chance_to_lose(site(), supported=1, tenancy_weeks=weeks, need=HEAVY)

    assert chance == weekly(NUMBERS.loss_supported_first)


def test_a_social_tenancy_is_safer_after_its_first_year() -> None:
    chance = chance_to_lose(site(), supported=1, tenancy_weeks=52)

    assert chance == weekly(NUMBERS.loss_supported_later)
    assert chance < weekly_probability(NUMBERS.loss_supported_first)


def test_whoever_loses_a_home_is_first_insecurely_housed_and_never_homeless_at_once() -> None:
    who = lucky(lucky(person(supported=1), TENANCY_LOSS), PRIVATE_RENTAL)
    housing.tenancy(who, site())

    assert (who.tenancy, who.tenancy_weeks, who.supported) == (INSECURE, 0, 0)


@pytest.mark.parametrize("custody", [IN_COMMUNITY, SENTENCED])
@pytest.mark.parametrize(("approved", "asked"), [(1, 33), (0, -100)])
def test_a_priority_case_changes_lists_and_counts_its_wait_from_there(custody: int, approved: int, asked: int) -> None:
    who = person(tenancy=INSECURE, custody=custody, priority_case=approved, pathway={HOUSING: WAITING}, asked=-100)
    housing.tenancy(lucky(lucky(who, TENANCY_LOSS), HOME_ON_RELEASE), site(week=33))

    assert (who.tenancy, who.tenancy_weeks) == (HOMELESS, 0)
    assert who.pathway[HOUSING] == WAITING
    assert who.asked[HOUSING] == asked


def test_whoever_is_already_homeless_keeps_the_date_asked() -> None:
    who = lucky(with_approved(HOUSING, asked=-100), TENANCY_LOSS)
    housing.tenancy(who, site())

    assert (who.tenancy, who.asked[HOUSING]) == (HOMELESS, -100)


def test_a_person_finds_or_loses_a_home_in_a_week_and_never_both() -> None:
    for tenancy, expected in ((STABLE, INSECURE), (INSECURE, STABLE), (HOMELESS, STABLE)):
        who = lucky(lucky(person(tenancy=tenancy), TENANCY_LOSS), PRIVATE_RENTAL)
        housing.tenancy(who, site())

        assert who.tenancy == expected


# finding a private rental


def test_at_reference_needs_a_private_rental_is_found_at_the_rate_of_the_page() -> None:
    for tenancy, rate in ((INSECURE, NUMBERS.rental_insecure), (HOMELESS, NUMBERS.rental_homeless)):
        assert chance_to_rent(site(), tenancy=tenancy) == weekly(rate)


def test_income_from_work_opens_private_rental_and_practical_need_closes_it() -> None:
    without = chance_to_rent(site(), tenancy=HOMELESS)
    base = NUMBERS.rental_homeless
    poorer = chance_to_rent(site(), tenancy=HOMELESS, need={PRACTICAL: 0.9})
    working = chance_to_rent(site(), tenancy=HOMELESS, at_work=1)

    assert poorer == weekly(base * math.exp(-0.5 * NUMBERS.rental_practical))
    assert working == weekly(base * math.exp(NUMBERS.rental_work))
    assert poorer < without < working


def test_a_private_rental_ends_the_application_for_a_letting() -> None:
    who = lucky(with_approved(HOUSING), PRIVATE_RENTAL)
    housing.tenancy(who, site())

    assert (who.tenancy, who.supported, who.pathway[HOUSING]) == (STABLE, 0, NOT_ASKED)


# the need for housing, and who is left alone


@some
@given(people(gone=0))
def test_the_need_for_housing_is_what_the_tenancy_says(who: object) -> None:
    housing.tenancy(who, site())

    assert who.need[HOUSING] == NUMBERS.need[who.tenancy]


@some
@given(people(gone=st.sampled_from((1, 2))))
def test_nothing_happens_to_the_home_of_somebody_who_died_or_moved(who: object) -> None:
    assert changes_made(housing.tenancy, who, site()) == set()


@some
@given(people(gone=0))
def test_a_week_at_home_touches_the_home_its_need_and_its_application_only(who: object) -> None:
    allowed = {"tenancy", "tenancy_weeks", "supported", "need", "pathway", "asked"}
    before = {name: list(getattr(who, name)) for name in ("need", "pathway", "asked")}

    assert changes_made(housing.tenancy, who, site()) <= allowed
    assert who.tenancy in range(len(TENANCIES))
    for name, values in before.items():
        assert getattr(who, name)[1:] == values[1:]


def test_a_quiet_week_adds_a_week_to_the_tenancy() -> None:
    who = person(tenancy_weeks=30)
    housing.tenancy(who, site())

    assert (who.tenancy, who.tenancy_weeks) == (STABLE, 31)


# custody


@pytest.mark.parametrize(("tenancy", "homeless"), [(STABLE, True), (STABLE, False), (INSECURE, True)])
def test_a_home_is_lost_inside_at_the_rate_of_the_page(tenancy: int, homeless: bool) -> None:
    after = HOMELESS if homeless else INSECURE

    def loses(luck: float) -> bool:
        who = person(tenancy=tenancy, custody=SENTENCED, custody_weeks_left=9, supported=1)
        who = lucky(lucky(who, TENANCY_LOSS, luck), HOME_ON_RELEASE, 0.01 if homeless else 0.99)
        housing.tenancy(who, site())
        return who.tenancy == after and who.supported == 0

    assert chance_of(loses) == weekly(NUMBERS.lost_inside)


def test_of_those_whose_home_is_lost_inside_the_share_of_the_page_is_homeless() -> None:
    def homeless(luck: float) -> bool:
        who = lucky(lucky(person(custody=SENTENCED), TENANCY_LOSS), HOME_ON_RELEASE, luck)
        housing.tenancy(who, site())
        return who.tenancy == HOMELESS

    assert chance_of(homeless) == pytest.approx(NUMBERS.homeless_on_release)


def test_somebody_without_a_home_keeps_the_date_asked_while_inside() -> None:
    who = person(tenancy=HOMELESS, custody=SENTENCED, priority_case=1, pathway={HOUSING: WAITING}, asked=-30)
    who = lucky(lucky(who, TENANCY_LOSS), HOME_ON_RELEASE)
    housing.tenancy(who, site())

    assert (who.tenancy, who.asked[HOUSING], who.tenancy_weeks) == (HOMELESS, -30, 201)


@some
@given(people(gone=0, custody=st.integers(1, 3)))
def test_nobody_finds_a_home_while_inside(who: object) -> None:
    before = who.tenancy
    housing.tenancy(who, site())

    assert who.tenancy <= before


def test_needs_do_not_strain_a_tenancy_while_the_person_is_inside() -> None:
    light, heavy = (
        chance_to_lose(site(numbers={"housing.homeless_on_release": 0.35}), custody=ON_REMAND, need=need)
        for need in ({}, HEAVY)
    )

    assert light == heavy > 0


# every number matters


def _homeless_share(where: object) -> float:
    def homeless(luck: float) -> bool:
        who = lucky(lucky(person(custody=SENTENCED), TENANCY_LOSS), HOME_ON_RELEASE, luck)
        housing.tenancy(who, where)
        return who.tenancy == HOMELESS

    return chance_of(homeless)


def _need_when(tenancy: int) -> object:
    def need(where: object) -> float:
        who = person(tenancy=tenancy)
        housing.tenancy(who, where)
        return who.need[HOUSING]

    return need


def _inside(where: object) -> float:
    def loses(luck: float) -> bool:
        who = lucky(lucky(person(custody=SENTENCED), TENANCY_LOSS, luck), HOME_ON_RELEASE)
        housing.tenancy(who, where)
        return who.tenancy == HOMELESS

    return chance_of(loses)


LEANS = {
    "need.homeless": (+1, _need_when(HOMELESS)),
    "need.insecure": (+1, _need_when(INSECURE)),
    "need.stable": (+1, _need_when(STABLE)),
    "loss": (+1, chance_to_lose),
    "loss_supported_first": (+1, lambda where: chance_to_lose(where, supported=1, tenancy_weeks=3)),
    "loss_supported_later": (+1, lambda where: chance_to_lose(where, supported=1, tenancy_weeks=300)),
    "fall": (+1, lambda where: chance_to_lose(where, tenancy=INSECURE)),
    "arrears": (+1, lambda where: chance_to_lose(where, need={PRACTICAL: 0.9})),
    "drugs": (+1, lambda where: chance_to_lose(where, need={ALCOHOL_AND_OTHER_DRUGS: 0.9})),
    "distress": (+1, lambda where: chance_to_lose(where, need={MENTAL_HEALTH: 0.9})),
    "rental_insecure": (+1, lambda where: chance_to_rent(where, tenancy=INSECURE)),
    "rental_homeless": (+1, lambda where: chance_to_rent(where, tenancy=HOMELESS)),
    "rental_work": (+1, lambda where: chance_to_rent(where, tenancy=HOMELESS, at_work=1)),
    "rental_practical": (-1, lambda where: chance_to_rent(where, tenancy=HOMELESS, need={PRACTICAL: 0.9})),
    "lost_inside": (+1, _inside),
    "homeless_on_release": (+1, _homeless_share),
}
SETTLED_AT_BIRTH = {"priority_case"}


@pytest.mark.parametrize("number", LEANS)
def test_every_number_of_the_page_does_what_it_means(number: str) -> None:
    expected, outcome = LEANS[number]

    assert lean(f"housing.{number}", outcome) == expected


def test_no_number_of_the_page_is_left_out_here() -> None:
    assert {name.split(".")[0] for name in LEANS} | SETTLED_AT_BIRTH == names_of_numbers("housing")


def test_without_luck_nobody_moves() -> None:
    for tenancy in range(len(TENANCIES)):
        who = unlucky(unlucky(person(tenancy=tenancy, need=HEAVY), TENANCY_LOSS), PRIVATE_RENTAL)
        housing.tenancy(who, site())

        assert who.tenancy == tenancy


@pytest.mark.parametrize("priority", [0, 1])
def test_a_letting_out_of_turn_is_noted_for_those_who_asked_earlier(priority: int) -> None:
    where = site(plan={"priority": priority}, service={HOUSING: {"free": 1.0, "oldest": 0, "jumped": -10_000}})
    who = person(
        tenancy=HOMELESS, priority_case=1, pathway={HOUSING: WAITING}, asked={HOUSING: 9}, by_coach={HOUSING: 1}
    )
    housing.let(who, where, HOUSING)
    assert where.service[HOUSING].jumped == (9 if priority else -10_000)
    assert where.tally.out_of_turn[HOUSING] == priority
