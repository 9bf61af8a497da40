"""Seeking: who asks for help."""

import math
from typing import Any

from simmodel.chance import SEEK, happens
from simmodel.compiled import rule
from simmodel.felt import felt_agency, felt_trust
from simmodel.measures import in_community, worst_known
from simmodel.quantities import Page, number
from simmodel.vocabulary import ACTIVE


class Seeking(Page):
    """Numbers of the page."""

    name = "seeking"
    rate: float = number(
        0.022,
        0.008,
        0.05,
        "per week at full need",
        "SEE001",
        "asking for help; two thirds did not at their last homeless episode (HOM005)",
    )
    trust: float = number(1.0, 0.0, 2.5, "log hazard per trust", "SEE002", "trust makes asking likelier")
    agency: float = number(0.7, 0.0, 2.0, "log hazard per agency", "SEE003", "agency makes asking likelier")


@rule
def seek(person: Any, site: Any) -> None:
    """People ask for help with the worst need they have spoken of, the sooner the more they trust services."""
    person.seeking = 0
    asked_for_by_coach = person.relationship == ACTIVE and person.hours > 0.0 and site.on.pull_in == 1
    if not in_community(person) or asked_for_by_coach:
        return
    worst = worst_known(person)
    if worst < 0:
        return
    readiness = site.numbers.seeking.trust * (
        felt_trust(person, site) - site.reference.trust
    ) + site.numbers.seeking.agency * (felt_agency(person, site) - site.reference.agency)
    if happens(person, SEEK, site.numbers.seeking.rate * person.need[worst] * math.exp(readiness)):
        person.seeking = 1
        if person.has_sought == 0:
            person.has_sought = 1
            person.first_sought = site.week
        site.tally.seeking += 1
