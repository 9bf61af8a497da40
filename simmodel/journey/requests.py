"""Requests for help: asked, referred, heard, turned away, waiting, admitted, ended; domain by domain.

A record holds where a request stands after a week, not the steps of the week, so the steps are found again from what
each leaves behind: the week asked, the day of the intake, who asked, whom the story was told and help refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from simmodel.journey.moments import Event, Moment, weeks
from simmodel.measures import housing_list
from simmodel.vocabulary import (
    ACTIVE,
    DOMAINS,
    HOUSING,
    LINKED_BY_WORKER,
    NO_WORKER,
    NOT_ASKED,
    REFERRED,
    SERVED,
    WAITING,
)

MISSED, TURNED_AWAY, HANDED_ON, ACCEPTED, GAVE_UP = "missed", "turned_away", "handed_on", "accepted", "gave_up"


def requests(before: Moment, now: Moment) -> Iterator[Event]:
    """What happened this week to what the person asks of services."""
    if now.person.seeking == 1:
        yield Event(now.week, "help", "asks_for_help", "asks for help")
    heard = intakes(before, now)
    story = told_at_intakes(before, now, heard)
    for domain in range(len(DOMAINS)):
        for kind, text in steps(before, now, domain, heard.get(domain, ""), story):
            yield Event(now.week, DOMAINS[domain], kind, text)


def steps(before: Moment, now: Moment, domain: int, heard: str, story: str) -> Iterator[tuple[str, str]]:
    """The steps of one domain's request in the order of the week: (kind, text); `heard` is how the intake went."""
    stood, stands = before.person.pathway[domain], now.person.pathway[domain]
    if stood == SERVED and now.week > before.person.due[domain]:
        yield "ended", "this stretch of help is complete"
        stood = NOT_ASKED
    if not before.free:
        if stood != NOT_ASKED and stands == NOT_ASKED:
            yield "stopped", "help stops in custody" if stood == SERVED else "the request lapses in custody"
        return
    yield from _intake(now, domain, heard, story)
    if heard:
        stood = WAITING if heard in (ACCEPTED, GAVE_UP) else NOT_ASKED
    if _left_queue(before, now, domain, stood):
        waited = now.week - before.person.asked[domain]
        yield "lost", f"leaves the waiting list after {weeks(waited)}, without help"
        stood = NOT_ASKED
    if stood in (NOT_ASKED, REFERRED):
        asked_before = stood == REFERRED and before.person.by_coach[domain] == 1
        yield from _asked(now, domain, heard, asked_before)
    if stands == SERVED and stood != SERVED:
        yield "admitted", f"help begins {_after(now.week - now.person.asked[domain])}"


def _asked(now: Moment, domain: int, heard: str, asked_before: bool) -> Iterator[tuple[str, str]]:
    """A new request of this week: the coach's, to which a service says yes sooner or later, or a cold referral."""
    stands, today = now.person.pathway[domain], now.person.asked[domain] == now.week
    if stands != NOT_ASKED and now.person.by_coach[domain] == 1:
        if domain == HOUSING:
            yield "home_by_coach", f"the coach asks for a home; on the {_list(now)} list"
            return
        if not asked_before:
            yield "brought_in", "the coach asks a specialist to come"
        if stands != REFERRED:
            yield "agreed", "the service says yes"
    elif stands == REFERRED and today and heard != HANDED_ON:
        what = "asks for a home" if domain == HOUSING else "referred"
        kind = "asked_for_home" if domain == HOUSING else "referred"
        yield kind, f"{what}, intake in {weeks(now.person.due[domain] - now.week)}"


def _intake(now: Moment, domain: int, heard: str, story: str) -> Iterator[tuple[str, str]]:
    """How an intake that was due this week went."""
    if heard == MISSED:
        yield "missed", "misses the intake"
    elif heard:
        yield "attended", f"comes to the intake{story}"
    if heard in (TURNED_AWAY, HANDED_ON):
        yield "turned_away", "turned away"
    if heard == HANDED_ON:
        yield "handed_on", f"a second provider is asked, intake in {weeks(now.person.due[domain] - now.week)}"
    elif heard == ACCEPTED and now.person.pathway[domain] == WAITING:
        yield "waiting", f"on the {_list(now) if domain == HOUSING else 'waiting'} list"


def told_at_intakes(before: Moment, now: Moment, heard: dict[int, str]) -> str:
    """Whether the story was told at this week's intakes; nothing where some were told it and others were not."""
    came = sum(way != MISSED for way in heard.values())
    met = before.person.relationship == NO_WORKER and now.person.relationship in (ACTIVE, LINKED_BY_WORKER)
    to_coach = sum(now.person.told_to[d] == 1 and now.person.by_coach[d] == 1 for d in range(len(DOMAINS)))
    told = round(now.person.told_again) - int(met)
    if told >= came + to_coach:
        return f", tells the story{' again' if before.person.told > 0 else ''}"
    return ", need not tell the story again" if told <= 0 else ""


def _left_queue(before: Moment, now: Moment, domain: int, stood: int) -> bool:
    """Whether somebody who waited gave up; a place on a housing list is only left for a home."""
    if stood != WAITING or domain == HOUSING:
        return False
    stands, same = now.person.pathway[domain], now.person.asked[domain] == before.person.asked[domain]
    return bool(stands in (NOT_ASKED, REFERRED) or not same)


def intakes(before: Moment, now: Moment) -> dict[int, str]:
    """How each intake of this week went, by domain; empty where none was due."""
    if not before.free:
        return {}
    due = [d for d in range(len(DOMAINS)) if _was_due(before, now, d)]
    found = {domain: _seen_to(before, now, domain) for domain in due}
    passed_on = sum(way == HANDED_ON for way in found.values())
    refused = round(now.person.refused) - long_waits(before, now) - passed_on
    for place, domain in enumerate(domain for domain in due if not found[domain]):
        found[domain] = TURNED_AWAY if place < refused else GAVE_UP
    return found


def _was_due(before: Moment, now: Moment, domain: int) -> bool:
    cold = before.person.pathway[domain] == REFERRED and before.person.by_coach[domain] == 0
    return bool(cold and before.person.due[domain] <= now.week)


def _seen_to(before: Moment, now: Moment, domain: int) -> str:
    """How a due intake went where the record after the week shows it; nothing if it was attended in vain."""
    stands, person = now.person.pathway[domain], now.person
    same = person.asked[domain] == before.person.asked[domain]
    if person.told_to[domain] == 0 or (person.by_coach[domain] == 1 and not same):
        return MISSED
    if stands in (WAITING, SERVED) and same:
        return ACCEPTED
    if person.handed_on[domain] == 1 and before.person.handed_on[domain] == 0 and person.asked[domain] == now.week:
        return HANDED_ON
    housed = person.supported > 0 and before.person.supported == 0
    return ACCEPTED if domain == HOUSING and housed and stands == NOT_ASKED else ""


def long_waits(before: Moment, now: Moment) -> int:
    """How many refusals of the week are waits that lasted longer than was said."""
    said, count = int(now.site.numbers.services.said_weeks), 0
    for domain in range(len(DOMAINS)):
        if before.person.pathway[domain] == WAITING and domain != HOUSING:
            waited = now.week - before.person.asked[domain]
            count += waited % said == 0
    return count


def _after(waited: int) -> str:
    return f"after {weeks(waited)}" if waited > 0 else "the same week"


def _list(now: Moment) -> str:
    """The list of people waiting for a home that the person stands on."""
    return "priority" if housing_list(now.person) == HOUSING else "general"
