"""Wages that grow faster than the money: what each year costs, what is funded, and the coaches lost between them."""

from __future__ import annotations

from collections.abc import Sequence

from simmodel.budget.lines import Growth
from simmodel.budget.plan import Plan


def index(rates: Sequence[float], years: int) -> list[float]:
    """By year, how far a price has grown since year 1; the last rate goes on, and none is no growth.

    >>> [round(each, 4) for each in index((0.0475, 0.035), 4)]
    [1.0, 1.0475, 1.0842, 1.1221]
    """
    found = [1.0]
    for year in range(years - 1):
        found.append(found[-1] * (1.0 + (rates[min(year, len(rates) - 1)] if rates else 0.0)))
    return found


def growth(plan: Plan) -> list[Growth]:
    """By year, how far wages and other prices have grown; other prices grow as funding does unless a budget says."""
    indexed = plan.indexation
    pairs = zip(index(indexed.wages, plan.years), index(indexed.prices or indexed.funding, plan.years), strict=True)
    return [Growth(wages, prices) for wages, prices in pairs]


def share_kept(
    wage_share: float, wages: Sequence[float], funding: Sequence[float], prices: Sequence[float]
) -> list[float]:
    """By year, the share of a team that is left where every year's money is spent on a team of the same make-up.

    Each year keeps (growth of funding) / (share of wages x growth of wages + the rest x growth of other prices).
    `wage_share`: of the cost that follows wages; the others: indices by year, 1.0 in year 1.
    """
    kept = [1.0]
    for year in range(1, len(wages)):
        grown, funded, priced = (path[year] / path[year - 1] for path in (wages, funding, prices))
        kept.append(kept[-1] * funded / (wage_share * grown + (1.0 - wage_share) * priced))
    return kept


def team_kept(plan: Plan, wage_share: float) -> list[float]:
    """By year, the share of the team that indexed funding still pays for; 1.0 in year 1."""
    grown = growth(plan)
    funding = index(plan.indexation.funding, plan.years)
    return share_kept(wage_share, [each.wages for each in grown], funding, [each.prices for each in grown])
