"""Made-up runs of a town's levels of funding, with net present values and gains that are known."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from towns import town

from simmodel.appraisal.groups import GROUPS, OF_GROUP
from simmodel.appraisal.money.present_value import discount_factors
from simmodel.appraisal.runs import COLUMNS, REACHED, Runs
from simmodel.appraisal.yearly import COUNTED, Yearly
from simmodel.cost_items import COST_ITEMS, CUSTODY_AVOIDABLE, HOURS_FOR_OTHERS, THE_PROGRAMME
from simmodel.funding.found import found_in
from simmodel.funding.levels import Levels, at_levels
from simmodel.funding.question import Question
from simmodel.funding.result import Funded
from simmodel.parameters import default_values

YEARS = 3
LEVELS = (400_000, 600_000, 800_000, 1_000_000)
TOWN = town()


def made_up(
    net: Sequence[float],
    draws: int = 20,
    noise: float = 1_000.0,
    weeks_housed: Sequence[float] = (52.0, 104.0, 156.0, 208.0),
    chance: float = 0.5,
    outcome: str | None = None,
    gain: float = 0.0,
    levels: Sequence[int] = LEVELS,
    scenarios: tuple[str, ...] = ("pull_in",),
    weeks_apart: float = 0.0,
    **changes: object,
) -> Funded:
    """What is found where each level has this mean net present value, in draws of two runs each (0: plain runs)."""
    question = Question(scenarios, tuple(levels), chance, outcome, gain)
    played = at_levels(TOWN, question)
    wanted = dict(zip(question.levels, zip(net, weeks_housed, strict=True), strict=True))
    return found_in(runs_of(played, wanted, draws, noise, weeks_apart, **changes), played, question)


def runs_of(
    played: Levels,
    wanted: Mapping[int, tuple[float, float]],
    draws: int,
    noise: float,
    weeks_apart: float = 0.0,
    **changes: object,
) -> Runs:
    """Runs in which every level has, by dollars, its net present value and its weeks in a stable home, and luck.

    Draws lie `weeks_apart` in their weeks in a stable home, as a standard deviation.
    """
    runs, luck = 2 * (draws or 20), np.random.default_rng(5)
    base = played.study.base_case
    yearly = {base: Yearly(*(np.zeros((runs, YEARS, len(each))) for each in (COST_ITEMS, COUNTED, HOURS_FOR_OTHERS)))}
    apart = weeks_apart * np.random.default_rng(6).normal(0, 1, runs)
    draw = np.arange(runs) // 2 + 1 if draws else np.zeros(runs, int)
    rows = []
    for level in played.levels:
        net, weeks = wanted[level.dollars]
        spent, counted = np.zeros_like(yearly[base].spent), np.zeros_like(yearly[base].counted)
        spent[..., THE_PROGRAMME] = level.dollars
        gained = net + luck.normal(0, noise, runs) + level.dollars * discount_factors(0.05, YEARS).sum()
        spent[:, 0, CUSTODY_AVOIDABLE] = -gained / discount_factors(0.05, YEARS)[0]
        counted[:, 0, COUNTED.index("weeks_stably_housed")] = weeks + luck.normal(0, 1, runs) + apart[draw]
        yearly[level.key] = Yearly(spent, counted, np.zeros_like(yearly[base].for_others))
        rows += [(run, draw[run], level.key, REACHED, level.dollars / 20_000, "crises", 1.0) for run in range(runs)]
    fields = {
        "study_name": "town",
        "title": "A small town",
        "version": "0.1.0",
        "seed": 1,
        "runs": runs,
        "base_case": base,
        "study_digest": "ab" * 32,
        "table": pd.DataFrame(rows, columns=list(COLUMNS)),
        "draws": draws,
        "yearly": yearly,
        "by_group": {name: np.ones((runs, len(GROUPS), len(OF_GROUP))) for name in yearly},
        "numbers": pd.DataFrame([default_values()] * max(draws, 1)),
    }
    return Runs(**(fields | changes))
