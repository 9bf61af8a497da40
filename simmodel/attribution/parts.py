"""From both arms under every set of groups to what each group adds, with ranges and errors. Pure functions.

A difference of means over runs, the pull of each run on it and each run's own difference all add up over sets of
groups, so each is shared out in the same way, and a part has its ranges and its Monte Carlo error as any difference
has (`simmodel.appraisal.estimates`): from paired runs, with draws as clusters. The error of a share, a ratio of a part
to the whole, is by the delta method from the same runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simmodel.appraisal.estimates import (
    Change,
    Difference,
    Estimate,
    Values,
    change_between,
    difference,
    estimate_of,
)
from simmodel.appraisal.spread import monte_carlo_error
from simmodel.attribution.shapley import shapley

Arms = tuple[Values, Values]
"""The outcome under the first and under the second scenario, run by run."""


class Share(NamedTuple):
    """An amount of the difference, the fraction of the whole that it is, and the Monte Carlo error of that."""

    amount: Estimate
    share: float | None
    mc_error: float | None


def shared_out(arms: Sequence[Arms], better: str | None) -> tuple[Difference, list[Share]]:
    """The whole difference, and what each group adds to it, followed by what is left with every group off.

    `arms[s]` has the groups on whose bits are set in s. Runs count in which every set has a value in both arms; where
    there is none there is no number.
    """
    runs = _with_a_value(arms)
    if not len(runs):
        nothing = Estimate(*[None] * 6)
        return Difference(*[None] * 7), [Share(nothing, None, None)] * len(arms).bit_length()
    kept = [(first.at(runs), second.at(runs)) for first, second in arms]
    changes = [change_between(second, first) for first, second in kept]
    parts = zip(*(_added(np.array([getattr(one, name) for one in changes])) for name in vars(changes[0])), strict=True)
    first, second = kept[-1]
    return difference(second, first, better), [_share(Change(*part), changes[-1], second) for part in parts]


def _with_a_value(arms: Sequence[Arms]) -> np.ndarray:
    """The runs in which every set of groups has a value in both arms."""
    return np.flatnonzero(np.all([np.isfinite(arm.value) for both in arms for arm in both], axis=0))


def _added(values: np.ndarray) -> np.ndarray:
    """What each group adds, and then what there is without any."""
    return np.concatenate([shapley(values), values[:1]])


def _share(part: Change, whole: Change, runs: Values) -> Share:
    amount = estimate_of(part, runs)
    if whole.mean == 0.0:
        return Share(amount, None, None)
    share = float(part.mean / whole.mean)
    return Share(amount, share, monte_carlo_error((part.pull - share * whole.pull) / whole.mean, runs.cluster))
