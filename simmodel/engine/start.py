"""From a study to the records that both drivers start from, and what each scenario delivers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.chance import key_of
from simmodel.custody_curve import Target
from simmodel.parameters import Parameters
from simmodel.population import Place, people_of
from simmodel.purchase import what_funding_buys
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.reference import solve
from simmodel.scenario import Scenario, Study
from simmodel.site import Conditions, Delivery, Solution, Supply, set_conditions, site_of
from simmodel.vocabulary import COHORTS, DOMAINS


@dataclass(frozen=True)
class Start:
    """Records at the start of the warm-up: people, site (shape (1,)), and how many weeks to play."""

    people: np.recarray
    sites: np.recarray
    warm_up_weeks: int
    weeks: int


def parameters_of(study: Study) -> Parameters:
    """The model's numbers, with the study's beliefs in place of the defaults."""
    return Parameters().override({belief.number: belief.value for belief in study.assumptions})


def solution_of(study: Study, near: Solution | None = None) -> Solution:
    """What centres the model for this study's beliefs and its custody level; found sooner from a solution `near` it."""
    level = study.custody_level
    target = Target(level.definition, level.return_12_months, level.return_24_months)
    return solve(parameters_of(study), target, study.time.count_releases_weeks, near=near)


def start(study: Study, solution: Solution, seed: int, run: int, draw: int = 0) -> Start:
    """One run's people and site before the warm-up; the same for every scenario."""
    parameters, key = parameters_of(study), key_of(seed, draw, run)
    first = -study.time.warm_up_years * WEEKS_PER_YEAR
    last = study.time.horizon_years * WEEKS_PER_YEAR
    people = people_of(place_of(study, parameters, first, last), parameters, key)
    sites = site_of(
        supply_of(study, parameters),
        parameters,
        solution,
        study.site.luck_number,
        key,
        first,
        study.time.count_releases_weeks,
        study.money.unit_costs == "average",
        study.mechanisms,
    )
    set_conditions(sites[0], conditions_of(study.scenarios[study.base_case]))
    return Start(people, sites, -first, last)


def place_of(study: Study, parameters: Parameters, first: int, last: int) -> Place:
    """Who is at the site: the study's numbers, and Taree's recipe where it names none."""
    recipe = parameters.record()["community"]
    at_start = [int(count) for count in recipe["people_at_start"]]
    arriving = [float(count) for count in recipe["arrivals_per_year"]]
    for cohort, people in study.site.people.items():
        at_start[COHORTS.index(cohort)] = people.at_start
        arriving[COHORTS.index(cohort)] = people.arrivals_per_year
    return Place(study.site.luck_number, tuple(at_start), tuple(arriving), first, last)


def supply_of(study: Study, parameters: Parameters) -> Supply:
    """What the services have: the study's numbers, and Taree's recipe where it names none."""
    recipe = parameters.record()["community"]
    hours = [float(value) for value in recipe["hours_per_week"]]
    for domain, value in study.site.hours_per_week.items():
        hours[DOMAINS.index(domain)] = value
    lettings = study.site.lettings_per_year
    priority = float(recipe["lettings_priority"]) if lettings is None else lettings.priority
    general = float(recipe["lettings_general"]) if lettings is None else lettings.general
    return Supply(tuple(hours), priority, general)


def delivery_of(study: Study, scenario: Scenario) -> Delivery:
    """What the scenario's funding puts to work, week by week."""
    conditions = conditions_of(scenario)
    if scenario.buys == "nothing":
        return Delivery(conditions=conditions)
    prices = specialist_prices(parameters_of(study))
    bought = what_funding_buys(scenario.funding_per_year, scenario, prices)
    return Delivery(
        funded_weeks=scenario.funded_years * WEEKS_PER_YEAR,
        set_up_weeks=scenario.set_up_weeks,
        yearly_cents=round(scenario.funding_per_year * 100),
        heads=bought.heads,
        caseload=scenario.caseload,
        brokerage_per_year=bought.brokerage_per_year,
        bought_hours=bought.specialist_hours_per_week,
        enrolment=scenario.enrol,
        reach_out=scenario.reach_out,
        priority=scenario.priority,
        extra_lettings_per_year=scenario.extra_lettings_per_year,
        link_sessions=scenario.sessions if scenario.buys == "link_workers" else 0,
        conditions=conditions,
    )


def conditions_of(scenario: Scenario) -> Conditions:
    """How the services work in this scenario, whatever is bought."""
    return Conditions(scenario.information, scenario.plain_words, scenario.reflection_every_weeks)


def specialist_prices(parameters: Parameters) -> dict[str, float]:
    """Dollars a fully loaded specialist hour, by domain."""
    prices = parameters.record()["prices"]["specialist_hour"]
    return dict(zip(DOMAINS, (float(price) for price in prices), strict=True))
