"""From a study to the records that both drivers start from, and what each scenario delivers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simmodel.chance import key_of
from simmodel.custody_curve import Target
from simmodel.parameters import Parameters
from simmodel.places import Site
from simmodel.population import Place, people_of
from simmodel.purchase import what_funding_buys
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR
from simmodel.reference import SIZES_ROUGH, solve
from simmodel.scenario import Assumption, Scenario, Study
from simmodel.site import Conditions, Delivery, Solution, Supply, set_conditions, site_of
from simmodel.vocabulary import COHORTS, DOMAINS, GOVERNANCE_LEVELS, REGIME_PARTS


@dataclass(frozen=True)
class Start:
    """Records at the start of the warm-up: people, site (shape (1,)), and how many weeks to play."""

    people: np.recarray
    sites: np.recarray
    warm_up_weeks: int
    weeks: int


def parameters_of(study: Study) -> Parameters:
    """The model's numbers, with the study's beliefs in place of the defaults."""
    return _believed(study.assumptions)


@lru_cache(maxsize=16)
def _believed(beliefs: tuple[Assumption, ...]) -> Parameters:
    """Made once, not for each site and scenario of each run."""
    return Parameters().override({belief.number: belief.value for belief in beliefs})


def solution_of(study: Study, near: Solution | None = None) -> Solution:
    """What centres the model for this study's beliefs and its custody level; found sooner from a solution `near` it."""
    return solve(parameters_of(study), target_of(study), study.time.count_releases_weeks, near=near)


def rough_solution_of(study: Study, near: Solution | None = None) -> Solution:
    """As `solution_of`, but from a solution `near` it in one pass, for runs whose own luck is much larger."""
    if near is None:
        return solution_of(study)
    return solve(parameters_of(study), target_of(study), study.time.count_releases_weeks, near=near, sizes=SIZES_ROUGH)


def target_of(study: Study) -> Target:
    """The custody level that the study asks for."""
    level = study.custody_level
    return Target(level.definition, level.at(12), level.at(24), level.returned_by_month)


def start(study: Study, solution: Solution, seed: int, run: int, draw: int = 0, site_name: str | None = None) -> Start:
    """One run's people and site before the warm-up; the same for every scenario. Of several sites, name one."""
    places = study.places
    site = places[study.place(site_name)]
    parameters, key = parameters_of(study), key_of(seed, draw, run)
    first = -study.time.warm_up_years * WEEKS_PER_YEAR
    last = study.time.horizon_years * WEEKS_PER_YEAR
    people = people_of(place_of(site, parameters, first, last), parameters, key)
    sites = site_of(
        supply_of(site, parameters),
        parameters,
        solution,
        site.luck_number,
        key,
        first,
        study.time.count_releases_weeks,
        study.money.unit_costs == "average",
        study.mechanisms,
    )
    sites[0].demand_growth = math.log1p(site.demand_growth) / WEEKS_PER_YEAR
    set_conditions(sites[0], conditions_of(study.scenarios[study.base_case]))
    return Start(people, sites, -first, last)


def place_of(site: Site, parameters: Parameters, first: int, last: int) -> Place:
    """Who is at the site: the study's numbers, and Taree's recipe where it names none."""
    recipe = parameters.record()["community"]
    at_start = [int(count) for count in recipe["people_at_start"]]
    arriving = [float(count) for count in recipe["arrivals_per_year"]]
    for cohort, people in site.people.items():
        at_start[COHORTS.index(cohort)] = people.at_start
        arriving[COHORTS.index(cohort)] = people.arrivals_per_year
    return Place(site.luck_number, tuple(at_start), tuple(arriving), first, last, growth=site.demand_growth)


def supply_of(site: Site, parameters: Parameters) -> Supply:
    """What the services have: the study's numbers, and Taree's recipe where it names none."""
    recipe = parameters.record()["community"]
    hours = [float(value) for value in recipe["hours_per_week"]]
    for domain, value in site.hours_per_week.items():
        hours[DOMAINS.index(domain)] = value
    lettings = site.lettings_per_year
    priority = float(recipe["lettings_priority"]) if lettings is None else lettings.priority
    general = float(recipe["lettings_general"]) if lettings is None else lettings.general
    return Supply(tuple(hours), priority, general)


def delivery_of(study: Study, scenario: Scenario) -> Delivery:
    """What the scenario's funding puts to work, week by week."""
    conditions = conditions_of(scenario)
    if scenario.buys == "nothing":
        return Delivery(conditions=conditions)
    prices = specialist_prices(parameters_of(study))
    home = parameters_of(study).values["prices.home"]
    bought = what_funding_buys(scenario.funding_per_year, scenario, prices, home)
    return Delivery(
        funded_weeks=scenario.funded_years * WEEKS_PER_YEAR,
        set_up_weeks=scenario.set_up_weeks,
        yearly_cents=round(scenario.funding_per_year * 100),
        set_up_cents=round(scenario.set_up_cost * 100),
        heads=bought.heads,
        caseload=scenario.caseload,
        brokerage_per_year=bought.brokerage_per_year,
        bought_hours=bought.specialist_hours_per_week,
        enrolment=scenario.enrol,
        for_cohorts=scenario.for_cohorts,
        reach_out=scenario.reach_out,
        priority=scenario.priority,
        extra_lettings_per_year=scenario.extra_lettings_per_year,
        homes_per_year=bought.homes_per_year,
        fidelity_lost=fidelity_lost(scenario.fidelity_loss, scenario.programme_sites or len(study.places)),
        link_sessions=scenario.sessions if scenario.buys == "link_workers" else 0,
        conditions=conditions,
    )


def fidelity_lost(each_doubling: float, sites: int) -> float:
    """Share of the workers' time in which a programme at so many sites works as the system does."""
    return 1.0 - (1.0 - each_doubling) ** math.log2(max(sites, 1))


def conditions_of(scenario: Scenario) -> Conditions:
    """How the services work in this scenario, whatever is bought."""
    moved = {part: scenario.learning_regime_in.get(part, scenario.learning_regime) for part in REGIME_PARTS}
    return Conditions(
        information=scenario.information,
        information_at=scenario.information_at,
        plain_words=scenario.plain_words,
        reflection_every=scenario.reflection_every_weeks,
        learning_regime={part: share for part, share in moved.items() if share > 0},
        joint_hours={kind: hours / WEEKS_PER_MONTH for kind, hours in scenario.joint_work.items()},
        levels=len(set(scenario.levels_engaged)) / len(GOVERNANCE_LEVELS),
        decides=scenario.decides,
        pooled=scenario.pooled_hours,
        advantaged_thinking=scenario.advantaged_thinking,
    )


def specialist_prices(parameters: Parameters) -> dict[str, float]:
    """Dollars a fully loaded specialist hour, by domain."""
    prices = parameters.record()["prices"]["specialist_hour"]
    return dict(zip(DOMAINS, (float(price) for price in prices), strict=True))
