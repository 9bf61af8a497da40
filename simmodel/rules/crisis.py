"""Crises: an emergency department, an ambulance, the police, an acute admission, a crisis bed.

Who has a stable home needs no crisis bed and is counted at the emergency department.
"""

import math
from typing import Any

from simmodel.chance import CRISIS, CRISIS_KIND, happens, luck_of
from simmodel.compiled import rule
from simmodel.measures import in_community, load
from simmodel.quantities import Page, number, numbers
from simmodel.vocabulary import CRISES, CRISIS_BED, EMERGENCY_DEPARTMENT, STABLE


class Crisis(Page):
    """Numbers of the page."""

    name = "crisis"
    weekly_rate: float = number(0.035, 0.015, 0.07, "per week", "CRI001", "crises of a person at the reference load")
    per_load: float = number(2.0, 0.5, 4.0, "log hazard per load", "CRI002", "heavy needs bring crises")
    per_bond: float = number(0.20, 0.0, 0.6, "log hazard per bond", "CRI003", "someone to call keeps some of them off")
    per_skill: float = number(
        0.3, 0.0, 0.8, "log hazard per skill and bond", "CRI005", "a skilled coach sees more of them coming"
    )
    kinds: list[float] = numbers(
        CRISES,
        (0.45, 0.20, 0.20, 0.06, 0.09),
        (0.35, 0.12, 0.12, 0.03, 0.03),
        (0.55, 0.3, 0.3, 0.12, 0.2),
        "share",
        "CRI004",
        "what a crisis turns into",
    )


@rule
def crisis(person: Any, site: Any) -> None:
    """Heavy needs bring crises; someone to call keeps some of them off."""
    person.crisis_now = 0
    if not in_community(person):
        return
    met = person.bond if person.skill > 0.0 else 0.0
    heat = (
        site.numbers.crisis.per_load * (load(person) - site.reference.load)
        - site.numbers.crisis.per_bond * person.bond
        - site.numbers.crisis.per_skill * (person.skill - site.numbers.coaching.usual_skill) * met
    )
    if happens(person, CRISIS, site.numbers.crisis.weekly_rate * math.exp(heat)):
        kind, share = 0, luck_of(person, CRISIS_KIND) - site.numbers.crisis.kinds[0]
        while share >= 0.0 and kind < len(CRISES) - 1:
            kind += 1
            share -= site.numbers.crisis.kinds[kind]
        if kind == CRISIS_BED and person.tenancy == STABLE:
            kind = EMERGENCY_DEPARTMENT
        person.crisis_now = kind + 1
        site.tally.crises[kind] += 1
