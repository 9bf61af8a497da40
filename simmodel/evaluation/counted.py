"""What a pilot may count, week by week, of who is where in a week.

To add an outcome, add an entry to `COUNTED` with its words, and what makes weekly amounts of states.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simmodel.appraisal.outcomes import OUTCOMES, Outcome
from simmodel.followed.states import days_inside, times_taken_in, weeks_at_work, weeks_housed, weeks_in_crisis


@dataclass(frozen=True)
class Counted:
    """An outcome that a pilot counts week by week.

    `weekly` makes amounts of states, both (weeks, people); `once`: only whether it happened in a window counts.
    """

    outcome: Outcome
    noun: str
    weekly: Callable[[np.ndarray], np.ndarray]
    once: bool = False


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
        Counted(OUTCOMES["custody_days"], "days in custody", days_inside),
        Counted(_TIMES, "times taken into custody", times_taken_in),
        Counted(_BACK, "people taken into custody", times_taken_in, once=True),
        Counted(OUTCOMES["weeks_stably_housed"], "weeks in a stable home", weeks_housed),
        Counted(OUTCOMES["crises"], "crises", weeks_in_crisis),
        Counted(OUTCOMES["weeks_in_work"], "weeks in paid work", weeks_at_work),
    )
}
"""By name what `--outcome` may be; any custody counts, remand included."""
