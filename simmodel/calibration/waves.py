"""Waves of runs: the model at many points of the prior, or of the posterior, each seen through the pilot.

Every point is a draw of the study, with luck and with a draw of all other numbers of its own. So a wave is played by
whatever plays draws, in any order and on any number of machines, with the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import numpy as np

from simmodel.calibration.ledger import Key, Ledger
from simmodel.calibration.measure import Written, written_down
from simmodel.calibration.own_levels import solver_of
from simmodel.calibration.plan import Calibration
from simmodel.calibration.prior import Prior
from simmodel.calibration.targets import Target
from simmodel.draws import fitted_in
from simmodel.errors import SimmodelError
from simmodel.players import Players
from simmodel.posterior import Posterior
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR
from simmodel.scenario import Study
from simmodel.store.address import hash_of

Progress = Callable[[int, int], None]
TRIED = 40
"""Runs of a wave after which one may look whether further ones are worth playing."""


@dataclass(frozen=True)
class Wave:
    """Points of a prior that are played: their places, (points, parameters)."""

    prior: Prior
    places: np.ndarray

    def study(self, study: Study) -> Study:
        """The study that believes the point of each draw."""
        rows = self.prior.rows(self.places)
        points = Posterior(fitted="points of the prior", digest="", numbers=self.prior.dotted, draws=rows)
        return study.model_copy(update={"posterior": points})


def seen_through(
    name: str,
    study: Study,
    points: int,
    seed: int,
    targets: Sequence[Target],
    ledger: Ledger,
    players: Players,
    progress: Progress | None = None,
    within: int = 0,
    tried: Callable[[list[Written | None]], None] | None = None,
) -> list[Written | None]:
    """What the pilot wrote down in draws 1 to `points` of this study, from the ledger where it has them.

    `within`: which run of each draw, 0 the first. None stands for a run of a draw without a custody curve. `name` is
    that of the wave in the ledger; `progress(done, of)` is called after each run that is played, and `tried` with the
    first `TRIED` as soon as they are.
    """
    plan = plan_of(study)
    keys = keys_of(name, study, points)
    missing = [place for place, key in enumerate(keys) if key not in ledger.held]
    live, solve = partial(written_down, plan, tuple(targets)), solver_of(plan)
    addresses = [(place + 1, within) for place in missing]
    with closing(players.each(study, seed, addresses, live, solve)) as lived:
        for done, (place, one) in enumerate(zip(missing, lived, strict=True), start=points - len(missing) + 1):
            ledger.keep(keys[place], one)
            if done == TRIED and tried is not None:
                tried([ledger.held[key] for key in keys[:TRIED]])
            if progress is not None:
                progress(done, points)
    return [ledger.held[key] for key in keys]


def keys_of(name: str, study: Study, points: int) -> list[Key]:
    """By which the ledger keeps the runs of a wave: its name, the place of each run, and what its point is."""
    return [(name, place, point_of(study, place + 1)) for place in range(points)]


def point_of(study: Study, draw: int) -> str:
    """What tells the point of this draw from any other; empty where a study takes all its numbers from their ranges."""
    return hash_of({"point": fitted_in(study, draw)}) if study.posterior else ""


def plan_of(study: Study) -> Calibration:
    """The study's plan; SimmodelError where it has none."""
    if study.calibration is None:
        raise SimmodelError(
            f"{study.name} has no pilot to be fitted; allowed: a study file with a [calibration] table; type "
            "[calibration]"
        )
    return study.calibration


def longest_followed(study: Study) -> float:
    """For how many months a pilot can follow people: all before the study ends, somebody before its data are taken."""
    plan, horizon = plan_of(study), study.time.horizon_years * WEEKS_PER_YEAR
    weeks = horizon - plan.people.begins_within_weeks
    return min(weeks, horizon if plan.data_cut_weeks is None else plan.data_cut_weeks) / WEEKS_PER_MONTH
