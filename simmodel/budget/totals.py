"""What a budget comes to by site and year: at the most likely prices to the dollar, and over draws of all prices."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from simmodel.budget.lines import (
    AT_FIRST,
    PEOPLE,
    Amounts,
    Growth,
    amounts,
    indirect_of,
    own_amounts,
    prices_of,
    together,
)
from simmodel.budget.people import Served, served
from simmodel.budget.plan import Plan
from simmodel.budget.prices import Values, at_the_modes, drawn
from simmodel.budget.wages import growth, index, team_kept

PERCENTILES = (10, 50, 90)


@dataclass(frozen=True)
class Spread:
    """Dollars at the most likely prices (`mode`), and below which 10, 50 and 90 of 100 draws lie."""

    mode: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True)
class SiteYear:
    """One site in one year, in the dollars of that year.

    `cost`: cash; `in_kind`: what others give, at the modes; `funding`: what is paid for it; `in_band` and `over`:
    shares of draws in which the cash lies within the band and above it, with the Monte Carlo error of the first.
    """

    site: str
    year: int
    lines: dict[str, float]
    cost: Spread
    in_kind: float
    funding: float
    in_band: float
    over: float
    mc_error: float


@dataclass(frozen=True)
class SiteFound:
    """One site over all its years: people reached, and the cash of year 1's prices for each of them.

    `usual_year`: a year's cash of the usual lines, in the prices of year 1; `coaches_kept`: by year of the budget,
    where money grows by the funder's indexation and the whole team shrinks alike; `real_cost`: of all years.
    """

    site: str
    usual_year: Spread
    in_band: float
    over: float
    people: Served
    real_cost: float
    coaches_kept: list[float]

    @property
    def per_person(self) -> float | None:
        """Dollars of the prices of year 1 for each person reached; None where nobody is."""
        return self.real_cost / self.people.people if self.people.people else None

    @property
    def per_place_year(self) -> float | None:
        """Dollars of the prices of year 1 for each year in which somebody holds a place; None where nobody does."""
        return self.real_cost / self.people.place_years if self.people.place_years else None


@dataclass(frozen=True)
class Found:
    """A budget worked out: every site, every site and year, and all of them together in the dollars of each year."""

    plan: Plan
    draws: int
    seed: int
    sites: list[SiteFound]
    years: list[SiteYear]
    whole: Spread

    def of(self, site: str) -> list[SiteYear]:
        """The years of one site."""
        return [year for year in self.years if year.site == site]


def work_out(plan: Plan, draws: int, seed: int) -> Found:
    """What a budget comes to, over `draws` draws of all its prices, which every site shares."""
    prices = prices_of(plan)
    modes, sampled, grown = at_the_modes(prices), drawn(prices, draws, seed), growth(plan)
    funded = index(plan.indexation.funding, plan.years)
    years, whole = [], np.zeros(draws)
    for name, site in plan.sites.items():
        for year in range(site.from_year, plan.years + 1):
            cash = _cash(plan, name, year, sampled, grown[year - 1])
            whole += cash
            years.append(_site_year(plan, name, year, modes, cash, grown[year - 1], funded[year - 1]))
    sites = [_site(plan, name, modes, sampled, seed) for name in plan.sites]
    return Found(plan, draws, seed, sites, years, _spread(math.fsum(year.cost.mode for year in years), whole))


def _lines(plan: Plan, name: str, year: int, values: Values, grown: Growth, paid: str = "cash") -> Amounts:
    site = plan.sites[name]
    usual = amounts(site, values, indirect_of(plan), grown) if paid == "cash" else {}
    return usual | own_amounts(plan, site, year, values, grown, paid)


def _cash(plan: Plan, name: str, year: int, values: Values, grown: Growth) -> np.ndarray:
    return together(_lines(plan, name, year, values, grown).values())


def _site_year(
    plan: Plan, name: str, year: int, modes: Values, cash: np.ndarray, grown: Growth, funded: float
) -> SiteYear:
    lines = {line: float(amount.item()) for line, amount in _lines(plan, name, year, modes, grown).items()}
    in_kind = float(together(_lines(plan, name, year, modes, grown, "in_kind").values()).item())
    real = float(_cash(plan, name, year, modes, AT_FIRST).item())
    inside, over = _in_band(plan, cash)
    error = math.sqrt(inside * (1.0 - inside) / len(cash))
    spread = _spread(math.fsum(lines.values()), cash)
    return SiteYear(name, year, lines, spread, in_kind, _funding(plan, year, real * funded), inside, over, error)


def _funding(plan: Plan, year: int, indexed: float) -> float:
    """What a site is paid in a year: the stage that it is in, or else its cost in year 1's prices, indexed."""
    begun = [stage for stage in plan.stages if stage.from_year <= year]
    if not plan.stages:
        return indexed
    return max(begun, key=lambda stage: stage.from_year).dollars_per_site if begun else 0.0


def _site(plan: Plan, name: str, modes: Values, sampled: Values, seed: int) -> SiteFound:
    site, of = plan.sites[name], indirect_of(plan)
    usual = {line: float(amount.item()) for line, amount in amounts(site, modes, of).items()}
    draws = together(amounts(site, sampled, of).values())
    inside, over = _in_band(plan, draws)
    years = range(site.from_year, plan.years + 1)
    real = math.fsum(float(_cash(plan, name, year, modes, AT_FIRST).item()) for year in years)
    kept = [site.coaches * share for share in team_kept(plan, wage_share(usual))]
    spread = _spread(math.fsum(usual.values()), draws)
    return SiteFound(name, spread, inside, over, served(plan, name, seed), real, kept)


def wage_share(usual: dict[str, float]) -> float:
    """Salaries and on-costs as a share of cost before indirect cost and contingency, which follow it; 0 of nothing."""
    direct = {line: amount for line, amount in usual.items() if line not in ("indirect", "contingency")}
    whole = math.fsum(direct.values())
    return math.fsum(direct[line] for line in PEOPLE) / whole if whole else 0.0


def _in_band(plan: Plan, cash: np.ndarray) -> tuple[float, float]:
    """The shares of draws within the band and above it."""
    return float(((cash >= plan.band.low) & (cash <= plan.band.high)).mean()), float((cash > plan.band.high).mean())


def _spread(mode: float, draws: np.ndarray) -> Spread:
    low, middle, high = np.percentile(draws, PERCENTILES)
    return Spread(mode, float(low), float(middle), float(high))


def of_100(share: float) -> str:
    """A share of draws in words, never rounded up to all or down to none: "62 of 100 draws"."""
    count = round(100 * share)
    if share > 0 and count == 0:
        return "fewer than 1 of 100 draws"
    if share < 1 and count == 100:
        return "more than 99 of 100 draws"
    return f"{count} of 100 draws"
