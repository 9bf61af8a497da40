"""Brokerage: flexible funds for what people themselves name: a fridge, a bond, a phone, an ID.

The pool is finite and opens anew each funded year; what a year leaves unspent is counted, and so is what it could not
pay. Left out: decisions that wait for approval, which delays a purchase (leans for pull-in).
"""

from typing import Any

from simmodel.chance import PURCHASE, luck_of
from simmodel.compiled import rule
from simmodel.measures import clamp, in_community, lognormal
from simmodel.quantities import WEEKS_PER_YEAR, Page, number
from simmodel.vocabulary import ACTIVE, PRACTICAL


class Brokerage(Page):
    """Numbers of the page."""

    name = "brokerage"
    purchase_mean: float = number(600.0, 200.0, 1500.0, "$", "COA009", "one purchase: a fridge, a bond, a phone")
    purchase_sigma: float = number(0.9, 0.5, 1.3, "log sd", "COA010", "spread of purchases")
    purchase_from: float = number(0.45, 0.2, 0.7, "need", "COA011", "practical need that a purchase is made for")
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
    with_coach = person.relationship == ACTIVE and person.hours > 0.0
    if not with_coach or not in_community(person) or site.on.brokerage == 0:
        return
    if person.known[PRACTICAL] == 1 and person.need[PRACTICAL] >= site.numbers.brokerage.purchase_from:
        person.asks_for_purchase = lognormal(
            luck_of(person, PURCHASE),
            site.numbers.brokerage.purchase_mean,
            site.numbers.brokerage.purchase_sigma,
        )


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
    person.bought = cents
    person.need[PRACTICAL] = clamp(person.need[PRACTICAL] * (1.0 - site.numbers.brokerage.purchase_effect))
    person.met += 1.0


@rule
def count_unmet(person: Any, site: Any) -> None:
    """A week in which the pool could not pay what somebody asked for is counted."""
    if person.asks_for_purchase > 0.0:
        site.tally.purchase_unmet += 1
