"""Enrolment: whom a coach or a link worker takes on, and who is next.

A coach is for people with several active needs who have ever asked for help (or anyone, where coaches may reach out);
a link worker takes on whoever asks this week. A quiet relationship is taken up again after a crisis, before anybody
new, by the same coach. Shortly before the money ends workers take on nobody new. Everybody else waits, or stays in
referral-out.
"""

from typing import Any

from simmodel.chance import BECOMES_QUIET, ENROL, luck_of
from simmodel.compiled import helper, rule
from simmodel.measures import active_needs, delivering, in_community, load, lognormal, met_by_worker
from simmodel.quantities import Page, number
from simmodel.vocabulary import (
    ACTIVE,
    EASIEST_FIRST,
    FIRST_COME,
    IN_COMMUNITY,
    LINKED_BY_WORKER,
    NO_WORKER,
    QUIET,
    WORST_FIRST,
)
from simmodel.world import NEVER


class Enrolment(Page):
    """Numbers of the page."""

    name = "enrolment"
    active_weeks: float = number(
        43.0,
        26.0,
        61.0,
        "weeks, mean",
        "COA004",
        "active relationship before it becomes quiet (ten months; 6 to 14)",
    )
    active_spread: float = number(0.4, 0.2, 0.7, "log sd", "ENR001", "spread of that time from person to person")
    throughcare: float = number(
        12.0, 0.0, 26.0, "weeks", "ENR002", "so long before release a coach takes somebody on in custody"
    )
    closes: float = number(
        4.0, 0.0, 26.0, "weeks", "ENR003", "so long before the end of the money workers take on nobody new"
    )
    fewest_needs: float = number(2.0, 1.0, 4.0, "active needs", "COA005", "lives that coaches are meant for")


@rule
def clear_load(site: Any) -> None:
    """Every worker's load is counted anew."""
    for post in range(site.posts):
        site.coach[post].active = 0
        site.coach[post].crises = 0.0
        site.coach[post].to_meet = 0


@rule
def count_load(person: Any, site: Any) -> None:
    """Each worker's active people, and the crises they met last week, are counted afresh."""
    if met_by_worker(person):
        site.coach[person.coach].active += 1
        if person.relationship == LINKED_BY_WORKER and person.sessions < site.plan.link_sessions:
            site.coach[person.coach].to_meet += 1
        if person.crisis_now > 0:
            site.coach[person.coach].crises += 1.0


@rule
def wants_worker(person: Any, site: Any, unit: int) -> bool:
    """A link worker is for whoever asks this week, a coach for people with several active needs."""
    if person.gone != 0 or met_by_worker(person) or person.barred == 1 or not delivering(site):
        return False
    if site.plan.closed_to[person.cohort] == 1:
        return False
    if person.relationship == QUIET:
        return person.crisis_now > 0
    if site.week >= site.plan.funded_until - site.numbers.enrolment.closes:
        return False
    if site.plan.link_sessions > 0:
        return person.seeking == 1 and in_community(person)
    if person.custody != IN_COMMUNITY and person.custody_weeks_left > site.numbers.enrolment.throughcare:
        return False
    reached = site.plan.reach_out == 1 or person.has_sought == 1
    return reached and active_needs(person, site) >= site.numbers.enrolment.fewest_needs


@rule
def enrolment_order(person: Any, site: Any, unit: int) -> float:
    """Who is next: by lottery, worst first, who asked first, or easiest first; quiet relationships before all."""
    if person.relationship == QUIET:
        return -1.0e9
    if site.plan.enrolment == WORST_FIRST:
        return -load(person)
    if site.plan.enrolment == EASIEST_FIRST:
        return load(person)
    if site.plan.enrolment == FIRST_COME:
        return (person.first_sought if person.has_sought == 1 else site.week) * 1.0
    return luck_of(person, ENROL)


@rule
def has_room(site: Any, unit: int) -> bool:
    """Whether any worker has a place."""
    return worker_with_room(site) >= 0


@rule
def enrol(person: Any, site: Any, unit: int) -> None:
    """A worker takes the person on and hears the story; a quiet relationship is taken up if that coach has room."""
    taken_up = person.relationship == QUIET
    post = person.coach if taken_up else worker_with_room(site)
    if site.coach[post].active >= site.coach[post].places or site.coach[post].weeks_vacant > 0:
        return
    site.coach[post].active += 1
    site.coach[post].to_meet += 1
    person.coach = post
    if person.enrolled == NEVER:
        person.enrolled = site.week
        site.tally.enrolled += 1
    if person.relationship == NO_WORKER:
        person.told_again += 1.0
        person.engaged += 1.0
    person.linked_weeks = 0
    person.sessions = 0.0
    person.quiet_from = site.week + active_time(person, site)
    person.relationship = LINKED_BY_WORKER if site.plan.link_sessions > 0 else ACTIVE


@helper
def active_time(person: Any, site: Any) -> int:
    """Weeks for which the relationship will be active: some need longer than others."""
    luck = luck_of(person, BECOMES_QUIET)
    return int(lognormal(luck, site.numbers.enrolment.active_weeks, site.numbers.enrolment.active_spread) + 0.5)


@helper
def worker_with_room(site: Any) -> int:
    """The filled post with the most free places, or -1."""
    best, most = -1, 0
    for post in range(site.posts):
        free = site.coach[post].places - site.coach[post].active
        if free > most and site.coach[post].weeks_vacant == 0:
            best, most = post, free
    return best
