"""Whether the pilot saw anything that the model, before it has learned, would hardly ever show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.calibration.emulator import Emulator
from simmodel.calibration.observed import Observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.predictive import BAND, UNLIKELY, as_the_pilot, chances
from simmodel.calibration.scales import off_scale, on_scale


@dataclass(frozen=True)
class Conflict:
    """What was observed beside runs through the whole prior.

    `chance` (targets,): how often runs lie as far out, either way, nan where nothing was observed; `band` (2, targets):
    from where to where nine runs in ten lie, in the target's own unit; `together`: how often a run lies as far from all
    others as the pilot does, all exact targets at once (Mahalanobis), nan where there are none.
    """

    chance: np.ndarray
    band: np.ndarray
    together: float

    @property
    def outside(self) -> np.ndarray:
        """Which targets lie where the model before it has learned hardly ever does; (targets,)."""
        looked_at = max(int(np.isfinite(self.chance).sum()), 1)
        return np.nan_to_num(self.chance, nan=1.0) < UNLIKELY / looked_at

    @property
    def agrees(self) -> bool:
        """Whether nothing speaks against the prior, target by target and all together."""
        return not self.outside.any() and not self.together < UNLIKELY


def prior_conflict(emulator: Emulator, pool: Pool, seen: Observed) -> Conflict:
    """What was observed beside the runs of the prior, `pool`; all three are of the same targets."""
    shown = as_the_pilot(emulator, pool, seen)
    band = off_scale(seen.kinds, np.nanquantile(shown, BAND, axis=0))
    return Conflict(
        chances(shown, seen), band, _far(shown[:, seen.exact], on_scale(seen.kinds, seen.value)[seen.exact])
    )


def _far(shown: np.ndarray, pilot: np.ndarray) -> float:
    """How often a run lies as far from the middle of all runs as the pilot does."""
    whole = shown[np.isfinite(shown).all(axis=1)]
    if not len(pilot) or len(whole) <= len(pilot):
        return float("nan")
    back = np.linalg.pinv(np.atleast_2d(np.cov(whole, rowvar=False)), hermitian=True)
    away, apart = whole - whole.mean(axis=0), pilot - whole.mean(axis=0)
    distance = np.einsum("ri,ij,rj->r", away, back, away)
    return float(((distance >= apart @ back @ apart).sum() + 0.5) / (len(distance) + 1.0))
