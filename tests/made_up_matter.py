"""Made-up runs in which the money that a scenario saves hangs on two numbers of the model, as much as is known."""

import numpy as np
import pandas as pd
from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import COUNTED, Yearly
from simmodel.cost_items import COST_ITEMS, HOURS_FOR_OTHERS
from simmodel.draws import luck_of_draw, values_of_draw

FIRST, SECOND = "crisis.weekly_rate", "needs.drift"
"""The numbers that matter; their variances are as 9 to 4."""
YEARS, SPEND = 2, 100_000.0
ITEMS = [item.id for item in COST_ITEMS]


def mattering_runs(
    draws: int = 80,
    mean: float = 100_000.0,
    sd: float = 20_000.0,
    luck: float = 10_000.0,
    other: float = 0.0,
    **changes: object,
) -> Runs:
    """Runs, two a draw, of a scenario that spends `SPEND` in year 1 and saves about `mean` in all, undiscounted.

    What it saves has the standard deviation `sd` over draws, by the two numbers alone, and that of `luck` over runs;
    `other`: that of what differs over draws and hangs on no number.
    """
    lucks = pd.DataFrame([luck_of_draw(1, draw) for draw in range(1, draws + 1)])
    standard = (lucks[[FIRST, SECOND]].to_numpy() - 0.5) * np.sqrt(12)
    by_draw = mean + sd * standard @ np.array([3.0, 2.0]) / np.sqrt(13)
    by_draw += np.random.default_rng(3).normal(0.0, other, draws)
    saved = np.repeat(by_draw, 2) + np.random.default_rng(2).normal(0.0, luck, 2 * draws)
    fields: dict[str, object] = {
        "yearly": {"current": _yearly(np.zeros(2 * draws), 0.0), "pull_in": _yearly(saved, SPEND)},
        "numbers": pd.DataFrame([values_of_draw(1, draw) for draw in range(1, draws + 1)]),
    }
    return made_up_runs(runs=2 * draws, draws=draws, scenarios=("current", "pull_in"), **(fields | changes))


def _yearly(saved: np.ndarray, spend: float) -> Yearly:
    spent, counted = np.zeros((len(saved), YEARS, len(ITEMS))), np.zeros((len(saved), YEARS, len(COUNTED)))
    spent[..., ITEMS.index("custody")] = 1e6 - saved[:, None] / YEARS
    spent[:, 0, ITEMS.index("programme")] = spend
    counted[..., COUNTED.index("crises")] = 100.0 - saved[:, None] / 1e4
    return Yearly(spent, counted, np.zeros((*spent.shape[:-1], len(HOURS_FOR_OTHERS))))
