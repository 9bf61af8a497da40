"""Brokerage: flexible funds for what people themselves name: a fridge, a bond, a phone, an ID.

The pool is finite and opens anew each funded year; what a year leaves unspent is counted, and so is what it could not
pay. Larger purchases wait for approval: not as long where more levels of governance are engaged, or the community
decides.
"""

from typing import Any

from simmodel.chance import PURCHASE, luck_of
from simmodel.compiled import helper, rule
from simmodel.felt import felt_authorising
from simmodel.measures import clamp, in_community, lognormal
from simmodel.quantities import WEEKS_PER_YEAR, Page, number, numbers
from simmodel.vocabulary import ACTIVE, DECIDERS, PRACTICAL


class Brokerage(Page):
    """Numbers of the page."""

    name = "brokerage"
    purchase_mean: float = number(600.0, 200.0, 1500.0, "$", "COA009", "one purchase: a fridge, a bond, a phone")
    purchase_sigma: float = number(0.9, 0.5, 1.3, "log sd", "COA010", "spread of purchases")
    purchase_from: float = number(0.45, 0.2, 0.7, "need", "COA011", "practical need that a purchase is made for")
    approval_from: float = number(1000.0, 300.0, 3000.0, "$", "COA016", "purchases from which approval is asked for")
    approval_weeks: float = number(3.0, 0.0, 8.0, "weeks", "COA017", "wait for approval, where the agency decides")
    approval_levels: float = number(
        0.6, 0.0, 0.9, "share", "COA018", "wait saved where all roles and levels of governance stand behind it"
    )
    approval_by: list[float] = numbers(
        DECIDERS,
        (1.0, 0.7, 0.4),
        (0.99, 0.5, 0.2),
        (1.0, 1.0, 0.8),
        "share of the wait",
        "COA019",
        "wait for approval by who decides",
    )
    purchase_effect: float = number(0.7, 0.4, 0.95, "share of the need", "COA012", "practical need met by a purchase")


@rule
def open_pool(site: Any) -> None:
    """Each funded year opens with its flexible funds; what is not spent does not carry over."""
    weeks = site.week - site.plan.funded_from
    if site.plan.funded_from <= site.week <= site.plan.funded_until and weeks % WEEKS_PER_YEAR == 0:
        site.tally.unspent_cents += site.brokerage_left
        site.brokerage_left = site.plan.brokerage_year if site.week < site.plan.funded_until else 0.0


@rule
def ask_for_purchase(person: Any, site: Any) -> None:
    """A fridge, not counselling: what is needed and what it costs."""
    person.asks_for_purchase = 0.0
    person.bought = 0.0
    if person.relationship != ACTIVE:
        person.pending = 0.0
    if person.hours == 0.0 or person.relationship != ACTIVE or not in_community(person) or site.on.brokerage == 0:
        return
    if person.known[PRACTICAL] == 0 or person.need[PRACTICAL] < site.numbers.brokerage.purchase_from:
        person.pending = 0.0
    elif person.pending > 0.0:
        person.asks_for_purchase = person.pending if site.week >= person.decided else 0.0
    else:
        propose(person, site)


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
    person.pending = 0.0
    person.bought = cents
    person.need[PRACTICAL] = clamp(person.need[PRACTICAL] * (1.0 - site.numbers.brokerage.purchase_effect))
    person.met += 1.0


@rule
def count_unmet(person: Any, site: Any) -> None:
    """A week in which the pool could not pay what somebody asked for is counted."""
    if person.asks_for_purchase > 0.0:
        person.pending = 0.0
        site.tally.purchase_unmet += 1


@helper
def propose(person: Any, site: Any) -> None:
    """What would help, and what it costs; a larger sum waits until somebody approves it."""
    numbers = site.numbers.brokerage
    cost = lognormal(luck_of(person, PURCHASE), numbers.purchase_mean, numbers.purchase_sigma)
    weeks = weeks_to_approve(site) if cost >= numbers.approval_from else 0
    if weeks == 0:
        person.asks_for_purchase = cost
        return
    person.pending, person.decided = cost, site.week + weeks
    site.tally.approvals += 1


@helper
def weeks_to_approve(site: Any) -> int:
    """How long approval takes: accelerated by engagement from all levels, and by who decides."""
    numbers = site.numbers.brokerage
    saved = numbers.approval_levels * felt_authorising(site)
    return int(numbers.approval_weeks * numbers.approval_by[site.plan.decides] * (1.0 - saved) + 0.5)
