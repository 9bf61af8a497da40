"""The coach: contact that begins, becomes quiet, is taken up again and ends; time together; purchases.

To add a relationship, add its changes to `CONTACT`.
"""

from __future__ import annotations

from collections.abc import Iterator

from simmodel.journey.moments import Event, Moment, name_of, weeks
from simmodel.vocabulary import ACTIVE, DOMAINS, IN_COMMUNITY, LINKED_BY_WORKER, NO_WORKER, PRACTICAL, QUIET

CONTACT = {
    (NO_WORKER, ACTIVE): ("contact_begins", "contact begins; the story is told once"),
    (ACTIVE, QUIET): ("contact_quiet", "contact becomes quiet; the door stays open"),
    (QUIET, ACTIVE): ("contact_again", "contact is taken up again"),
    (ACTIVE, NO_WORKER): ("contact_ends", "contact ends"),
    (QUIET, NO_WORKER): ("contact_ends", "the quiet contact ends"),
    (NO_WORKER, LINKED_BY_WORKER): ("link_begins", "contact begins; the story is told once"),
    (LINKED_BY_WORKER, NO_WORKER): ("link_ends", "leaves"),
}
"""By relationship before and now: the kind of event and its text."""
QUARTER_WEEKS = 13


def contact(before: Moment, now: Moment) -> Iterator[Event]:
    """Contact with the coach that changes this week."""
    change = (int(before.person.relationship), int(now.person.relationship))
    if change in CONTACT:
        kind, text = CONTACT[change]
        if kind == "link_ends":
            text = parting(now)
        if now.person.relationship == NO_WORKER and now.week >= now.site.plan.funded_until:
            text += ", for the money has ended"
        yield Event(now.week, "link_worker" if LINKED_BY_WORKER in change else "coach", kind, text)


def parting(now: Moment) -> str:
    """Why a link worker leaves somebody."""
    if now.person.custody != IN_COMMUNITY:
        return "contact ends, in custody"
    if now.person.sessions >= now.site.plan.link_sessions:
        return "leaves; the sessions are over"
    return f"leaves after {weeks(now.person.linked_weeks)}"


def change_of_coach(before: Moment, now: Moment) -> Iterator[Event]:
    """The worker leaves; the next one takes over when the post is filled."""
    if now.person.changed_coach == 1:
        linked = LINKED_BY_WORKER in (before.person.relationship, now.person.relationship)
        worker = "link_worker" if linked else "coach"
        text = f"the {name_of(worker)} leaves the job; part of the bond is handed over"
        yield Event(now.week, worker, f"{worker}_leaves", text)


def purchases(before: Moment, now: Moment) -> Iterator[Event]:
    """What flexible funds bought this week, or the first week in which they could not."""
    if now.person.bought > 0.0:
        text = f"the coach buys what is needed, ${now.person.bought / 100:,.0f}"
        yield Event(now.week, DOMAINS[PRACTICAL], "purchase", text)
    elif now.person.asks_for_purchase > 0.0 and before.person.asks_for_purchase == 0.0:
        text = f"${now.person.asks_for_purchase:,.0f} is needed, more than the flexible funds have left"
        yield Event(now.week, DOMAINS[PRACTICAL], "purchase_unmet", text)


def time_together(moments: list[Moment]) -> Iterator[Event]:
    """Hours with the coach, one event for each quarter of a year that had any, dated by its last such week."""
    hours: dict[int, list[tuple[int, float]]] = {}
    for now in moments:
        if now.week >= 0 and now.person.hours > 0.0:
            hours.setdefault(now.week // QUARTER_WEEKS, []).append((now.week, float(now.person.hours)))
    linked = any(now.person.relationship == LINKED_BY_WORKER for now in moments)
    worker = "link_worker" if linked else "coach"
    for quarter in hours.values():
        total, last = sum(hours for _, hours in quarter), quarter[-1][0]
        text = f"{total:,.0f} hours together in {weeks(len(quarter))}"
        yield Event(last, worker, "hours", text)
