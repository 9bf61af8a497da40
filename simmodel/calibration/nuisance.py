"""What is no luck in a run although no fitted number explains it: what all other numbers of the model do there.

Each run has a draw of the numbers that are not fitted. A pilot's own people are followed in one world, so what those
numbers do to it does not shrink with the number of people, as luck does. Two runs of the same numbers with luck of
their own tell the two apart: what they differ by is luck alone.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simmodel.calibration.emulator import Emulator
from simmodel.calibration.pool import Pool

MANY_MORE = 2.0
"""A target of more than so many times the people of a run is surer than the luck of a run."""
SHARES = (np.arange(200) + 0.5) / 200
"""Shares of a run's variance that two runs of the same numbers may have in common, tried."""


def with_shared(emulator: Emulator, once: Pool, again: Pool) -> Emulator:
    """The same emulator, with what two runs of the same numbers have in common; both pools are of the same points."""
    return replace(emulator, shared=shared(emulator, once, again))


def shared(emulator: Emulator, once: Pool, again: Pool) -> np.ndarray:
    """Which share of each target's variance two runs of the same numbers have in common; (targets,).

    Half the squared difference of two runs is the variance of luck. The mean over all shares by how likely each is, so
    that few pairs make nothing look surer than they can tell.
    """
    apart = (emulator.z_scores(once) - emulator.z_scores(again)) / np.sqrt(2.0)
    pairs = np.isfinite(apart).sum(axis=0)
    luck = 1.0 - SHARES[:, None]
    heights = -0.5 * (pairs * np.log(luck) + np.nansum(np.square(apart), axis=0) / luck)
    weights = np.exp(heights - heights.max(axis=0))
    found: np.ndarray = SHARES @ weights / weights.sum(axis=0)
    return found
