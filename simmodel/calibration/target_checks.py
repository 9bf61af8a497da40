"""What does not fit together in a file of targets: rows that are right alone and wrong beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_impossible import check_beside, check_falls, check_windows, series_of, whose
from simmodel.calibration.target_rows import ReadRow
from simmodel.calibration.target_wholes import check_wholes
from simmodel.calibration.targets import CHECK, FIT, HOLDOUT

FEW = 5
"""Of fewer people no agency would print a number."""


def check_together(read: Sequence[ReadRow], faults: Faults) -> None:
    """Tells every fault and warning that lies between rows."""
    _twice(read, faults)
    _mixed_signs(read, faults)
    for series in series_of(read).values():
        check_falls(series, faults)
        check_windows(series, faults)
        _held_out_too_early(series, faults)
    check_beside(read, faults)
    check_wholes(read, faults)
    for each in read:
        if each.target.n is not None and each.target.n < FEW:
            words = f"is {each.target.n:g}: of so few people a number says next to nothing, and may point to one of"
            faults.warn(each.row.line, each.row.called("n"), f"{words} them; put groups together where you can")
        if not each.target.source:
            faults.warn(each.row.line, "source", "is missing; type where the number was read, and when")


def nothing_to_fit(uses: Iterable[tuple[int, str]], faults: Faults) -> None:
    """A file is there to be fitted: a fault where no row is; rows as (line, what stands in use)."""
    rows = list(uses)
    if rows and all(use.lower() in (CHECK, HOLDOUT) for _, use in rows):
        words = "is holdout or check in every row, so there is nothing to fit; allowed: fit, holdout, check"
        faults.add(rows[0][0], "use", f"{words}; type fit in the rows that the model should meet")


def _twice(read: Sequence[ReadRow], faults: Faults) -> None:
    first: dict[tuple[object, ...], ReadRow] = {}
    for each in read:
        target = each.target
        owner = first.setdefault((*whose(target), target.since, target.until), each)
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


def _held_out_too_early(series: Sequence[ReadRow], faults: Faults) -> None:
    fitted = [each for each in series if each.target.use == FIT]
    for each in series:
        if fitted and each.target.use == HOLDOUT and each.target.until <= fitted[-1].target.until:
            last = f"row {fitted[-1].row.line} fits the same people at {fitted[-1].target.until:g}"
            words = f"is holdout at {each.target.until:g} months, and {last}"
            allowed = "allowed: held out is what comes later than what is fitted"
            faults.add(each.row.line, each.row.called("use"), f"{words}; {allowed}; type fit, or check")
