"""What a year's money buys: the published budget, and money that neither appears nor vanishes."""

import math
from dataclasses import dataclass, field

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simmodel.errors import SimmodelError
from simmodel.purchase import (
    SMALLEST_HEAD,
    affordable_fte,
    budget_lines,
    coach_team_cost,
    funding_for,
    least_funding,
    what_funding_buys,
)
from simmodel.vocabulary import DOMAINS

# Source: shared/validation/21_site_budget.json, "expected" (thousands of dollars a year, 15% indirect).
SITE_BUDGET = {
    2.0: {
        "people": 376.425,
        "operations": 100.0,
        "brokerage": 36.0,
        "learning": 40.0,
        "indirect": 71.46375,
        "contingency": 18.7166625,
        "total": 642.6054125,
    },
    2.5: {
        "people": 442.15,
        "operations": 112.85,
        "brokerage": 45.0,
        "learning": 40.0,
        "indirect": 83.25,
        "contingency": 21.6975,
        "total": 744.9475,
    },
    3.0: {
        "people": 507.875,
        "operations": 125.7,
        "brokerage": 54.0,
        "learning": 40.0,
        "indirect": 95.03625,
        "contingency": 24.6783375,
        "total": 847.2895875,
    },
}
PRICES = {domain: 90.0 + 10 * place for place, domain in enumerate(DOMAINS)}
dollars = st.floats(400_000, 50e6)
any_share = st.dictionaries(st.sampled_from(DOMAINS[1:]), st.floats(0.01, 1), min_size=1)
caseloads, rates = st.floats(1, 60), st.floats(0, 0.6)


@dataclass(frozen=True)
class Levers:
    buys: str = "coaches"
    caseload: float = 9.0
    indirect_rate: float = 0.15
    employs: str = "ngo"
    places: dict[str, float] = field(default_factory=dict)
    brokerage_share: float | None = None


@pytest.mark.parametrize("coaches", SITE_BUDGET)
@pytest.mark.parametrize("line", SITE_BUDGET[2.0])
def test_a_team_costs_what_the_site_budget_says_to_the_dollar(coaches: float, line: str) -> None:
    assert getattr(coach_team_cost(coaches), line) == pytest.approx(1000 * SITE_BUDGET[coaches][line], abs=0.01)


def test_the_budget_lines_are_read_at_their_mode() -> None:
    assert budget_lines()["coach_salary"] == 110.0
    assert len(budget_lines()) == 18


def test_650_thousand_dollars_buy_two_coaches_and_the_rest_is_brokerage() -> None:
    bought = what_funding_buys(650_000, Levers())
    assert bought.heads == (1.0, 1.0)
    assert bought.brokerage_per_year == pytest.approx(36_000 + 650_000 - 642_605.41, abs=0.01)


def test_a_part_of_a_job_from_a_fifth_on_is_a_coach() -> None:
    just_enough = coach_team_cost(2 + SMALLEST_HEAD).total
    assert what_funding_buys(just_enough, Levers()).heads == pytest.approx((1.0, 1.0, SMALLEST_HEAD))
    assert what_funding_buys(just_enough - 1, Levers()).heads == (1.0, 1.0)


@pytest.mark.parametrize("coaches", [1, 2, 3, 7])
def test_the_price_of_whole_coaches_buys_exactly_them(coaches: int) -> None:
    bought = what_funding_buys(coach_team_cost(coaches).total, Levers())
    assert bought.heads == (1.0,) * coaches
    assert bought.brokerage_per_year == pytest.approx(18_000 * coaches, abs=0.01)


@given(dollars, caseloads, rates)
def test_every_cent_of_a_team_is_in_one_line(funding: float, caseload: float, rate: float) -> None:
    assume(funding >= least_funding(caseload, rate))
    bought = what_funding_buys(funding, Levers(caseload=caseload, indirect_rate=rate))
    assert round(100 * math.fsum(bought.lines.values())) == round(100 * funding)
    assert bought.programme_cost_per_year == pytest.approx(funding, abs=0.0051)
    assert bought.brokerage_per_year == bought.lines["brokerage"]
    assert bought.indirect == bought.lines["indirect"]


@given(dollars, caseloads, rates)
def test_coaches_are_whole_but_for_one_part_of_at_least_a_fifth(funding: float, caseload: float, rate: float) -> None:
    assume(funding >= least_funding(caseload, rate))
    heads = what_funding_buys(funding, Levers(caseload=caseload, indirect_rate=rate)).heads
    assert all(head == 1.0 for head in heads[:-1])
    assert SMALLEST_HEAD - 1e-6 <= heads[-1] <= 1.0


@given(dollars, caseloads, rates)
def test_brokerage_is_never_less_than_its_share_per_place(funding: float, caseload: float, rate: float) -> None:
    assume(funding >= least_funding(caseload, rate))
    bought = what_funding_buys(funding, Levers(caseload=caseload, indirect_rate=rate))
    assert bought.brokerage_per_year >= 2000 * bought.coach_fte * caseload - 0.05


@given(dollars, st.floats(0, 1e6), caseloads, rates)
def test_more_money_never_buys_less(funding: float, more: float, caseload: float, rate: float) -> None:
    assume(funding >= least_funding(caseload, rate))
    levers = Levers(caseload=caseload, indirect_rate=rate)
    before, after = what_funding_buys(funding, levers), what_funding_buys(funding + more, levers)
    assert after.coach_fte >= before.coach_fte - 1e-9
    if after.coach_fte == before.coach_fte:
        assert after.brokerage_per_year >= before.brokerage_per_year - 0.05
    price = coach_team_cost(1, caseload, rate).total - coach_team_cost(0, caseload, rate).total
    worth = [bought.coach_fte * (price - 2000 * caseload) + bought.brokerage_per_year for bought in (before, after)]
    assert worth[1] >= worth[0] - 0.1


@given(st.floats(0.2, 300), caseloads, rates)
def test_cost_and_what_it_affords_are_each_other_turned_round(fte: float, caseload: float, rate: float) -> None:
    assert affordable_fte(coach_team_cost(fte, caseload, rate).total, caseload, rate) == pytest.approx(fte)


@pytest.mark.parametrize("funding", [0, 200_000, least_funding() - 1, math.nan])
def test_money_for_less_than_a_fifth_of_a_coach_is_refused_with_the_least_that_works(funding: float) -> None:
    with pytest.raises(SimmodelError, match=r"at least \$274,174"):
        what_funding_buys(funding, Levers())


def test_the_least_that_is_named_is_enough() -> None:
    assert what_funding_buys(math.ceil(least_funding()), Levers()).heads == pytest.approx((0.2,), abs=1e-4)


named_shares = st.one_of(st.none(), st.floats(0, 0.2))
beside_coaches = st.dictionaries(st.sampled_from(DOMAINS[1:]), st.floats(0.01, 0.06))


@given(st.floats(800_000, 50e6), named_shares, beside_coaches, rates)
def test_money_split_between_coaches_flexible_funds_and_hours_is_in_one_line_each_to_the_cent(
    funding: float, share: float | None, places: dict[str, float], rate: float
) -> None:
    levers = Levers(indirect_rate=rate, places=places, brokerage_share=share)
    assume(funding >= funding_for(SMALLEST_HEAD, levers))
    bought = what_funding_buys(funding, levers, PRICES)
    assert round(100 * math.fsum(bought.lines.values())) == round(100 * funding)
    for domain, part in places.items():
        assert bought.lines[domain] == pytest.approx(part * funding, abs=0.05)  # cents of up to 7 domains
        assert bought.specialist_hours_per_week[domain] == pytest.approx(part * funding / (52 * PRICES[domain]))
    if share is not None:
        assert bought.brokerage_per_year >= share * funding - 0.02


def test_flexible_funds_that_are_named_take_the_place_of_so_much_a_place() -> None:
    none, some = (what_funding_buys(650_000, Levers(brokerage_share=share)) for share in (0.0, 0.2))
    assert none.brokerage_per_year < 43_395
    assert some.brokerage_per_year >= 130_000
    assert some.coach_fte < 2 < none.coach_fte


@given(st.floats(0.2, 60), caseloads, rates, named_shares, beside_coaches)
def test_the_money_for_a_team_beside_its_shares_affords_exactly_that_team(
    fte: float, caseload: float, rate: float, share: float | None, places: dict[str, float]
) -> None:
    levers = Levers(caseload=caseload, indirect_rate=rate, places=places, brokerage_share=share)
    funding = funding_for(fte, levers)
    left = funding * (1 - math.fsum(places.values()))
    flexible = None if share is None else share * funding
    assert affordable_fte(left, caseload, rate, flexible=flexible) == pytest.approx(fte)


def test_without_shares_the_money_for_the_smallest_team_is_the_least_funding() -> None:
    assert funding_for(SMALLEST_HEAD, Levers()) == pytest.approx(least_funding())


def test_shares_that_leave_nothing_for_coaches_afford_none_at_any_sum() -> None:
    levers = Levers(places={"mental_health": 0.6}, brokerage_share=0.4)
    assert funding_for(0.2, levers) == math.inf
    with pytest.raises(SimmodelError, match="allowed: smaller shares for other things"):
        what_funding_buys(9e6, levers, PRICES)


def test_hours_beside_coaches_need_a_price() -> None:
    with pytest.raises(SimmodelError, match="mental_health"):
        what_funding_buys(900_000, Levers(places={"mental_health": 0.1}))


@given(dollars, any_share)
def test_places_spend_every_cent_on_hours(funding: float, wanted: dict[str, float]) -> None:
    shares = {domain: share / math.fsum(wanted.values()) for domain, share in wanted.items()}
    bought = what_funding_buys(funding, Levers("places", places=shares), PRICES)
    hours = bought.specialist_hours_per_week
    spent = math.fsum(52 * PRICES[domain] * a_week for domain, a_week in hours.items())
    assert spent == pytest.approx(funding, abs=0.01)
    assert round(100 * math.fsum(bought.lines.values())) == round(100 * funding)
    assert bought.heads == ()


def test_half_of_104_thousand_dollars_at_100_an_hour_is_ten_hours_a_week() -> None:
    prices = {"mental_health": 100.0, "connection": 50.0}
    levers = Levers("places", places={"mental_health": 0.5, "connection": 0.5})
    bought = what_funding_buys(104_000, levers, prices)
    assert bought.specialist_hours_per_week == {"mental_health": 10.0, "connection": 20.0}


@given(dollars, st.floats(0, 1e6), any_share)
def test_more_money_never_buys_fewer_hours(funding: float, more: float, shares: dict[str, float]) -> None:
    levers = Levers("places", places=shares)
    before = what_funding_buys(funding, levers, PRICES).specialist_hours_per_week
    after = what_funding_buys(funding + more, levers, PRICES).specialist_hours_per_week
    assert all(after[domain] >= before[domain] for domain in shares)


@pytest.mark.parametrize("prices", [None, {}, {"mental_health": 0.0}, {"mental_health": math.nan}])
def test_a_domain_without_a_price_is_named(prices: dict[str, float] | None) -> None:
    with pytest.raises(SimmodelError, match="mental_health"):
        what_funding_buys(1000, Levers("places", places={"mental_health": 1.0}), prices)


# Homes, and who employs


@given(dollars, st.floats(1000, 1e6))
def test_homes_spend_every_cent_on_homes_and_a_dearer_home_never_buys_more(funding: float, price: float) -> None:
    bought = what_funding_buys(funding, Levers("homes"), None, price)
    assert bought.homes_per_year == pytest.approx(funding / price)
    assert bought.lines == {"homes": bought.programme_cost_per_year}
    assert round(100 * bought.lines["homes"]) == round(100 * funding)
    assert (bought.heads, bought.brokerage_per_year, bought.specialist_hours_per_week) == ((), 0.0, {})
    assert what_funding_buys(funding, Levers("homes"), None, 1.1 * price).homes_per_year < bought.homes_per_year


@pytest.mark.parametrize("price", [0.0, -1.0, math.nan])
def test_a_home_without_a_price_is_refused(price: float) -> None:
    with pytest.raises(SimmodelError, match=r"no price above \$0 for a home"):
        what_funding_buys(650_000, Levers("homes"), None, price)


@pytest.mark.parametrize("buys", ["coaches", "link_workers"])
def test_government_wages_buy_fewer_workers_for_the_same_money(buys: str) -> None:
    ngo, government = (affordable_fte(1e6, 9, 0.15, buys, employer) for employer in ("ngo", "government"))
    assert government < ngo
    levers = Levers(buys, employs="government")
    assert sum(what_funding_buys(1e6, levers).heads) <= government
    assert least_funding(9, 0.15, buys, "government") > least_funding(9, 0.15, buys)


def test_government_pays_other_wages_and_everything_else_costs_the_same() -> None:
    ngo, government = coach_team_cost(2.0), coach_team_cost(2.0, employs="government")
    assert government.people == pytest.approx(ngo.people * budget_lines()["government_wage"])
    assert (government.operations, government.brokerage) == (ngo.operations, ngo.brokerage)


@given(dollars, caseloads, rates)
def test_every_cent_of_a_government_team_is_in_one_line(funding: float, caseload: float, rate: float) -> None:
    assume(funding >= least_funding(caseload, rate, employs="government"))
    bought = what_funding_buys(funding, Levers(caseload=caseload, indirect_rate=rate, employs="government"))
    assert round(100 * math.fsum(bought.lines.values())) == round(100 * funding)


def test_nothing_costs_nothing() -> None:
    bought = what_funding_buys(0, Levers("nothing"))
    assert (bought.heads, bought.programme_cost_per_year, bought.lines) == ((), 0.0, {})


def test_shares_that_add_up_to_almost_one_still_spend_all_the_money() -> None:
    levers = Levers("places", places={"connection": 0.4999995, "practical": 0.5})
    hours = what_funding_buys(50e6, levers, PRICES).specialist_hours_per_week
    assert math.fsum(52 * PRICES[domain] * hours[domain] for domain in hours) == pytest.approx(50e6, abs=0.01)
