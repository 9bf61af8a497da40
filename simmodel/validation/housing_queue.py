"""An outside case of the housing list: Alameda's queue for homes in its fluid limit, through the model's lettings.

People ask as outside demand, which the model holds as a fluid; homes fall vacant by chance and are let to those who
asked first. The model lets a home for good and knows no shelter. So the homes that come free each week (new ones, and
those whose people leave after four years on the mean, all homes being full) are handed over as lettings, and shelter is
taken off the waiting list as the source fills it. What is tested is the list: who waits, and that no letting is lost.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from simmodel.engine.batch import Driver, advance, compiled_driver
from simmodel.measures import DOMAIN_COUNT
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.validation.case import Case, Effort, Known, mean_and_error
from simmodel.validation.known import known
from simmodel.validation.records import numbers, site_alone
from simmodel.vocabulary import HOUSING
from simmodel.week import WEEK
from simmodel.world import PERSON

SOURCE = "fluid model of homelessness in Alameda County; known/housing_queue.json"


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    told = known("housing_queue")
    waiting = np.array([waiting_list(effort.seed, run) for run in range(effort.times(10))])
    weeks = np.arange(waiting.shape[1]) / WEEKS_PER_YEAR
    unsheltered = waiting - places("shelter", weeks)
    found = []
    for year in (1, 5):
        claim = (
            f"After {year} years of Alameda's homes and arrivals as many people are unsheltered as in the fluid limit."
        )
        what = Known(f"alameda-year-{year}", claim, SOURCE, "people", told["unsheltered"][str(year)])
        found.append(what.by_chance(*mean_and_error(unsheltered[:, year * WEEKS_PER_YEAR]), effort.fault))
    burden = unsheltered + told["weight_of_sheltered"] * places("shelter", weeks)
    what = Known(
        "alameda-ten-years",
        "Over ten years Alameda's unsheltered people, and sheltered ones at 0.3, are as many as in the fluid limit.",
        SOURCE,
        "people, mean",
        told["mean_unsheltered_and_part_of_sheltered"],
        "homes that come free and shelter are handed over: the model lets for good and has no shelter",
    )
    by_run = (burden[:, 1:] + burden[:, :-1]).mean(axis=1) / 2.0
    return [*found, what.by_chance(*mean_and_error(by_run), effort.fault)]


def places(kind: str, years: np.ndarray) -> np.ndarray:
    """Places in `housing` or `shelter` at these times: linear between year ends, flat after the last."""
    ends = known("housing_queue")[kind]
    return np.asarray(np.interp(years, np.arange(len(ends)), ends))


def waiting_list(seed: int, run: int) -> np.ndarray:
    """People on the model's list at the end of each week of ten years, those of the start first."""
    told = known("housing_queue")
    sites = site_alone((0.0,) * DOMAIN_COUNT, numbers({}))
    site, nobody = sites[0], np.zeros(0, PERSON).view(np.recarray)
    site.key, site.key_high = seed & 0xFFFFFFFF, run
    homes, found = site.service[HOUSING], [told["people"] - told["housing"][0]]
    homes.leaving, homes.oldest, homes.asked[-1] = 0.0, -1, found[0]
    for week in range(told["years"] * WEEKS_PER_YEAR):
        homes.hours, homes.arrivals = homes_free(week), asking(week)
        advance(nobody, sites, 1, lettings_alone())
        found.append(float(homes.waiting))
    return np.array(found)


def homes_free(week: int) -> float:
    """Homes that come free in a week: new ones, and those that people leave, all being full."""
    start, end = places("housing", np.array([week, week + 1]) / WEEKS_PER_YEAR)
    left = (start + end) / 2.0 / known("housing_queue")["years_in_housing"] / WEEKS_PER_YEAR
    return float(end - start + left)


def asking(week: int) -> float:
    """People who become homeless in a week."""
    told: dict[str, Any] = known("housing_queue")
    when = "first_five_years" if week < 5 * WEEKS_PER_YEAR else "later"
    return float(told["arrivals_a_day"][when] * told["days_a_year"] / WEEKS_PER_YEAR)


@lru_cache(maxsize=1)
def lettings_alone() -> Driver:
    """The compiled steps of the week in which homes fall vacant and are let."""
    return compiled_driver(WEEK.only("housing.vacancies", "services.open_week", "housing.let"))
