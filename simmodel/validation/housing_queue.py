"""Outside cases of the housing queue: Alameda's homes and arrivals in their fluid limit.

The whole queue, a tenth its size, is a study: people come without a home, wait, are let homes that money leases, leave
them after four years on the mean, and the home is let again. Money pays for the homes of the start in one week, then
for those of the first year and of the next four; the model opens, lets and lets again. Handed over are that people
have asked for a home when they come, who comes when (two studies, for arrivals fall after five years), and a lease so
long that a home stays for good. The model has no shelter: its places are taken off the people without a home, as the
source fills it. Whoever leaves a home is insecurely housed and asks for nothing more: so people leave the queue here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from simmodel.engine.batch import Driver, advance, compiled_driver
from simmodel.engine.start import delivery_of, start
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.scenario import Study
from simmodel.site import Solution, deliver, flat_curve
from simmodel.validation.case import Case, Effort, Known, mean_and_error
from simmodel.validation.known import known
from simmodel.validation.plain_lives import study_of, with_numbers
from simmodel.validation.states import everyone_homeless, rentals
from simmodel.vocabulary import COHORTS, HOUSING, INSECURE, WAITING
from simmodel.week import WEEK
from simmodel.world import PROGRAMME_DWELLINGS

SOURCE = "fluid model of homelessness in Alameda County; known/housing_queue.json"
SCALE = 10
"""The source's people and homes to one of the case's."""
FOR_GOOD = 100_000_000
"""Weeks of a lease: what is used up of one in ten years is nothing beside it."""
PRICED = 2 * WEEKS_PER_YEAR
"""Weeks of a lease that the price of a home pays for (`prices.home`)."""
PRICE = 2000
"""Dollars a home for good: any price, so long as a study may name the sums that buy all homes of the start."""
YEARS = ("first_year", *["next_four"] * 4, *["kept"] * 5)
"""Which scenario of the study each year is played under."""
SCENARIO = """
[scenarios.{name}]
title = "{title}"
buys = "homes"
funding_per_year = {dollars}
funded_years = {years}
set_up_weeks = 0
"""
HANDED_OVER = (
    "a tenth the size; the model's rules open, let, lose and let again the homes of a study's money, whose lease has "
    "no end; handed over: that people ask as they come, arrivals from two studies (their chance taken out), the money "
    "by year, and shelter, which the model does not have"
)


@dataclass(frozen=True)
class Decade:
    """Ten years of the model's queue in the source's numbers, by week from the start on: people without a home, people
    in the homes once those of the week are let, and people who have come."""

    homeless: np.ndarray
    housed: np.ndarray
    came: np.ndarray


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    decades = [played(effort.seed, run) for run in range(effort.times(18))]
    return [*people_without_homes(decades, effort), *homes(decades), people_who_come(decades, effort)]


def people_without_homes(decades: list[Decade], effort: Effort) -> list[Case]:
    """Who is unsheltered, at single times and on the mean; by how many more or fewer came than usual is taken out."""
    told, weeks = known("housing_queue"), np.arange(len(YEARS) * WEEKS_PER_YEAR + 1) / WEEKS_PER_YEAR
    shelter, usual = places("shelter", weeks), usually_come()
    unsheltered = np.array([decade.homeless - (decade.came - usual) for decade in decades]) - shelter
    found = [at_the_start(told["unsheltered"]["0"], unsheltered[:, 0])]
    for year in (1, 5):
        after = f"After {year} year{'s' * (year > 1)}"
        claim = f"{after} as many people of Alameda's queue are unsheltered as in the fluid limit."
        what = Known(f"alameda-year-{year}", claim, SOURCE, "people", told["unsheltered"][str(year)], HANDED_OVER)
        found.append(what.by_chance(*mean_and_error(unsheltered[:, year * WEEKS_PER_YEAR]), effort.fault))
    burden = unsheltered + told["weight_of_sheltered"] * shelter
    what = Known(
        "alameda-ten-years",
        "Over ten years Alameda's unsheltered people, and sheltered ones at 0.3, are as many as in the fluid limit.",
        SOURCE,
        "people, mean",
        told["mean_unsheltered_and_part_of_sheltered"],
        HANDED_OVER,
    )
    by_run = (burden[:, 1:] + burden[:, :-1]).mean(axis=1) / 2.0
    return [*found, what.by_chance(*mean_and_error(by_run), effort.fault)]


def at_the_start(expected: float, unsheltered: np.ndarray) -> Case:
    """All homes of the start are let at once."""
    claim = "When the homes of the start are let, as many people are unsheltered as the source says."
    return Known("alameda-year-0", claim, SOURCE, "people", expected).exactly(float(unsheltered.mean()))


def homes(decades: list[Decade]) -> list[Case]:
    """All homes are lived in, those that people left too."""
    ends = [year * WEEKS_PER_YEAR for year in range(1, 6)]
    housed = np.mean([decade.housed[ends] for decade in decades], axis=0)
    claim = "Over the first {} as many people live in homes as there are: what is left is let again within the week."
    first = Known("alameda-homes-1", claim.format("year"), SOURCE, "people", known("housing_queue")["housing"][1])
    later = Known(
        "alameda-homes-5",
        claim.format("five years"),
        SOURCE,
        "people, mean of five year ends",
        float(np.mean(known("housing_queue")["housing"][1:])),
    )
    return [
        what.exactly(float(found), 0.002, "whole homes") for what, found in ((first, housed[0]), (later, housed.mean()))
    ]


def people_who_come(decades: list[Decade], effort: Effort) -> Case:
    """The model's arrivals, which the other cases take as they were."""
    claim = "Over ten years as many people become homeless as Alameda's arrivals by day say."
    what = Known("alameda-arrivals", claim, SOURCE, "people", float(usually_come()[-1]))
    return what.by_chance(*mean_and_error(np.array([float(decade.came[-1]) for decade in decades])), effort.fault)


def usually_come() -> np.ndarray:
    """People who have come on average, by week from the start on."""
    weeks = np.arange(len(YEARS) * WEEKS_PER_YEAR)
    return np.concatenate([[0.0], np.cumsum([asking(int(week)) for week in weeks])])


def places(kind: str, years: np.ndarray) -> np.ndarray:
    """Places in `housing` or `shelter` at these times: linear between year ends, flat after the last."""
    ends = known("housing_queue")[kind]
    return np.asarray(np.interp(years, np.arange(len(ends)), ends))


def asking(week: int) -> float:
    """People who become homeless in a week."""
    told = known("housing_queue")
    when = "first_five_years" if week < 5 * WEEKS_PER_YEAR else "later"
    return float(told["arrivals_a_day"][when] * told["days_a_year"] / WEEKS_PER_YEAR)


@cache
def study_of_alameda(when: str) -> Study:
    """The study with the arrivals of the `first_five_years` or `later`."""
    told = known("housing_queue")
    grown = np.diff(told["housing"][:3])
    a_year = {"start": told["housing"][0] * WEEKS_PER_YEAR, "first_year": grown[0], "next_four": grown[1]}
    dollars = {name: count / SCALE * PRICE for name, count in a_year.items()} | {"kept": grown[1] / SCALE * PRICE}
    more = "".join(
        SCENARIO.format(
            name=name, title=name.replace("_", " "), dollars=round(money, 2), years=5 if name == "kept" else 6
        )
        for name, money in dollars.items()
    )
    coming = told["arrivals_a_day"][when] * told["days_a_year"] / SCALE
    study = study_of("alameda", 11, {"homelessness": told["people"] // SCALE}, more, {"homelessness": coming})
    leaving = -np.log1p(-1.0 / told["years_in_housing"] / WEEKS_PER_YEAR)  # that share of people leaves each week
    beliefs = always_homeless() | rentals(0.0, 0.0)
    beliefs |= {f"housing.loss_supported_{when}": float(leaving) for when in ("first", "later")}
    beliefs |= {"leasing.weeks": float(FOR_GOOD), "prices.home": PRICE * PRICED / FOR_GOOD}
    return with_numbers(study, beliefs | {"housing.fall": 0.0})


def always_homeless() -> dict[str, float]:
    """Nobody has a home, at the start or when they come."""
    come = {f"community.tenancy_homeless.{cohort}": 1.0 for cohort in COHORTS}
    return everyone_homeless() | come | {f"community.tenancy_insecure.{cohort}": 0.0 for cohort in COHORTS}


def played(seed: int, run: int) -> Decade:
    """A run of ten years, after a week in which the homes of the start are let."""
    study, people = study_of_alameda("first_five_years"), people_of_alameda(seed, run)
    sites = start(study, Solution(1.0, flat_curve(0.0), {}), seed, run).sites
    weekly, came = [], np.searchsorted(people.arrives, np.arange(len(YEARS) * WEEKS_PER_YEAR + 1), side="right")
    for weeks, scenario in ((1, "start"), *((WEEKS_PER_YEAR, name) for name in YEARS)):
        deliver(sites[0], delivery_of(study, study.named(scenario)))
        weekly.append(advance(people, sites, weeks, homes_let()))
        stay = people.tenancy != INSECURE
        people, sites[0].arrived = people[stay], np.count_nonzero(stay[: sites[0].arrived])
    tally = np.concatenate(weekly)
    before = np.concatenate([[0.0], tally["stably_housed"][:-1]])
    housed = before + tally["admitted"][:, PROGRAMME_DWELLINGS]
    return Decade(tally["homeless"] * SCALE, housed * SCALE, (came - came[0]) * SCALE)


def people_of_alameda(seed: int, run: int) -> np.recarray:
    """Those of the start, those of weeks 1 to 260 and, from the other study, those of later weeks; all have asked."""
    nothing, middle, end = Solution(1.0, flat_curve(0.0), {}), 5 * WEEKS_PER_YEAR, len(YEARS) * WEEKS_PER_YEAR
    early = start(study_of_alameda("first_five_years"), nothing, seed, run).people
    late = start(study_of_alameda("later"), nothing, seed, run).people
    early = early[(early.arrives <= middle) & (early.arrives != 0)]
    late = late[(late.arrives > middle) & (late.arrives <= end)]
    people = np.concatenate([early, late]).view(np.recarray)
    people.pathway[:, HOUSING], people.asked[:, HOUSING] = WAITING, people.arrives
    return people


@lru_cache(maxsize=1)
def homes_let() -> Driver:
    """The compiled steps of the week in which homes are paid for, opened, let and left."""
    names = ("leasing.pay_ahead", "leasing.live_there", "leasing.open_homes", "housing.let", "housing.tenancy")
    return compiled_driver(WEEK.only(*names, "census.count_week"))
