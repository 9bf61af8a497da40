"""Housing: stable -> insecure -> homeless, and back only through a letting or a private rental.

A letting is finite and shared by all: about fifty a year in Taree (SITE006), most of them to people without a
biography here. People without a home stand on the priority list, people insecurely housed on the general list; lists
are served by date asked. The need for housing is what the tenancy says.
"""

import math
from typing import Any

from simmodel.chance import HOME_ON_RELEASE, PRIVATE_RENTAL, TENANCY_LOSS, VACANCIES, happens, luck_of
from simmodel.compiled import helper, rule
from simmodel.measures import delivering, heaviest, housing_list, in_community, poisson
from simmodel.quantities import Page, number, numbers
from simmodel.vocabulary import (
    ACTIVE,
    ALCOHOL_AND_OTHER_DRUGS,
    HOMELESS,
    HOUSING,
    IN_COMMUNITY,
    IN_NEED,
    INSECURE,
    LEASED,
    MENTAL_HEALTH,
    NOT_ASKED,
    OWN,
    PRACTICAL,
    RIGHT_NEED_MET,
    SOCIAL,
    STABLE,
    TENANCIES,
    WAITING,
)
from simmodel.world import GENERAL_LIST, PROGRAMME_DWELLINGS


class Housing(Page):
    """Numbers of the page."""

    name = "housing"
    need: list[float] = numbers(
        TENANCIES,
        (0.95, 0.65, 0.10),
        (0.85, 0.55, 0.05),
        (1.0, 0.75, 0.2),
        "need",
        "HOU001",
        "need for housing in each tenancy",
    )
    loss: float = number(0.0025, 0.001, 0.008, "per week", "HOU002", "stable to insecure, at reference needs")
    loss_supported_first: float = number(
        0.0028,
        0.0014,
        0.005,
        "per week",
        "HOU003",
        "the same in the first year of a social tenancy (0.012 a month, HOM019)",
    )
    loss_supported_later: float = number(
        0.00115, 0.0006, 0.0025, "per week", "HOU004", "the same after the first year (0.005 a month, HOM019)"
    )
    fall: float = number(0.006, 0.003, 0.02, "per week", "HOU005", "insecure to homeless, at reference needs")
    arrears: float = number(1.0, 0.0, 2.5, "log hazard per practical need", "HOU006", "debts cost tenancies")
    drugs: float = number(0.8, 0.0, 2.0, "log hazard per need", "HOU007", "alcohol and other drugs cost tenancies")
    distress: float = number(0.5, 0.0, 1.5, "log hazard per need", "HOU008", "mental ill-health costs tenancies")
    rental_insecure: float = number(0.009, 0.002, 0.015, "per week", "HOU009", "insecure to a private rental")
    rental_homeless: float = number(0.0075, 0.001, 0.01, "per week", "HOU010", "homeless to a private rental")
    rental_work: float = number(0.7, 0.0, 1.5, "log hazard", "HOU011", "income from work opens private rental")
    rental_practical: float = number(
        1.0,
        0.0,
        2.5,
        "log hazard per practical need",
        "HOU012",
        "no bond money, no papers, no phone: no rental",
    )
    lost_inside: float = number(0.03, 0.01, 0.08, "per week", "HOU013", "a tenancy lost while in custody")
    priority_case: float = number(
        0.5, 0.25, 0.8, "share", "HOU014", "people without a home who would be approved for the priority list"
    )
    homeless_on_release: float = number(
        0.48,
        0.35,
        0.54,
        "share",
        "RF021",
        "homes lost inside after which the person is homeless (48% expect to be homeless on release)",
    )


@rule
def vacancies(site: Any) -> None:
    """Houses fall empty by chance and are let by both lists; the programme's own dwellings come while it delivers."""
    site.service[HOUSING].free += poisson(luck_of(site.service[HOUSING], VACANCIES), site.service[HOUSING].hours)
    site.service[GENERAL_LIST].free += poisson(
        luck_of(site.service[GENERAL_LIST], VACANCIES), site.service[GENERAL_LIST].hours
    )
    if delivering(site):
        site.service[PROGRAMME_DWELLINGS].free += site.plan.extra_lettings


@rule
def tenancy(person: Any, site: Any) -> None:
    """Tenancies are lost on heavy needs and arrears, and found again on the private market by a few."""
    if person.gone != 0:
        return
    person.tenancy_weeks += 1
    if person.custody != IN_COMMUNITY:
        lose_tenancy_inside(person, site)
        return
    if person.tenancy == STABLE:
        hazard = hazard_of_loss(person, site)
        if happens(person, TENANCY_LOSS, hazard):
            move(person, INSECURE)
    elif happens(person, PRIVATE_RENTAL, hazard_of_rental(person, site)):
        move(person, STABLE)
    elif person.tenancy == INSECURE and happens(
        person, TENANCY_LOSS, site.numbers.housing.fall * strain_on_tenancy(person, site)
    ):
        become_homeless(person, site)
    if person.tenancy == STABLE and person.pathway[HOUSING] != NOT_ASKED:
        person.pathway[HOUSING] = NOT_ASKED
    person.need[HOUSING] = site.numbers.housing.need[person.tenancy]


@rule
def waits_for_letting(person: Any, site: Any, unit: int) -> bool:
    """On the list that the person's case belongs to."""
    if person.pathway[HOUSING] != WAITING or not in_community(person):
        return False
    return housing_list(person) == unit


@rule
def date_asked(person: Any, site: Any, unit: int) -> float:
    """By date asked; with priority, people with a coach stand before the others."""
    ahead = 100_000.0 if site.plan.priority == 1 and person.by_coach[HOUSING] == 1 else 0.0
    return person.asked[HOUSING] - ahead


@rule
def wants_dwelling(person: Any, site: Any, unit: int) -> bool:
    """For the programme's own dwellings: people with a coach and no stable home, or people without a home who asked."""
    if site.plan.homes > 0.0:
        asked = person.pathway[HOUSING] == WAITING and person.barred == 0
        return person.tenancy == HOMELESS and asked and in_community(person)
    return person.relationship == ACTIVE and in_community(person) and person.tenancy != STABLE


@rule
def worst_housed(person: Any, site: Any, unit: int) -> float:
    """People without a home first."""
    return person.tenancy * 1.0


@rule
def has_letting(site: Any, unit: int) -> bool:
    """Whether a whole house is there to let."""
    return site.service[unit].free >= 1.0


@rule
def let(person: Any, site: Any, unit: int) -> None:
    """The next person gets the keys."""
    if site.service[unit].free < 1.0:
        return
    site.service[unit].free -= 1.0
    site.tally.admitted[unit] += 1
    if person.pathway[HOUSING] == WAITING:
        site.tally.weeks_waited[unit] += site.week - person.asked[HOUSING]
        if site.plan.priority == 1 and person.by_coach[HOUSING] == 1:
            site.service[unit].jumped = max(site.service[unit].jumped, person.asked[HOUSING])
            if site.service[unit].oldest < person.asked[HOUSING]:
                site.tally.out_of_turn[unit] += 1
    if site.week >= 0 and person.need[HOUSING] >= heaviest(person):
        person.funnel[HOUSING] |= IN_NEED | RIGHT_NEED_MET
    person.pathway[HOUSING] = NOT_ASKED
    move(person, STABLE)
    person.supported = LEASED if unit == PROGRAMME_DWELLINGS and site.plan.homes > 0.0 else SOCIAL
    person.met += 1.0
    person.need[HOUSING] = site.numbers.housing.need[STABLE]


@helper
def move(person: Any, tenancy: int) -> None:
    """The person now lives in this tenancy."""
    person.tenancy = tenancy
    person.tenancy_weeks = 0
    person.supported = OWN


@helper
def become_homeless(person: Any, site: Any) -> None:
    """The home is gone; a priority case changes lists, and its wait counts from here."""
    move(person, HOMELESS)
    if person.priority_case == 1:
        person.asked[HOUSING] = site.week


@helper
def lose_tenancy_inside(person: Any, site: Any) -> None:
    """In custody the rent is not paid: a stable or insecure home is lost, and some leave prison homeless."""
    if person.tenancy != HOMELESS and happens(person, TENANCY_LOSS, site.numbers.housing.lost_inside):
        homeless = luck_of(person, HOME_ON_RELEASE) < site.numbers.housing.homeless_on_release
        if homeless or person.tenancy == STABLE:
            if homeless:
                become_homeless(person, site)
            else:
                move(person, INSECURE)
    person.need[HOUSING] = site.numbers.housing.need[person.tenancy]


@helper
def hazard_of_loss(person: Any, site: Any) -> float:
    """Weekly hazard of losing a stable home: measured for social tenancies, a base rate times needs elsewhere."""
    if person.supported != OWN:
        if person.tenancy_weeks <= 52:
            return site.numbers.housing.loss_supported_first
        return site.numbers.housing.loss_supported_later
    return site.numbers.housing.loss * strain_on_tenancy(person, site)


@helper
def strain_on_tenancy(person: Any, site: Any) -> float:
    """How much likelier a home is lost than at reference needs."""
    over = person.need[PRACTICAL] - site.reference.need[PRACTICAL]
    drugs = person.need[ALCOHOL_AND_OTHER_DRUGS] - site.reference.need[ALCOHOL_AND_OTHER_DRUGS]
    distress = person.need[MENTAL_HEALTH] - site.reference.need[MENTAL_HEALTH]
    return math.exp(
        site.numbers.housing.arrears * over
        + site.numbers.housing.drugs * drugs
        + site.numbers.housing.distress * distress
    )


@helper
def hazard_of_rental(person: Any, site: Any) -> float:
    """Weekly hazard of finding a private rental: income opens it, missing papers and bond money close it."""
    base = site.numbers.housing.rental_insecure if person.tenancy == INSECURE else site.numbers.housing.rental_homeless
    over = person.need[PRACTICAL] - site.reference.need[PRACTICAL]
    return base * math.exp(
        site.numbers.housing.rental_work * person.at_work - site.numbers.housing.rental_practical * over
    )
