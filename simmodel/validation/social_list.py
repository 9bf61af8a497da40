"""Outside cases of the social housing list: the later years of Alameda's queue, homes let for good to who asked first.

From year 5 on Alameda has as many homes as it will have, so a constant number falls vacant: what people leave who stay
four years on the mean. A study has that many lettings, on the priority list alone, the list as long as in the fluid
limit at year 5, and the source's arrivals. Half of the lettings would go to people without a biography, whom the model
holds as a fluid; the others are people. Handed over is when people asked for a home: when they came, and those of the
start before anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from simmodel.engine.batch import Driver, advance, compiled_driver
from simmodel.engine.start import start
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.scenario import Study
from simmodel.site import Solution, flat_curve
from simmodel.validation.case import Case, Effort, Known, mean_and_error
from simmodel.validation.housing_queue import SCALE, SOURCE, always_homeless
from simmodel.validation.known import known
from simmodel.validation.plain_lives import study_of, with_numbers
from simmodel.vocabulary import HOUSING, STABLE, WAITING
from simmodel.week import WEEK

YEARS, SOON = 5, 2
"""Years that are played, and after how many it is seen who has a home: not yet all of the start have one."""
OUTSIDE, OUTSIDE_WEEKS, BEFORE_ALL = 0.5, 100, -300
"""Share of lettings that outside demand would take, weeks for which it has waited, and the week of the first people."""


@dataclass(frozen=True)
class Later:
    """In the source's numbers: who of the start has a home soon, others who have one then, and who waits at the end,
    by how many more or fewer came than usual taken out."""

    of_the_start: float
    of_others: float
    waiting: float


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    lists = [played(effort.seed, run) for run in range(effort.times(20))]
    lettings, told = lettings_a_year(), known("housing_queue")
    long = Known(
        "list-year-5",
        "The social list of Alameda's last five years ends as long as in the fluid limit.",
        SOURCE,
        "people",
        at_the_start() + YEARS * (told["arrivals_a_day"]["later"] * told["days_a_year"] - lettings),
        "the list at year 5, shelter included, and five years of arrivals less lettings",
    )
    first = Known(
        "list-order",
        "After two years every home that fell vacant has been let to somebody who had asked before all others.",
        SOURCE,
        "people",
        SOON * lettings,
    )
    others = Known("list-others", "By then nobody who asked later has a home.", SOURCE, "people", 0.0)
    return [
        long.by_chance(*mean_and_error(np.array([one.waiting for one in lists])), effort.fault),
        first.by_chance(*mean_and_error(np.array([one.of_the_start for one in lists])), effort.fault),
        others.exactly(max(one.of_others for one in lists)),
    ]


def lettings_a_year() -> float:
    """Homes that people leave, all being lived in."""
    told = known("housing_queue")
    return float(told["housing"][-1] / told["years_in_housing"])


def at_the_start() -> float:
    """People without a home at year 5, sheltered or not."""
    told = known("housing_queue")
    return float(told["unsheltered"]["5"] + told["shelter"][-1])


@cache
def study_of_list() -> Study:
    """The study: lettings, half of the demand for them from outside, and people for the rest of the list."""
    told, lettings = known("housing_queue"), lettings_a_year() / SCALE
    waiting = round(at_the_start() / SCALE - OUTSIDE * lettings * OUTSIDE_WEEKS / WEEKS_PER_YEAR)
    coming = told["arrivals_a_day"]["later"] * told["days_a_year"] / SCALE - OUTSIDE * lettings
    people, later = {"homelessness": waiting}, {"homelessness": coming}
    study = study_of("social_list", YEARS, people, coming=later, lettings=lettings)
    outside = {"outside_priority": OUTSIDE, "outside_wait.housing": OUTSIDE_WEEKS, "list_leaving": 0.0}
    beliefs = {f"community.{name}": float(value) for name, value in outside.items()}
    return with_numbers(study, always_homeless() | beliefs | {"housing.priority_case": 1.0})


def played(seed: int, run: int) -> Later:
    """A run of the five years."""
    study = study_of_list()
    begun = start(study, Solution(1.0, flat_curve(0.0), {}), seed, run)
    people, site = begun.people, begun.sites[0]
    first = people.arrives < 0
    people.pathway[:, HOUSING] = WAITING
    people.asked[:, HOUSING] = np.where(first, BEFORE_ALL, people.arrives)
    weekly = advance(people, begun.sites, SOON * WEEKS_PER_YEAR, lettings_alone())
    housed = people.tenancy == STABLE
    sooner = housed[~first].sum() + weekly["outside_served"][:, HOUSING].sum()
    advance(people, begun.sites, (YEARS - SOON) * WEEKS_PER_YEAR, lettings_alone())
    usual = study.places["site"].people["homelessness"].arrivals_per_year * YEARS
    waiting = np.count_nonzero(people.pathway[:, HOUSING] == WAITING) - (np.count_nonzero(~first) - usual)
    there = waiting + site.service[HOUSING].waiting
    return Later(float(housed[first].sum() * SCALE), float(sooner * SCALE), float(there * SCALE))


@lru_cache(maxsize=1)
def lettings_alone() -> Driver:
    """The compiled steps of the week in which homes fall vacant and are let."""
    return compiled_driver(WEEK.only("housing.vacancies", "services.open_week", "housing.let"))
