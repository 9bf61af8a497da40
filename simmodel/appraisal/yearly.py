"""What a site spends and what happens there, year by year: what an appraisal needs of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simmodel.cost_items import APPRAISED_ITEMS, COST_ITEMS, SERVICE_ITEMS
from simmodel.quantities import DAYS_PER_WEEK, WEEKS_PER_YEAR

_COUNTS: Mapping[str, Callable[[np.recarray], np.ndarray]] = {
    "new_sentences": lambda weekly: weekly.new_sentences,
    "returns_to_custody": lambda weekly: weekly.new_sentences + weekly.breaches + weekly.remands,
    "custody_days": lambda weekly: float(DAYS_PER_WEEK) * weekly.in_custody,
    "weeks_stably_housed": lambda weekly: weekly.stably_housed,
    "weeks_homeless": lambda weekly: weekly.homeless,
    "weeks_in_work": lambda weekly: weekly.at_work,
    "crises": lambda weekly: weekly.crises.sum(axis=1),
    "deaths": lambda weekly: weekly.deaths,
    "child_reports": lambda weekly: weekly.child_reports,
    "child_care_weeks": lambda weekly: weekly.children_in_care,
    "children_vulnerable": lambda weekly: weekly.starts_vulnerable,
}
_SERVICES = [domain for domain, item in enumerate(SERVICE_ITEMS) if COST_ITEMS[item].fixed]
"""Domains of services that have hours; housing has none."""
_ON_THE_WAY: Mapping[str, Callable[[np.recarray], np.ndarray]] = {
    "referrals": lambda weekly: weekly.referrals,
    "intakes": lambda weekly: weekly.attended,
    "turned_away": lambda weekly: weekly.turned_away,
    "left_queue": lambda weekly: weekly.dropped_out,
    "admitted": lambda weekly: weekly.admitted[:, _SERVICES].sum(axis=1),
    "weeks_waited": lambda weekly: weekly.weeks_waited[:, _SERVICES].sum(axis=1),
}
OUTCOMES_COUNTED, ON_THE_WAY = tuple(_COUNTS), tuple(_ON_THE_WAY)
"""What befalls people in each year; and what becomes of their requests to services that have hours (not housing):
cold referrals, intakes attended, people turned away there or at the housing office, people who left a queue, admissions
by any way, and weeks waited by those admitted."""
COUNTED = OUTCOMES_COUNTED + ON_THE_WAY
"""What is counted in each year, of everyone at the site."""


@dataclass(frozen=True)
class Yearly:
    """Money and events of each year from week 0 on, of everyone at the site, programme included.

    `spent`: real dollars by item of `COST_ITEMS`, shape (..., years, items); `counted`: by name of `COUNTED`, shape
    (..., years, counts); `for_others`: what the hours are worth that people outside the studied group get, real
    dollars by service of `HOURS_FOR_OTHERS`, shape (..., years, services).
    """

    spent: np.ndarray
    counted: np.ndarray
    for_others: np.ndarray

    def of(self, name: str) -> np.ndarray:
        """One count, shape (..., years)."""
        found: np.ndarray = self.counted[..., COUNTED.index(name)]
        return found

    def on(self, item: str) -> np.ndarray:
        """Real dollars of one item of `APPRAISED_ITEMS`, shape (..., years); below 0 what others gain."""
        place = [each.id for each in APPRAISED_ITEMS].index(item)
        gained = place - len(COST_ITEMS)
        found: np.ndarray = self.spent[..., place] if gained < 0 else -self.for_others[..., gained]
        return found


def yearly_of(weekly: np.recarray, hour_prices: np.ndarray, in_common: bool = False) -> Yearly:
    """One scenario of one run at one site, from its weekly tallies; shapes (years, ...).

    `hour_prices`: dollars of a specialist's hour by domain, as drawn, shape (domains,); `in_common`: whether silos hold
    hours in common.
    """
    counted = np.stack([count(weekly) for count in {**_COUNTS, **_ON_THE_WAY}.values()], axis=-1)
    for_others = _worth_to_others(weekly, np.asarray(hour_prices)[_SERVICES], in_common)
    return Yearly(_by_year(weekly.spent) / 100.0, _by_year(counted), _by_year(for_others))


def _worth_to_others(weekly: np.recarray, prices: np.ndarray, in_common: bool) -> np.ndarray:
    """Dollars of the hours that others get, (weeks, services): each at the price of the silo whose hour it is.

    What a silo uses beyond its own hours is lent by those that use less than theirs, at the mean price of what they
    leave: the same hours are worth no more for being used elsewhere.
    """
    names = ("hours_of_others", "hours_used", "hours_there")
    others, used, there = (np.asarray(weekly[name][:, _SERVICES], float) for name in names)
    worth = others * prices
    if in_common:
        left = np.maximum(there - used, 0.0)
        lent = np.divide(left @ prices, left.sum(axis=1), out=np.zeros(len(left)), where=left.sum(axis=1) > 0.0)
        share = np.divide(np.maximum(used - there, 0.0), used, out=np.zeros_like(used), where=used > 0.0)
        worth += others * share * (np.where(lent[:, None] > 0.0, lent[:, None], prices) - prices)
    return worth


def joined(how: Callable[..., np.ndarray], *every: Yearly) -> Yearly:
    """One or several as one: `how` makes one array of those of the same kind."""
    return Yearly(*map(how, *((one.spent, one.counted, one.for_others) for one in every)))


def together(every: Sequence[Yearly]) -> Yearly:
    """Several sites of one run as one."""
    return joined(lambda *arrays: np.sum(arrays, axis=0), *every)


def in_runs(every: Sequence[Yearly]) -> Yearly:
    """Runs side by side: a first axis of runs."""
    return joined(lambda *arrays: np.stack(arrays), *every)


def _by_year(weekly: np.ndarray) -> np.ndarray:
    """Sums of each year; (weeks, n) gives (years, n)."""
    found: np.ndarray = weekly.reshape(-1, WEEKS_PER_YEAR, weekly.shape[-1]).sum(axis=1)
    return found
