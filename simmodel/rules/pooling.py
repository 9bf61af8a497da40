"""Pooling: specialist hours that the silos hold in common, for whoever waits.

Each silo keeps the others of its hours for itself. An hour of one silo counts as an hour of another (leans for
pooling: a counsellor is no employment consultant), and hours that a programme bought stay where they were bought.
"""

import math
from typing import Any

from simmodel.compiled import helper, rule
from simmodel.hours import hours_now, outlasts_money, usual_hours
from simmodel.measures import DOMAIN_COUNT
from simmodel.quantities import ROUNDING


@rule
def pool_hours(site: Any) -> None:
    """Hours that the silos hold in common go where people wait, by how many hours those who wait would take.

    Parts of a place are put together where they make one, for the longest queue first.
    """
    if site.plan.pooled == 0.0:
        return
    common = asked = 0.0
    for unit in range(DOMAIN_COUNT):
        common += hours_in_common(site.service[unit], site)
        asked += hours_asked(site.service[unit])
    left, longest = 0.0, 0
    for unit in range(DOMAIN_COUNT):
        service = site.service[unit]
        if service.episode > 0:
            part = hours_asked(service) / asked if asked > 0.0 else 0.0
            given = max(common, 0.0) * part
            service.free = max(own_hours_free(service, site), 0.0) + given
            left += less_than_a_place(service, given)
            if hours_asked(service) > hours_asked(site.service[longest]):
                longest = unit
    whole = longest_that_gets_a_place(site, left)
    while whole >= 0:
        completed = hours_to_a_place(site.service[whole])
        site.service[whole].free = whole_places(site.service[whole]) + site.service[whole].place
        left -= completed
        whole = longest_that_gets_a_place(site, left)
    site.service[longest].free += max(left, 0.0)


@helper
def longest_that_gets_a_place(site: Any, left: float) -> int:
    """Of the queues that the hours left give a further place, the one where most hours are still asked; -1 for none."""
    found, most = -1, 0.0
    for unit in range(DOMAIN_COUNT):
        service = site.service[unit]
        short = hours_asked(service) - service.free
        if short > max(most, ROUNDING) and hours_to_a_place(service) <= left + ROUNDING:
            found, most = unit, short
    return found


@helper
def hours_to_a_place(service: Any) -> float:
    """Hours that a silo lacks to its next whole place."""
    return service.place - max(service.free - whole_places(service), 0.0)


@helper
def whole_places(service: Any) -> float:
    """Free hours of a silo that make whole places, to the last bit what those places take."""
    return math.floor(service.free / service.place + ROUNDING) * service.place


@helper
def less_than_a_place(service: Any, given: float) -> float:
    """Takes back, of hours that were given, what makes no whole place: the longest queue can use it."""
    whole = whole_places(service)
    useless = min(max(service.free - whole, 0.0), given)
    service.free = max(service.free - useless, whole)
    return useless


@helper
def own_hours_free(service: Any, site: Any) -> float:
    """Hours of its own that a silo can give now; where an episode would outlast bought hours, what fits without."""
    free = own_hours(service, site) - service.taken
    if outlasts_money(service, site):
        kept = usual_hours(service, site) * (1.0 - site.plan.pooled)
        free = min(free, kept - service.promised)
    return free


@helper
def own_hours(service: Any, site: Any) -> float:
    """Hours that a silo keeps for itself, with those bought for it."""
    return hours_now(service, site) - usual_hours(service, site) * site.plan.pooled


@helper
def hours_in_common(service: Any, site: Any) -> float:
    """Hours of this silo that are free for all; below 0 where it already uses hours of the others."""
    if service.episode == 0:
        return 0.0
    return usual_hours(service, site) * site.plan.pooled - max(service.taken - own_hours(service, site), 0.0)


@helper
def hours_asked(service: Any) -> float:
    """Hours a week that places for everyone in this queue would take, people with and without a biography."""
    return (service.waiting + service.people_waiting) * service.place if service.episode > 0 else 0.0
