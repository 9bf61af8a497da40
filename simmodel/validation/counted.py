"""What a trial counts, from each person's own weeks: somebody back in custody, nights without a home, a job.

Every count takes a follow-up (shape (weeks + 1, people), the week before it first; see `followed.windows`) and gives
an `Arm`. A mean is the sum of `total` over the sum of `exposure`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simmodel.followed.states import (
    AT_WORK,
    HOUSED,
    PRESENT,
    WITHOUT_HOME,
    are_in,
    days_inside,
    nights_without_home,
    weeks_at_work,
)
from simmodel.followed.windows import entries
from simmodel.vocabulary import (
    ALCOHOL_AND_OTHER_DRUGS,
    AMBULANCE,
    EMERGENCY_DEPARTMENT,
    IN_COMMUNITY,
    MENTAL_HEALTH_ADMISSION,
    ON_REMAND,
    POLICE_CALL_OUT,
    RETURNED_FOR_BREACH,
    SENTENCED,
)

ACUTE_CARE = tuple(1 + kind for kind in (EMERGENCY_DEPARTMENT, AMBULANCE, MENTAL_HEALTH_ADMISSION))
"""Crises that end in a hospital, as a person's record codes them."""


@dataclass(frozen=True)
class Arm:
    """One value a person: how much was counted, of how much; shape (people,) each.

    `weeks`: of what happens once, the week in which it happened, or in which the person was last seen.
    """

    total: np.ndarray
    exposure: np.ndarray
    weeks: np.ndarray

    @property
    def mean(self) -> float:
        """All that was counted, of all there was to count; nan where there was nothing."""
        whole = self.exposure.sum()
        return float(self.total.sum() / whole) if whole > 0 else float("nan")


@dataclass(frozen=True)
class Counted:
    """One thing that trials count: what it is called, its unit, and whether it is something that happens once."""

    label: str
    unit: str
    count: Callable[[np.ndarray], Arm]
    once: bool = False


def happens_once(happened: np.ndarray, there: np.ndarray) -> Arm:
    """Whether and when something first happened; who dies or moves away is seen no further. Shapes (weeks, people)."""
    ever = happened.any(axis=0)
    seen = np.maximum(there.sum(axis=0), 1)
    return Arm(ever.astype(float), np.ones(len(ever)), np.where(ever, happened.argmax(axis=0) + 1, seen))


def at_the_end(holds: np.ndarray, there: np.ndarray) -> Arm:
    """A share of the people who are still there in the last week. Shapes (weeks, people)."""
    return _amounts(holds[-1] & there[-1], there[-1])


def of_their_time(holds: np.ndarray, there: np.ndarray) -> Arm:
    """A share of the weeks in which people are there. Shapes (weeks, people)."""
    return _amounts((holds & there).sum(axis=0), there.sum(axis=0))


def a_person(counts: np.ndarray) -> Arm:
    """So many a person over the whole time; counts of shape (weeks, people)."""
    return _amounts(counts.sum(axis=0), np.ones(counts.shape[1]))


def _amounts(total: np.ndarray, exposure: np.ndarray) -> Arm:
    return Arm(total.astype(float), exposure.astype(float), np.ones(len(total)))


def _there(seen: np.ndarray) -> np.ndarray:
    return are_in(seen["states"][1:], PRESENT)


def _comes_into(*kinds: int) -> Callable[[np.ndarray], Arm]:
    """The first week in which custody of one of these kinds begins."""

    def count(seen: np.ndarray) -> Arm:
        return happens_once(entries(np.isin(seen["custody"], kinds))[1:], _there(seen))

    return count


def _custody_stays(seen: np.ndarray) -> Arm:
    return a_person(entries(seen["custody"] != IN_COMMUNITY)[1:])


def _amount(weekly: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], Arm]:
    """So many a person of what each week held."""

    def count(seen: np.ndarray) -> Arm:
        return a_person(weekly(seen["states"][1:]))

    return count


def _last(state: int) -> Callable[[np.ndarray], Arm]:
    """The share who are in a state at the end, of those still there."""

    def count(seen: np.ndarray) -> Arm:
        return at_the_end(are_in(seen["states"][1:], state), _there(seen))

    return count


def _arrested(seen: np.ndarray) -> Arm:
    return happens_once(seen["arrested"][1:] == 1, _there(seen))


def _arrests(seen: np.ndarray) -> Arm:
    return a_person(seen["arrested"][1:])


def _time_housed(seen: np.ndarray) -> Arm:
    return of_their_time(are_in(seen["states"][1:], HOUSED), _there(seen))


def _police(seen: np.ndarray) -> Arm:
    return a_person(seen["crisis"][1:] == 1 + POLICE_CALL_OUT)


def _acute(seen: np.ndarray) -> np.ndarray:
    return np.isin(seen["crisis"][1:], ACUTE_CARE)


def _acute_care(seen: np.ndarray) -> Arm:
    return happens_once(_acute(seen), _there(seen))


def times_in_acute_care(seen: np.ndarray) -> Arm:
    """How often each person was in an emergency department, an ambulance or an acute ward."""
    return a_person(_acute(seen))


def _appointments(seen: np.ndarray) -> Arm:
    """First appointments with treatment services that fell due in these weeks, and how many of them were kept."""
    due, kept = seen["due"][:-1], seen["due"][:-1] & seen["told"][1:]
    return _amounts(np.bitwise_count(kept).sum(axis=0), np.bitwise_count(due).sum(axis=0))


def _treated_for_drugs(seen: np.ndarray) -> Arm:
    return happens_once((seen["served"][1:] >> ALCOHOL_AND_OTHER_DRUGS) & 1 == 1, _there(seen))


def _justice_cost(seen: np.ndarray) -> Arm:
    return _amounts(seen["justice"][-1] - seen["justice"][0], np.ones(seen.shape[1]))


_TO_PRISON = _comes_into(SENTENCED, RETURNED_FOR_BREACH)
_TO_CUSTODY = _comes_into(ON_REMAND, SENTENCED, RETURNED_FOR_BREACH)

FOLLOWED: dict[str, Counted] = {
    "new_sentence": Counted("back under a new sentence", "share", _comes_into(SENTENCED), once=True),
    "return_to_prison": Counted("back under a new sentence or for breach of parole", "share", _TO_PRISON, once=True),
    "any_custody": Counted("back in custody, remand included", "share", _TO_CUSTODY, once=True),
    "arrested": Counted("arrested: a new sentence or remand", "share", _arrested, once=True),
    "arrests": Counted("arrests that end in custody", "a person", _arrests),
    "custody_days": Counted("days in custody", "days a person", _amount(days_inside)),
    "custody_stays": Counted("stays in custody that begin", "a person", _custody_stays),
    "police_call_outs": Counted("crises to which police come", "a person", _police),
    "housed": Counted("stably housed at the end", "share", _last(HOUSED)),
    "time_housed": Counted("time stably housed", "share of weeks", _time_housed),
    "homeless": Counted("homeless at the end", "share", _last(WITHOUT_HOME)),
    "homeless_nights": Counted("nights without a home", "nights a person", _amount(nights_without_home)),
    "acute_care": Counted("emergency department, ambulance or acute admission", "share", _acute_care, once=True),
    "times_in_acute_care": Counted("times in acute care", "a person", times_in_acute_care),
    "appointments_kept": Counted("first appointments kept", "share of appointments", _appointments),
    "drug_treatment": Counted("treated for alcohol and other drugs", "share", _treated_for_drugs, once=True),
    "at_work": Counted("in paid work at the end", "share", _last(AT_WORK)),
    "weeks_in_work": Counted("weeks in paid work", "weeks a person", _amount(weeks_at_work)),
    "justice_cost": Counted("cost to justice", "dollars a person", _justice_cost),
}
"""Everything that a trial's study file may name as its outcome."""
