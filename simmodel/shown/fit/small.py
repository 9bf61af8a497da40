"""Counts of fewer than five people: hidden in everything that leaves the app, as agencies hide them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simmodel.calibration.targets import AT_A_TIME, Target

FEWEST = 5
"""A count below this is not told exactly."""
MOST_HIDDEN = FEWEST - 1


def is_small(target: Target) -> bool:
    """Whether a target tells exactly that fewer than five people are in a state, or are not, or are all there were."""
    if target.kind not in AT_A_TIME or target.value is None or target.n is None:
        return False
    count = round(target.value * target.n)
    return count < FEWEST or target.n - count < FEWEST


def hidden(target: Target) -> Target:
    """The target with a small count as a range: 0 to 4 of its people, or all but 0 to 4."""
    if not is_small(target):
        return target
    assert target.value is not None
    assert target.n is not None
    if target.n < FEWEST:
        return replace(target, value=None, n=None, lower=0.0, upper=1.0)
    is_few = round(target.value * target.n) < FEWEST
    ends = (0.0, MOST_HIDDEN / target.n) if is_few else ((target.n - MOST_HIDDEN) / target.n, 1.0)
    return replace(target, value=None, lower=ends[0], upper=ends[1])


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
        f"that you take away such a count is a range, and targets.csv is left out. Type <{FEWEST} under value, with n, "
        "and it is a range in the fit as well."
    )
