"""Made-up runs whose money is known by hand: two payers, two years, four draws of two runs."""

import numpy as np
import pandas as pd
from synthetic_runs import made_up_runs

from simmodel.appraisal.groups import GROUPS, OF_GROUP
from simmodel.appraisal.runs import Runs, Value
from simmodel.appraisal.yearly import COUNTED, Yearly
from simmodel.cost_items import COST_ITEMS, HOURS_FOR_OTHERS
from simmodel.parameters import default_values

ITEMS = [item.id for item in COST_ITEMS]
SERVICES = [item.id.removesuffix("_for_others") for item in HOURS_FOR_OTHERS]
DRAWS, RUNS, YEARS = 4, 8, 2
SCENARIOS = ("current", "more_places", "pull_in")
HOURS = 10.0
"""Dollars' worth of hours of services that others get less under pull_in in each year."""
USED = 7.0
"""Dollars' worth of hours that people of the site use more of under pull_in, in each year."""
SAVED = np.array([30.0, 34.0, 20.0, 24.0, 46.0, 50.0, 8.0, 12.0])
"""Dollars of custody, avoidable, that pull_in saves in each year of each run."""


def money_runs(spend: float = 50.0, saved: np.ndarray = SAVED, draws: int = DRAWS, **changes: object) -> Runs:
    """Runs in which `more_places` spends alone, and `pull_in` spends as much and saves `saved` in custody.

    The base case spends 1,000 a year on custody, as much again beyond what is avoidable, and 100 on hours of services,
    of which pull_in uses `USED` more; others get 400 of them, and `HOURS` less under pull_in. `spend` is paid in year
    1, 5 for setting up besides by pull_in.
    """
    numbers = pd.DataFrame([default_values()] * max(draws, 1))
    if draws:
        numbers["prices.custody_day_avoidable"] = np.linspace(120.0, 180.0, draws)
    fields: dict[str, object] = {
        "yearly": {name: _yearly(name, spend, saved) for name in SCENARIOS},
        "by_group": {name: _groups(name) for name in SCENARIOS},
        "numbers": numbers,
    }
    return made_up_runs(runs=RUNS, draws=draws, scenarios=SCENARIOS, **(fields | changes))


def victims(costs: float) -> tuple[Value, ...]:
    """A study's own value of a new sentence to its victims."""
    return (Value("victims", "new_sentences", costs, "a made-up source"),)


def _yearly(name: str, spend: float, saved: np.ndarray) -> Yearly:
    spent, counted = np.zeros((RUNS, YEARS, len(ITEMS))), np.zeros((RUNS, YEARS, len(COUNTED)))
    for_others = np.zeros((RUNS, YEARS, len(SERVICES)))
    for_others[..., SERVICES.index("work_and_learning_services")] = 400.0 - HOURS * (name == "pull_in")
    spent[..., ITEMS.index("custody")] = 1000.0
    spent[..., ITEMS.index("custody_beyond_avoidable")] = 1000.0
    spent[..., ITEMS.index("work_and_learning_services")] = 100.0
    counted[..., COUNTED.index("new_sentences")] = 9.0
    counted[..., COUNTED.index("weeks_stably_housed")] = 520.0
    counted[..., COUNTED.index("custody_days")] = 7280.0
    if name != "current":
        spent[:, 0, ITEMS.index("programme")] = spend
    if name == "pull_in":
        spent[:, 0, ITEMS.index("programme_set_up")] = 5.0
        spent[..., ITEMS.index("custody")] -= saved[:, None]
        spent[..., ITEMS.index("custody_beyond_avoidable")] -= saved[:, None]
        spent[..., ITEMS.index("work_and_learning_services")] += USED
        counted[..., COUNTED.index("new_sentences")] -= 1.0
        counted[..., COUNTED.index("weeks_stably_housed")] += 104.0
        counted[..., COUNTED.index("custody_days")] -= 364.0
    return Yearly(spent, counted, for_others)


def _groups(name: str) -> np.ndarray:
    sums = np.zeros((RUNS, len(GROUPS), len(OF_GROUP)))
    sums[..., OF_GROUP.index("people")] = 10.0
    if name == "pull_in":
        sums[..., OF_GROUP.index("reached")] = 2.0
        sums[..., OF_GROUP.index("weeks_stably_housed")] = np.arange(len(GROUPS))
    return sums
