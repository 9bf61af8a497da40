"""Partnership: organisations that work together, how safe it is to speak openly, and who stands behind change.

Partners train and meet together and work from one another's desks; it takes hours of all who take part. Some
organisations hesitate at first and join as they see others benefit, some never do. Three roles are needed (a public
entrepreneur, guardian angels, fellow travellers), and people in them leave. A group begins, learns to work together,
sustains itself, and falls back when a role stays empty or the meetings end. Safety and authority act on whether
services come (page `willingness`), on what the site learns (page `learning`), on decisions (page `brokerage`) and on
workers' stress (page `workforce`). No study measured any of it. Left out: who gets on with whom.
"""

import math
from typing import Any

from simmodel.chance import JOINS, ROLE_LEFT, ROLE_OPEN, happens, luck_of
from simmodel.compiled import helper, rule
from simmodel.felt import acting_safety, felt_strain
from simmodel.hours import hours_in_meetings, joint_hours, reflection_felt, working_jointly
from simmodel.measures import clamp, fourth_week, lognormal
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR, Page, number, numbers
from simmodel.vocabulary import INITIATING, NOT_BEGUN, STAGES_BEGUN, STAGES_ON_THE_WAY, SUSTAINING


class Partnership(Page):
    """Numbers of the page."""

    name = "partnership"
    usual_safety: float = number(0.30, 0.1, 0.5, "safety", "PAR001", "safety between organisations as they work today")
    meetings: float = number(0.40, 0.1, 0.6, "safety", "PAR002", "safety won by plenty of hours together")
    half_hours: float = number(4.0, 1.0, 10.0, "hours a month", "PAR003", "hours together at which half of it is won")
    reflection: float = number(0.15, 0.0, 0.3, "safety", "PAR004", "safety won by reflective practice")
    competition: float = number(0.10, 0.0, 0.3, "safety", "PAR005", "safety won when nobody competes for funding")
    plain_words: float = number(0.05, 0.0, 0.15, "safety", "PAR006", "safety won by naming the jargon")
    strain: float = number(0.50, 0.0, 1.0, "safety per strain", "PAR007", "safety lost in organisations under strain")
    pace: float = number(0.15, 0.05, 0.4, "share of the gap in four weeks", "PAR008", "how fast safety moves")
    first: float = number(0.40, 0.2, 0.7, "share", "PAR009", "organisations that take part from the start")
    never: float = number(0.10, 0.0, 0.3, "share", "PAR010", "organisations that never take part")
    join: float = number(
        0.30, 0.05, 0.6, "per four weeks", "PAR011", "joining, where all others take part and it is wholly safe"
    )
    role_left: float = number(0.30, 0.1, 0.5, "share a year", "PAR012", "people who leave a role")
    role_open: float = number(20.0, 8.0, 52.0, "weeks, mean", "PAR013", "time until somebody takes up a role")
    role_spread: float = number(0.5, 0.2, 0.9, "log sd", "PAR014", "spread of that time")
    next_safety: list[float] = numbers(
        STAGES_ON_THE_WAY,
        (0.40, 0.50),
        (0.30, 0.40),
        (0.50, 0.65),
        "safety",
        "PAR015",
        "safety from which a group goes on to the next stage",
    )
    least_weeks: list[float] = numbers(
        STAGES_ON_THE_WAY,
        (26.0, 52.0),
        (12.0, 26.0),
        (52.0, 104.0),
        "weeks",
        "PAR016",
        "time that a group stays in a stage at least",
    )
    strength: list[float] = numbers(
        STAGES_BEGUN,
        (0.4, 0.8, 1.0),
        (0.2, 0.6, 0.9),
        (0.6, 0.95, 1.0),
        "share",
        "PAR017",
        "what a partnership in this stage can do of what it might",
    )
    patience: float = number(
        20.0, 8.0, 40.0, "weeks", "PAR018", "time with an empty role, or without meetings, before a group falls back"
    )


@rule
def begin(site: Any) -> None:
    """The first week of joint work: a group is initiated, and its three roles are taken up."""
    if working_jointly(site) and site.partnership.stage == NOT_BEGUN:
        enter(site, INITIATING)
        for place in range(len(site.role)):
            site.role[place].weeks_vacant = 0
    if working_jointly(site):
        site.partnership.weeks_apart = 0
    else:
        site.partnership.weeks_apart += 1


@rule
def count_hours(site: Any) -> None:
    """Hours that joint work took this week of services that took part already, and of the programme's workers."""
    for unit in range(len(site.service)):
        site.tally.joint_hours += hours_in_meetings(site.service[unit], site)
    site.tally.joint_hours += joint_hours(site) * filled_posts(site)


@rule
def take_part(site: Any) -> None:
    """Some organisations take part from the start; the others join as they see those benefit, some never."""
    if not fourth_week(site):
        return
    seen = taking_part(site) * acting_safety(site)
    for unit in range(len(site.service)):
        if site.service[unit].episode > 0:
            decide_to_join(site.service[unit], site, seen)


@rule
def keep_roles(site: Any) -> None:
    """People in the three roles leave, and it takes a while until somebody takes the role up."""
    numbers = site.numbers.partnership
    usual = -math.log(1.0 - numbers.role_left) / WEEKS_PER_YEAR
    for place in range(len(site.role)):
        role = site.role[place]
        if role.weeks_vacant > 0:
            role.weeks_vacant -= 1
        elif site.partnership.stage != NOT_BEGUN and happens(role, ROLE_LEFT, usual):
            weeks = lognormal(luck_of(role, ROLE_OPEN), numbers.role_open, numbers.role_spread)
            role.weeks_vacant = max(int(weeks + 0.5), 1)
    site.partnership.weeks_without = site.partnership.weeks_without + 1 if roles_empty(site) > 0 else 0


@rule
def feel_safe(site: Any) -> None:
    """Safety moves towards what time together, reflection, competition, plain words and strain make of it."""
    if not fourth_week(site):
        return
    level = site.numbers.partnership.usual_safety
    if site.partnership.stage != NOT_BEGUN:
        level = clamp(level + won_together(site) - lost_to_strain(site))
    site.partnership.safety += site.numbers.partnership.pace * (level - site.partnership.safety)


@rule
def stand_behind(site: Any) -> None:
    """Change is authorised as far as levels of governance are engaged, if all three roles are filled."""
    all_filled = site.partnership.stage != NOT_BEGUN and roles_empty(site) == 0
    site.partnership.authorising = site.plan.levels if all_filled else 0.0


@rule
def move_on(site: Any) -> None:
    """A safe group goes on to the next stage in time; one with an empty role, or without meetings, falls back."""
    if site.partnership.stage == NOT_BEGUN:
        return
    group = site.partnership
    group.stage_weeks += 1
    longest = max(group.weeks_without, group.weeks_apart)
    if longest > 0 and longest % int(site.numbers.partnership.patience) == 0:
        enter(site, fallen_back(site))
    elif longest == 0 and group.stage < SUSTAINING and settled(site):
        enter(site, int(group.stage) + 1)


@rule
def count_partnership(site: Any) -> None:
    """The partnership's week goes into the site's count."""
    tally, group = site.tally, site.partnership
    tally.safety, tally.authorising, tally.stage = group.safety, group.authorising, group.stage * 1.0
    tally.taking_part = 0.0
    for unit in range(len(site.service)):
        tally.taking_part += site.service[unit].takes_part


@helper
def decide_to_join(service: Any, site: Any, seen: float) -> None:
    """Whether this organisation takes part from now on; `seen`: how far others do, and how safe it is for them."""
    numbers = site.numbers.partnership
    joins_now = service.bent < 1.0 - numbers.never and happens(service, JOINS, numbers.join * seen)
    if site.partnership.stage == NOT_BEGUN:
        service.takes_part = 0
    elif service.bent < numbers.first or joins_now:
        service.takes_part = 1


@helper
def settled(site: Any) -> bool:
    """Whether the group has been in this stage for long enough, and is safe enough, to go on."""
    numbers, stage = site.numbers.partnership, int(site.partnership.stage) - INITIATING
    safe = acting_safety(site) >= numbers.next_safety[stage]
    return safe and site.partnership.stage_weeks >= numbers.least_weeks[stage]


@helper
def enter(site: Any, stage: int) -> None:
    """The group is now in this stage."""
    site.partnership.stage = stage
    site.partnership.stage_weeks = 0


@helper
def fallen_back(site: Any) -> int:
    """The stage before; a group that still meets begins again at worst."""
    least = INITIATING if working_jointly(site) else NOT_BEGUN
    return max(int(site.partnership.stage) - 1, least)


@helper
def roles_empty(site: Any) -> int:
    """How many of the roles nobody holds."""
    empty = 0
    for place in range(len(site.role)):
        if site.role[place].weeks_vacant > 0:
            empty += 1
    return empty


@helper
def taking_part(site: Any) -> float:
    """Share of the services that take part."""
    part, services = 0.0, 0
    for unit in range(len(site.service)):
        if site.service[unit].episode > 0:
            services += 1
            part += site.service[unit].takes_part
    return part / services if services > 0 else 0.0


@helper
def won_together(site: Any) -> float:
    """Safety won by time together among those who take part, by reflection, plain words and less competition."""
    numbers = site.numbers.partnership
    hours = joint_hours(site) * WEEKS_PER_MONTH
    together = numbers.meetings * hours / (hours + numbers.half_hours) * taking_part(site)
    plain = numbers.plain_words * site.plan.plain_words
    reflection = numbers.reflection * reflection_felt(site)
    return together + reflection + plain + numbers.competition * site.terms.competition_less


@helper
def lost_to_strain(site: Any) -> float:
    """Safety lost where organisations are under more strain than usual."""
    over, services = 0.0, 0
    for domain in range(len(site.reference.strain)):
        if site.service[domain].episode > 0:
            over += felt_strain(site, domain) - site.reference.strain[domain]
            services += 1
    return site.numbers.partnership.strain * over / services if services > 0 else 0.0


@helper
def filled_posts(site: Any) -> float:
    """The programme's workers who come to joint work, in full-time equivalents."""
    filled = 0.0
    for post in range(site.posts):
        if site.coach[post].weeks_vacant == 0:
            filled += site.coach[post].fte
    return filled
