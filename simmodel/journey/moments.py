"""What a journey is made of: moments (a person's record after a week) and events (what changed between two).

A page of this package is a function of two moments, `before` and `now`, a week apart, that gives the events of one
part of life. To tell something new, add an event to the page that it belongs to, or a page to `events.PAGES`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.vocabulary import IN_COMMUNITY

NAMES = {"housing": "home", "practical": "practical needs", "paid_work": "paid work", "life": "", "help": ""}
"""How a domain is told where its own name would not do; an empty name leads no line."""
MIDDLE_WEIGHT, HEAVY_WEIGHT, HEAVIEST_WEIGHT = 0.25, 0.5, 0.75


@dataclass(frozen=True)
class Moment:
    """One person after one week.

    `person` has the fields of `world.Person`; of `site` only what stays the same may be read (numbers, plan, on).
    """

    week: int
    person: Any
    site: Any

    @property
    def free(self) -> bool:
        """Whether the person is in scope and in the community."""
        return bool(self.person.gone == 0 and self.person.custody == IN_COMMUNITY)


@dataclass(frozen=True)
class Event:
    """Something that happened in a week.

    `domain` is a domain of need, or `coach`, `help`, `crisis`, `custody`, `paid_work`, `children` or `life`; `kind` is
    a word for scripts; `text` completes a line that begins with the domain.
    """

    week: int
    domain: str
    kind: str
    text: str

    @property
    def sentence(self) -> str:
        """The event in words that stand alone."""
        return headed(self.domain, self.text)


def headed(domain: str, text: str) -> str:
    """A text behind the name of its domain, with a capital letter."""
    name = name_of(domain)
    return capital(f"{name}: {text}" if name else text)


def capital(text: str) -> str:
    """The same text with its first letter large."""
    return text[:1].upper() + text[1:]


def name_of(domain: str) -> str:
    """A domain of need, or another part of life, in plain words."""
    return NAMES.get(domain, domain.replace("_", " "))


def when(week: int) -> str:
    """A week as people date it: week 0 is "year 1, week 1", and what lies further back is "before"."""
    return f"year {week // WEEKS_PER_YEAR + 1}, week {week % WEEKS_PER_YEAR + 1}" if week >= 0 else "before"


def weeks(count: float) -> str:
    """So many weeks: "1 week"."""
    return f"{count:,.0f} week{'' if count == 1 else 's'}"


def aged(weeks_of_life: int) -> str:
    """How old a child is, in years: "aged 3"."""
    years = weeks_of_life // WEEKS_PER_YEAR
    return f"aged {years}" if years > 0 else "under one"


def weight_of(need: float) -> str:
    """How heavy a need is, in a word."""
    if need < MIDDLE_WEIGHT:
        return "light"
    if need < HEAVY_WEIGHT:
        return "middling"
    return "heavy" if need < HEAVIEST_WEIGHT else "very heavy"


def listed(domains: Iterable[str]) -> str:
    """Domains in one list; commas only, for some names hold an "and" themselves."""
    return ", ".join(name_of(domain) for domain in domains)
