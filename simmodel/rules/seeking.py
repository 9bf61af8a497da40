"""Seeking: who asks for help, and which needs anyone has heard of."""

import math
from typing import Any

from simmodel.chance import DISCLOSE, SEEK, happens
from simmodel.compiled import rule
from simmodel.measures import DOMAIN_COUNT, felt_agency, felt_trust, in_community, worst_known
from simmodel.quantities import Page, number


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
    disclose: float = number(
        0.02,
        0.005,
        0.06,
        "per week at full trust or bond",
        "SEE004",
        "telling somebody of a need so far hidden",
    )


@rule
def disclose(person: Any, site: Any) -> None:
    """A hidden need becomes known to somebody the person trusts: one need at a time, the heaviest first."""
    if not in_community(person):
        return
    confidence = max(felt_trust(person, site), person.bond)
    if happens(person, DISCLOSE, site.numbers.seeking.disclose * confidence):
        hidden, heaviest = -1, 0.0
        for domain in range(DOMAIN_COUNT):
            if person.known[domain] == 0 and person.need[domain] > heaviest:
                hidden, heaviest = domain, person.need[domain]
        if hidden >= 0:
            person.known[hidden] = 1


@rule
def seek(person: Any, site: Any) -> None:
    """People ask for help with the worst need they have spoken of, the sooner the more they trust services."""
    person.seeking = 0
    asked_for_by_coach = person.relationship == 1 and site.on.pull_in == 1
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
        person.has_sought = 1
        site.tally.seeking += 1
