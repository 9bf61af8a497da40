"""What does not fit together in a file of targets: rows that are right alone and wrong beside one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_rows import ReadRow
from simmodel.calibration.targets import CHECK, COST, CUMULATIVE, FIT, HOLDOUT, MEAN, SHARES_OF_TIME, SURVIVAL, Target
from simmodel.quantities import ROUNDING

WITHIN = (
    ("new_sentence", "return_to_prison"),
    ("return_to_prison", "any_custody"),
    ("new_sentence", "any_custody"),
    ("new_sentence", "arrested"),
    ("arrested", "any_custody"),
)
"""Outcomes of which the first cannot happen without the second."""


def check_together(read: Sequence[ReadRow], faults: Faults) -> None:
    """Tells every fault and warning that lies between rows."""
    _twice(read, faults)
    _mixed_signs(read, faults)
    for series in _series(read).values():
        _falling(series, faults)
        _held_out_too_early(series, faults)
    _more_than_their_whole(read, faults)
    for each in read:
        if not each.target.source:
            faults.warn(each.row.line, "source", "is missing; type where the number was read, and when")


def nothing_to_fit(uses: Iterable[tuple[int, str]], faults: Faults) -> None:
    """A file is there to be fitted: a fault where no row is; rows as (line, what stands in use)."""
    rows = list(uses)
    if rows and all(use.lower() in (CHECK, HOLDOUT) for _, use in rows):
        words = "is holdout or check in every row, so there is nothing to fit; allowed: fit, holdout, check"
        faults.add(rows[0][0], "use", f"{words}; type fit in the rows that the model should meet")


def _whose(target: Target) -> tuple[str, str, str, str]:
    """What makes rows a series: the same thing counted of the same people; what others saw is a series by source."""
    elsewhere = f"check: {target.source}" if target.use == CHECK else ""
    return target.outcome, target.arm, target.group, elsewhere


def _series(read: Iterable[ReadRow]) -> dict[tuple[str, ...], list[ReadRow]]:
    found = defaultdict(list)
    for each in read:
        found[_whose(each.target)].append(each)
    return {whose: sorted(rows, key=lambda each: (each.target.until, each.row.line)) for whose, rows in found.items()}


def _twice(read: Sequence[ReadRow], faults: Faults) -> None:
    first: dict[tuple[object, ...], ReadRow] = {}
    for each in read:
        target = each.target
        owner = first.setdefault((*_whose(target), target.since, target.until), each)
        if owner is not each:
            words = f"is {target.outcome} at the same time, arm and group as in row {owner.row.line}"
            same = owner.target.kind == target.kind
            kinds = "" if same else f" ({owner.target.kind} there and {target.kind} here tell the same)"
            column = each.row.called("time") if owner.row.line == each.row.line else each.row.called("target")
            faults.add(each.row.line, column, f"{words}{kinds}; allowed: each number once; delete one of the two")


def _mixed_signs(read: Sequence[ReadRow], faults: Faults) -> None:
    first: dict[str, tuple[bool, int]] = {}
    for each in read:
        outcome = each.target.outcome
        for column, percent in each.percents.items():
            sign, row = first.setdefault(outcome, (percent, each.row.line))
            if sign is not percent:
                this, other = ("with %", "without") if percent else ("without %", "with it")
                words = f"is written {this}, and {outcome} in row {row} {other}"
                again = "allowed: all shares of one target in one way; type all as percentages, or all as shares"
                faults.add(each.row.line, each.row.called(column), f"{words}; {again}")


def _ends(target: Target) -> tuple[float, float]:
    """Between which two numbers the target lies, of what has happened: of a survival share what is missing to 1."""
    low, high = (target.value if end is None else end for end in (target.lower, target.upper))
    low, high = low or 0.0, high or 0.0
    return (1 - high, 1 - low) if target.kind == SURVIVAL else (low, high)


def _falling(series: Sequence[ReadRow], faults: Faults) -> None:
    """What has happened by a later time has happened to as many at least: shares of people, and sums over windows."""
    for kinds in ((CUMULATIVE, SURVIVAL), (MEAN,), (COST,)):
        rows = [each for each in series if each.target.kind in kinds and each.target.outcome not in SHARES_OF_TIME]
        for since in {each.target.since for each in rows}:
            for earlier, later in pairwise([each for each in rows if each.target.since == since]):
                _as_much_later(earlier, later, faults)


def _as_much_later(earlier: ReadRow, later: ReadRow, faults: Faults) -> None:
    before, after = earlier.target, later.target
    if before.until == after.until or _ends(after)[1] >= _ends(before)[0] - ROUNDING:
        return
    way, bound = ("above", "at most") if after.kind == SURVIVAL else ("below", "at least")
    words = f"lies {way} what row {earlier.row.line} says of {before.until:g} months, and is of the same people"
    mend = "type the counts of one and the same group of people at both times"
    faults.add(later.row.line, later.seen_in, f"{words}; allowed: {bound} as much at {after.until:g} months; {mend}")


def _held_out_too_early(series: Sequence[ReadRow], faults: Faults) -> None:
    fitted = [each for each in series if each.target.use == FIT]
    for each in series:
        if fitted and each.target.use == HOLDOUT and each.target.until <= fitted[-1].target.until:
            last = f"row {fitted[-1].row.line} fits the same people at {fitted[-1].target.until:g}"
            words = f"is holdout at {each.target.until:g} months, and {last}"
            allowed = "allowed: held out is what comes later than what is fitted"
            faults.add(each.row.line, each.row.called("use"), f"{words}; {allowed}; type fit, or check")


def _more_than_their_whole(read: Sequence[ReadRow], faults: Faults) -> None:
    """A share under a new sentence is no more than that in any custody, of the same people by the same time."""
    cumulative = [each for each in read if each.target.kind == CUMULATIVE]
    at = {(*_whose(each.target), each.target.until, each.target.n): each for each in cumulative}
    for part, whole in WITHIN:
        for key, each in at.items():
            other = at.get((whole, *key[1:]))
            if key[0] == part and other and _ends(each.target)[0] > _ends(other.target)[1] + ROUNDING:
                words = f"lies above {whole} in row {other.row.line}, and {part} is a part of that"
                again = f"allowed: at most as many, of the same people at {each.target.until:g} months"
                faults.add(each.row.line, each.seen_in, f"{words}; {again}; type the right one of the two")
