"""The census: a new week begins with a clean sheet, and ends with a count."""

import math
from typing import Any

from simmodel.compiled import helper, rule
from simmodel.felt import confidence
from simmodel.hours import hours_now
from simmodel.measures import (
    DOMAIN_COUNT,
    children_in_care,
    children_of,
    heaviest,
    housing_list,
    in_community,
    load,
    met_by_worker,
)
from simmodel.vocabulary import (
    ACCEPTED,
    ATTENDED,
    HOMELESS,
    HOUSING,
    IN_NEED,
    KNOWN,
    NOT_ASKED,
    OWN,
    REFERRED,
    RESOLVED,
    RIGHT_NEED_MET,
    SERVED,
    STABLE,
    WAITING,
    WAS_REFERRED,
    WAS_SERVED,
)
from simmodel.world import SERVICES

UP_TO_REFERRED = KNOWN | WAS_REFERRED
UP_TO_SERVED = UP_TO_REFERRED | ATTENDED | ACCEPTED | WAS_SERVED


@rule
def clean_sheet(person: Any, site: Any) -> None:
    """Last week's facts are laid aside."""
    person.met = 0.0
    person.refused = 0.0
    person.told_again = 0.0
    if person.engaged > 0.0:
        person.engaged = 0.0
        for domain in range(DOMAIN_COUNT):
            person.told_to[domain] = 0


@rule
def note_waits(site: Any) -> None:
    """Each unit's hours, those taken by all and by outside demand, and how long ago the head of its queue asked."""
    for unit in range(SERVICES):
        service = site.service[unit]
        site.tally.hours_used[unit] = service.taken
        site.tally.hours_of_others[unit] = service.served_outside * service.place
        site.tally.hours_there[unit] = hours_now(service, site) if service.episode > 0 else 0.0
        site.tally.weeks_behind[unit] = max(site.week - site.service[unit].oldest, 0) * 1.0


@rule
def count_week(person: Any, site: Any) -> None:
    """The person's week goes into what has happened since week 0, and into the site's count."""
    if person.gone != 0:
        return
    free = in_community(person)
    housed = free and person.tenancy == STABLE
    if site.week >= 0:
        person.weeks_in_scope += 1
        person.weeks_stably_housed += 1.0 if housed else 0.0
        person.weeks_in_work += person.at_work
        person.custody_days += 0.0 if free else 7.0
        person.crises += 1.0 if person.crisis_now > 0 else 0.0
        person.times_told += person.told_again
        person.points_of_engagement += person.engaged
        person.child_reports += person.reported_now
        person.child_care_weeks += children_in_care(person)
        note_funnel(person, site)
    site.tally.people += 1
    site.tally.in_custody += 0.0 if free else 1.0
    site.tally.stably_housed += 1.0 if housed else 0.0
    site.tally.homeless += 1.0 if free and person.tenancy == HOMELESS else 0.0
    site.tally.at_work += person.at_work
    site.tally.active += 1.0 if met_by_worker(person) else 0.0
    site.tally.children += children_of(person, site)
    site.tally.children_in_care += children_in_care(person)
    site.tally.trust += person.trust
    site.tally.trust_parts += math.floor(person.trust * 1e6)
    site.tally.load += load(person)
    count_requests(person, site)
    take_gauge(person, site)


@helper
def note_funnel(person: Any, site: Any) -> None:
    """How far each need has come since it was first active, as bits; and a week of waiting for each request."""
    if not in_community(person):
        return
    most = heaviest(person)
    for domain in range(DOMAIN_COUNT):
        if person.need[domain] >= site.numbers.needs.active:
            person.funnel[domain] |= IN_NEED
        if person.funnel[domain] & IN_NEED:
            person.funnel[domain] |= steps_now(person, site, domain, most)
        if domain != HOUSING and (person.pathway[domain] == REFERRED or person.pathway[domain] == WAITING):
            person.weeks_waited += 1


@helper
def steps_now(person: Any, site: Any, domain: int, most: float) -> int:
    """The steps that this week's state shows, each with those before it; a home that was let counts as served.

    What a coach asks for counts as attended and accepted when help begins, for there is no intake.
    """
    steps, state, cold = 0, person.pathway[domain], person.by_coach[domain] == 0
    if person.known[domain] == 1:
        steps |= KNOWN
    if state != NOT_ASKED:
        steps |= UP_TO_REFERRED
    if cold and person.told_to[domain] == 1:
        steps |= UP_TO_REFERRED | ATTENDED
    if cold and state == WAITING:
        steps |= UP_TO_REFERRED | ATTENDED | ACCEPTED
    let = domain == HOUSING and person.supported != OWN
    if state == SERVED or let:
        steps |= UP_TO_SERVED
    if state == SERVED and person.need[domain] >= most:
        steps |= RIGHT_NEED_MET
    if person.funnel[domain] & RIGHT_NEED_MET and person.need[domain] < site.numbers.needs.active:
        steps |= RESOLVED
    return steps


@helper
def count_requests(person: Any, site: Any) -> None:
    """Who waits and who is in service, unit by unit."""
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == SERVED:
            site.tally.served[domain] += 1
        elif person.pathway[domain] == WAITING:
            site.tally.waiting[housing_list(person) if domain == HOUSING else domain] += 1


@helper
def take_gauge(person: Any, site: Any) -> None:
    """Sums from which a reference community's means are taken."""
    site.gauge.people += 1
    site.gauge.trust += person.trust
    site.gauge.agency += person.agency
    site.gauge.retold += person.told_again
    if in_community(person):
        site.gauge.community += 1
        site.gauge.load += load(person)
        site.gauge.confidence += confidence(person, site)
        for domain in range(DOMAIN_COUNT):
            site.gauge.need[domain] += person.need[domain]
