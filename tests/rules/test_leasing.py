"""Homes leased with a programme's money: all of it is used, no lease is promised that is not paid for, and it ends."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import changes_made, names_of_numbers, person, site

from simmodel.chance import LAST_HOME
from simmodel.rules import housing, leasing
from simmodel.vocabulary import HOMELESS, HOUSING, LEASED, OWN, SOCIAL, STABLE, WAITING
from simmodel.world import NEVER, PROGRAMME_DWELLINGS

LEASE = int(site().numbers.leasing.weeks)


def programme(week=20, homes=0.0, delivers_from=4, until=104, weeks=0.0, promised=0.0, luck=0.0, **more):
    """A site whose money leases so many homes a week, in a week of the programme."""
    plan = {"homes": homes, "funded_from": 0, "funded_until": until, "delivers_from": delivers_from}
    where = site(week=week, plan=plan, service={PROGRAMME_DWELLINGS: {"promised": promised}}, **more)
    where.home_weeks = weeks
    where.service[PROGRAMME_DWELLINGS].luck[LAST_HOME] = int(luck * 2**32)
    return where


def homes_open(where):
    leasing.open_homes(where)
    return where.service[PROGRAMME_DWELLINGS].free


@pytest.mark.parametrize(("week", "paid"), [(-1, 0.0), (0, 0.5), (103, 0.5), (104, 0.0)])
def test_each_funded_week_pays_for_its_homes_ahead(week: int, paid: float) -> None:
    where = programme(week=week, homes=0.5, promised=9.0)
    leasing.pay_ahead(where)
    assert where.home_weeks == paid * leasing.WEEKS_PRICED
    assert where.service[PROGRAMME_DWELLINGS].promised == 0.0


def test_somebody_in_a_leased_home_uses_up_a_week_and_is_promised_the_rest() -> None:
    where, who = programme(weeks=200.0), person(supported=LEASED, tenancy=STABLE, tenancy_weeks=10)
    assert changes_made(leasing.live_there, who, where) == {"site.home_weeks", "site.service"}
    assert (where.home_weeks, where.service[PROGRAMME_DWELLINGS].promised) == (199.0, LEASE - 10)


@pytest.mark.parametrize("fields", [{"supported": SOCIAL}, {"supported": OWN}, {"supported": LEASED, "gone": 1}])
def test_nobody_else_uses_homes_that_were_paid_for(fields: dict) -> None:
    assert changes_made(leasing.live_there, person(tenancy=STABLE, **fields), programme(weeks=9.0)) == set()


def test_a_lease_that_is_over_becomes_the_persons_own() -> None:
    where = programme(weeks=9.0)
    last, over = (person(supported=LEASED, tenancy=STABLE, tenancy_weeks=weeks) for weeks in (LEASE, LEASE + 1))
    leasing.live_there(last, where)
    assert (last.supported, where.home_weeks) == (LEASED, 8.0)
    leasing.live_there(over, where)
    assert (over.supported, over.tenancy, where.home_weeks) == (OWN, STABLE, 8.0)


def test_as_many_homes_are_open_as_whole_leases_are_paid_for_and_not_promised() -> None:
    assert homes_open(programme(homes=0.1, weeks=3.5 * LEASE)) == 3.0
    assert homes_open(programme(homes=0.1, weeks=3.5 * LEASE, promised=2.6 * LEASE)) == 0.0
    assert homes_open(programme(homes=0.1, weeks=0.5 * LEASE, promised=2.0 * LEASE)) == 0.0


def test_what_is_paid_for_in_the_set_up_is_let_once_the_programme_is_at_work() -> None:
    assert homes_open(programme(week=3, homes=0.1, weeks=3.0 * LEASE)) == 0.0
    assert homes_open(programme(week=4, homes=0.1, weeks=3.0 * LEASE)) == 3.0


@pytest.mark.parametrize(("luck", "homes"), [(0.25, 1.0), (0.35, 0.0)])
def test_a_home_lost_after_the_money_is_let_again_as_often_as_much_of_its_lease_is_left(
    luck: float, homes: float
) -> None:
    where = programme(week=150, homes=0.1, weeks=1.3 * LEASE, promised=1.0 * LEASE, luck=luck)
    assert homes_open(where) == homes
    assert where.home_weeks == pytest.approx((1.0 + homes) * LEASE)


def test_rounding_does_not_keep_a_whole_home_empty() -> None:
    assert homes_open(programme(homes=0.1, weeks=3.0 * LEASE - 1e-8)) == 3.0
    assert homes_open(programme(homes=0.1, weeks=3.0 * LEASE - 1e-3)) == 2.0


def test_a_site_without_leased_homes_keeps_the_dwellings_that_came_otherwise() -> None:
    assert changes_made(lambda who, where: leasing.open_homes(where), person(), programme(weeks=500.0)) == set()


@given(parts=st.integers(0, 999), whole=st.integers(0, 5))
def test_a_part_of_a_home_at_the_end_is_a_whole_one_as_often_as_it_is_large(parts: int, whole: int) -> None:
    part = Fraction(parts, 1000)
    for luck, more in ((float(part) - 0.0005, 1.0), (float(part) + 0.0005, 0.0)):
        if 0.0 <= luck < 1.0:
            where = programme(week=103, homes=0.1, weeks=float(whole + part) * LEASE, luck=luck)
            assert homes_open(where) == whole + more
            assert where.home_weeks == pytest.approx((whole + more) * LEASE)


@pytest.mark.parametrize("fields", [{}, {"supported": SOCIAL}, {"supported": LEASED, "gone": 1}])
def test_only_who_lives_in_a_leased_home_is_reached_by_it(fields: dict) -> None:
    assert changes_made(leasing.note_reached, person(**fields), programme()) == set()


def test_whoever_gets_a_leased_home_is_reached_in_that_week_and_counted_once() -> None:
    where = programme(week=30, homes=0.1, weeks=float(LEASE))
    who = person(tenancy=HOMELESS, pathway={HOUSING: WAITING}, enrolled=NEVER)
    leasing.open_homes(where)
    housing.let(who, where, PROGRAMME_DWELLINGS)
    for _ in range(2):
        leasing.note_reached(who, where)
        where.week += 1
    assert (who.enrolled, where.tally.enrolled) == (30, 1.0)


@pytest.mark.parametrize("homes_a_year", [3.9, 1.0, 7.85])
def test_no_money_is_idle_and_none_is_spent_twice(homes_a_year: float) -> None:
    where, tenants, let = programme(week=0, homes=homes_a_year / 52, until=156, luck=0.999), [], 0
    for week in range(700):
        where.week = week
        leasing.pay_ahead(where)
        for who in tenants:
            leasing.live_there(who, where)
        leasing.open_homes(where)
        for _ in range(int(where.service[PROGRAMME_DWELLINGS].free)):
            who = person(tenancy=HOMELESS, pathway={HOUSING: WAITING})
            housing.let(who, where, PROGRAMME_DWELLINGS)
            tenants.append(who)
            let += 1
        for place, who in enumerate(tenants):
            who.tenancy_weeks += 1
            if place % 4 == 0 and who.tenancy_weeks == 20:
                who.supported, who.tenancy = OWN, HOMELESS
        assert where.home_weeks >= -1e-6
    lost = sum(LEASE - 20 for who in tenants if who.tenancy == HOMELESS)
    all_that_was_paid_for = homes_a_year * 3 + lost / LEASE
    assert all_that_was_paid_for - 2 < let <= all_that_was_paid_for
    assert where.home_weeks < LEASE


def test_every_number_of_the_page_is_named_here() -> None:
    assert names_of_numbers("leasing") == {"weeks"}
    homes = [homes_open(programme(homes=0.5, weeks=312.0, numbers={"leasing.weeks": weeks})) for weeks in (156.0, 52.0)]
    assert homes == [2.0, 6.0]


def test_longer_leases_are_fewer_for_the_same_money() -> None:
    paid = set()
    for weeks in (156.0, 52.0):
        where = programme(homes=0.5, numbers={"leasing.weeks": weeks})
        leasing.pay_ahead(where)
        paid.add(where.home_weeks)
    assert paid == {0.5 * leasing.WEEKS_PRICED}
