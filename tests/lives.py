"""Lives made by hand: a person's records week by week, for the tests of journeys.

    life({"pathway": {MENTAL_HEALTH: REFERRED}}, {"tenancy": HOMELESS}, tenancy=INSECURE)

is three moments of the neutral person of `kit`: week 19 with an insecure tenancy, week 20 with a referral, week 21
without a home. Each week keeps what the week before left, except for the facts of a week. A list takes a dict of what
differs by place.
"""

import copy
from typing import Any

from kit import NOTHING_HAPPENS, funded, person

from simmodel.engine.agents import Attributes
from simmodel.journey.moments import Moment

FACTS = ("seeking", "met", "refused", "told_again", "asks_for_purchase", "arrested_now", "crisis_now", "hours")


def life(*weeks: dict[str, Any], first: int = 19, where: Attributes | None = None, **start: Any) -> list[Moment]:
    """Moments a week apart: one before, at week `first`, and one for each of `weeks`."""
    site, who = where or funded(), person(**start)
    moments = [Moment(first, who, site)]
    for place, fields in enumerate(weeks, start=1):
        who = changed(who, dict.fromkeys(FACTS, 0) | {"luck": NOTHING_HAPPENS} | fields)
        moments.append(Moment(first + place, who, site))
    return moments


def changed(who: Attributes, fields: dict[str, Any]) -> Attributes:
    """A copy of a person with these fields changed."""
    other = copy.deepcopy(who)
    for name, value in fields.items():
        now = getattr(other, name)
        if not isinstance(now, list):
            setattr(other, name, value)
        elif isinstance(value, dict):
            for place, item in value.items():
                now[place] = item
        else:
            now[:] = [value] * len(now)
    return other


def told(events: Any) -> list[tuple[str, str]]:
    """Kind and text of events."""
    return [(event.kind, event.text) for event in events]


def kinds(events: Any) -> list[str]:
    """The kinds of events."""
    return [event.kind for event in events]
