"""How many people a team reaches: a waiting line with so many places, filled at the pace that coaches take people on.

Month by month: whoever has stayed to the end leaves, and each coach takes on `new_people_a_month` people as long as
there is a free place (there is always somebody waiting). Stays are lognormal and end with a month. The shared table of
throughput (27 sizes of team; `21_site_throughput.csv`) does not say how it was made; two people a month and coach, a
log standard deviation of 0.7 and set-up of four months give all of its rows to within 2%, and are the defaults. The
model's own people come otherwise (`simmodel.rules.enrolment`) and agree: 65 and about 79 people in three years.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from simmodel.budget.plan import Plan, Ramp, SiteTeam
from simmodel.quantities import ROUNDING, WEEKS_PER_MONTH

MONTHS_PER_YEAR = 12
MOST_LIVES, FEWEST_LIVES, PLACES_IN_ALL = 1000, 100, 40_000
"""Runs of the waiting line, fewer for a big team: the mean of people reached is then known to less than 1%."""


@dataclass(frozen=True)
class Served:
    """What a site comes to in all its funded years, over runs: people reached, places held, and how full they were."""

    places: int
    people: float
    low: float
    high: float
    mc_error: float
    place_years: float
    occupancy: float


def served(plan: Plan, name: str, seed: int) -> Served:
    """The people whom a site of a budget reaches; `low` to `high` holds 90 of 100 runs."""
    site = plan.sites[name]
    months = MONTHS_PER_YEAR * (plan.years - site.from_year + 1)
    return _served(site.coaches, site.caseload, _set_up(site), months, plan.ramp, seed)


def _set_up(site: SiteTeam) -> int:
    return math.ceil(site.set_up_weeks / WEEKS_PER_MONTH - ROUNDING)


@cache
def _served(coaches: float, caseload: float, set_up: int, months: int, ramp: Ramp, seed: int) -> Served:
    places = max(1, math.floor(coaches * caseload + ROUNDING))
    reached, held = _lived_through(places, coaches * ramp.new_people_a_month, set_up, months, ramp, seed)
    low, high = np.percentile(reached, [5, 95])
    years = float(held.mean()) / MONTHS_PER_YEAR
    error = float(reached.std(ddof=1)) / math.sqrt(len(reached))
    full = years * MONTHS_PER_YEAR / (places * months)
    return Served(places, float(reached.mean()), float(low), float(high), error, years, full)


def _lived_through(
    places: int, a_month: float, set_up: int, months: int, ramp: Ramp, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """People taken on, and months in which a place was held, of each run: two arrays of shape (runs,)."""
    luck = np.random.default_rng([seed, places, months])
    middle = math.log(ramp.mean_stay_months) - ramp.stay_spread**2 / 2
    lives = max(FEWEST_LIVES, min(MOST_LIVES, PLACES_IN_ALL // places))
    left, reached, held = np.zeros((lives, places)), np.zeros(lives), np.zeros(lives)
    for month in range(months):
        left = np.maximum(left - 1.0, 0.0)
        if month >= set_up:
            could = _whole(month + 1 - set_up, a_month) - _whole(month - set_up, a_month)
            free = left <= 0.0
            taken = free & (np.cumsum(free, axis=1) <= could)
            left[taken] = luck.lognormal(middle, ramp.stay_spread, int(taken.sum()))
            reached += taken.sum(axis=1)
        held += (left > 0.0).sum(axis=1)
    return reached, held


def _whole(months: int, a_month: float) -> int:
    """How many whole people have been taken on after so many months where nothing stands in the way."""
    return math.floor(months * a_month + ROUNDING)
