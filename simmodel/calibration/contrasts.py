"""How much sooner or later it happens to people of the first arm than of the second: a hazard ratio with its range.

By the shares to whom it has happened by the same time, as the posterior has them: the ratio of the logarithms of the
shares to whom it has not. Of hazards that are in proportion it is their ratio.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from simmodel.calibration.result import Fit
from simmodel.calibration.scales import off_scale
from simmodel.calibration.targets import SURVIVAL, Target
from simmodel.validation.counted import FOLLOWED

RANGE = (0.025, 0.05, 0.5, 0.95, 0.975)


@dataclass(frozen=True)
class Contrast:
    """One thing by one time in both arms: a target of the first arm, and the hazard ratio at `RANGE`, (5,).

    It is nan where some draws have it happen to nobody, or to everybody.
    """

    target: Target
    other: Target
    ratio: np.ndarray


def contrasts_of(fit: Fit) -> list[Contrast]:
    """The hazard ratio of everything that happens once and was told of both arms, in the order of the targets."""
    if len(fit.plan.arms) < 2:
        return []
    first, second = fit.plan.arms
    places = [place for place in fit.fitted if FOLLOWED[fit.targets[place].outcome].once]
    shares = off_scale(fit.step.emulator.kinds, fit.step.emulator.expected(fit.step.draws))
    found = []
    for one, other in product(places, places):
        here, there = fit.targets[one], fit.targets[other]
        if (here.arm, there.arm) == (first, second) and _same(here, there):
            ratio = _ratio(_hazard(here, shares[:, one]), _hazard(there, shares[:, other]))
            found.append(Contrast(here, there, np.quantile(ratio, RANGE)))
    return found


def _same(one: Target, other: Target) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("outcome", "kind", "until", "group"))


def _ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    known = bool((one > 0).all() and (other > 0).all() and np.isfinite(one).all() and np.isfinite(other).all())
    return one / other if known else np.full(one.shape, np.nan)


def _hazard(target: Target, share: np.ndarray) -> np.ndarray:
    """The whole hazard up to the time of the target."""
    not_yet = share if target.kind == SURVIVAL else 1.0 - share
    return -np.log(np.clip(not_yet, np.finfo(float).tiny, 1.0))
