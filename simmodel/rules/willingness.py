"""Willingness: whether a service comes to a person when a coach asks.

Nothing obliges a silo to come. It says yes sooner or later: later the more strain it is under, sooner where it takes
part in a partnership in which it is safe to bend rules and somebody stands behind that. The request then stands in the
same list as all others, by the date on which it was made. No study measured how soon services say yes.
"""

import math
from typing import Any

from simmodel.chance import SAYS_YES, luck_of, turned
from simmodel.compiled import helper, rule
from simmodel.felt import felt_authorising, felt_safety, felt_strain
from simmodel.measures import DOMAIN_COUNT, in_community
from simmodel.quantities import Page, number
from simmodel.vocabulary import REFERRED, WAITING


class Willingness(Page):
    """Numbers of the page."""

    name = "willingness"
    rate: float = number(0.25, 0.05, 0.7, "per week", "WIL001", "a service saying yes to a coach, at reference strain")
    safety: float = number(2.0, 0.0, 4.0, "log hazard per safety", "WIL003", "a safe service says yes sooner")
    authorising: float = number(
        0.8, 0.0, 1.6, "log hazard", "WIL004", "it does so where all roles and levels of governance stand behind it"
    )
    strain: float = number(2.0, 0.0, 4.0, "log hazard per strain", "WIL002", "a strained service says yes later")


@rule
def say_yes(person: Any, site: Any) -> None:
    """The services that a coach has asked say yes, some this week and some later, and hear the story."""
    if not in_community(person):
        return
    for domain in range(DOMAIN_COUNT):
        asked_by_coach = person.pathway[domain] == REFERRED and person.by_coach[domain] == 1
        if asked_by_coach and turned(luck_of(person, SAYS_YES), domain) < willingness(site, domain):
            person.pathway[domain] = WAITING
            person.told_again += 1.0
            person.told_to[domain] = 1
            person.engaged += 1.0


@helper
def willingness(site: Any, domain: int) -> float:
    """Chance that this service says yes to a coach this week."""
    numbers, strain = site.numbers.willingness, felt_strain(site, domain) - site.reference.strain[domain]
    lean = numbers.safety * felt_safety(site, domain) - numbers.strain * strain
    if site.service[domain].takes_part == 1:
        lean += numbers.authorising * felt_authorising(site)
    return 1.0 - math.exp(-numbers.rate * math.exp(lean))
