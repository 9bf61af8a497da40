"""Waves of runs: the model at many points of the prior, or of the posterior, each seen through the pilot.

Every point is a draw of the study, with luck and with a draw of all other numbers of its own. So a wave is played by
whatever plays draws, in any order and on any number of machines, with the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from simmodel.calibration.ledger import Ledger
from simmodel.calibration.measure import Written, written_down
from simmodel.calibration.prior import Prior
from simmodel.calibration.targets import Target
from simmodel.pool import ToPlay, in_threads
from simmodel.posterior import Posterior
from simmodel.scenario import Study
from simmodel.week import WEEK


@dataclass(frozen=True)
class Wave:
    """Points of a prior that are played: their places (points, parameters), under a seed of their own."""

    prior: Prior
    places: np.ndarray
    seed: int

    def study(self, study: Study) -> Study:
        """The study that believes the point of each draw."""
        rows = self.prior.rows(self.places)
        points = Posterior(fitted="points of the prior", digest="", numbers=self.prior.dotted, draws=rows)
        return study.model_copy(update={"posterior": points})


@dataclass(frozen=True)
class Players:
    """How runs are played and who is told: workers, and `progress(done, of)` after each run."""

    workers: int = 1
    progress: Callable[[int, int], None] | None = None


def seen_through(
    name: str, study: Study, points: int, seed: int, targets: Sequence[Target], ledger: Ledger, players: Players
) -> list[Written | None]:
    """What the pilot wrote down in runs 1 to `points` of this study, from the ledger where it has them.

    None stands for a run of a draw without a custody curve. `name` is that of the wave in the ledger.
    """
    plan = study.calibration
    assert plan is not None
    missing = [place for place in range(points) if (name, place) not in ledger.held]

    def play(run: ToPlay) -> Written:
        return written_down(run, plan, targets, seed)

    addresses = [(place + 1, 0) for place in missing]
    with closing(in_threads(study, addresses, seed, players.workers, WEEK, play)) as lived:
        for done, (place, one) in enumerate(zip(missing, lived, strict=True), start=points - len(missing) + 1):
            ledger.keep((name, place), one)
            if players.progress is not None:
                players.progress(done, points)
    return [ledger.held[name, place] for place in range(points)]
