"""The places of a study: one `[site]`, several `[sites.NAME]`, or communities made by `[generated]`; and who learns
from whom.

A generated community is made from its luck number alone: community 7 is the same however many others there are. Its
people, hours and lettings are Taree's recipe times factors with mean 1 (log-normal), one for its size, one for each
cohort, one for each silo's hours a head and one for lettings a head.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from statistics import NormalDist
from typing import Annotated, Any

import numpy as np
from pydantic import AfterValidator, Field

from simmodel.chance import uniforms
from simmodel.study_faults import Allowed, one_of
from simmodel.study_kinds import A_SILO, SILOS, Hours, Lettings, Table, Title
from simmodel.vocabulary import COHORTS, DOMAINS, HOUSING

ONLY = "site"
"""The name of the one site that has no other."""
MOST_SITES = 1000
LARGEST_LUCK_NUMBER = 4_294_967_295
PLACES_KEY, PLACES_WEEK = (0, 0), 2
"""The address of what a generated community is like: no run's key, and no week that is played."""
SIZE_AT, COHORTS_AT, DOMAINS_AT = 0, 1, 8

LuckNumber = Annotated[int, Field(ge=1, le=LARGEST_LUCK_NUMBER, description="", examples=[1])]
Growth = Annotated[float, Field(ge=-0.2, le=0.2, description="(a share a year)", examples=[0.02])]
Spread = Annotated[float, Field(ge=0, le=1, description="(a standard deviation of logarithms)", examples=[0.3])]


def _are_pairs(value: object) -> bool:
    pairs = value if isinstance(value, list | tuple) else [None]
    return all(
        isinstance(pair, list | tuple) and len(pair) == 2 and all(isinstance(name, str) for name in pair)
        for pair in pairs
    )


class CohortPeople(Table):
    """People of one cohort at the start of the warm-up, and how many arrive a year."""

    at_start: Annotated[int, Field(ge=0, le=20_000, description="people", examples=[400])]
    arrivals_per_year: Annotated[float, Field(ge=0, le=5000, description="people a year", examples=[54])]


class LettingsPerYear(Table):
    """Dwellings let a year, to priority and to general applicants."""

    priority: Lettings
    general: Lettings


class Site(Table):
    """A place; whatever is not named keeps the recipe of Taree."""

    name: Annotated[Title, Field(examples=["Taree"])]
    luck_number: LuckNumber = 1
    demand_growth: Growth = 0.0
    people: dict[Annotated[str, AfterValidator(one_of(COHORTS))], CohortPeople] = Field(default_factory=dict)
    hours_per_week: dict[Annotated[str, AfterValidator(A_SILO)], Hours] = Field(default_factory=dict)
    lettings_per_year: LettingsPerYear | None = None


class OneOfSites(Site):
    """A place of several: it names its luck number, so that the order of the file does not matter."""

    luck_number: LuckNumber


class Generated(Table):
    """Communities that are made up, each from a luck number of its own."""

    sites: Annotated[int, Field(ge=1, le=MOST_SITES, description="sites", examples=[100])]
    first_luck_number: Annotated[int, Field(ge=1, le=4_000_000_000, description="", examples=[1])] = 1
    size: Annotated[float, Field(ge=0.01, le=10, description="times as many people as Taree", examples=[0.5])] = 1.0
    size_spread: Spread = 0.5
    people_spread: Spread = 0.2
    hours_spread: Spread = 0.3
    lettings_spread: Spread = 0.3
    demand_growth: Growth = 0.0


class Network(Table):
    """Who learns from whom: everybody from everybody, unless links are named."""

    links: Annotated[
        Any,
        AfterValidator(Allowed('pairs of names of sites, such as [["taree", "kempsey"]]', _are_pairs)),
        Field(examples=[[["taree", "kempsey"]]]),
    ] = None


def communities(generated: Generated, numbers: Mapping[str, float]) -> dict[str, Site]:
    """Generated communities by name, `community_7` for luck number 7; `numbers` are the model's, by dotted name."""
    recipe = {name: value for name, value in numbers.items() if name.startswith("community.")}
    return dict(_communities(generated, tuple(recipe.items())))


@lru_cache(maxsize=16)
def _communities(generated: Generated, recipe: tuple[tuple[str, float], ...]) -> dict[str, Site]:
    first, numbers = generated.first_luck_number, dict(recipe)
    return {
        f"community_{number}": community(number, generated, numbers) for number in range(first, first + generated.sites)
    }


def community(luck_number: int, generated: Generated, recipe: Mapping[str, float]) -> Site:
    """One generated community; its hours and lettings follow how many people there are."""
    luck = uniforms(luck_number, np.array([0]), PLACES_WEEK, 4, PLACES_KEY)[0]
    size = generated.size * _factor(luck[SIZE_AT], generated.size_spread)
    mix = [size * _factor(luck[COHORTS_AT + place], generated.people_spread) for place in range(len(COHORTS))]
    start = [recipe[f"community.people_at_start.{cohort}"] for cohort in COHORTS]
    heads = math.fsum(a * b for a, b in zip(start, mix, strict=True)) / math.fsum(start)
    homes = heads * _factor(luck[DOMAINS_AT + HOUSING], generated.lettings_spread)
    return Site(
        name=f"Community {luck_number}",
        luck_number=luck_number,
        people={cohort: _people(cohort, times, recipe) for cohort, times in zip(COHORTS, mix, strict=True)},
        hours_per_week={
            silo: min(
                heads
                * _factor(luck[DOMAINS_AT + DOMAINS.index(silo)], generated.hours_spread)
                * recipe[f"community.hours_per_week.{silo}"],
                100_000.0,
            )
            for silo in SILOS
        },
        lettings_per_year=LettingsPerYear(
            priority=min(homes * recipe["community.lettings_priority"], 1000.0),
            general=min(homes * recipe["community.lettings_general"], 1000.0),
        ),
        demand_growth=generated.demand_growth,
    )


def neighbours(places: Mapping[str, Site], network: Network) -> dict[str, tuple[str, ...]]:
    """By site those that it learns from, itself left out, in order of luck number."""
    linked: dict[str, set[str]] = {name: set() if network.links is not None else {*places} for name in places}
    for one, other in network.links or ():
        linked[one].add(other)
        linked[other].add(one)
    in_order = sorted(places, key=lambda name: places[name].luck_number)
    return {name: tuple(other for other in in_order if other in linked[name] - {name}) for name in places}


def _people(cohort: str, times: float, recipe: Mapping[str, float]) -> CohortPeople:
    return CohortPeople(
        at_start=min(round(times * recipe[f"community.people_at_start.{cohort}"]), 20_000),
        arrivals_per_year=min(times * recipe[f"community.arrivals_per_year.{cohort}"], 5000.0),
    )


def _factor(luck: float, spread: float) -> float:
    """A log-normal factor with mean 1."""
    return math.exp(spread * NormalDist().inv_cdf(float(luck)) - 0.5 * spread**2)
