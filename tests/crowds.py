"""Tables of people as the recipe makes them: a few, or so many that shares can be told."""

from functools import cache

import numpy as np
import pytest

from simmodel.chance import key_of
from simmodel.parameters import Parameters
from simmodel.population import Place, people_of
from simmodel.vocabulary import COHORTS

KEY = key_of(1, 0, 0)
FIRST, LAST = -52, 104
MANY = 4_000
RECIPE = Parameters().record()["community"]
COHORT = range(len(COHORTS))


def table(
    at_start: tuple[int, ...] = (20, 10, 8, 5),
    arriving: tuple[float, ...] = (40.0, 30.0, 20.0, 10.0),
    key: tuple[int, int] = KEY,
    changes: tuple[tuple[str, float], ...] = (),
    **place: object,
) -> np.recarray:
    where = {"luck_number": 1, "at_start": at_start, "arrivals_per_year": arriving, "first_week": FIRST}
    parameters = Parameters().override(dict(changes))
    return people_of(Place(**(where | {"last_week": LAST} | place)), parameters, key)


@cache
def crowd() -> np.recarray:
    """Many people at the start and many who arrive, of every cohort."""
    return table((MANY,) * 4, (MANY / 3,) * 4)


def at_start(cohort: int) -> np.recarray:
    return crowd()[(crowd().cohort == cohort) & (crowd().arrives < FIRST)]


def arriving(cohort: int) -> np.recarray:
    return crowd()[(crowd().cohort == cohort) & (crowd().arrives >= FIRST)]


def share(of: np.ndarray) -> float:
    return float(np.mean(of))


def about(expected: float, count: int = MANY) -> object:
    """A share as near as so many people's luck allows."""
    return pytest.approx(expected, abs=4 * (0.25 / count) ** 0.5)
