"""Made-up answers about the split of a town's money, for the tests of what reads them."""

import numpy as np
from towns import town

from simmodel.appraisal.estimates import Estimate
from simmodel.funding.search import Found, Tried
from simmodel.funding.split import splits_of

TOWN = town()
SPLITS = splits_of(TOWN, "pull_in", 650_000)
OWN = SPLITS.made(0.0, 0.05, 0.0)
BEST = SPLITS.made(0.15, 0.1, 3.0)


def estimate(mean: float, error: float | None) -> Estimate:
    return Estimate(mean, mean - 3, mean + 3, mean - 1, mean + 1, error)


def made_up(
    beyond: float = 12.3,
    clear: bool = True,
    outcome: str = "weeks_stably_housed",
    draws: int = 12,
    error: float | None = 2.5,
    sites: int = 1,
) -> Found:
    """A search that found `BEST` so much better than the study's own split on fresh luck, clearly or not."""
    own = Tried(OWN, estimate(20.0, error), estimate(0.0, 0.0 if error else None), False)
    best = Tried(BEST, estimate(20.0 + beyond, error), estimate(beyond, error), clear)
    others = [
        Tried(SPLITS.made(0.0, 0.01 * place, 1.0), estimate(19.0 - place, error), *worse(place)) for place in range(14)
    ]
    return Found(
        study_name="town",
        title="A small town",
        version="0.1.0",
        seed=1,
        runs=2 * (draws or 6),
        draws=draws,
        dollars=650_000.0,
        scenario="pull_in",
        outcome=outcome,
        own=own,
        tried=(best, *others, own),
        open=4,
        best=best,
        again=own,
        promised=15.0,
        misses=1.5,
        low=np.array([0.05, 0.06, 1.0]),
        high=np.array([0.2, 0.12, 5.5]),
        notes=("the base case fits",),
        sites={f"site_{place}": "Place" for place in range(sites)} if sites > 1 else {},
    )


def worse(place: int) -> tuple[Estimate, bool]:
    """What another split brings beyond the study's own."""
    return estimate(-1.0 - place, 0.5), True
