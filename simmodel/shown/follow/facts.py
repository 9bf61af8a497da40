"""What is counted in one life under one way of working, and the sentences that tell it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from simmodel.journey.arms import Arm, Journey
from simmodel.journey.events import LAST
from simmodel.journey.moments import weeks
from simmodel.journey.spans import ASKED_OF_SERVICES, weeks_in
from simmodel.quantities import DAYS_PER_WEEK

SENT_ON = ("referred", "asked_for_home", "handed_on")
CHANGES_OF_WORKER = ("coach_leaves", "link_worker_leaves")
REFUSED = ("turned_away", "lost")
"""Kinds of events: turned away at the intake, and gone from a waiting list without help."""


@dataclass(frozen=True)
class Facts:
    """One life under one way of working, counted from the week in which the money starts."""

    hand_offs: int
    new_workers: int
    missed: int
    refused: int
    pulled_in: int
    weeks_waiting: int
    weeks_waiting_for_home: int
    times_told: int
    weeks_housed: int
    nights_without_home: int
    crises: int
    weeks_in_custody: int
    weeks_in_work: int
    hours_with_worker: float
    purchases: int
    weeks_here: int
    ends: str


def facts_of(arm: Arm) -> Facts:
    """What is counted in a life; weeks of waiting for several services at once count once."""
    kinds = Counter(event.kind for event in arm.events)
    came = arm.outcomes
    return Facts(
        hand_offs=sum(kinds[kind] for kind in (*SENT_ON, *CHANGES_OF_WORKER)),
        new_workers=sum(kinds[kind] for kind in CHANGES_OF_WORKER),
        missed=kinds["missed"],
        refused=sum(kinds[kind] for kind in REFUSED),
        pulled_in=kinds["brought_in"],
        weeks_waiting=weeks_in(arm.spans, "waiting", ASKED_OF_SERVICES),
        weeks_waiting_for_home=weeks_in(arm.spans, "waiting", ["housing"]),
        times_told=round(came["times_told"]),
        weeks_housed=round(came["weeks_stably_housed"]),
        nights_without_home=DAYS_PER_WEEK * weeks_in(arm.spans, "without_home", ["lives"]),
        crises=round(came["crises"]),
        weeks_in_custody=round(came["custody_days"] / DAYS_PER_WEEK),
        weeks_in_work=round(came["weeks_in_work"]),
        hours_with_worker=came["hours_with_coach"],
        purchases=kinds["purchase"],
        weeks_here=round(came["weeks_in_scope"]),
        ends=next((kind for kind in LAST if kinds[kind]), ""),
    )


def times(count: int) -> str:
    """So many times: "once"."""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count:,} times")


def story(facts: Facts) -> str:
    """A life under one way of working in a few sentences."""
    end = {"dies": "Dies", "moves_away": "Moves away"}.get(facts.ends)
    last = [f"{end} after {weeks(facts.weeks_here)}."] if end else []
    return " ".join((_asking(facts), _worker(facts), _living(facts), *last))


def _asking(facts: Facts) -> str:
    sent = f"Handed on to another service or worker {times(facts.hand_offs)}"
    gone = [f"{count} {what}" for count, what in ((facts.missed, "missed"), (facts.refused, "without help")) if count]
    ended = f" (ended: {', '.join(gone)})" if gone else ""
    waited = f"waited {weeks(facts.weeks_waiting)} for services and {weeks(facts.weeks_waiting_for_home)} for a home"
    return f"{sent}{ended}, {waited}, story told {times(facts.times_told)}."


def _worker(facts: Facts) -> str:
    if facts.hours_with_worker <= 0.0:
        return "Nobody stayed beside this person."
    hours = f"{facts.hours_with_worker:,.0f} hours with a coach or link worker"
    bought = f"; what was needed was bought {times(facts.purchases)} (a fridge, say)" if facts.purchases else ""
    came = f"; a specialist was pulled in {times(facts.pulled_in)}" if facts.pulled_in else ""
    return f"{hours}{came}{bought}."


def _living(facts: Facts) -> str:
    nights = f"{facts.nights_without_home:,} nights without a home"
    crises = f"{facts.crises} {'crisis' if facts.crises == 1 else 'crises'}"
    home, inside = weeks(facts.weeks_housed), weeks(facts.weeks_in_custody)
    return f"In a stable home for {home}, {nights}, {crises}, {inside} in prison, {weeks(facts.weeks_in_work)} in work."


ROWS = (
    ("Handed on to another service or worker", "hand_offs", "times"),
    ("of these, a new coach or link worker", "new_workers", "times"),
    ("Intakes missed", "missed", "times"),
    ("Turned away, or left a waiting list without help", "refused", "times"),
    ("A specialist pulled in by the coach", "pulled_in", "times"),
    ("Waiting for services", "weeks_waiting", "weeks"),
    ("Waiting for a home", "weeks_waiting_for_home", "weeks"),
    ("Story told", "times_told", "times"),
    ("Hours with a coach or link worker", "hours_with_worker", "hours"),
    ("What was needed was bought", "purchases", "times"),
    ("In a stable home", "weeks_housed", "weeks"),
    ("Without a home", "nights_without_home", "nights"),
    ("Crises", "crises", "times"),
    ("In prison", "weeks_in_custody", "weeks"),
    ("In paid work", "weeks_in_work", "weeks"),
)
"""The table of facts: label, field of `Facts`, unit."""


def rows_of(journey: Journey) -> tuple[tuple[str, ...], ...]:
    """The table of facts: a row for each, a column for each way of working."""
    both = [facts_of(arm) for arm in journey.arms.values()]
    return tuple(
        (f"{label} ({unit})", *(f"{getattr(facts, field):,.0f}" for facts in both)) for label, field, unit in ROWS
    )


HEADLINES = (
    ("weeks_housed", 1, "{} against {} weeks in a stable home"),
    ("times_told", -1, "the story told {} against {}"),
    ("weeks_in_custody", -1, "{} against {} weeks in prison"),
    ("crises", -1, "{} against {} crises"),
    ("weeks_in_work", 1, "{} against {} weeks in work"),
    ("weeks_waiting", -1, "{} against {} weeks waiting for services"),
    ("nights_without_home", -1, "{} against {} nights without a home"),
)
"""What the headline may tell: the field, whether more (1) or less (-1) of it is better, and the words."""
MOST_TOLD = 3


def _apart(one: Facts, other: Facts) -> list[str]:
    pairs = [(field, way, form, getattr(one, field), getattr(other, field)) for field, way, form in HEADLINES]
    told = [
        ((right - left) * way > 0, form.format(*(_figure(field, each) for each in (left, right))))
        for field, way, form, left, right in pairs
        if left != right
    ]
    first = told[:MOST_TOLD]
    against = [words for good, words in told[MOST_TOLD:] if all(good is not of for of, _ in first)]
    return [*(words for _, words in first), *(f"but {words}" for words in against[:1])]


def _figure(field: str, count: int) -> str:
    return times(count) if field == "times_told" else f"{count:,}"


def finding(journey: Journey) -> str:
    """What the picture shows: what differs between the two ways of working, the first things and, where these are all
    for the better or all for the worse, one of the other kind; and what first of all is alike."""
    one, other = (facts_of(arm) for arm in journey.arms.values())
    apart = _apart(one, other)
    alike = "" if one.weeks_housed != other.weeks_housed else f"{weeks(one.weeks_housed)} in a stable home both times"
    if not apart:
        return f"One life, lived twice with the same luck: it came out alike, {alike}"
    return f"One life, lived twice with the same luck: {', '.join([alike, *apart] if alike else apart)}"
