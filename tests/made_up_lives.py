"""A run that nobody lived, of the shape that is kept of runs."""

from collections.abc import Callable

import numpy as np

from simmodel.appraisal.groups import GROUPS, OF_GROUP
from simmodel.appraisal.measured import Row
from simmodel.appraisal.packed import packed, packed_by_site
from simmodel.appraisal.yearly import COUNTED, Yearly
from simmodel.cost_items import COST_ITEMS, HOURS_FOR_OTHERS
from simmodel.kept import OneRun

SCENARIOS = ("current", "pull_in")
YEARS = 2


def made_up_run(number: Callable[[], float], draw: int = 1, weeks: int = 3) -> OneRun:
    """A run of two scenarios at two sites, filled with what `number` gives, a few numbers over and over."""
    some = [number() for _ in range(5)]

    def array(*shape: int) -> np.ndarray:
        return np.resize(np.array(some), shape)

    with np.errstate(over="ignore"):
        series = {name: array(weeks).astype(np.float32) for name in ("people", "crises")}
    yearly = Yearly(*(array(YEARS, len(columns)) for columns in (COST_ITEMS, COUNTED, HOURS_FOR_OTHERS)))
    return OneRun(
        draw=draw,
        rows=packed(Row(name, "site", place, "crises", some[place]) for place, name in enumerate(SCENARIOS)),
        weekly=dict.fromkeys(SCENARIOS, series),
        base={"releases": some[2], "back_12": some[3]},
        in_time={"current": (0, 0), "pull_in": (3, 7)},
        capacity={name: {"hours": some[4]} for name in SCENARIOS},
        delivery={"current": {}, "pull_in": {"years": some[0]}},
        yearly=dict.fromkeys(SCENARIOS, yearly),
        groups=dict.fromkeys(SCENARIOS, array(len(GROUPS), len(OF_GROUP))),
        by_site=packed_by_site({"alder": [Row("current", "site", 2, "crises", some[1])]}),
    )
