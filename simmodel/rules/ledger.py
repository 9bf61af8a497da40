"""The ledger: each cost once, quantity x price, rounded once at posting to whole cents, to an item and so a payer.

Custody and out-of-home care are posted at avoidable cost, and apart from it what the average cost holds beyond; the
second counts towards people's and payers' costs where the study says average (COST001, COST003, CHI005).
What child protection pays rests on the assumed link from a carer's life to a child's (page `children`). Specialist
hours that the programme pays for are in the programme's money and not priced again. Left out: income support (a
transfer), court above the local court, victims' costs and wellbeing (an optional layer), outside demand (without a
biography, it has no costs here: what people in scope use more of, others use less of, which leans against whoever
uses more; an appraisal counts the hours that others get at their price).
"""

import math
from typing import Any

from simmodel.compiled import helper, rule
from simmodel.cost_items import (
    ADMISSIONS,
    AMBULANCES,
    BEYOND_AVOIDABLE,
    CARE_AVOIDABLE,
    CARE_BEYOND,
    CHILD_REPORTS,
    COURTS,
    CRISIS_ACCOMMODATION,
    CUSTODY_AVOIDABLE,
    CUSTODY_BEYOND,
    EMERGENCIES,
    PAYER_OF_ITEM,
    POLICE,
    PROGRAMME_SET_UP,
    SERVICE_ITEMS,
    SOCIAL_TENANCIES,
    SUPERVISION,
    THE_PROGRAMME,
)
from simmodel.hours import hours_now
from simmodel.measures import DOMAIN_COUNT, children_in_care
from simmodel.quantities import WEEKS_PER_YEAR, Page, number, numbers
from simmodel.vocabulary import (
    CRISIS_BED,
    DOMAINS,
    EMERGENCY_DEPARTMENT,
    IN_COMMUNITY,
    MENTAL_HEALTH_ADMISSION,
    POLICE_CALL_OUT,
    SERVED,
    SOCIAL,
)


class Ledger(Page):
    """Prices, dollars of about 2024-25."""

    name = "prices"
    custody_day_average: float = number(298.0, 240.0, 330.0, "$ a day", "COST001", "a day in custody, average cost")
    custody_day_avoidable: float = number(
        150.0,
        90.0,
        220.0,
        "$ a day",
        "COST010",
        "a day in custody, cost that is avoided when one person fewer is inside",
    )
    supervision_day: float = number(28.0, 20.0, 40.0, "$ a day", "COST006", "a day on parole")
    court: float = number(900.0, 600.0, 1300.0, "$", "COST007", "a court finalisation")
    police: float = number(600.0, 300.0, 2500.0, "$", "COST008", "a police contact or arrest")
    emergency: float = number(900.0, 700.0, 1150.0, "$", "HEA002", "a presentation at an emergency department")
    ambulance: float = number(1200.0, 900.0, 1500.0, "$", "HEA004", "an ambulance response")
    admission_day: float = number(1450.0, 1200.0, 1700.0, "$ a day", "HEA003", "a day in an acute mental-health bed")
    admission_days: float = number(14.0, 7.0, 21.0, "days", "COST011", "an acute mental-health admission")
    crisis_bed_night: float = number(110.0, 60.0, 180.0, "$ a night", "COST012", "a night in crisis accommodation")
    crisis_bed_nights: float = number(54.0, 20.0, 60.0, "nights", "HOM004", "a stay in crisis accommodation")
    home: float = number(
        165_600.0, 110_000.0, 220_000.0, "$ a person", "HOM013", "a home leased for two years, with a case worker"
    )
    tenancy_week: float = number(190.0, 120.0, 280.0, "$ a week", "COST013", "a week of a social tenancy")
    child_report: float = number(
        1500.0, 500.0, 5000.0, "$", "CLD016", "a report to child protection: all are screened, some investigated"
    )
    care_week_average: float = number(
        1400.0,
        1000.0,
        2400.0,
        "$ a week",
        "CLD017",
        "a week in out-of-home care, average cost (a foster placement costs $74,000 a year at most, CHI005)",
    )
    care_week_avoidable: float = number(
        750.0,
        400.0,
        1200.0,
        "$ a week",
        "CLD018",
        "a week in out-of-home care, cost that is avoided when one child fewer is in care (below CHI005)",
    )
    specialist_hour: list[float] = numbers(
        DOMAINS,
        (0.0, 190.0, 165.0, 170.0, 130.0, 160.0, 110.0, 110.0),
        (0.0, 95.0, 85.0, 85.0, 65.0, 80.0, 55.0, 55.0),
        (1.0, 320.0, 280.0, 290.0, 220.0, 270.0, 190.0, 190.0),
        "$ an hour",
        "COST014",
        "a specialist hour with a person, fully loaded (award rate WF002 with on-costs, overheads and time not with "
        "people; anchors HOM006, HEA005)",
    )


@rule
def post_costs(person: Any, site: Any) -> None:
    """What this week of the person's life cost, to those who pay."""
    if person.gone != 0 or site.week < 0:
        return
    post_justice(person, site)
    post_child_protection(person, site)
    if person.crisis_now > 0:
        post_crisis(person, site, person.crisis_now - 1)
    if person.custody != IN_COMMUNITY:
        return
    if person.supported == SOCIAL:
        post(person, site, SOCIAL_TENANCIES, site.numbers.prices.tenancy_week)
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == SERVED:
            post(person, site, SERVICE_ITEMS[domain], price_of_service(person, site, domain))


@rule
def post_programme(site: Any) -> None:
    """The programme's money of this week, in whole cents that add up to the year's; spent or not, it counts."""
    if site.plan.funded_from <= site.week < site.plan.funded_until:
        week = (site.week - site.plan.funded_from) % WEEKS_PER_YEAR
        until_now = math.floor(site.plan.yearly_cents * (week + 1) / WEEKS_PER_YEAR)
        spend(site, THE_PROGRAMME, until_now - math.floor(site.plan.yearly_cents * week / WEEKS_PER_YEAR))
        if site.week == site.plan.funded_from:
            spend(site, PROGRAMME_SET_UP, site.plan.set_up_cents)


@helper
def post_justice(person: Any, site: Any) -> None:
    """Days inside, days on parole, and what an arrest costs."""
    prices = site.numbers.prices
    if person.custody != IN_COMMUNITY:
        post(person, site, CUSTODY_AVOIDABLE, 7.0 * prices.custody_day_avoidable)
        post(person, site, CUSTODY_BEYOND, 7.0 * (prices.custody_day_average - prices.custody_day_avoidable))
    elif person.parole_weeks > 0:
        post(person, site, SUPERVISION, 7.0 * prices.supervision_day)
    if person.arrested_now == 1:
        post(person, site, POLICE, prices.police)
        post(person, site, COURTS, prices.court)


@helper
def post_child_protection(person: Any, site: Any) -> None:
    """Reports that are looked into, and weeks of children in out-of-home care."""
    prices, in_care = site.numbers.prices, children_in_care(person)
    if person.reported_now > 0:
        post(person, site, CHILD_REPORTS, person.reported_now * prices.child_report)
    if in_care > 0:
        post(person, site, CARE_AVOIDABLE, in_care * prices.care_week_avoidable)
        post(person, site, CARE_BEYOND, in_care * (prices.care_week_average - prices.care_week_avoidable))


@helper
def post_crisis(person: Any, site: Any, kind: int) -> None:
    """One crisis, by kind."""
    prices = site.numbers.prices
    if kind == POLICE_CALL_OUT:
        post(person, site, POLICE, prices.police)
    elif kind == CRISIS_BED:
        post(person, site, CRISIS_ACCOMMODATION, prices.crisis_bed_night * prices.crisis_bed_nights)
    elif kind == MENTAL_HEALTH_ADMISSION:
        post(person, site, ADMISSIONS, prices.admission_day * prices.admission_days)
    elif kind == EMERGENCY_DEPARTMENT:
        post(person, site, EMERGENCIES, prices.emergency)
    else:
        post(person, site, AMBULANCES, prices.ambulance)


@helper
def price_of_service(person: Any, site: Any, domain: int) -> float:
    """A week in service, at what the silo is paid for an hour with people."""
    visit = site.numbers.services.visit if person.by_coach[domain] == 1 else 1.0
    hours = site.service[domain].place * visit
    return hours * paid_for_each(site, domain) * site.numbers.prices.specialist_hour[domain]


@helper
def paid_for_each(site: Any, domain: int) -> float:
    """Hours that a silo is paid for, spread over all hours with people; of all silos, where they hold hours in common.

    Below 1 where the programme bought hours (it has paid for them) or fewer reports are written, above where partners
    meet. Episodes that run on when meetings begin keep their hours, so no more is spread than is paid.
    """
    paid = with_people = taken = 0.0
    for unit in range(DOMAIN_COUNT):
        service = site.service[unit]
        if service.episode > 0 and (unit == domain or site.plan.pooled > 0.0):
            paid += service.hours
            with_people += hours_now(service, site)
            taken += service.taken
    spread_over = max(with_people, taken)
    return paid / spread_over if spread_over > 0.0 else 1.0


@helper
def post(person: Any, site: Any, item: int, dollars: float) -> None:
    """One entry: rounded to whole cents, once, to its item, and to the person and the payer who bear it."""
    cents = math.floor(dollars * 100.0 + 0.5)
    spend(site, item, cents)
    if bears(site, item):
        person.cost[PAYER_OF_ITEM[item]] += cents


@helper
def spend(site: Any, item: int, cents: float) -> None:
    """Cents of this week at the site."""
    site.tally.spent[item] += cents
    if bears(site, item):
        site.tally.cost[PAYER_OF_ITEM[item]] += cents


@helper
def bears(site: Any, item: int) -> bool:
    """Whether an item counts at the study's basis of unit costs."""
    return site.plan.average_cost == 1 or BEYOND_AVOIDABLE[item] == 0
