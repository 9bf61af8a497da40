"""Counts of fewer than five people: hidden in everything that leaves the app, as agencies hide them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from simmodel.calibration.target_amounts import Counts
from simmodel.calibration.targets import MEAN, RATE, Target, is_share
from simmodel.quantities import ROUNDING

FEWEST = 5
"""A count below this is not told exactly."""
MOST_HIDDEN = FEWEST - 1


def is_small(target: Target) -> bool:
    """Whether a target is of fewer than five people, or tells exactly that so few were in a state, or were not.

    What happened fewer than five times, or on fewer than five days, happened to fewer than five people.
    """
    if target.n is None or target.n < FEWEST:
        return target.n is not None
    if not Counts(target.outcome, target.kind).of_whole_counts:
        return target.value is not None and target.value < _value_of(FEWEST, target)
    count = _count(target)
    return count is not None and (count < FEWEST or target.n - count < FEWEST)


def hidden(target: Target) -> Target:
    """The target with a small count as a range: 0 to 4 of its people, or all but 0 to 4.

    What happened fewer than five times is a range up to five. Of fewer than five people nothing is told but what could
    be: any share, any amount of its size, and not of how many.
    """
    if not is_small(target):
        return target
    assert target.n is not None
    if target.n < FEWEST:
        return replace(target, value=None, n=None, se=None, lower=0.0, upper=_most(target))
    if not Counts(target.outcome, target.kind).of_whole_counts:
        return replace(target, value=None, lower=0.0, upper=_value_of(FEWEST, target))
    count = _count(target)
    is_few = count is not None and count < FEWEST
    ends = (0.0, MOST_HIDDEN / target.n) if is_few else ((target.n - MOST_HIDDEN) / target.n, 1.0)
    return replace(target, value=None, lower=ends[0], upper=ends[1])


def _count(target: Target) -> int | None:
    """Of how many people a target tells: by its value, or by ends between which there is only one number."""
    assert target.n is not None
    if target.value is not None:
        return round(target.value * target.n)
    if target.lower is None or target.upper is None:
        return None
    least, most = math.ceil(target.lower * target.n - ROUNDING), math.floor(target.upper * target.n + ROUNDING)
    return least if least == most else None


def _value_of(times: int, target: Target) -> float:
    """What a mean or a rate is where something happened so many times in all; 0 for what is not counted in times."""
    assert target.n is not None
    if target.kind not in (MEAN, RATE) or is_share(target.outcome, target.kind):
        return 0.0
    years = (target.until - target.since) / 12 if target.kind == RATE else 1.0
    return times / (target.n * years)


def _most(target: Target) -> float:
    """The most that could be; where nothing bounds it, the next power of ten above what was seen, ten at least."""
    most = Counts(target.outcome, target.kind, target.since, target.until).most
    if math.isfinite(most):
        return most
    seen = target.upper if target.value is None else target.value
    return 10.0 ** max(1, math.ceil(math.log10(max(seen or 0.0, 1.0))))


def with_small_hidden(targets: Sequence[Target]) -> tuple[Target, ...]:
    """The same targets, none of which tells a small count."""
    return tuple(hidden(each) for each in targets)


def small_told(targets: Sequence[Target]) -> str:
    """Which rows tell small counts, and what becomes of them; empty where none does."""
    rows = [str(each.row) for each in targets if is_small(each)]
    if not rows:
        return ""
    which = f"Row {rows[0]} tells" if len(rows) == 1 else f"Rows {', '.join(rows)} tell"
    return (
        f"{which} exactly of fewer than {FEWEST} people (or of all but so few). The fit uses what you gave; in all "
        "that you take away such a number is a range, and targets.csv is left out. "
        f"Type <{FEWEST} under value, with n, and it is a range in the fit as well; where there were so few people in "
        "all, or it is no share of them, type lower and upper alone."
    )
