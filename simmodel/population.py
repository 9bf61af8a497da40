"""The people at the start of the warm-up and those who arrive later: one table, in order of arrival.

Everything random here is keyed luck at the person's own address, so a table holds the same people in every
scenario, and a person is the same whoever else is in the table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import binom, norm

from simmodel import chance
from simmodel.measures import GROWN_UP
from simmodel.parameters import Parameters
from simmodel.person import MOST_CHILDREN
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.vocabulary import (
    COHORTS,
    DOMAINS,
    HOMELESS,
    HOUSING,
    INSECURE,
    LEAVING_CUSTODY,
    SENTENCED,
    STABLE,
)
from simmodel.world import NEVER, PERSON

BLOCKS_AT_BIRTH = 12
NEEDS_AT, KNOWN_AT = 0, 8
TRUST, AGENCY, FRAILTY, PRIORS, AGE, TENANCY, WORK, INSIDE, SPELL, FREE, COUNT, SHARED, PRIORITY = range(16, 29)
CHILDREN, STAYED, CHILD_AGE_AT, IN_CARE_AT = 29, 30, 31, 31 + MOST_CHILDREN
ADULT, YOUNGEST_PARENT = 18.0, 15.0
PEOPLE_AT_START = 1 << 16
ARRIVALS_A_WEEK = 1 << 10
WEEKS_APART = 1 << 13
"""Luck numbers set aside: for a cohort's people at the start, for its arrivals of a week, and for its weeks."""


@dataclass(frozen=True)
class Place:
    """What the table of people depends on: where, how many, with which numbers, over which weeks."""

    luck_number: int
    at_start: tuple[int, ...]
    arrivals_per_year: tuple[float, ...]
    first_week: int
    last_week: int
    growth: float = 0.0
    """Share by which arrivals grow each year from week 0 on."""
    even: bool = False
    """Spread each kind of luck at birth evenly over the people of a cohort and year: for the reference community,
    so that its size need not make up for the chances of who happens to live there."""


def people_of(place: Place, parameters: Parameters, key: tuple[int, int]) -> np.recarray:
    """The table of people: a record array of `world.Person`, in order of arrival, with luck numbers of their own."""
    arrives, cohort, number = arrivals(place, key)
    luck = chance.uniforms(place.luck_number, number, chance.AT_BIRTH, BLOCKS_AT_BIRTH, key)
    if place.even:
        year = (arrives - place.first_week) // WEEKS_PER_YEAR
        luck = evened(luck, cohort + len(COHORTS) * (year + 1))
    table = np.zeros(len(number), PERSON).view(np.recarray)
    table.luck_number, table.arrives, table.cohort = number, arrives, cohort
    settle_fixed(table, luck, parameters)
    settle_state(table, luck, parameters, first_week=place.first_week)
    settle_history(table, luck, parameters, place.first_week)
    settle_children(table, luck, parameters, place.first_week)
    return table


def arrivals(place: Place, key: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Week, cohort and luck number of everyone, those at the start first; arrivals are numbered by week and order."""
    weeks, cohorts, numbers = [], [], []
    start = np.repeat(np.arange(len(COHORTS)), place.at_start)
    order = np.concatenate([np.arange(count) for count in place.at_start])
    weeks.append(np.full(len(start), place.first_week - 1))
    cohorts.append(start)
    numbers.append(start * PEOPLE_AT_START + order)
    counts = weekly_counts(place, key)
    for cohort in range(len(COHORTS)):
        week = np.repeat(np.arange(place.first_week, place.last_week), counts[:, cohort])
        within = np.concatenate([np.arange(count) for count in counts[:, cohort]]) if len(counts) else np.zeros(0)
        weeks.append(week)
        cohorts.append(np.full(len(week), cohort))
        block = (cohort + 1) * WEEKS_APART + week - place.first_week
        numbers.append(block * ARRIVALS_A_WEEK + within)
    return _in_order(np.concatenate(weeks), np.concatenate(cohorts), np.concatenate(numbers))


def evened(luck: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Each column's luck by its rank within the group, evenly over 0 to 1; same shape, same order of people."""
    even = luck.copy()
    for group in np.unique(groups):
        members = groups == group
        ranks = np.argsort(np.argsort(luck[members], axis=0), axis=0)
        even[members] = (ranks + 0.5) / np.sum(members)
    return even


def weekly_counts(place: Place, key: tuple[int, int]) -> np.ndarray:
    """How many people arrive in each week and cohort: Poisson, from the site's own luck; shape (weeks, cohorts)."""
    weeks = np.arange(place.first_week, place.last_week)
    luck = chance.uniforms(place.luck_number, chance.UNITS + 1024 + weeks, chance.AT_BIRTH, 1, key)
    means = np.asarray(place.arrivals_per_year) / WEEKS_PER_YEAR
    counts = np.zeros((len(weeks), len(COHORTS)), np.int64)
    years = np.maximum(weeks, 0) // WEEKS_PER_YEAR
    for year in np.unique(years):
        now, grown = years == year, (1.0 + place.growth) ** int(year)
        for cohort in np.flatnonzero(means > 0):
            steps = _poisson_steps(means[cohort] * grown)
            counts[now, cohort] = np.searchsorted(steps, luck[now, cohort], side="left")
    return counts


def settle_fixed(table: np.recarray, luck: np.ndarray, parameters: Parameters) -> None:
    """What never changes: needs to which life returns, frailty, age, earlier convictions."""
    numbers = parameters.record()["community"]
    centre = np.stack([numbers[f"set_point_{cohort}"] for cohort in COHORTS])[table.cohort]
    own = norm.ppf(luck[:, NEEDS_AT : NEEDS_AT + len(DOMAINS)])
    shared = norm.ppf(luck[:, [SHARED]])
    share = numbers["set_point_shared"]
    spread = numbers["set_point_spread"] * (np.sqrt(share) * shared + np.sqrt(1.0 - share) * own)
    table.set_point = np.clip(centre + spread, 0.0, 1.0)
    table.priority_case = luck[:, PRIORITY] < parameters.record()["housing"]["priority_case"]
    sigma = numbers["frailty_spread"]
    table.frailty = np.exp(sigma * norm.ppf(luck[:, FRAILTY]) - 0.5 * sigma**2)
    mean, spread = numbers["age"][table.cohort], numbers["age_spread"][table.cohort]
    table.age = np.maximum(mean + spread * norm.ppf(luck[:, AGE]), 16.0)


def settle_state(table: np.recarray, luck: np.ndarray, parameters: Parameters, first_week: int) -> None:
    """What changes, as it is when the person comes into scope."""
    record, who = parameters.record(), table.cohort
    numbers, trust = record["community"], record["trust"]
    table.need = table.set_point
    at_start = table.arrives < first_week
    known = np.where(at_start, numbers["known_at_start"], numbers["known_at_first"])
    told = luck[:, KNOWN_AT : KNOWN_AT + len(DOMAINS)]
    table.known = told < known[:, None]
    disclosure = record["disclosure"]
    table.recorded = told < known[:, None] * disclosure["record"] / (disclosure["record"] + disclosure["lapse"])
    spread = numbers["trust_spread"]
    table.trust = np.clip(trust["default"] + spread * norm.ppf(luck[:, TRUST]), 0.02, 0.98)
    table.agency = np.clip(trust["agency_default"] + spread * norm.ppf(luck[:, AGENCY]), 0.02, 0.98)
    homeless = np.where(at_start, numbers["homeless_at_start"][who], numbers["tenancy_homeless"][who])
    insecure = np.where(at_start, numbers["insecure_at_start"][who], numbers["tenancy_insecure"][who])
    lot = luck[:, TENANCY]
    table.tenancy = np.where(lot < homeless, HOMELESS, np.where(lot < homeless + insecure, INSECURE, STABLE))
    table["need"][:, HOUSING] = record["housing"]["need"][table.tenancy]
    table.at_work = luck[:, WORK] < numbers["at_work"][table.cohort]
    table.coach = -1
    for field in ("enrolled", "index_release", "new_sentence_after", "breach_after", "remand_after"):
        table[field] = NEVER


def settle_history(table: np.recarray, luck: np.ndarray, parameters: Parameters, first_week: int) -> None:
    """Earlier custody: people leaving custody arrive by release; at the start some of them serve a sentence.

    Whoever is at higher risk is likelier to be inside when the warm-up begins, and has been free for a shorter time.
    What is left of a sentence found running is a share of a long one: lengths met in passing are the longer ones.
    """
    record = parameters.record()
    numbers, custody = record["community"], record["custody"]
    leaving = table.cohort == LEAVING_CUSTODY
    was_inside = leaving | (luck[:, INSIDE] < numbers["was_inside"][table.cohort])
    table.priors = np.where(
        was_inside, 1.0 + np.floor(-_scale_of_whole(numbers["priors"] - 1.0) * np.log(luck[:, PRIORS])), 0.0
    )
    at_start = table.arrives < first_week
    free = np.floor(-_scale_of_whole(numbers["free_weeks"]) / table.frailty * np.log(luck[:, FREE])).astype(np.int64)
    adult = np.maximum((table.age - ADULT) * WEEKS_PER_YEAR, 1.0).astype(np.int64)
    free = np.minimum(free, adult)  # nobody was released before they were of age
    table.weeks_free = np.where(leaving & ~at_start, 0, np.where(was_inside, np.minimum(free, 1000), NEVER))
    inside = at_start & leaving & (luck[:, COUNT] < numbers["inside_at_start"] * table.frailty)
    spread = custody["spread"]
    whole = custody["sentence_weeks"] * np.exp(spread * norm.ppf(luck[:, SPELL]) + 0.5 * spread**2)
    spell = np.maximum(np.floor(luck[:, FREE] * whole), 1.0)
    table.custody = np.where(inside, SENTENCED, 0)
    table.custody_weeks_left = np.where(inside, spell, 0)
    table.at_work = np.where(inside | (leaving & ~at_start), 0, table.at_work)


def settle_children(table: np.recarray, luck: np.ndarray, parameters: Parameters, first_week: int) -> None:
    """Who has children in their care, how old the children are, and which of them are in out-of-home care.

    Children come into scope with the family at any age up to the oldest; those of people there at the start have grown
    since, for as long as people stay. Nobody was a parent before 15. Earlier reports are left to the warm-up.
    """
    record, who = parameters.record(), table.cohort
    numbers = record["community"]
    any_child = luck[:, CHILDREN] < numbers["has_children"][who]
    count = np.where(
        any_child, _children(luck[:, CHILDREN] / numbers["has_children"][who], numbers["children"][who]), 0
    )
    child = np.arange(MOST_CHILDREN)
    age = luck[:, CHILD_AGE_AT + child] * numbers["oldest_child"][who][:, None] * WEEKS_PER_YEAR
    stayed = -np.log(luck[:, STAYED]) / (record["leaving"]["death"] + record["leaving"]["moves"][who])
    age += np.where(table.arrives < first_week, stayed, 0.0)[:, None]
    age = np.floor(np.minimum(age, ((table.age - YOUNGEST_PARENT) * WEEKS_PER_YEAR)[:, None]))
    table.born = np.where(child < count[:, None], table.arrives[:, None] - age, NEVER)
    in_care = (luck[:, IN_CARE_AT + child] < numbers["children_in_care"][who][:, None]) & (age < GROWN_UP)
    table.in_care = in_care & (table.born > NEVER)
    table.last_report = NEVER


def _children(luck: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """How many children people have who have any: one, and up to three more by chance."""
    more = MOST_CHILDREN - 1
    return np.asarray(1 + binom.ppf(np.minimum(luck, 1.0), more, (mean - 1.0) / more))


def _in_order(weeks: np.ndarray, cohorts: np.ndarray, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    order = np.lexsort((numbers, weeks))
    return weeks[order], cohorts[order], numbers[order].astype(np.uint64)


def _scale_of_whole(mean: float) -> float:
    """The scale of an exponential quantity whose whole part has this mean."""
    return float(1.0 / np.log1p(1.0 / max(mean, 1e-6)))


def _poisson_steps(mean: float) -> np.ndarray:
    from scipy.stats import poisson

    return poisson.cdf(np.arange(0, max(64, int(mean * 3) + 32)), mean)
