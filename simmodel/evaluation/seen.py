"""What a pilot may count: who is where in a week, kept as one byte a person, and the outcomes made of it.

To add an outcome, add an entry to `COUNTED` with its words, and what makes weekly amounts of what was seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from simmodel.appraisal.outcomes import OUTCOMES, Outcome
from simmodel.evaluation.windows import entries
from simmodel.quantities import DAYS_PER_WEEK
from simmodel.vocabulary import HOMELESS, IN_COMMUNITY, STABLE

PRESENT, INSIDE, HOUSED, WITHOUT_HOME, IN_CRISIS, AT_WORK = (1 << bit for bit in range(6))
"""In scope, in custody, in a stable home, homeless, in a crisis, in paid work: as a week leaves somebody."""


def look(people: np.recarray, site: Any) -> np.ndarray:
    """Each person's week as bits, 0 for people out of scope; uint8, shape (people,)."""
    records = people.view(np.ndarray)
    present = (records["arrives"] < int(site.week)) & (records["gone"] == 0)
    free, tenancy = records["custody"] == IN_COMMUNITY, records["tenancy"]
    bits = (
        PRESENT
        | INSIDE * ~free
        | HOUSED * (free & (tenancy == STABLE))
        | WITHOUT_HOME * (free & (tenancy == HOMELESS))
        | IN_CRISIS * (records["crisis_now"] > 0)
        | AT_WORK * (records["at_work"] == 1)
    )
    return np.where(present, bits, 0).astype(np.uint8)


@dataclass(frozen=True)
class Counted:
    """An outcome that a pilot counts week by week.

    `weekly` makes amounts (weeks, people) of bits; `once`: only whether it happened in a window counts, a share.
    """

    outcome: Outcome
    noun: str
    weekly: Callable[[np.ndarray], np.ndarray]
    once: bool = False


def _times(bit: int, amount: float = 1.0) -> Callable[[np.ndarray], np.ndarray]:
    def weekly(bits: np.ndarray) -> np.ndarray:
        return ((bits & bit) > 0) * np.float32(amount)

    return weekly


def _taken_in(bits: np.ndarray) -> np.ndarray:
    return entries((bits & INSIDE) > 0).astype(np.float32)


def _own(identity: str, label: str, unit: str, decimals: int, share: bool) -> Outcome:
    said = f"{label[:1].lower()}{label[1:]}"
    return Outcome(
        id=identity,
        label=label,
        unit=unit,
        better="lower",
        decimals=decimals,
        kind="share" if share else "count",
        less=f"{said}: {{amount}} fewer",
        more=f"{said}: {{amount}} more",
        same=f"{said}: as many",
    )


_TIMES = _own("times_taken_into_custody", "Times taken into custody", "times per person", 2, share=False)
_BACK = _own("taken_into_custody", "People taken into custody", "share of people", 1, share=True)
COUNTED = {
    each.outcome.id: each
    for each in (
        Counted(OUTCOMES["custody_days"], "days in custody", _times(INSIDE, DAYS_PER_WEEK)),
        Counted(_TIMES, "times taken into custody", _taken_in),
        Counted(_BACK, "people taken into custody", _taken_in, once=True),
        Counted(OUTCOMES["weeks_stably_housed"], "weeks in a stable home", _times(HOUSED)),
        Counted(OUTCOMES["crises"], "crises", _times(IN_CRISIS)),
        Counted(OUTCOMES["weeks_in_work"], "weeks in paid work", _times(AT_WORK)),
    )
}
"""By name what `--outcome` may be; any custody counts, remand included."""
