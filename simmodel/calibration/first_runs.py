"""The first runs of a fit, by which one can tell whether the model still does what it did when it was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from simmodel.calibration.fit import FIRST, POINTS, points_for, seed_of, spread_over, what_it_hangs_on
from simmodel.calibration.ledger import Ledger
from simmodel.calibration.measure import Written
from simmodel.calibration.prior import prior_of
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import Target
from simmodel.calibration.waves import Wave, plan_of, seen_through
from simmodel.players import Players
from simmodel.scenario import Study

KEPT = 4
"""So many of the runs over the prior are kept with a fit."""
Run = dict[str, list[float | None]] | None
"""What the pilot wrote down in one run: `seen`, and of how many `people`, by target; None without a custody curve."""


class FirstRuns(BaseModel):
    """The first runs of a fit of these numbers, of so many over the prior in all, whose middle all are solved from."""

    model_config = ConfigDict(frozen=True)

    numbers: tuple[str, ...]
    of: Annotated[int, Field(ge=1)]
    seed: int
    runs: tuple[Run, ...]


def first_runs_of(fit: Fit) -> FirstRuns:
    """The first runs of this fit."""
    of = points_for(len(fit.prior.names), fit.size)
    points = spread_over(len(fit.prior.names), of, seed_of(fit.seed, POINTS))[:KEPT]
    found = [np.flatnonzero((fit.first.places == point).all(axis=1)) for point in points]
    runs = [None if not len(row) else Written(fit.first.seen[row[0]], fit.first.people[row[0]]) for row in found]
    return FirstRuns(numbers=fit.prior.names, of=of, seed=fit.seed, runs=tuple(_run(one) for one in runs))


def played_again(study: Study, targets: Sequence[Target], kept: FirstRuns, players: Players | None = None) -> FirstRuns:
    """The first runs of a fit as the model of today plays them."""
    plan, seed = plan_of(study), kept.seed
    prior = prior_of(kept.numbers, plan, {each.number: each.value for each in study.assumptions})
    points = spread_over(len(kept.numbers), kept.of, seed_of(seed, POINTS))
    with TemporaryDirectory() as folder, Ledger(Path(folder), what_it_hangs_on(study, targets, seed)) as ledger:
        of_points = Wave(prior, points).study(study)
        written = seen_through(
            FIRST, of_points, len(kept.runs), seed_of(seed, FIRST), targets, ledger, players or Players()
        )
    return kept.model_copy(update={"runs": tuple(_run(one) for one in written)})


def _run(one: Written | None) -> Run:
    if one is None:
        return None
    return {"seen": [_known(value) for value in one.values], "people": [_known(count) for count in one.people]}


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
