"""Linking: warm referral. A link worker meets a person a few times, comes along to first appointments, and leaves.

What the sessions do to attending stands on the page `referral`, what the worker tells in the person's place on the page
`information`. Left out: money for what is needed, and keeping up the bond, which fades when the sessions are over; a
link worker brings no service nearer than it is.
"""

from typing import Any

from simmodel.compiled import helper, rule
from simmodel.hours import meeting_time
from simmodel.measures import DOMAIN_COUNT, in_community
from simmodel.quantities import Page, number
from simmodel.vocabulary import LINKED_BY_WORKER, NO_WORKER, REFERRED


class Linking(Page):
    """Numbers of the page."""

    name = "linking"
    sessions_a_week: float = number(
        3.0, 1.0, 5.0, "sessions a week, at most", "LNK001", "pace of a link worker: before the first appointment"
    )
    session_hours: float = number(1.0, 0.5, 2.0, "hours", "LNK002", "length of a session")
    longest_weeks: float = number(
        13.0, 6.0, 20.0, "weeks", "LNK003", "longest time with a link worker (the trial's 90 days, REF001)"
    )


@rule
def hold_sessions(person: Any, site: Any) -> None:
    """The sessions that the worker has for this person, some each week."""
    if person.relationship != LINKED_BY_WORKER:
        return
    person.linked_weeks += 1
    if site.coach[person.coach].weeks_vacant > 0 or not in_community(person):
        return
    pace = min(site.numbers.linking.sessions_a_week, sessions_there_are(site.coach[person.coach], site))
    held = min(pace, site.plan.link_sessions - person.sessions)
    person.sessions += held
    person.hours = held * site.numbers.linking.session_hours
    site.tally.coach_hours += person.hours


@rule
def part(person: Any, site: Any) -> None:
    """When the sessions are held and no first appointment is left to come along to, the worker leaves."""
    if person.relationship != LINKED_BY_WORKER:
        return
    done = person.sessions >= site.plan.link_sessions and not intake_to_come(person)
    too_long = person.linked_weeks >= site.numbers.linking.longest_weeks
    if done or too_long or not in_community(person):
        person.relationship = NO_WORKER
        person.coach = -1
        person.hours = 0.0


@helper
def sessions_there_are(worker: Any, site: Any) -> float:
    """Sessions this week for each of the people whom the worker still has to meet, out of the worker's hours."""
    numbers = site.numbers.workforce
    admin = numbers.admin * (1.0 - site.terms.admin_less)
    hours = worker.fte * numbers.hours_week * (1.0 - admin) * (1.0 - meeting_time(site))
    return hours / site.numbers.linking.session_hours / max(worker.to_meet, 1)


@helper
def intake_to_come(person: Any) -> bool:
    """Whether a first appointment lies ahead."""
    ahead = 0
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == REFERRED:
            ahead += 1
    return ahead > 0
