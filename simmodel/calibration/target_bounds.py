"""How far the rows of a file can be told to contradict each other, where not quite the same people were followed.

Of two groups of one arm the smaller is taken to be within the larger: who is missing was lost on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simmodel.calibration.target_amounts import Counts
from simmodel.calibration.target_rows import ReadRow
from simmodel.calibration.targets import RATE, SURVIVAL, is_share
from simmodel.quantities import ROUNDING, WEEKS_PER_MONTH, WEEKS_PER_YEAR

IMPOSSIBLE, DOUBTFUL, POSSIBLE = "impossible", "doubtful", "possible"
"""Cannot be, whoever was lost; can be only where not the same people were followed, or of estimates; can be."""
_ERRORS = 2
"""An estimate is told to contradict beyond so many of its standard errors."""
_ROUNDED_SHARE = 0.005
"""Shares are rounded to whole percents at most: 0.3 in a spreadsheet is 0.30."""


@dataclass(frozen=True)
class Seen:
    """Between which two numbers something lies, of `n` people (None: unknown) of whom none can have more than `most`.

    `rounded`: how far its digits leave it open; `error`: how far its estimate does.
    """

    low: float
    high: float
    n: float | None
    most: float
    rounded: float = 0.0
    error: float = 0.0


def seen(each: ReadRow) -> Seen:
    """What a row says has happened: of a survival share what is missing to 1, of a rate so many over its window."""
    target = each.target
    low, high = (target.value if end is None else end for end in (target.lower, target.upper))
    low, high = low or 0.0, high or 0.0
    if target.kind == SURVIVAL:
        low, high = 1 - high, 1 - low
    years = (target.until - target.since) * WEEKS_PER_MONTH / WEEKS_PER_YEAR if target.kind == RATE else 1.0
    rounded = min(each.step / 2, _ROUNDED_SHARE) if is_share(target.outcome, target.kind) else each.step / 2
    most = Counts(target.outcome, target.kind, target.since, target.until).most
    error = _ERRORS * (target.se or 0.0)
    return Seen(low * years, high * years, target.n, most * years, rounded * years, error * years)


def above(parts: Sequence[Seen], whole: Seen, rounded: bool) -> str:
    """Whether parts that make no more than a whole say more than it; `rounded`: whether their digits may add up so."""
    digits = 1.0 if rounded else 0.0
    if sum(part.low - digits * part.rounded for part in parts) <= whole.high + digits * whole.rounded + ROUNDING:
        return POSSIBLE
    least = sum(_least(part, whole.n, digits) for part in parts)
    slack = 1.0 if any(_others(part, whole.n) for part in parts) else digits
    return IMPOSSIBLE if least > whole.high + slack * whole.rounded + whole.error + ROUNDING else DOUBTFUL


def below(parts: Sequence[Seen], whole: Seen) -> str:
    """Whether parts that together are a whole say less than it."""
    if sum(part.high + part.rounded for part in parts) >= whole.low - whole.rounded - ROUNDING:
        return POSSIBLE
    greatest = sum(_greatest(part, whole.n) for part in parts)
    return IMPOSSIBLE if greatest < whole.low - whole.rounded - whole.error - ROUNDING else DOUBTFUL


def _others(part: Seen, people: float | None) -> bool:
    return part.n is not None and people is not None and part.n != people


def _least(part: Seen, people: float | None, digits: float) -> float:
    """The least that so many people can show: all who are missing may be those who had the most."""
    if not _others(part, people) or part.n is None or people is None:
        return max(0.0, part.low - digits * part.rounded - part.error)
    missing = (part.n - people) * part.most if part.n > people else 0.0
    return max(0.0, ((part.low - part.rounded - part.error) * part.n - missing) / people)


def _greatest(part: Seen, people: float | None) -> float:
    """The most that so many people can show: all who are more may have had the most."""
    if not _others(part, people) or part.n is None or people is None:
        return part.high + part.rounded + part.error
    more = (people - part.n) * part.most if people > part.n else 0.0
    return ((part.high + part.rounded + part.error) * part.n + more) / people
