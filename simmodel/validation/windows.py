"""From a run that was watched week by week to each person's follow-up: the weeks after a date, and those before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simmodel.vocabulary import HOUSING, IN_COMMUNITY, JUSTICE, REFERRED, SERVED

SEEN = np.dtype(
    [
        ("custody", "i1"),
        ("tenancy", "i1"),
        ("gone", "i1"),
        ("at_work", "i1"),
        ("arrested", "i1"),
        ("crisis", "i1"),
        ("due", "u1"),
        ("told", "u1"),
        ("served", "u1"),
        ("on_parole", "?"),
        ("tenancy_weeks", "i4"),
        ("weeks_free", "i4"),
        ("justice", "f8"),
    ]
)
"""What is kept of a person each week. `due`, `told` and `served` hold a bit for each domain, the first the lowest:
a first appointment that falls to next week, a service told the story, and one that gives its help."""


def look(people: np.recarray, site: Any) -> np.ndarray:
    """What is kept of every person after a week: shape (people,), of SEEN."""
    seen = np.empty(len(people), SEEN)
    for name in ("custody", "tenancy", "gone", "at_work", "tenancy_weeks", "weeks_free"):
        seen[name] = people[name]
    seen["arrested"], seen["crisis"] = people.arrested_now, people.crisis_now
    here = (people.gone == 0) & (people.custody == IN_COMMUNITY)
    referred = (people.pathway == REFERRED) & (people.by_coach == 0) & here[:, None]
    referred[:, HOUSING] = False
    seen["due"] = in_bits(referred & (people.due <= site.week))
    seen["told"] = in_bits(people.told_to == 1)
    seen["served"] = in_bits(people.pathway == SERVED)
    seen["on_parole"] = people.parole_weeks > 0
    seen["justice"] = people.cost[:, JUSTICE] / 100.0
    return seen


def in_bits(flags: np.ndarray) -> np.ndarray:
    """Yes and no by domain, shape (people, domains), as one byte a person: the first domain is the lowest bit."""
    return np.packbits(flags, axis=1, bitorder="little")[:, 0]


def follow_up(weeks: Sequence[np.ndarray] | np.ndarray, who: np.ndarray, first: np.ndarray, length: int) -> np.ndarray:
    """Each person's own `length` weeks from place `first` on, behind the week just before; shape (length + 1, people).

    `weeks`: what was seen, by week, each of shape (everyone,); `who` and `first`, both of shape (people,): whom to
    follow, and at which place of `weeks` the follow-up begins. IndexError for weeks that were not seen.
    """
    seen = np.asarray(weeks)
    if len(first) and (first.min() < 1 or first.max() + length > len(seen)):
        raise IndexError(f"weeks {first.min() - 1} to {first.max() + length - 1} of {len(seen)} that were seen")
    places = first[None, :] - 1 + np.arange(length + 1)[:, None]
    return seen[places, who[None, :]]
