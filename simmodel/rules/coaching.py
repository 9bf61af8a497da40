"""Coaching: pull-in. A coach stays with the person, works on what the person chooses, and brings specialists in.

A relationship is active (some ten months), then quiet: it frees its place, may become active again, and is never
closed while the programme is funded. Hours with the coach do not depend on who else is enrolled.
Specialists come out of the same finite hours (page `services`), and flexible funds out of a finite yearly pool.

A coach passes the story on with consent, so only the coach is told it. Left out here: stress, leaving and vacancies of
coaches, and the hours that quiet relationships take (each leans for pull-in).
"""

from typing import Any

from simmodel.chance import BECOMES_QUIET, ENROL, PURCHASE, happens, luck_of
from simmodel.compiled import helper, rule
from simmodel.measures import (
    DOMAIN_COUNT,
    active_needs,
    clamp,
    delivering,
    heaviest,
    in_community,
    load,
    lognormal,
)
from simmodel.quantities import Page, number
from simmodel.vocabulary import (
    EASIEST_FIRST,
    FIRST_COME,
    HOUSING,
    NOT_ASKED,
    PRACTICAL,
    REFERRED,
    WAITING,
    WORST_FIRST,
)
from simmodel.world import MOST_COACHES, NEVER


class Coaching(Page):
    """Numbers of the page."""

    name = "coaching"
    hours_week: float = number(38.0, 35.0, 40.0, "hours a full-time week", "COA001", "paid week (SCHADS)")
    admin: float = number(
        0.30,
        0.15,
        0.50,
        "share",
        "COA002",
        "coach's time that serves the system (a design aim is 0.20, WF009)",
    )
    hours_wanted: float = number(
        4.0, 1.0, 8.0, "hours a week at full need", "COA003", "time with a coach that the person wants"
    )
    active_weeks: float = number(
        43.0,
        26.0,
        61.0,
        "weeks, mean",
        "COA004",
        "active relationship before it becomes quiet (ten months; 6 to 14)",
    )
    fewest_needs: float = number(2.0, 1.0, 4.0, "active needs", "COA005", "lives that the programme is meant for")
    generalist: float = number(
        0.005,
        0.0,
        0.02,
        "share of the need a week",
        "COA006",
        "what a coach's own work takes off the chosen need, at most: as much as a specialist's week (SER003)",
    )
    half_hours: float = number(2.0, 0.5, 5.0, "hours a week", "COA007", "hours at which half of that is reached")
    specialist_from: float = number(0.55, 0.35, 0.8, "need", "COA008", "need from which a specialist is brought in")
    purchase_mean: float = number(600.0, 200.0, 1500.0, "$", "COA009", "one purchase: a fridge, a bond, a phone")
    purchase_sigma: float = number(0.9, 0.5, 1.3, "log sd", "COA010", "spread of purchases")
    purchase_from: float = number(0.45, 0.2, 0.7, "need", "COA011", "practical need that a purchase is made for")
    purchase_effect: float = number(0.7, 0.4, 0.95, "share of the need", "COA012", "practical need met by a purchase")


@rule
def keep_coach(person: Any, site: Any) -> None:
    """When funding ends the coaches are gone; a long relationship becomes quiet before that."""
    if person.coach < 0:
        return
    if not delivering(site) or person.gone != 0:
        person.coach = -1
        person.relationship = 0
        person.hours = 0.0
        for domain in range(DOMAIN_COUNT):
            person.by_coach[domain] = 0
    elif person.relationship == 1 and happens(person, BECOMES_QUIET, 1.0 / site.numbers.coaching.active_weeks):
        person.relationship = 2


@rule
def count_load(person: Any, site: Any) -> None:
    """Each coach's active people are counted afresh."""
    if person.relationship == 1:
        site.coach[person.coach].active += 1


@rule
def wants_coach(person: Any, site: Any, unit: int) -> bool:
    """A place is for people with several active needs; a crisis brings a quiet relationship back."""
    if person.gone != 0 or person.relationship == 1 or person.barred == 1 or not delivering(site):
        return False
    if person.relationship == 2:
        return person.crisis_now > 0
    reached = site.plan.reach_out == 1 or person.has_sought == 1
    return reached and active_needs(person) >= site.numbers.coaching.fewest_needs


@rule
def enrolment_order(person: Any, site: Any, unit: int) -> float:
    """Who is next: by lottery, worst first, first come, or easiest first; quiet relationships before all."""
    if person.relationship == 2:
        return -1.0e9
    if site.plan.enrolment == WORST_FIRST:
        return -load(person)
    if site.plan.enrolment == EASIEST_FIRST:
        return load(person)
    if site.plan.enrolment == FIRST_COME:
        return person.arrives * 1.0
    return luck_of(person, ENROL)


@rule
def has_room(site: Any, unit: int) -> bool:
    """Whether any coach has a place."""
    return coach_with_room(site) >= 0


@rule
def enrol(person: Any, site: Any, unit: int) -> None:
    """A coach takes the person on; a quiet relationship is taken up if that same coach has room."""
    coach = person.coach if person.relationship == 2 else coach_with_room(site)
    if site.coach[coach].active >= site.coach[coach].places:
        return
    site.coach[coach].active += 1
    person.coach = coach
    if person.enrolled == NEVER:
        person.enrolled = site.week
        person.told_again += 1.0
        site.tally.enrolled += 1
    person.relationship = 1


@rule
def meet(person: Any, site: Any) -> None:
    """Time together: as much as the person wants and the caseload allows; the person says what comes first."""
    person.hours = 0.0
    person.progress = 0.0
    if person.relationship != 1:
        return
    share = site.numbers.coaching.hours_week * (1.0 - site.numbers.coaching.admin) / site.plan.caseload
    wanted = site.numbers.coaching.hours_wanted * heaviest(person)
    if person.crisis_now > 0:
        wanted = share
    person.hours = min(wanted, share)
    person.chosen = greatest_burden(person)


@rule
def work_together(person: Any, site: Any) -> None:
    """The coach's own work on the one chosen need; more hours help, each less than the last."""
    if person.hours == 0.0 or person.chosen < 0 or not in_community(person):
        return
    effort = person.hours / (person.hours + site.numbers.coaching.half_hours)
    person.progress = site.numbers.coaching.generalist * effort
    person.need[person.chosen] *= 1.0 - person.progress


@rule
def pull_in(person: Any, site: Any) -> None:
    """Where a need is heavy the coach asks a specialist to come; the request waits in the same list as all others.

    A cold referral that is under way becomes the coach's request, with the date it had.
    """
    if person.hours == 0.0 or not in_community(person) or site.on.pull_in == 0:
        return
    for domain in range(DOMAIN_COUNT):
        heavy = person.known[domain] == 1 and person.need[domain] >= site.numbers.coaching.specialist_from
        cold = person.pathway[domain] == REFERRED
        if heavy and (cold or person.pathway[domain] == NOT_ASKED) and domain != PRACTICAL:
            person.pathway[domain] = WAITING
            person.by_coach[domain] = 1
            person.asked[domain] = person.asked[domain] if cold else site.week
            person.due[domain] = site.week


@rule
def ask_for_purchase(person: Any, site: Any) -> None:
    """A fridge, not counselling: what is needed and what it costs."""
    person.asks_for_purchase = 0.0
    if person.hours == 0.0 or not in_community(person) or site.on.brokerage == 0:
        return
    if person.known[PRACTICAL] == 1 and person.need[PRACTICAL] >= site.numbers.coaching.purchase_from:
        person.asks_for_purchase = lognormal(
            luck_of(person, PURCHASE),
            site.numbers.coaching.purchase_mean,
            site.numbers.coaching.purchase_sigma,
        )


@rule
def open_pool(site: Any) -> None:
    """Each funded year opens with its flexible funds; what is not spent does not carry over."""
    weeks = site.week - site.plan.funded_from
    if site.plan.funded_from <= site.week < site.plan.funded_until and weeks % 52 == 0:
        site.brokerage_left = site.plan.brokerage_year
    if site.week == site.plan.funded_until:
        site.brokerage_left = 0.0


@rule
def wants_purchase(person: Any, site: Any, unit: int) -> bool:
    """Whoever asked this week."""
    return person.asks_for_purchase > 0.0


@rule
def purchase_order(person: Any, site: Any, unit: int) -> float:
    """The heaviest practical need first."""
    return -person.need[PRACTICAL]


@rule
def funds_last(site: Any, unit: int) -> bool:
    """Whether anything is left of this year's funds."""
    return site.brokerage_left > 0.0


@rule
def buy(person: Any, site: Any, unit: int) -> None:
    """The purchase is made if the pool can pay it, and the practical need falls."""
    cents = float(int(person.asks_for_purchase * 100.0 + 0.5))
    if cents > site.brokerage_left:
        return
    site.brokerage_left -= cents
    site.tally.purchases += 1
    site.tally.purchase_cents += cents
    person.asks_for_purchase = 0.0
    person.need[PRACTICAL] = clamp(person.need[PRACTICAL] * (1.0 - site.numbers.coaching.purchase_effect))
    person.met += 1.0


@rule
def count_unmet(person: Any, site: Any) -> None:
    """A week in which the pool could not pay what somebody asked for is counted."""
    if person.asks_for_purchase > 0.0:
        site.tally.purchase_unmet += 1


@helper
def coach_with_room(site: Any) -> int:
    """The coach with the most free places, or -1."""
    best, most = -1, 0
    for coach in range(MOST_COACHES):
        free = site.coach[coach].places - site.coach[coach].active
        if free > most:
            best, most = coach, free
    return best


@helper
def greatest_burden(person: Any) -> int:
    """The need that weighs most on the person, practical needs included; a home is asked for, not worked on."""
    chosen, most = -1, -1.0
    for domain in range(DOMAIN_COUNT):
        if domain != HOUSING and person.known[domain] == 1 and person.need[domain] > most:
            chosen, most = domain, person.need[domain]
    return chosen
