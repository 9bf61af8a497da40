"""Hours that services and workers have, and what sessions, meetings and reports take of them. Nothing here changes
anything.
"""

from typing import Any

from simmodel.compiled import helper
from simmodel.measures import delivering
from simmodel.quantities import WEEKS_AHEAD


@helper
def weeks_since_reflection(site: Any) -> int:
    """Weeks since the last reflective session, 0 in its own week; -1 if there are none."""
    every = site.plan.reflection_every
    return site.week % every if every > 0 else -1


@helper
def session_time(site: Any) -> float:
    """Share of working time that reflective sessions take, spread over the weeks between them."""
    every, numbers = site.plan.reflection_every, site.numbers.workforce
    return numbers.reflection_hours / numbers.hours_week / every if every > 0 else 0.0


@helper
def reflection_felt(site: Any) -> float:
    """Share of the weeks in which a reflective session is still felt."""
    every = site.plan.reflection_every
    return min(site.numbers.disclosure.reflection_weeks / every, 1.0) if every > 0 else 0.0


@helper
def working_jointly(site: Any) -> bool:
    """Whether partners meet this week, or work from one another's desks."""
    return joint_hours(site) > 0.0


@helper
def joint_hours(site: Any) -> float:
    """Hours a week that joint work takes of each organisation and of each worker of the programme."""
    hours = 0.0
    for kind in range(len(site.plan.joint_hours)):
        hours += joint_hours_of(site, kind)
    return hours


@helper
def joint_hours_of(site: Any, kind: int) -> float:
    """The same for one kind of joint work: as the programme convenes it, otherwise as in the base case."""
    convened = site.plan.joins_from <= site.week < site.plan.joins_until
    return site.plan.joint_hours[kind] if convened else site.plan.joint_always[kind]


@helper
def meeting_time(site: Any) -> float:
    """Share of a worker's week that sessions and joint work take."""
    return min(session_time(site) + joint_hours(site) / site.numbers.workforce.hours_week, 1.0)


@helper
def hours_now(service: Any, site: Any) -> float:
    """Specialist hours this week that sessions and joint work leave, with those that the programme buys."""
    return usual_hours(service, site) + (service.bought_hours if delivering(site) else 0.0) * (1.0 - session_time(site))


@helper
def usual_hours(service: Any, site: Any) -> float:
    """Specialist hours a week that reports, sessions and joint work leave, without those that a programme buys."""
    return hours_before_meetings(service, site) - hours_in_meetings(service, site)


@helper
def hours_before_meetings(service: Any, site: Any) -> float:
    """Specialist hours a week that reports and sessions leave."""
    return service.hours * (1.0 + site.terms.hours_more) * (1.0 - session_time(site))


@helper
def hours_in_meetings(service: Any, site: Any) -> float:
    """Hours that joint work takes of a service this week; of a small one, no more than it has."""
    if service.takes_part == 0 or not working_jointly(site):
        return 0.0
    return min(joint_hours(site), hours_before_meetings(service, site))


@helper
def episode_now(service: Any, site: Any) -> int:
    """Weeks of an episode that begins this week."""
    return min(int(service.episode * (1.0 + site.terms.longer) + 0.5), WEEKS_AHEAD - 1)


@helper
def outlasts_money(service: Any, site: Any) -> bool:
    """Whether an episode that begins now would run on when hours bought for a time are gone."""
    outlasts = site.week + episode_now(service, site) > site.plan.funded_until
    return service.bought_hours > 0.0 and delivering(site) and outlasts
