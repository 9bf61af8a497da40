"""Needs: how heavy each need is, from week to week.

A need drifts towards the level that the person's life sets. Linked needs that stay unmet raise that level
(no sleep without a home), agency lowers it, and shocks throw things off course. In custody needs are frozen.
The need for housing follows the tenancy (page `housing`).
"""

from typing import Any

from simmodel.chance import SHOCK, SHOCK_SIZE, luck_of
from simmodel.compiled import helper, rule
from simmodel.felt import felt_agency
from simmodel.measures import DOMAIN_COUNT, clamp, in_community, linked_excess, load
from simmodel.quantities import Page, number, numbers
from simmodel.vocabulary import DOMAINS, HOUSING


class Needs(Page):
    """Numbers of the page."""

    name = "needs"
    drift: list[float] = numbers(
        DOMAINS,
        (0.0, 0.020, 0.020, 0.010, 0.020, 0.020, 0.040, 0.015),
        (0.0, 0.01, 0.01, 0.005, 0.01, 0.01, 0.02, 0.0075),
        (0.01, 0.04, 0.04, 0.02, 0.04, 0.04, 0.08, 0.03),
        "share of the gap a week",
        "NEE001",
        "pull of each need back to the person's own level",
    )
    shock_rate: list[float] = numbers(
        DOMAINS,
        (0.0, 0.005, 0.005, 0.003, 0.004, 0.005, 0.012, 0.004),
        (0.0, 0.002, 0.002, 0.0012, 0.0016, 0.002, 0.0048, 0.0016),
        (0.01, 0.0125, 0.0125, 0.0075, 0.01, 0.0125, 0.03, 0.01),
        "per week",
        "NEE002",
        "shocks that throw things off course",
    )
    shock_mean: float = number(0.30, 0.15, 0.50, "need", "NEE003", "mean size of a shock (Beta(1, b))")
    coupling: float = number(0.25, 0.0, 0.6, "need per need", "NEE004", "how far unmet linked needs raise a need")
    active: float = number(
        0.5, 0.4, 0.6, "need", "NEE007", "need from which it counts as active: what an intake worker would write down"
    )
    back_on_track: float = number(
        0.02, 0.0, 0.1, "need", "NEE006", "mean need this close to its level before a shock counts as back on track"
    )
    agency_relief: float = number(0.3, 0.0, 0.6, "need per agency", "NEE005", "how far agency lowers each need")


@rule
def drift(person: Any, site: Any) -> None:
    """Each need moves a little towards the level that the person's life sets for it."""
    if not in_community(person):
        return
    relief = site.numbers.needs.agency_relief * (felt_agency(person, site) - site.reference.agency)
    for domain in range(DOMAIN_COUNT):
        if domain != HOUSING:
            pressure = site.numbers.needs.coupling * linked_excess(person, site, domain)
            level = clamp(person.set_point[domain] + pressure - relief)
            person.need[domain] += site.numbers.needs.drift[domain] * (level - person.need[domain])


@rule
def shock(person: Any, site: Any) -> None:
    """Now and then something outside throws a person off course: an eviction, a break-up, a diagnosis."""
    if not in_community(person):
        return
    luck = luck_of(person, SHOCK)
    for domain in range(DOMAIN_COUNT):
        rate = site.numbers.needs.shock_rate[domain]
        if 0.0 <= luck < rate:
            blow = 1.0 - (1.0 - luck_of(person, SHOCK_SIZE)) ** (
                site.numbers.needs.shock_mean / (1.0 - site.numbers.needs.shock_mean)
            )
            throw_off_course(person, site)
            person.need[domain] = clamp(person.need[domain] + blow)
        luck -= rate


@rule
def recover(person: Any, site: Any) -> None:
    """Off course until needs are back at their level before the shock; the weeks until then are counted."""
    if person.off_course == 0 or person.gone != 0:
        return
    if load(person) <= person.load_on_course + site.numbers.needs.back_on_track:
        person.off_course = 0
    elif site.week >= 0:
        person.weeks_off_course += 1


@helper
def throw_off_course(person: Any, site: Any) -> None:
    """The level before the first of several shocks is the one to get back to."""
    if person.off_course == 0:
        person.off_course = 1
        person.load_on_course = load(person)
    if site.week >= 0:
        person.shocks += 1
