"""Weeks as a trial keeps them: made by hand, or seen in a run of a small town."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from towns import some_solution, town

from simmodel.engine.batch import compiled_driver
from simmodel.engine.together import groups_of
from simmodel.engine.watched import Watched, watch
from simmodel.validation.seen import look
from simmodel.vocabulary import STABLE
from simmodel.week import WEEK
from simmodel.world import NEVER, PERSON

OF_A_PERSON = ("custody", "tenancy", "gone", "at_work", "tenancy_weeks", "weeks_free")
"""Fields that are set in people's records, before the look at them; all others in what is kept."""


def by_hand(shape: tuple[int, int], **fields: dict[tuple[int, int], Any]) -> np.ndarray:
    """What would be kept of people in stable homes over some weeks, shape (weeks, people).

    `fields` are by (week, person), the first week 0: of a person or of what is kept.
    """
    people = np.zeros(shape, PERSON)
    people["tenancy"], people["weeks_free"] = STABLE, NEVER
    _put(people, {name: values for name, values in fields.items() if name in OF_A_PERSON})
    seen = np.array([look(week.view(np.recarray), SimpleNamespace(week=0)) for week in people])
    _put(seen, {name: values for name, values in fields.items() if name not in OF_A_PERSON})
    return seen


def _put(weeks: np.ndarray, fields: dict[str, dict[tuple[int, int], Any]]) -> None:
    for name, values in fields.items():
        for at, value in values.items():
            weeks[name][at] = value


@cache
def of_a_run() -> Watched[np.ndarray]:
    """What was seen of a small town, from the week before week 0 on."""
    study = town()
    (group,) = groups_of(study, WEEK.exchange)
    found = watch(study, some_solution(), group, 3, 1, compiled_driver(), look, scenarios=["current"])
    return found["current"]["site"]
