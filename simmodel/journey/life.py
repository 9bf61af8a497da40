"""What happens in a person's life beside the services: needs, home, work, crises, custody, children, leaving."""

from __future__ import annotations

from collections.abc import Iterator

from simmodel.journey.moments import Event, Moment, aged, weeks, weight_of
from simmodel.measures import GROWN_UP
from simmodel.person import MOST_CHILDREN
from simmodel.vocabulary import (
    COHORTS,
    CRISES,
    DOMAINS,
    HOMELESS,
    HOUSING,
    IN_COMMUNITY,
    INSECURE,
    LEASED,
    NOT_ASKED,
    ON_REMAND,
    OWN,
    RETURNED_FOR_BREACH,
    SCHOOL,
    SENTENCED,
    STABLE,
    WAITING,
)

JUMP = 0.15
"""A need that grows by so much within a week was struck by something; the pull of life is slower."""
ARRIVES = {
    "leaving_custody": "leaves custody and comes to live here",
    "homelessness": "comes to live here, without a secure home",
    "family_with_young_children": "comes to live here, in a family with young children",
    "young_person": "comes to live here, a young person",
}
CRISIS_WORDS = {
    "emergency_department": "taken to the emergency department",
    "ambulance": "an ambulance is called",
    "police_call_out": "the police are called",
    "mental_health_admission": "admitted to a mental-health ward",
    "crisis_bed": "needs a bed in crisis accommodation",
}
INSIDE = {
    ON_REMAND: ("remand", "held on remand, bail refused"),
    SENTENCED: ("sentence", "a new sentence"),
    RETURNED_FOR_BREACH: ("breach", "returned for breach of parole"),
}
"""By code of custody: the kind of event and its text."""
HOMES = {
    HOMELESS: ("homeless", "without a home"),
    INSECURE: ("home_lost", "the stable home is lost; somewhere insecure to stay"),
}


def arrival(before: Moment, now: Moment) -> Iterator[Event]:
    """Coming into scope after week 0."""
    if now.person.arrives == now.week:
        cohort = COHORTS[now.person.cohort]
        yield Event(now.week, "life", "arrives", ARRIVES.get(cohort, "comes into scope"))


def needs(before: Moment, now: Moment) -> Iterator[Event]:
    """Needs that become known, and needs that something made much heavier; a home is told by `home`."""
    for domain, name in enumerate(DOMAINS):
        if now.person.known[domain] == 1 and before.person.known[domain] == 0:
            yield Event(now.week, name, "known", "speaks of this need for the first time")
        heavier = now.person.need[domain] - before.person.need[domain]
        if domain != HOUSING and heavier >= JUMP:
            yield Event(now.week, name, "shock", f"a setback; heavier now ({weight_of(now.person.need[domain])})")


def home(before: Moment, now: Moment) -> Iterator[Event]:
    """A home lost or found."""
    name, lives = DOMAINS[HOUSING], int(now.person.tenancy)
    let, lived = got_letting(before, now), int(before.person.tenancy)
    if let:
        yield Event(now.week, name, "letting", _keys(before, now))
        lived = STABLE
    if lives == lived:
        if before.person.supported == LEASED and now.person.supported == OWN and not let:
            yield Event(now.week, name, "lease_over", "the lease is over; the home is now the person's own")
        return
    kind, text = HOMES.get(lives, ("private_rental", "finds a private rental"))
    if lives != STABLE and now.person.custody != IN_COMMUNITY:
        text = f"lost while in custody; {'no home' if lives == HOMELESS else 'somewhere insecure'} to return to"
    yield Event(now.week, name, kind, text)


def got_letting(before: Moment, now: Moment) -> bool:
    """Whether the person was given the keys this week; also where the home was lost at once."""
    kept = now.person.supported > 0 and before.person.supported == 0
    left_list = before.person.pathway[HOUSING] == WAITING and now.person.pathway[HOUSING] == NOT_ASKED
    return bool(kept or (left_list and now.person.tenancy != STABLE))


def _keys(before: Moment, now: Moment) -> str:
    asked = int(now.person.asked[HOUSING])
    if now.person.supported == LEASED:
        return f"gets the keys to a home that the programme leases, after {weeks(now.week - asked)}"
    if before.person.pathway[HOUSING] == WAITING:
        return f"gets the keys to a social home after {weeks(now.week - asked)}"
    if asked == now.week:
        return "gets the keys to a social home the same week"
    return "gets the keys to one of the programme's own homes"


def work(before: Moment, now: Moment) -> Iterator[Event]:
    """Paid work found and lost."""
    if now.person.at_work != before.person.at_work:
        found = now.person.at_work == 1
        yield Event(now.week, "paid_work", "work_found" if found else "work_lost", "found" if found else "lost")


def crisis(before: Moment, now: Moment) -> Iterator[Event]:
    """A crisis of this week."""
    if now.person.crisis_now > 0:
        kind = CRISES[now.person.crisis_now - 1]
        yield Event(now.week, "crisis", "crisis", CRISIS_WORDS.get(kind, kind.replace("_", " ")))


def custody(before: Moment, now: Moment) -> Iterator[Event]:
    """Into custody, from remand to a sentence, and out again."""
    was, is_now = int(before.person.custody), int(now.person.custody)
    convicted = was == ON_REMAND and is_now == SENTENCED and now.person.arrested_now == 0
    if was != IN_COMMUNITY and before.person.custody_weeks_left <= 1 and not convicted:
        yield Event(now.week, "custody", "release", "released")
        was = IN_COMMUNITY
    length = weeks(now.person.custody_weeks_left)
    if convicted:
        yield Event(now.week, "custody", "sentence", f"remand ends in a sentence, {length}")
    elif was == IN_COMMUNITY and is_now != IN_COMMUNITY:
        kind, text = INSIDE[is_now]
        yield Event(now.week, "custody", kind, f"{text}, {length}")


def children(before: Moment, now: Moment) -> Iterator[Event]:
    """Children reported to child protection, into out-of-home care and home again, and starting school."""
    for child in range(MOST_CHILDREN):
        who = aged(now.week - int(now.person.born[child]))
        was, is_now = int(before.person.in_care[child]), int(now.person.in_care[child])
        reported = now.person.last_report[child] == now.week
        home = was == 1 and (is_now == 0 or reported)
        if home and now.week - now.person.born[child] >= GROWN_UP:
            yield Event(now.week, "children", "child_grown", "one is eighteen and leaves out-of-home care")
        elif home:
            yield Event(now.week, "children", "child_home", f"one, {who}, comes home from out-of-home care")
        if reported:
            yield Event(now.week, "children", "child_reported", f"one, {who}, is reported to child protection")
        if reported and is_now == 1:
            yield Event(now.week, "children", "child_to_care", f"one, {who}, goes into out-of-home care")
        if now.person.school[child] != before.person.school[child]:
            kind = SCHOOL[now.person.school[child]]
            yield Event(now.week, "children", f"school_{kind}", f"one starts school, {kind.replace('_', ' ')}")


def leaving(before: Moment, now: Moment) -> Iterator[Event]:
    """Death, and moving away."""
    if now.person.gone != before.person.gone:
        dies = now.person.gone == 1
        yield Event(now.week, "life", "dies" if dies else "moves_away", "dies" if dies else "moves away")
