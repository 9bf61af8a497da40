"""Coaching: pull-in. A coach stays with the person, works on what the person chooses, and brings specialists in.

A relationship is active (some ten months), then quiet: it frees its place, may become active again, and is never
closed while the programme is funded. Hours with the coach do not depend on who else is enrolled. Specialists come out
of the same finite hours (page `services`), and flexible funds out of a finite yearly pool (page `brokerage`). Who is
taken on stands on the page `enrolment`; stress, leaving and vacant posts on the page `workforce`.
"""

from typing import Any

from simmodel.compiled import helper, rule
from simmodel.hours import meeting_time
from simmodel.measures import DOMAIN_COUNT, delivering, heaviest, in_community
from simmodel.quantities import Page, number
from simmodel.vocabulary import ACTIVE, HOUSING, NO_WORKER, NOT_ASKED, PRACTICAL, QUIET, REFERRED, SERVED, WAITING


class Coaching(Page):
    """Numbers of the page."""

    name = "coaching"
    hours_wanted: float = number(
        4.0, 1.0, 8.0, "hours a week at full need", "COA003", "time with a coach that the person wants"
    )
    generalist: float = number(
        0.005,
        0.0,
        0.02,
        "share of the need a week",
        "COA006",
        "what a coach's own work takes off the chosen need, at most: as much as a specialist's week (SER003)",
    )
    half_hours: float = number(2.0, 0.5, 5.0, "hours a week", "COA007", "hours at which half of that is reached")
    usual_skill: float = number(0.65, 0.4, 0.9, "skill", "COA014", "skill at which a coach's work is as strong as that")
    skill_effect: float = number(
        1.0, 0.0, 2.0, "per skill", "COA015", "how much stronger the work of a more skilled coach is"
    )
    specialist_from: float = number(0.55, 0.35, 0.8, "need", "COA008", "need from which a specialist is brought in")


@rule
def keep_coach(person: Any, site: Any) -> None:
    """When funding ends the workers are gone; a long relationship becomes quiet before that."""
    if person.coach < 0:
        return
    if not delivering(site) or person.gone != 0:
        person.coach = -1
        person.relationship = NO_WORKER
        person.hours = 0.0
        for domain in range(DOMAIN_COUNT):
            if person.pathway[domain] != SERVED:
                person.by_coach[domain] = 0
    elif person.relationship == ACTIVE and site.week >= person.quiet_from:
        person.relationship = QUIET


@rule
def meet(person: Any, site: Any) -> None:
    """Time together: as much as the person wants and the caseload allows; the person says what comes first."""
    person.hours = 0.0
    person.progress = 0.0
    person.skill = 0.0
    if person.relationship != ACTIVE or site.coach[person.coach].weeks_vacant > 0:
        return
    share = hours_a_place(site)
    wanted = site.numbers.coaching.hours_wanted * heaviest(person)
    if person.crisis_now > 0:
        wanted = share
    person.hours = min(wanted, share)
    person.skill = site.coach[person.coach].skill
    person.chosen = greatest_burden(person)
    site.tally.coach_hours += person.hours


@rule
def work_together(person: Any, site: Any) -> None:
    """The coach's own work on the one chosen need; more hours help, each less than the last."""
    if person.relationship != ACTIVE or person.hours == 0.0 or person.chosen < 0 or not in_community(person):
        return
    effort = person.hours / (person.hours + site.numbers.coaching.half_hours)
    skilled = 1.0 + site.numbers.coaching.skill_effect * (person.skill - site.numbers.coaching.usual_skill)
    person.progress = site.numbers.coaching.generalist * effort * max(skilled, 0.0)
    person.need[person.chosen] *= 1.0 - person.progress


@rule
def pull_in(person: Any, site: Any) -> None:
    """Where a need is heavy the coach asks a specialist to come (page `willingness`), or for a home.

    A cold referral that is under way becomes the coach's request, with the date it had.
    """
    with_coach = person.relationship == ACTIVE and person.hours > 0.0
    if not with_coach or not in_community(person) or site.on.pull_in == 0:
        return
    for domain in range(DOMAIN_COUNT):
        heavy = person.known[domain] == 1 and person.need[domain] >= site.numbers.coaching.specialist_from
        cold = person.pathway[domain] == REFERRED and person.by_coach[domain] == 0
        if heavy and (cold or person.pathway[domain] == NOT_ASKED) and domain != PRACTICAL:
            person.pathway[domain] = WAITING if domain == HOUSING else REFERRED
            person.by_coach[domain] = 1
            person.relational[domain] = 0
            person.handed_on[domain] = 0
            person.asked[domain] = person.asked[domain] if cold else site.week
            person.due[domain] = site.week


@helper
def hours_a_place(site: Any) -> float:
    """Hours a week with one person that a full caseload leaves, as far as the programme is true to itself."""
    numbers = site.numbers.workforce
    paid = numbers.hours_week * (1.0 - meeting_time(site))
    admin = numbers.admin * (1.0 - site.terms.admin_less)
    kept = (1.0 - admin - numbers.kept_for_quiet) * (1.0 - site.plan.fidelity_lost)
    return paid * kept / site.plan.caseload


@helper
def greatest_burden(person: Any) -> int:
    """The need that weighs most on the person, practical needs included; a home is asked for, not worked on."""
    chosen, most = -1, -1.0
    for domain in range(DOMAIN_COUNT):
        if domain != HOUSING and person.known[domain] == 1 and person.need[domain] > most:
            chosen, most = domain, person.need[domain]
    return chosen
