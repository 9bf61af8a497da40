"""What a trial keeps of a week: who is where, and what its outcomes and its choice of people need beside that."""

from __future__ import annotations

from typing import Any

import numpy as np

from simmodel.followed.states import INSIDE, PRESENT, are_in, states_of
from simmodel.vocabulary import HOUSING, JUSTICE, REFERRED, SERVED

SEEN = np.dtype(
    [
        ("states", "u1"),
        ("custody", "i1"),
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
"""What is kept of a person each week, `states` as in `followed.states`. `due`, `told` and `served` hold a bit for each
domain, the first the lowest: a first appointment that falls to next week, a service told the story, and one that
gives its help."""


def look(people: np.recarray, site: Any) -> np.ndarray:
    """What is kept of every person after a week: shape (people,), of SEEN."""
    seen = np.empty(len(people), SEEN)
    seen["states"] = states_of(people)
    for name in ("custody", "tenancy_weeks", "weeks_free"):
        seen[name] = people[name]
    seen["arrested"], seen["crisis"] = people.arrested_now, people.crisis_now
    here = are_in(seen["states"], PRESENT) & ~are_in(seen["states"], INSIDE)
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
