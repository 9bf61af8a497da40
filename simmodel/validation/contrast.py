"""Two arms as the trial itself compared them: a hazard ratio, a difference, an odds ratio; with its error. Pure.

All people of all runs are pooled; the error is the jackknife's (each draw, or run, left out in turn), and the range is
that of draws, or of runs where nothing was sampled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.optimize import brentq

from simmodel.appraisal.spread import spread
from simmodel.validation.counted import Arm

CONFIDENCE = 0.95
FARTHEST = 12.0
"""Log hazard ratios beyond this mean that one arm has no events while the other has."""


@dataclass(frozen=True)
class Contrast:
    """What came out over all groups of runs; None for what does not exist.

    `low` to `high`: nine groups in ten (5th to 95th percentile), with the luck of their runs; `error`: the standard
    error of `mean` over groups; `reach`: half of its 95% interval, on Student's t for so few groups.
    """

    mean: float | None
    low: float | None
    high: float | None
    error: float | None
    reach: float | None


NOTHING = Contrast(None, None, None, None, None)
"""Where nothing was counted."""


def hazard_ratio(treated: Arm, control: Arm) -> float:
    """How much faster it happens in the treated arm: Cox's estimate for one yes-or-no covariate, ties as by Breslow.

    It solves sum over weeks of (events among treated - events * share of the risk set that is theirs) = 0, where a
    treated person counts exp(beta) times. nan where either arm has no event.
    """
    weeks = np.arange(1, int(max(treated.weeks.max(initial=1), control.weeks.max(initial=1))) + 1)
    (events_1, at_risk_1), (events_0, at_risk_0) = (_by_week(arm, len(weeks)) for arm in (treated, control))
    if not events_1.sum() or not events_0.sum():
        return math.nan
    events = events_1 + events_0

    def score(beta: float) -> float:
        theirs = at_risk_1 * math.exp(beta)
        share = np.divide(theirs, theirs + at_risk_0, out=np.zeros(len(weeks)), where=events > 0)
        return float(np.sum(events_1 - events * share))

    if score(-FARTHEST) <= 0 or score(FARTHEST) >= 0:
        return math.nan
    return math.exp(brentq(score, -FARTHEST, FARTHEST))


def _by_week(arm: Arm, weeks: int) -> tuple[np.ndarray, np.ndarray]:
    """Events in each week, and people at risk at its start."""
    last = arm.weeks.astype(int)
    events = np.bincount(last - 1, arm.total, weeks)
    leaving = np.bincount(last - 1, minlength=weeks)
    return events, len(last) - np.concatenate(([0], np.cumsum(leaving)[:-1]))


def _odds(share: float) -> float:
    return share / (1.0 - share) if share < 1.0 else math.inf


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 and math.isfinite(whole) else math.nan


MEASURES: dict[str, Callable[[Arm, Arm], float]] = {
    "difference": lambda treated, control: treated.mean - control.mean,
    "relative_change": lambda treated, control: _ratio(treated.mean, control.mean) - 1.0,
    "ratio": lambda treated, control: _ratio(treated.mean, control.mean),
    "odds_ratio": lambda treated, control: _ratio(_odds(treated.mean), _odds(control.mean)),
    "hazard_ratio": hazard_ratio,
    "level": lambda treated, control: treated.mean,
    "level_of_control": lambda treated, control: control.mean,
}
"""How two arms are compared; the two levels are no comparison."""

NO_EFFECT = {"difference": 0.0, "relative_change": 0.0, "ratio": 1.0, "odds_ratio": 1.0, "hazard_ratio": 1.0}
"""What a comparison gives where nothing was done."""

Pair = tuple[Arm, Arm]


def contrast(runs: Sequence[Pair], groups: Sequence[int], measure: str) -> Contrast:
    """The measure over all runs pooled, its range over groups and its error.

    `groups`: each run's draw, or its own number where nothing was sampled.
    """
    of, names = MEASURES[measure], sorted(set(groups))

    def over(chosen: Sequence[int]) -> float:
        return of(*together([runs[place] for place, group in enumerate(groups) if group in chosen]))

    mean = over(names)
    each = np.array([over([name]) for name in names])
    left_out = [over([other for other in names if other != name]) for name in names if len(names) > 1]
    low, high = spread(each[np.isfinite(each)]) if np.isfinite(each).any() else (None, None)
    known = np.array([each for each in left_out if math.isfinite(each)])
    error = jackknife_error(known)
    reach = None if error is None else error * float(stats.t.ppf(0.5 + CONFIDENCE / 2.0, len(known) - 1))
    return Contrast(mean if math.isfinite(mean) else None, low, high, error, reach)


def together(pairs: Sequence[Pair]) -> Pair:
    """The people of several runs as if they were one trial's."""
    arms = [[pair[place] for pair in pairs] for place in (0, 1)]
    treated, control = (
        Arm(*(np.concatenate([getattr(arm, name) for arm in many]) for name in ("total", "exposure", "weeks")))
        for many in arms
    )
    return treated, control


def jackknife_error(left_out: np.ndarray) -> float | None:
    """The standard error of an estimate, from what it is with each of n groups left out in turn; None below two.

    sqrt((n - 1) / n * sum of squared deviations from their mean).
    """
    count = len(left_out)
    return math.sqrt((count - 1) / count * float(np.sum((left_out - left_out.mean()) ** 2))) if count > 1 else None
