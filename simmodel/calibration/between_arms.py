"""What the two arms of a pilot differ by, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simmodel.calibration.contrasts import Contrast, contrasts_of
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import COST, RATE, Target, is_share, named
from simmodel.validation.counted import FOLLOWED


def between_arms(fit: Fit) -> Iterator[str]:
    """What each thing differs by between the arms, at the latest time it was told of both, as it ends a sentence."""
    by_time = sorted(contrasts_of(fit), key=lambda each: each.target.until)
    latest = {(each.target.outcome, each.target.kind, each.target.group): each for each in by_time}
    for each in latest.values():
        what, arms = named(each.target, with_arm=False), f"{each.target.arm} beside {each.other.arm}"
        yield f"{what}, {arms}: {_difference_told(each)}{_hazards_told(each)}."


def _difference_told(one: Contrast) -> str:
    """The middle with its unit, then the range: "18 points fewer (95% range 30 fewer to 5 fewer)"."""
    in_points = 100.0 if is_share(one.target.outcome, one.target.kind) else 1.0
    low, middle, high = (_signed(one.target, in_points * end) for end in one.difference[[0, 2, 4]])
    return f"{middle} {_unit(one.target)} (95% range {low} to {high})"


def _signed(target: Target, value: float) -> str:
    """With its sign, to two figures or whole: +24, -0.31, 0.

    >>> housed = Target(2, "housed", "state", 0, 12, "", "aid", 0.6, None, 0.05, None, None, "fit", "", "")
    >>> _signed(housed, 24.2), _signed(housed, -0.312), _signed(housed, -0.0), _signed(housed, -1234.5)
    ('+24', '-0.31', '0', '-1,234')
    """
    figure = f"{value:+,.0f}" if abs(value) >= 100 else f"{value:+.2g}"
    figure = "0" if float(figure.replace(",", "")) == 0 else figure
    return f"{figure[0]}${figure[1:]}" if target.kind == COST and figure != "0" else figure


def _unit(target: Target) -> str:
    if is_share(target.outcome, target.kind):
        return "points"
    return FOLLOWED[target.outcome].unit.removeprefix("dollars ") + (" and year" if target.kind == RATE else "")


def _hazards_told(one: Contrast) -> str:
    if one.ratio is None:
        return ""
    low, middle, high = one.ratio[[0, 2, 4]]
    if np.isfinite(middle):
        return f"; hazard ratio {middle:.2f} ({low:.2f} to {high:.2f})"
    return "; hazard ratio unknown, for the fit allows that it happens to nobody, or to everybody"
