"""From paired runs to flows of money: what a scenario costs more than the base case in each year, payer by payer.

Arrays have the shape (draws, runs, years): runs of a draw share its values, and each run its luck with the base case.
Everyone at the site counts, not only people reached: who waits longer because others are served is in the flows too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.appraisal.money.views import LAYERS, Effects
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import Yearly, joined
from simmodel.cost_items import COST_ITEMS, OTHERS
from simmodel.vocabulary import PAYERS

PRICE_YEAR = "2024-25"
"""The year whose dollars all prices of the model are in."""


@dataclass(frozen=True)
class Extra:
    """A scenario minus the base case, run by run: dollars by item, (draws, runs, years, items), and counts by name."""

    yearly: Yearly

    def by_payer(self, average: bool) -> dict[str, np.ndarray]:
        """Extra dollars of each payer, (draws, runs, years); setting up and what is fixed stand apart."""
        found = {payer: np.zeros(self.yearly.spent.shape[:-1]) for payer in PAYERS}
        for place, item in enumerate(COST_ITEMS):
            if not (item.set_up or item.fixed) and (average or not item.beyond_avoidable):
                found[PAYERS[item.payer]] += self.yearly.spent[..., place]
        return found

    @property
    def others_gain(self) -> np.ndarray:
        """Dollars' worth of hours of services that others get more of (below 0: less); (draws, runs, years)."""
        found: np.ndarray = self.yearly.for_others.sum(axis=-1)
        return found

    @property
    def set_up(self) -> np.ndarray:
        """Extra dollars spent on setting up, at the start; shape (draws, runs)."""
        places = [place for place, item in enumerate(COST_ITEMS) if item.set_up]
        found: np.ndarray = self.yearly.spent[..., places].sum(axis=(-1, -2))
        return found


def extra_of(runs: Runs, name: str) -> Extra:
    """What a scenario spends and counts more than the base case."""
    both = runs.yearly[name], runs.yearly[runs.base_case]
    return Extra(joined(lambda here, base: in_draws(runs, here - base), *both))


def in_draws(runs: Runs, each: np.ndarray) -> np.ndarray:
    """Values of runs as (draws, runs of a draw, ...); one draw where every number is at its default."""
    return each.reshape(max(runs.draws, 1), -1, *each.shape[1:])


def effects_of(runs: Runs, name: str, basis: str) -> Effects:
    """What a scenario changes in money at a basis of unit costs, with what the study itself puts a value on."""
    extra = extra_of(runs, name)
    cost = extra.by_payer(basis == "average")
    layers: dict[str, np.ndarray] = {OTHERS: extra.others_gain}
    for value in runs.values:
        dollars = value.dollars * extra.yearly.of(value.of)
        if value.account in LAYERS:
            layers[value.account] = layers.get(value.account, 0.0) - dollars
        else:
            cost[value.account] = cost[value.account] + dollars
    return Effects(cost, layers, {})
