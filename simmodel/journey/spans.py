"""What lasts in a person's life, as spans of weeks: where the person lives, waits, gets help, has a coach and works.

A lane is a function of one moment that gives the state of one part of life after that week, or "" for nothing to
show. To show another part of life, add a lane to `LANES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from simmodel.journey.moments import Moment
from simmodel.vocabulary import (
    ACTIVE,
    DOMAINS,
    HOMELESS,
    HOUSING,
    IN_COMMUNITY,
    INSECURE,
    LINKED_BY_WORKER,
    NO_WORKER,
    NOT_ASKED,
    QUIET,
    REFERRED,
    SERVED,
    STABLE,
    WAITING,
)

LIVES = {HOMELESS: "without_home", INSECURE: "insecure", STABLE: "stable"}
BESIDE = {NO_WORKER: "", ACTIVE: "coach", QUIET: "coach_quiet", LINKED_BY_WORKER: "link_worker"}
STANDS = {NOT_ASKED: "", REFERRED: "waiting", WAITING: "waiting", SERVED: "served"}
"""An intake that is still to come is a wait as well."""
Lane = Callable[[Moment], str]


@dataclass(frozen=True)
class Span:
    """One state of one part of life, from week `begin` up to but without week `end`."""

    lane: str
    state: str
    begin: int
    end: int

    @property
    def weeks(self) -> int:
        """How many weeks it lasts."""
        return self.end - self.begin


def lives(now: Moment) -> str:
    """Where the person lives, or that it is in custody."""
    return "custody" if now.person.custody != IN_COMMUNITY else LIVES[int(now.person.tenancy)]


def beside(now: Moment) -> str:
    """Which worker stays with the person."""
    return BESIDE[int(now.person.relationship)]


def works(now: Moment) -> str:
    """Whether the person has paid work."""
    return "work" if now.person.at_work == 1 else ""


def children(now: Moment) -> str:
    """Whether a child of the person is in out-of-home care."""
    return "care" if any(in_care == 1 for in_care in now.person.in_care) else ""


def story(now: Moment) -> str:
    """Whether the person had to tell the story this week."""
    return "told" if now.person.told_again > 0 else ""


def stands(domain: int) -> Lane:
    """Where the request for help in one domain of need stands; a home is waited for, and then lived in."""
    return lambda now: STANDS[int(now.person.pathway[domain])]


LANES: dict[str, Lane] = {
    "lives": lives,
    "worker": beside,
    **{name: stands(domain) for domain, name in enumerate(DOMAINS)},
    "story": story,
    "paid_work": works,
    "children": children,
}
"""In the order in which they are shown."""
ASKED_OF_SERVICES = tuple(name for domain, name in enumerate(DOMAINS) if domain != HOUSING)


def spans_of(moments: Sequence[Moment]) -> list[Span]:
    """Everything that lasted from week 0 on, while the person was in scope; `moments` are a week apart.

    The week in which somebody leaves counts, as it does in the outcomes.
    """
    here = (now for before, now in pairwise(moments) if before.person.gone == 0)
    seen = [now for now in here if now.week >= 0 and now.person.arrives <= now.week]
    return [span for name, lane in LANES.items() for span in _spans(name, lane, seen)]


def _spans(name: str, lane: Lane, seen: Sequence[Moment]) -> Iterator[Span]:
    for state, weeks in groupby(((now.week, lane(now)) for now in seen), key=lambda each: each[1]):
        lasted = [week for week, _ in weeks]
        if state:
            yield Span(name, state, lasted[0], lasted[-1] + 1)


def weeks_in(spans: Sequence[Span], state: str, lanes: Sequence[str]) -> int:
    """Weeks in which at least one of these lanes stands in a state."""
    return len({week for each in spans if each.state == state and each.lane in lanes for week in _weeks(each)})


def _weeks(span: Span) -> range:
    return range(span.begin, span.end)
