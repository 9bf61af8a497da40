"""What the standard estimator of each design makes of a pilot's data: estimate, 95% interval, p. Pure functions.

Every interval is the estimate and its standard error on Student's t. Where nobody differs from anybody the error is 0:
then the interval is a point, and p is 1 for an estimate of 0 and 0 for any other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Figure:
    """What a pilot reports, per person over its follow-up.

    `reference` is what it compares with: the level before, of the comparison group, or of those still waiting.
    """

    estimate: float
    error: float
    low: float
    high: float
    p: float
    reference: float

    @property
    def relative(self) -> float | None:
        """The estimate as a share of the reference; None where there is none."""
        return share_of(self.estimate, self.reference)

    def excludes_zero(self, sign: float = 0.0) -> bool:
        """Whether the interval leaves out zero, on the side of `sign` where one is given."""
        above, below = self.low > 0.0, self.high < 0.0
        return above if sign > 0 else below if sign < 0 else above or below


def share_of(change: float, level: float) -> float | None:
    """A change as a share of a level; None of nothing, and where it would take away more than there is.

    >>> share_of(-3.0, 4.0), share_of(-5.0, 4.0), share_of(1.0, 0.0)
    (-0.75, None, None)
    """
    return None if level == 0.0 or change < -level else change / level


def paired(now: np.ndarray, other: np.ndarray) -> Figure:
    """Mean of `now` minus `other`, person by person (or pair by pair): the paired t-test. Both of shape (people,)."""
    change = now - other
    error = float(np.std(change, ddof=1) / np.sqrt(len(change)))
    return _on_t(float(change.mean()), error, len(change) - 1.0, float(other.mean()))


def two_groups(treated: np.ndarray, control: np.ndarray) -> Figure:
    """Difference in means of two groups whose spread may differ (Welch). Shapes (people treated,), (people not,)."""
    parts = [float(np.var(group, ddof=1)) / len(group) for group in (treated, control)]
    total = sum(parts)
    spread = sum(part**2 / (len(group) - 1) for part, group in zip(parts, (treated, control), strict=True))
    freedom = total**2 / spread if spread else 1.0
    return _on_t(float(treated.mean() - control.mean()), total**0.5, freedom, float(control.mean()))


def steps(amounts: np.ndarray, exposed: np.ndarray) -> Figure:
    """The effect of exposure in a stepped wedge: least squares with an effect of each person and of each period.

    `amounts` and `exposed` (0 or 1) have shape (periods, people). Errors are robust to whatever happens within a
    person's own periods (clustered by person, CR1). The reference is the mean of periods without exposure.
    """
    regressor, outcome = _within_person_and_period(exposed.astype(float)), _within_person_and_period(amounts)
    squares, people = float((regressor**2).sum()), amounts.shape[1]
    if squares == 0.0:
        raise ValueError("nobody began later than anybody else")
    effect = float((regressor * outcome).sum()) / squares
    scores = (regressor * (outcome - effect * regressor)).sum(axis=0)
    error = float(np.sqrt((scores**2).sum() * people / (people - 1))) / squares
    return _on_t(effect, error, people - 1.0, float(amounts[exposed == 0].mean()))


def _within_person_and_period(values: np.ndarray) -> np.ndarray:
    """What is left when the mean of the person and of the period are taken out; the table has no gaps."""
    return values - values.mean(axis=0) - values.mean(axis=1, keepdims=True) + values.mean()


def _on_t(estimate: float, error: float, freedom: float, reference: float) -> Figure:
    if error == 0.0:
        return Figure(estimate, 0.0, estimate, estimate, 1.0 if estimate == 0.0 else 0.0, reference)
    reach = error * float(stats.t.ppf(0.5 + CONFIDENCE / 2.0, freedom))
    p = 2.0 * float(stats.t.sf(abs(estimate) / error, freedom))
    return Figure(estimate, error, estimate - reach, estimate + reach, p, reference)
