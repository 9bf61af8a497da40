"""Who pays more and who pays less in each year, in real and nominal dollars; and how much is reactive."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from simmodel.appraisal.money.draws import estimate_amount
from simmodel.appraisal.money.prices import nominal
from simmodel.appraisal.money.views import Dollars

ALL_PAYERS = "all"


def budget_impact(extra: Dollars, index: ArrayLike) -> pd.DataFrame:
    """What each payer spends more (negative: less) in each year than in the base case, demand made elsewhere included.

    `extra`: real dollars by payer, each of shape (draws, runs, years); `index`: prices of each year relative to the
    price year, (years,). Columns: payer, year (from 1), real dollars with their two bands and their Monte Carlo error,
    and `nominal`, the mean in dollars of that year. The payer "all" closes the table. Undiscounted, as budgets are.
    """
    prices = np.asarray(index, float)
    every = {**extra, ALL_PAYERS: np.sum(list(extra.values()), axis=0)}
    rows = []
    for payer, dollars in every.items():
        for year in range(dollars.shape[-1]):
            found = estimate_amount(dollars[..., year])
            mean = None if found.mean is None else float(nominal(found.mean, prices[year]))
            rows.append({"payer": payer, "year": year + 1, **vars(found), "nominal": mean})
    return pd.DataFrame(rows)


def reactive_share(cost: Dollars, reactive: Collection[str]) -> np.ndarray:
    """The share of each year's dollars that goes to what follows when things go wrong; the rest prevents or supports.

    `cost`: dollars by account (payers, or single prices where they are kept), (draws, runs, years); `reactive`: the
    accounts that count as such. Ratio of means, shape (years,); NaN in a year without cost.
    """
    unknown = sorted(set(reactive) - set(cost))
    if unknown:
        raise ValueError(f"no cost of {', '.join(unknown)}; the accounts are {', '.join(cost)}")
    means = {account: np.asarray(dollars, float).mean(axis=(0, 1)) for account, dollars in cost.items()}
    whole = np.sum(list(means.values()), axis=0)
    part = np.sum([means[account] for account in reactive] or [np.zeros_like(whole)], axis=0)
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole != 0)
