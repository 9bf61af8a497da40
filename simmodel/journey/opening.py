"""Who the person is when the journey begins, in a few sentences."""

from __future__ import annotations

from typing import Any

from simmodel.journey.moments import HEAVY_WEIGHT, Moment, aged, listed, name_of, weeks, weight_of
from simmodel.measures import GROWN_UP
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.vocabulary import (
    COHORTS,
    CUSTODY,
    DOMAINS,
    HOMELESS,
    HOUSING,
    IN_COMMUNITY,
    INSECURE,
    REFERRED,
    SERVED,
    STABLE,
    WAITING,
)

WHO = {
    "leaving_custody": "someone who has been in custody",
    "homelessness": "someone who came without a secure home",
    "family_with_young_children": "someone in a family with young children",
    "young_person": "a young person",
}
LIVES = {STABLE: "in a stable home", INSECURE: "somewhere insecure", HOMELESS: "without a home"}
INSIDE = {"remand": "held on remand", "sentence": "serving a sentence", "breach": "back inside for breach of parole"}
MOST_NEEDS = 3


def opening(number: int, first: Moment) -> str:
    """Who person `number` is at the moment before the journey begins."""
    told = (_who(number, first), *_children(first), _place(first), _weights(first.person), _trust(first))
    return " ".join((*told, *_under_way(first)))


def _who(number: int, first: Moment) -> str:
    person = first.person
    age = int(person.age + max(first.week - int(person.arrives), 0) / WEEKS_PER_YEAR)
    cohort = COHORTS[person.cohort]
    return f"Person {number} is {age}, {WHO.get(cohort, cohort.replace('_', ' '))}."


def _children(first: Moment) -> list[str]:
    """How old the person's children are, and how many of them are in out-of-home care."""
    born = [int(week) for week in first.person.born if first.week - week < GROWN_UP]
    if not born:
        return []
    ages = ", ".join(aged(max(first.week - week, 0)) for week in sorted(born))
    away = sum(int(in_care) for in_care in first.person.in_care)
    care = f"; in out-of-home care: {away}" if away else ""
    return [f"Children: {len(born)} ({ages}{care})."]


def _place(first: Moment) -> str:
    person = first.person
    living, begins = LIVES[int(person.tenancy)], "At the beginning" if first.week < 0 else "On arrival"
    if person.custody != IN_COMMUNITY:
        inside = INSIDE.get(CUSTODY[person.custody], "in custody")
        return f"{begins} {inside}, {weeks(person.custody_weeks_left)} to go; lived {living}."
    released = f", released from a sentence {weeks(person.weeks_free)} ago" if person.weeks_free > 0 else ""
    parole = f", on parole for {weeks(person.parole_weeks)} more" if person.parole_weeks > 0 else ""
    return f"{begins} living {living}, {'in' if person.at_work == 1 else 'without'} paid work{released}{parole}."


def _weights(person: Any) -> str:
    heaviest = sorted(range(len(DOMAINS)), key=lambda domain: -person.need[domain])[:MOST_NEEDS]
    shown = [domain for domain in heaviest if person.need[domain] >= HEAVY_WEIGHT] or heaviest[:1]
    return f"What weighs most: {', '.join(_weight(person, domain) for domain in shown)}."


def _weight(person: Any, domain: int) -> str:
    unheard = "" if person.known[domain] == 1 or domain == HOUSING else ", nobody has heard of it"
    return f"{name_of(DOMAINS[domain])} ({weight_of(person.need[domain])}{unheard})"


def _trust(first: Moment) -> str:
    usual = first.site.reference.trust
    return f"Trust in services: {first.person.trust:.2f} of 1 (the usual is {usual:.2f})."


def _under_way(first: Moment) -> list[str]:
    """What is already asked for or given."""
    told = []
    for stands, text in ((REFERRED, "Referred to"), (WAITING, "Waiting for"), (SERVED, "Getting help with")):
        asked = [name for name, stood in zip(DOMAINS, first.person.pathway, strict=True) if stood == stands]
        told += [f"{text}: {listed(asked)}."] if asked else []
    return told
