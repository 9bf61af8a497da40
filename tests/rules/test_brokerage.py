"""Brokerage: what flexible funds are asked for, what the pool pays, and what a year leaves unspent."""

import statistics

import pytest
from hypothesis import given, settings
from kit import (
    Attributes,
    beliefs,
    changes_made,
    funded,
    lean,
    lucky,
    names_of_numbers,
    partnered,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.chance import PURCHASE
from simmodel.rules import brokerage
from simmodel.vocabulary import ACTIVE, DECIDERS, LINKED_BY_WORKER, PRACTICAL, QUIET, SENTENCED, SUSTAINING

NUMBERS = site().numbers.brokerage
AGENCY = DECIDERS.index("agency")


def coached(**fields: object) -> Attributes:
    """Somebody in an active relationship with coach 0, who met the coach for three hours this week."""
    return person(**({"coach": 0, "relationship": ACTIVE, "hours": 3.0, "need": {PRACTICAL: 0.8}} | fields))


def asked_for(where: Attributes, luck: float = 0.5, **fields: object) -> float:
    who = lucky(coached(**fields), PURCHASE, luck)
    brokerage.ask_for_purchase(who, where)
    assert 0.0 in (who.asks_for_purchase, who.pending)
    return who.asks_for_purchase + who.pending


def buyer(dollars: float = 600.0) -> Attributes:
    return coached(asks_for_purchase=dollars)


# Asking


def test_a_heavy_practical_need_is_asked_for_and_a_light_or_hidden_one_is_not() -> None:
    where = funded()
    edge = where.numbers.brokerage.purchase_from
    assert asked_for(where, need={PRACTICAL: edge}) > 0.0
    assert asked_for(where, need={PRACTICAL: edge - 0.01}) == 0.0
    assert asked_for(where, known={PRACTICAL: 0}) == 0.0


def test_only_who_met_a_coach_this_week_asks_for_a_purchase() -> None:
    assert asked_for(funded(), hours=0.0, asks_for_purchase=90.0) == 0.0
    assert asked_for(funded(), relationship=QUIET, asks_for_purchase=90.0) == 0.0
    assert asked_for(funded(), relationship=LINKED_BY_WORKER, asks_for_purchase=90.0) == 0.0
    assert asked_for(funded(), coach=-1, relationship=0) == 0.0
    assert asked_for(funded(), custody=SENTENCED, custody_weeks_left=9) == 0.0


def test_with_brokerage_off_nothing_is_bought() -> None:
    assert asked_for(funded(off=("brokerage",))) == 0.0


def test_purchases_have_the_mean_of_the_page_and_many_are_small() -> None:
    where = funded()
    asks = [asked_for(where, (place + 0.5) / 1000) for place in range(1000)]
    assert statistics.fmean(asks) == pytest.approx(where.numbers.brokerage.purchase_mean, rel=0.02)
    assert statistics.median(asks) < 0.8 * where.numbers.brokerage.purchase_mean


# Larger purchases


def waits(where: Attributes, luck: float = 0.9) -> float:
    """Weeks from naming a purchase of this luck (0.9: some $1,300) to asking the pool for it."""
    who = lucky(coached(), PURCHASE, luck)
    for weeks in range(20):
        brokerage.ask_for_purchase(who, where)
        if who.asks_for_purchase > 0.0:
            return float(weeks)
        where.week += 1
    return 20.0


def behind(authority: float, decides: int = AGENCY, **changes: object) -> Attributes:
    """A group that sustains itself, with so much authority behind it."""
    group = {"stage": SUSTAINING, "authorising": authority}
    return partnered(funded, plan={"decides": decides}, partnership=group, **changes)


def test_a_larger_purchase_waits_for_approval_and_a_smaller_one_does_not() -> None:
    edge = NUMBERS.approval_from
    for dollars, weeks in ((edge - 1.0, 0), (edge, NUMBERS.approval_weeks)):
        same = {"brokerage.purchase_mean": dollars, "brokerage.purchase_sigma": 0.0}
        where = funded(numbers=same)
        assert waits(where) == weeks
        assert where.tally.approvals == (weeks > 0)


def test_what_waits_for_approval_is_asked_for_at_its_price_and_nothing_new_is_named_meanwhile() -> None:
    who, where = lucky(coached(), PURCHASE, 0.9), funded()
    brokerage.ask_for_purchase(who, where)
    named = who.pending
    assert named > NUMBERS.approval_from
    for where.week in range(21, 24):
        brokerage.ask_for_purchase(lucky(who, PURCHASE, 0.99), where)
    assert (who.asks_for_purchase, who.pending, where.tally.approvals) == (named, named, 1)
    brokerage.buy(who, where, 0)
    assert (who.asks_for_purchase, who.pending) == (0.0, 0.0)


def test_approval_is_sooner_with_more_levels_of_governance_engaged() -> None:
    weeks = NUMBERS.approval_weeks
    told = [waits(behind(share)) for share in (0.0, 0.5, 1.0)]
    assert told == [int(weeks * (1 - NUMBERS.approval_levels * share) + 0.5) for share in (0.0, 0.5, 1.0)]
    assert told[0] > told[1] > told[2]
    assert waits(behind(1.0, off=("roles",))) == weeks


def test_approval_is_sooner_where_the_community_has_a_say_or_decides() -> None:
    told = [waits(funded(plan={"decides": decides})) for decides in range(len(DECIDERS))]
    assert told == [int(NUMBERS.approval_weeks * share + 0.5) for share in NUMBERS.approval_by]
    assert told[0] > told[1] > told[2]


PENDING = {"pending": 1500.0, "decided": 25}


@pytest.mark.parametrize(
    "ended",
    [
        {"need": {PRACTICAL: 0.1}},
        {"known": {PRACTICAL: 0}},
        {"relationship": QUIET},
        {"relationship": 0, "coach": -1},
        {"relationship": LINKED_BY_WORKER},
    ],
)
def test_a_pending_purchase_ends_with_the_need_and_with_the_relationship(ended: dict) -> None:
    who = coached(**(PENDING | ended))
    brokerage.ask_for_purchase(who, funded())
    assert (who.pending, who.asks_for_purchase) == (0.0, 0.0)


@pytest.mark.parametrize("away", [{"hours": 0.0}, {"custody": SENTENCED, "custody_weeks_left": 3}])
def test_a_pending_purchase_outlasts_weeks_in_which_nobody_meets_the_person(away: dict) -> None:
    who = coached(**(PENDING | away))
    brokerage.ask_for_purchase(who, funded(week=30))
    assert (who.pending, who.asks_for_purchase) == (1500.0, 0.0)


def test_a_purchase_that_the_pool_cannot_pay_when_it_is_approved_is_named_anew() -> None:
    who, where = coached(**PENDING), funded(week=25, brokerage_left=100.0)
    brokerage.ask_for_purchase(who, where)
    brokerage.buy(who, where, 0)
    brokerage.count_unmet(who, where)
    assert (who.pending, where.tally.purchase_unmet) == (0.0, 1)


# The pool


def test_the_pool_opens_each_funded_year_and_nothing_is_carried_over() -> None:
    left = {}
    for week in (0, 1, 51, 52, 104, 155, 156, 208):
        where = funded(week=week, brokerage_left=700.0)
        brokerage.open_pool(where)
        left[week] = where.brokerage_left
    year = where.plan.brokerage_year
    assert left == {0: year, 1: 700.0, 51: 700.0, 52: year, 104: year, 155: 700.0, 156: 0.0, 208: 700.0}


def test_what_a_year_leaves_unspent_is_counted_when_the_year_ends_and_when_funding_ends_and_only_then() -> None:
    counted = {}
    for week in range(-5, 210):
        where = funded(week=week, brokerage_left=0.0 if week <= 0 else 700.0)
        brokerage.open_pool(where)
        if where.tally.unspent_cents:
            counted[week] = where.tally.unspent_cents
    assert counted == {52: 700.0, 104: 700.0, 156: 700.0}


def test_every_cent_of_three_years_is_spent_or_counted_as_unspent() -> None:
    where = funded(brokerage_left=0.0)
    for where.week in range(170):
        brokerage.open_pool(where)
        if brokerage.funds_last(where, 0):
            brokerage.buy(buyer(700.0), where, 0)
    assert where.brokerage_left == 0.0
    assert where.tally.purchase_cents + where.tally.unspent_cents == 3 * where.plan.brokerage_year
    assert where.tally.unspent_cents > 0


def test_a_programme_that_starts_later_has_its_years_from_its_own_start() -> None:
    opened = []
    for week in range(170):
        where = funded(week=week, plan={"funded_from": 10, "funded_until": 166}, brokerage_left=1.0)
        brokerage.open_pool(where)
        opened += [week] * (where.brokerage_left > 1.0)
    assert opened == [10, 62, 114]


def test_a_site_without_a_programme_has_no_pool() -> None:
    where = site(week=0)
    brokerage.open_pool(where)
    assert (where.brokerage_left, where.tally.unspent_cents) == (0.0, 0.0)
    assert not brokerage.funds_last(where, 0)


# Buying


def test_a_purchase_is_paid_to_the_cent_and_meets_most_of_the_practical_need() -> None:
    who, where = buyer(123.456), funded()
    brokerage.buy(who, where, 0)
    assert where.brokerage_left == 5e6 - 12346
    assert (where.tally.purchases, where.tally.purchase_cents) == (1, 12346)
    assert who.need[PRACTICAL] == pytest.approx(0.8 * (1 - where.numbers.brokerage.purchase_effect))
    assert (who.met, who.asks_for_purchase) == (1.0, 0.0)


def test_what_the_pool_cannot_pay_is_not_bought_and_is_counted_as_unmet() -> None:
    who, where = buyer(600.0), funded(brokerage_left=59_999.0)
    assert changes_made(brokerage.buy, who, where, 0) == set()
    brokerage.count_unmet(who, where)
    assert where.tally.purchase_unmet == 1
    paid = buyer(600.0)
    brokerage.buy(paid, funded(brokerage_left=60_000.0), 0)
    assert changes_made(brokerage.count_unmet, paid, where) == set()


def test_the_heaviest_practical_need_among_those_who_asked_comes_first() -> None:
    light, heavy = (coached(need={PRACTICAL: need}, asks_for_purchase=9.0) for need in (0.5, 0.9))
    where = funded()
    assert brokerage.purchase_order(heavy, where, 0) < brokerage.purchase_order(light, where, 0)
    assert brokerage.wants_purchase(heavy, where, 0)
    assert not brokerage.wants_purchase(coached(), where, 0)


# The numbers of the page


def need_after_purchase(where: Attributes) -> float:
    who = buyer()
    brokerage.buy(who, where, 0)
    return who.need[PRACTICAL]


CLAIMS = {
    "purchase_mean": (asked_for, 1),
    "purchase_sigma": (lambda where: asked_for(where, 0.999) / asked_for(where, 0.5), 1),
    "purchase_from": (lambda where: asked_for(where, need={PRACTICAL: 0.5}), -1),
    "purchase_effect": (need_after_purchase, -1),
    "approval_from": (waits, -1),
    "approval_weeks": (waits, 1),
    "approval_levels": (lambda where: waits(with_all_levels(where)), -1),
    "approval_by.agency": (waits, 0),
    "approval_by.jointly": (lambda where: waits(decided_by(1, where)), 1),
    "approval_by.community": (lambda where: waits(decided_by(2, where)), 1),
}
"""How long the agency takes is what the weeks of the page say: its own share of them is 1, give or take rounding."""


def with_all_levels(where: Attributes) -> Attributes:
    where.partnership.stage, where.partnership.authorising = SUSTAINING, 1.0
    return where


def decided_by(whom: int, where: Attributes) -> Attributes:
    where.plan.decides = whom
    return where


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"brokerage.{name}", outcome, funded) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert {name.split(".")[0] for name in CLAIMS} == names_of_numbers("brokerage")


@settings(max_examples=80, deadline=None)
@given(people(), beliefs("brokerage"))
def test_funds_never_fall_below_zero_and_a_purchase_never_makes_a_need_heavier(who: Attributes, believed: dict) -> None:
    where, before = funded(numbers=believed), list(who.need)
    brokerage.ask_for_purchase(who, where)
    if brokerage.wants_purchase(who, where, 0):
        brokerage.buy(who, where, 0)
    brokerage.count_unmet(who, where)
    assert states_are_valid(who)
    assert where.brokerage_left == 5e6 - where.tally.purchase_cents >= 0.0
    assert all(after <= need for after, need in zip(who.need, before, strict=True))
    assert where.tally.purchases + where.tally.purchase_unmet <= 1
