"""From a person's records, week by week, to what happened: a pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from simmodel.journey.life import arrival, children, crisis, custody, home, leaving, needs, work
from simmodel.journey.moments import Event, Moment
from simmodel.journey.requests import requests
from simmodel.journey.support import change_of_coach, contact, purchases, time_together

Page = Callable[[Moment, Moment], Iterator[Event]]
PAGES: tuple[Page, ...] = (
    arrival,
    needs,
    requests,
    contact,
    change_of_coach,
    purchases,
    home,
    work,
    crisis,
    custody,
    children,
    leaving,
)
"""In the order in which the events of one week are told."""
LAST = ("dies", "moves_away")
"""Kinds of event after which nothing follows."""


def events_of(moments: Sequence[Moment]) -> list[Event]:
    """Everything that happened from week 0 on, in order of week; `moments` are a week apart, the first week -1."""
    found = [event for before, now in pairwise(moments) if _here(before, now) for event in _week(before, now)]
    found += time_together(list(moments))
    return sorted(found, key=lambda event: (event.week, event.kind in LAST))


def _here(before: Moment, now: Moment) -> bool:
    """Whether the person was in scope at the beginning of this week, which counts."""
    return bool(now.week >= 0 and before.person.gone == 0 and now.person.arrives <= now.week)


def _week(before: Moment, now: Moment) -> Iterator[Event]:
    for page in PAGES:
        yield from page(before, now)
