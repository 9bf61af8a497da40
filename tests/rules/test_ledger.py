"""The ledger: every cost once, quantity times price, in whole cents, to the payer who pays it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import beliefs, changes_made, funded, lean, lucky, names_of_numbers, people, person, site

from simmodel.chance import ON_PAROLE
from simmodel.cost_items import (
    BEYOND_AVOIDABLE,
    COST_ITEMS,
    CUSTODY_AVOIDABLE,
    CUSTODY_BEYOND,
    EMERGENCIES,
    PAYER_OF_ITEM,
    PROGRAMME_SET_UP,
    SERVICE_ITEMS,
    THE_PROGRAMME,
)
from simmodel.evidence import ledger
from simmodel.purchase import what_funding_buys
from simmodel.rules.custody import return_to_custody, serve_parole, serve_time
from simmodel.rules.ledger import Ledger, post, post_costs, post_programme
from simmodel.vocabulary import (
    AMBULANCE,
    COMMONWEALTH,
    COMMUNITY,
    CRISIS_BED,
    DOMAINS,
    EMERGENCY_DEPARTMENT,
    HEALTH,
    HOUSING_AND_HOMELESSNESS,
    JUSTICE,
    LEASED,
    MENTAL_HEALTH,
    MENTAL_HEALTH_ADMISSION,
    NOT_ASKED,
    ON_REMAND,
    PAYERS,
    POLICE_CALL_OUT,
    PRACTICAL,
    PROGRAMME,
    REFERRED,
    RETURNED_FOR_BREACH,
    SENTENCED,
    SERVED,
    WAITING,
    WORK_AND_LEARNING,
)

some = settings(max_examples=30, deadline=None)
PRICES = site().numbers.prices
SERVICES = site().numbers.services


def bill(where: object | None = None, **fields: object) -> dict[str, float]:
    """Dollars that this person's week cost, by payer, those who pay nothing left out."""
    who = person(**fields)
    post_costs(who, where or site())
    return {PAYERS[payer]: cents / 100 for payer, cents in enumerate(who.cost) if cents}


def total(where: object, **fields: object) -> float:
    return sum(bill(where, **fields).values())


# custody and supervision


@pytest.mark.parametrize("kind", [SENTENCED, ON_REMAND, RETURNED_FOR_BREACH])
def test_a_week_inside_is_seven_days_at_avoidable_or_average_cost_as_the_study_says(kind: int) -> None:
    average = site(plan={"average_cost": 1})

    assert bill(custody=kind) == {"justice": pytest.approx(7 * PRICES.custody_day_avoidable)}
    assert bill(average, custody=kind) == {"justice": pytest.approx(7 * PRICES.custody_day_average)}


def test_avoidable_cost_is_below_average_cost() -> None:
    assert PRICES.custody_day_avoidable < PRICES.custody_day_average


def test_a_week_on_parole_is_seven_days_of_supervision() -> None:
    assert bill(parole_weeks=3) == {"justice": pytest.approx(7 * PRICES.supervision_day)}


def test_nobody_is_supervised_outside_while_inside() -> None:
    assert bill(custody=ON_REMAND, parole_weeks=3) == bill(custody=ON_REMAND)


def test_supervision_is_priced_for_every_week_of_parole() -> None:
    where = site(custody_level=0.0)
    who = lucky(person(custody=SENTENCED, custody_weeks_left=1), ON_PAROLE)
    for _ in range(60):
        serve_parole(who, where)
        serve_time(who, where)
        return_to_custody(who, where)
        post_costs(who, where)

    weeks = int(site().numbers.custody.parole_weeks)
    assert who.cost[JUSTICE] / 100 == pytest.approx(7 * PRICES.supervision_day * weeks)


def test_an_arrest_costs_the_police_and_a_court() -> None:
    arrested = total(site(), custody=SENTENCED, arrested_now=1) - total(site(), custody=SENTENCED)

    assert arrested == pytest.approx(PRICES.police + PRICES.court)


# crises

CRISIS_PRICES = {
    EMERGENCY_DEPARTMENT: (HEALTH, PRICES.emergency),
    AMBULANCE: (HEALTH, PRICES.ambulance),
    POLICE_CALL_OUT: (JUSTICE, PRICES.police),
    MENTAL_HEALTH_ADMISSION: (HEALTH, PRICES.admission_day * PRICES.admission_days),
    CRISIS_BED: (HOUSING_AND_HOMELESSNESS, PRICES.crisis_bed_night * PRICES.crisis_bed_nights),
}


@pytest.mark.parametrize("kind", CRISIS_PRICES)
def test_each_kind_of_crisis_has_its_price_and_its_payer(kind: int) -> None:
    payer, dollars = CRISIS_PRICES[kind]

    assert bill(crisis_now=kind + 1) == {PAYERS[payer]: pytest.approx(dollars)}


# homes and services


def test_a_social_tenancy_costs_its_week_and_a_private_rental_nothing() -> None:
    assert bill(supported=1) == {"housing": pytest.approx(PRICES.tenancy_week)}
    assert bill(supported=0) == {}


def test_a_home_leased_with_the_programmes_money_costs_nothing_more() -> None:
    assert bill(supported=LEASED) == {}


def test_a_tenancy_is_not_priced_for_somebody_inside() -> None:
    assert bill(custody=SENTENCED, supported=1) == bill(custody=SENTENCED)


PAYERS_OF_SERVICES = {
    "mental_health": HEALTH,
    "alcohol_and_other_drugs": HEALTH,
    "physical_and_disability": HEALTH,
    "work_and_learning": COMMONWEALTH,
    "family_and_safety": COMMUNITY,
    "practical": COMMUNITY,
    "connection": COMMUNITY,
}


@pytest.mark.parametrize("domain", PAYERS_OF_SERVICES)
def test_a_week_of_service_costs_the_hours_of_a_place_at_the_price_of_an_hour(domain: str) -> None:
    place = DOMAINS.index(domain)
    dollars = SERVICES.place_hours[place] * PRICES.specialist_hour[place]

    assert bill(pathway={place: SERVED}) == {PAYERS[PAYERS_OF_SERVICES[domain]]: pytest.approx(dollars, abs=0.006)}


def test_housing_is_paid_for_as_a_tenancy_and_has_no_specialist_hours() -> None:
    assert PRICES.specialist_hour[0] == 0.0
    assert len(SERVICE_ITEMS) == len(DOMAINS)


@pytest.mark.parametrize("pathway", [NOT_ASKED, REFERRED, WAITING])
def test_waiting_costs_nothing_here(pathway: int) -> None:
    assert bill(pathway=pathway) == {}


def test_a_specialist_who_comes_to_the_person_costs_the_travel_too() -> None:
    pulled_in = total(site(), pathway={MENTAL_HEALTH: SERVED}, by_coach={MENTAL_HEALTH: 1})
    visited = total(site(), pathway={MENTAL_HEALTH: SERVED})

    assert pulled_in == pytest.approx(visited * SERVICES.visit, abs=0.01)


def test_hours_that_the_programme_buys_are_not_priced_again_while_it_delivers() -> None:
    service = {"service": {MENTAL_HEALTH: {"hours": 30.0, "bought_hours": 10.0}}}
    served = {"pathway": {MENTAL_HEALTH: SERVED}}
    without, during, after = (
        total(where, **served) for where in (site(), funded(**service), funded(week=156, **service))
    )

    assert during == pytest.approx(0.75 * without, abs=0.01)
    assert after == without


def test_a_service_that_lived_on_bought_hours_alone_can_be_priced_when_the_money_ends() -> None:
    service = {MENTAL_HEALTH: {"hours": 0.0, "bought_hours": 10.0}}
    served = {"pathway": {MENTAL_HEALTH: SERVED}}

    assert total(funded(service=service), **served) == 0.0
    assert total(funded(week=156, service=service), **served) >= 0.0


# when, to whom, how often


@pytest.mark.parametrize("fields", [{"gone": 1}, {"gone": 2}], ids=["died", "moved"])
def test_nobody_who_is_gone_costs_anything(fields: dict) -> None:
    assert bill(custody=SENTENCED, crisis_now=2, supported=1, **fields) == {}


def test_nothing_is_posted_in_the_warm_up() -> None:
    assert bill(site(week=-1), custody=SENTENCED) == {}
    assert bill(site(week=0), custody=SENTENCED) != {}


@some
@given(people(), beliefs("prices"))
def test_the_site_pays_what_its_people_cost_to_the_cent(who: object, numbers: dict) -> None:
    where = site(numbers=numbers)
    post_costs(who, where)

    assert where.tally.cost == who.cost
    assert all(cents == int(cents) >= 0 for cents in who.cost)
    assert who.cost[PROGRAMME] == 0


@some
@given(people())
def test_posting_changes_nothing_but_costs(who: object) -> None:
    assert changes_made(post_costs, who, site()) <= {"cost", "site.tally.cost", "site.tally.spent"}


@some
@given(people(gone=0), st.integers(1, 5))
def test_costs_add_up_over_weeks(who: object, weeks: int) -> None:
    where = site()
    post_costs(who, where)
    once = list(who.cost)
    for _ in range(weeks):
        post_costs(who, where)

    assert who.cost == [cents * (weeks + 1) for cents in once]


@pytest.mark.parametrize(("dollars", "cents"), [(1.234, 123), (1.235, 124), (0.004, 0), (0.005, 1), (150.0, 15000)])
def test_an_entry_is_rounded_once_to_whole_cents(dollars: float, cents: int) -> None:
    who, where = person(), site()
    post(who, where, EMERGENCIES, dollars)

    assert who.cost[HEALTH] == where.tally.cost[HEALTH] == cents


def test_two_entries_are_rounded_one_by_one() -> None:
    who, where = person(), site()
    post(who, where, EMERGENCIES, 0.004)
    post(who, where, EMERGENCIES, 0.004)

    assert who.cost[HEALTH] == 0


# items


def by_payer(spent: list[float], counted: Callable[[int], object]) -> list[float]:
    """Cents of each payer, of the items that are counted."""
    totals = [0.0] * len(PAYERS)
    for item in range(len(COST_ITEMS)):
        totals[PAYER_OF_ITEM[item]] += spent[item] if counted(item) else 0.0
    return totals


@some
@given(people(), beliefs("prices"), st.sampled_from([0, 1]))
def test_items_add_up_to_what_each_payer_pays_at_either_basis(who: object, numbers: dict, average: int) -> None:
    where = site(numbers=numbers, plan={"average_cost": average})
    post_costs(who, where)

    assert where.tally.cost == by_payer(where.tally.spent, lambda item: average or not BEYOND_AVOIDABLE[item])


@some
@given(people())
def test_what_is_posted_to_items_is_the_same_at_both_bases(who: object) -> None:
    avoidable, average = site(), site(plan={"average_cost": 1})
    post_costs(who, avoidable)
    post_costs(who, average)

    assert avoidable.tally.spent == average.tally.spent


def test_a_day_inside_is_counted_at_what_is_avoided_and_apart_from_it_the_rest_of_the_average() -> None:
    where = site()
    post_costs(person(custody=SENTENCED), where)
    avoidable, rest = where.tally.spent[CUSTODY_AVOIDABLE], where.tally.spent[CUSTODY_BEYOND]

    assert avoidable == round(700 * PRICES.custody_day_avoidable)
    assert avoidable + rest == round(700 * PRICES.custody_day_average)


def test_setting_up_is_paid_once_in_the_first_funded_week_apart_from_the_years_money() -> None:
    for week, paid in ((-1, 0), (0, 4_000_000.0), (1, 0), (52, 0)):
        where = funded(week=week, plan={"yearly_cents": 100.0, "set_up_cents": 4_000_000.0})
        post_programme(where)
        assert where.tally.spent[PROGRAMME_SET_UP] == paid
        assert where.tally.cost[PROGRAMME] == paid + where.tally.spent[THE_PROGRAMME]


# child protection


def test_reports_and_weeks_in_care_are_paid_by_child_protection_wherever_the_carer_is() -> None:
    dollars = 2 * PRICES.child_report + 3 * PRICES.care_week_avoidable
    for custody, justice in ((0, 0.0), (SENTENCED, 7 * PRICES.custody_day_avoidable)):
        bills = bill(custody=custody, reported_now=2, in_care={0: 1, 2: 1, 3: 1})
        assert bills.pop("child_protection") == pytest.approx(dollars)
        assert sum(bills.values()) == pytest.approx(justice)


def test_out_of_home_care_is_priced_at_average_cost_where_the_study_says_so() -> None:
    average = bill(site(plan={"average_cost": 1}), in_care={0: 1})

    assert average == {"child_protection": pytest.approx(PRICES.care_week_average)}
    assert PRICES.care_week_avoidable < PRICES.care_week_average


def test_an_average_week_of_care_costs_no_more_than_a_foster_placement_at_most() -> None:
    assert PRICES.care_week_average <= float(ledger()["CHI005"].value) / 52


def test_without_children_reported_or_in_care_child_protection_pays_nothing() -> None:
    assert bill() == {}


# the programme


def paid_in(week: int, yearly_cents: float) -> float:
    where = funded(week=week, plan={"yearly_cents": yearly_cents})
    post_programme(where)
    assert sum(where.tally.cost) == where.tally.cost[PROGRAMME]
    return where.tally.cost[PROGRAMME]


@pytest.mark.parametrize(("week", "paid"), [(-1, 0), (0, 1), (16, 1), (155, 1), (156, 0)])
def test_the_programmes_money_is_paid_in_every_funded_week_spent_or_not(week: int, paid: int) -> None:
    assert paid_in(week, 75_000_016.0) == paid * 1_442_308.0


@pytest.mark.parametrize("yearly_cents", [65_000_000.0, 65_000_001.0, 100.0, 40.0])
def test_the_weeks_of_a_year_pay_the_year_to_the_cent(yearly_cents: float) -> None:
    for first in (0, 52, 104):
        weeks = [paid_in(first + week, yearly_cents) for week in range(52)]
        assert sum(weeks) == yearly_cents
        assert all(paid == int(paid) for paid in weeks)
        assert max(weeks) - min(weeks) <= 1


def test_without_a_programme_nothing_is_paid_for_one() -> None:
    where = site(week=0)
    post_programme(where)

    assert sum(where.tally.cost) == 0


# every number matters


def _service(domain: int) -> object:
    return lambda where: total(where, pathway={domain: SERVED})


LEANS = {
    "custody_day_average": lambda where: _at_average(where),
    "custody_day_avoidable": lambda where: total(where, custody=SENTENCED),
    "supervision_day": lambda where: total(where, parole_weeks=3),
    "court": lambda where: total(where, custody=SENTENCED, arrested_now=1),
    "police": lambda where: total(where, crisis_now=POLICE_CALL_OUT + 1),
    "emergency": lambda where: total(where, crisis_now=EMERGENCY_DEPARTMENT + 1),
    "ambulance": lambda where: total(where, crisis_now=AMBULANCE + 1),
    "admission_day": lambda where: total(where, crisis_now=MENTAL_HEALTH_ADMISSION + 1),
    "admission_days": lambda where: total(where, crisis_now=MENTAL_HEALTH_ADMISSION + 1),
    "crisis_bed_night": lambda where: total(where, crisis_now=CRISIS_BED + 1),
    "crisis_bed_nights": lambda where: total(where, crisis_now=CRISIS_BED + 1),
    "tenancy_week": lambda where: total(where, supported=1),
    "child_report": lambda where: total(where, reported_now=1),
    "care_week_avoidable": lambda where: total(where, in_care={0: 1}),
    "care_week_average": lambda where: _at_average(where, in_care={0: 1}),
    "home": lambda where: -what_funding_buys(1e6, Homes(), None, where.numbers.prices.home).homes_per_year,
    "specialist_hour.mental_health": _service(MENTAL_HEALTH),
    "specialist_hour.work_and_learning": _service(WORK_AND_LEARNING),
    "specialist_hour.practical": _service(PRACTICAL),
}


@dataclass(frozen=True)
class Homes:
    buys: str = "homes"
    employs: str = "ngo"
    caseload: float = 9.0
    indirect_rate: float = 0.15
    places: dict[str, float] = field(default_factory=dict)


def _at_average(where: object, **fields: object) -> float:
    where.plan.average_cost = 1
    return total(where, **(fields or {"custody": SENTENCED}))


@pytest.mark.parametrize("number", LEANS)
def test_a_higher_price_costs_more(number: str) -> None:
    assert lean(f"{Ledger.name}.{number}", LEANS[number]) == 1


def test_no_number_of_the_page_is_left_out_here() -> None:
    assert {name.split(".")[0] for name in LEANS} == names_of_numbers(Ledger.name)


def test_meetings_make_each_hour_with_people_dearer_and_less_reporting_makes_it_cheaper() -> None:
    served = {"pathway": {MENTAL_HEALTH: SERVED}}
    meeting = {"joins_until": 10**6, "joint_hours": {0: 4.0}}
    usual = site(service={MENTAL_HEALTH: {"hours": 40.0}})
    met = site(plan=meeting, service={MENTAL_HEALTH: {"hours": 40.0, "takes_part": 1}})
    freed = site(service={MENTAL_HEALTH: {"hours": 40.0}})
    freed.terms.hours_more = 0.25
    assert total(met, **served) == pytest.approx(total(usual, **served) * 40.0 / 36.0, abs=1)
    assert total(freed, **served) == pytest.approx(total(usual, **served) / 1.25, abs=1)


def test_no_more_is_spread_over_hours_with_people_than_a_silo_is_paid_for_when_meetings_take_nearly_all() -> None:
    served = {"pathway": {MENTAL_HEALTH: SERVED}}
    plan = {"joins_until": 10**6, "joint_hours": {0: 39.9}}
    silo = {"hours": 40.0, "takes_part": 1, "taken": 30.0}
    busy = site(plan=plan, service={MENTAL_HEALTH: silo})
    usual = site(service={MENTAL_HEALTH: {"hours": 40.0}})
    assert total(busy, **served) == pytest.approx(total(usual, **served) * 40.0 / 30.0, abs=1)


def test_hours_held_in_common_cost_what_all_silos_are_paid_for_over_all_their_hours_with_people() -> None:
    served = {"pathway": {MENTAL_HEALTH: SERVED}}
    plan = {"joins_until": 10**6, "joint_hours": {0: 10.0}, "pooled": 0.5}
    silos = {unit: {"hours": 20.0, "taken": 0.0} for unit in range(1, 8)}
    silos[MENTAL_HEALTH] = {"hours": 10.0, "takes_part": 1, "taken": 25.0}
    usual = site(service={MENTAL_HEALTH: {"hours": 40.0}})
    assert total(site(plan=plan, service=silos), **served) == pytest.approx(total(usual, **served) * 130 / 120, abs=1)


def test_hours_that_the_programme_bought_are_not_paid_for_again_by_their_share_of_the_hours_there_are() -> None:
    served = {"pathway": {MENTAL_HEALTH: SERVED}}
    plan = {"joins_until": 10**6, "joint_hours": {0: 4.0}}
    silo = {"hours": 40.0, "takes_part": 1, "bought_hours": 12.0}
    usual = site(service={MENTAL_HEALTH: {"hours": 40.0}})
    assert total(funded(plan=plan, service={MENTAL_HEALTH: silo}), **served) == pytest.approx(
        total(usual, **served) * 40.0 / 48.0, abs=1
    )
