"""How people of the first arm fare beside those of the second, as the posterior has it, with its range.

Of everything that was told of both: how much more or less. Of what happens once also a hazard ratio, by the shares to
whom it has happened by the same time: the ratio of the logarithms of the shares to whom it has not. Of hazards that are
in proportion it is their ratio.
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
    """One thing by one time in both arms, at `RANGE`, (5,) each: a target of the first arm, beside the second.

    `difference`: first arm minus second, in the unit of the target (shares 0 to 1). `ratio`: of the hazards of what
    happens once, None of all else; nan where some draws have it happen to nobody, or to everybody.
    """

    target: Target
    other: Target
    difference: np.ndarray
    ratio: np.ndarray | None


def contrasts_of(fit: Fit) -> list[Contrast]:
    """What everything that was fitted of both arms differs by, in the order of the targets."""
    if len(fit.plan.arms) < 2:
        return []
    first, second = fit.plan.arms
    expected = off_scale(fit.step.emulator.kinds, fit.step.emulator.expected(fit.step.draws))
    found = []
    for one, other in product(fit.fitted, fit.fitted):
        here, there = fit.targets[one], fit.targets[other]
        if (here.arm, there.arm) == (first, second) and _same(here, there):
            found.append(_contrast(here, there, expected[:, one], expected[:, other]))
    return found


def _contrast(here: Target, there: Target, one: np.ndarray, other: np.ndarray) -> Contrast:
    once = FOLLOWED[here.outcome].once
    ratio = np.quantile(_ratio(_hazard(here, one), _hazard(there, other)), RANGE) if once else None
    return Contrast(here, there, np.quantile(one - other, RANGE), ratio)


def _same(one: Target, other: Target) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("outcome", "kind", "since", "until", "group"))


def _ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    known = bool((one > 0).all() and (other > 0).all() and np.isfinite(one).all() and np.isfinite(other).all())
    return one / other if known else np.full(one.shape, np.nan)


def _hazard(target: Target, share: np.ndarray) -> np.ndarray:
    """The whole hazard up to the time of the target."""
    not_yet = share if target.kind == SURVIVAL else 1.0 - share
    return -np.log(np.clip(not_yet, np.finfo(float).tiny, 1.0))
