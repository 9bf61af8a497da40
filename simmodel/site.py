"""A site's record at the start of the warm-up: numbers, services with their queues, coaches, and the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simmodel.chance import AT_BIRTH, UNIT_PURPOSES, UNITS, uniforms
from simmodel.parameters import NUMBERS, Parameters
from simmodel.quantities import ROUNDING, WEEKS_AHEAD, WEEKS_PER_YEAR
from simmodel.vocabulary import (
    COHORTS,
    DECIDERS,
    DOMAINS,
    ENROLMENT_RULES,
    HOUSING,
    INFORMATION_REGIMES,
    JOINT_WORK,
    MECHANISMS,
    REGIME_PARTS,
)
from simmodel.world import (
    CURVE_WEEKS,
    GENERAL_LIST,
    MOST_COACHES,
    NEVER,
    PATIENCE_WEEKS,
    PROGRAMME_DWELLINGS,
    SERVICES,
    site_type,
)

SITE = site_type(NUMBERS)
FOR_EVER = 1 << 30
"""A week that never comes: joint work that no programme pays for has no end."""


@dataclass(frozen=True)
class Solution:
    """The draw's solution: what centres the model, found on the reference community, plain numbers only."""

    level: float
    curve: tuple[float, ...]
    means: Mapping[str, float | tuple[float, ...]]


@dataclass(frozen=True)
class Conditions:
    """How the services of the place work, whatever is bought.

    `information_at`: the regime of single services; `learning_regime`: how far learning has replaced targets, by part;
    `joint_hours`: hours a week by kind of joint work; `levels`: share of the levels of governance engaged; `pooled`:
    share of specialist hours that the silos hold in common.
    """

    information: str = "none"
    information_at: Mapping[str, str] = field(default_factory=dict)
    learning_regime: Mapping[str, float] = field(default_factory=dict)
    joint_hours: Mapping[str, float] = field(default_factory=dict)
    levels: float = 0.25
    decides: str = "agency"
    pooled: float = 0.0
    advantaged_thinking: bool = False
    plain_words: bool = False
    reflection_every: int = 0


@dataclass(frozen=True)
class Delivery:
    """What a scenario does at the site: funding, and what it buys. The default is the base case: nothing."""

    funded_weeks: int = 0
    set_up_weeks: int = 0
    yearly_cents: float = 0.0
    set_up_cents: float = 0.0
    heads: tuple[float, ...] = ()
    caseload: float = 9.0
    brokerage_per_year: float = 0.0
    bought_hours: Mapping[str, float] = field(default_factory=dict)
    enrolment: str = "lottery"
    for_cohorts: tuple[str, ...] = ()
    reach_out: bool = False
    priority: bool = False
    extra_lettings_per_year: float = 0.0
    homes_per_year: float = 0.0
    link_sessions: int = 0
    fidelity_lost: float = 0.0
    conditions: Conditions = field(default_factory=Conditions)


@dataclass(frozen=True)
class Supply:
    """What the services of a place have: hours a week by domain, lettings a year, and how big the place is."""

    hours_per_week: tuple[float, ...]
    lettings_priority: float
    lettings_general: float


def site_of(
    supply: Supply,
    parameters: Parameters,
    solution: Solution,
    luck_number: int,
    key: tuple[int, int],
    first_week: int,
    count_releases: int,
    average_cost: bool,
    switches: Mapping[str, bool],
) -> np.recarray:
    """A site record, shape (1,), before anything is funded; `deliver` adds a scenario's plan."""
    sites = np.zeros(1, SITE).view(np.recarray)
    site = sites[0]
    site.week, site.luck_number, site.key, site.key_high = first_week, luck_number, *key
    site.numbers = parameters.record()
    for name in MECHANISMS:
        site.on[name] = int(switches.get(name, True))
    site.plan.count_releases, site.plan.average_cost = count_releases, int(average_cost)
    site.plan.funded_from = site.plan.funded_until = site.plan.delivers_from = 0
    site.plan.caseload = 1.0
    settle_solution(site, solution)
    settle_services(site, supply, first_week)
    for domain in range(len(DOMAINS)):
        site.service[domain].strain = site.reference.strain[domain]
    site.default_trust = site.numbers.trust.default
    site.partnership.safety = site.numbers.partnership.usual_safety
    units = UNITS + np.arange(SERVICES)
    site.service["bent"][:] = uniforms(luck_number, units, AT_BIRTH, UNIT_PURPOSES // 4, key)[:, 0]
    return sites


def deliver(site: Any, delivery: Delivery) -> None:
    """Write a scenario's plan into a site (a record or a Mesa model); funding starts in week 0."""
    plan = site.plan
    plan.funded_until = delivery.funded_weeks
    plan.delivers_from = min(delivery.set_up_weeks, delivery.funded_weeks)
    plan.yearly_cents, plan.set_up_cents = delivery.yearly_cents, delivery.set_up_cents
    plan.brokerage_year = math.floor(delivery.brokerage_per_year * 100 + 0.5)
    plan.caseload = delivery.caseload
    plan.enrolment = ENROLMENT_RULES.index(delivery.enrolment)
    for place, cohort in enumerate(COHORTS):
        plan.closed_to[place] = int(bool(delivery.for_cohorts) and cohort not in delivery.for_cohorts)
    plan.reach_out, plan.priority = int(delivery.reach_out), int(delivery.priority)
    plan.extra_lettings = delivery.extra_lettings_per_year / WEEKS_PER_YEAR
    plan.homes = delivery.homes_per_year / WEEKS_PER_YEAR
    plan.link_sessions = delivery.link_sessions
    plan.fidelity_lost = delivery.fidelity_lost
    site.posts = min(len(delivery.heads), MOST_COACHES)
    usual = list(plan.joint_hours)
    set_conditions(site, delivery.conditions)
    for place, kind in enumerate(JOINT_WORK):
        plan.joint_always[place] = usual[place]
        if kind not in delivery.conditions.joint_hours:
            plan.joint_hours[place] = usual[place]
    if delivery.funded_weeks > 0:
        plan.joins_from, plan.joins_until = plan.delivers_from, plan.funded_until
    for post, fte in enumerate(delivery.heads[:MOST_COACHES]):
        site.coach[post].fte = fte
        site.coach[post].places = math.floor(fte * delivery.caseload + ROUNDING)
    for domain, hours in delivery.bought_hours.items():
        site.service[DOMAINS.index(domain)].bought_hours = hours


def set_conditions(site: Any, conditions: Conditions) -> None:
    """How the services of a site (a record or a Mesa model) work from now on."""
    site.plan.plain_words = int(conditions.plain_words)
    site.plan.reflection_every = conditions.reflection_every
    site.plan.advantaged = int(conditions.advantaged_thinking)
    site.plan.pooled = conditions.pooled
    site.plan.levels, site.plan.decides = conditions.levels, DECIDERS.index(conditions.decides)
    for place, part in enumerate(REGIME_PARTS):
        site.plan.learning_regime[place] = conditions.learning_regime.get(part, 0.0)
    for place, kind in enumerate(JOINT_WORK):
        site.plan.joint_hours[place] = conditions.joint_hours.get(kind, 0.0)
    site.plan.joins_from, site.plan.joins_until = NEVER, FOR_EVER
    for domain, name in enumerate(DOMAINS):
        regime = conditions.information_at.get(name, conditions.information)
        site.service[domain].information = INFORMATION_REGIMES.index(regime)


def settle_solution(site: np.record, solution: Solution) -> None:
    """Hand the site the numbers that centre the model."""
    site.custody_level = solution.level
    site.custody_curve[:] = solution.curve
    for name, mean in solution.means.items():
        site.reference[name] = mean


def settle_services(site: np.record, supply: Supply, first_week: int) -> None:
    """Hours, places and outside demand; each queue begins with the backlog that its wait implies."""
    numbers = site.numbers
    community, services = numbers.community, numbers.services
    for unit in range(SERVICES):
        service = site.service[unit]
        service.oldest = first_week
        service.place = 1.0
        if unit in (HOUSING, GENERAL_LIST):
            lettings = supply.lettings_priority if unit == HOUSING else supply.lettings_general
            service.hours, service.leaving = lettings / WEEKS_PER_YEAR, community.list_leaving
            share = community.outside_priority if unit == HOUSING else community.outside_general
            wait = community.outside_wait[HOUSING] if unit == HOUSING else community.general_wait
            settle_queue(service, service.hours * share, wait, first_week)
        elif unit != PROGRAMME_DWELLINGS:
            service.hours, service.place = supply.hours_per_week[unit], services.place_hours[unit]
            service.episode, service.leaving = max(int(services.episode_weeks[unit]), 1), community.outside_leaving
            everyone = service.hours / service.place / service.episode
            for week in range(first_week, first_week + service.episode):
                service.ending[week % WEEKS_AHEAD] = everyone
            service.served_outside = everyone * service.episode
            flow = everyone * community.outside_share[unit]
            settle_queue(service, flow, community.outside_wait[unit], first_week)


def settle_queue(service: np.record, admitted: float, wait: float, first_week: int) -> None:
    """Outside demand such that `admitted` a week are left of those who asked `wait` weeks ago; and who still waits."""
    wait = min(wait, PATIENCE_WEEKS - 2)
    service.arrivals = admitted * math.exp(service.leaving * wait)
    for weeks in range(1, int(wait) + 1):
        stayed = math.exp(-service.leaving * (weeks - 1))  # the first week of the warm-up takes the rest
        service.asked[(first_week - weeks) % PATIENCE_WEEKS] = service.arrivals * stayed
    service.waiting = float(np.sum(service.asked))
    service.oldest = first_week - int(wait)


def flat_curve(hazard: float) -> tuple[float, ...]:
    """A constant weekly hazard, as a custody curve."""
    return (hazard,) * CURVE_WEEKS
