"""What is a part of a whole beside it: groups among all people, and nights without a home in the time without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from simmodel.calibration.target_amounts import DAYS_PER_YEAR
from simmodel.calibration.target_bounds import Seen, seen
from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_impossible import whose
from simmodel.calibration.target_rows import ReadRow
from simmodel.calibration.targets import COUNTED_IN_N, MEAN, Target
from simmodel.quantities import ROUNDING

_MONTHS = 12
HOUSED, NIGHTS = "time_housed", "homeless_nights"


def check_wholes(read: Sequence[ReadRow], faults: Faults) -> None:
    """Groups have no more people, and nothing more often, than all of whom they are some; a day is spent once."""
    together: dict[object, list[ReadRow]] = defaultdict(list)
    for each in read:
        outcome, arm, _, elsewhere = whose(each.target)
        together[outcome, each.target.kind, arm, elsewhere, *_window(each.target)].append(each)
    for rows in together.values():
        _groups([each for each in rows if each.target.n and each.target.outcome not in COUNTED_IN_N], faults)
    _days(read, faults)


def _window(target: Target) -> tuple[str, str]:
    return f"{target.since:.6g}", f"{target.until:.6g}"


def _groups(rows: Sequence[ReadRow], faults: Faults) -> None:
    everybody = next((each for each in rows if not each.target.group), None)
    groups = [each for each in rows if each.target.group]
    if everybody is None or not groups:
        return
    people, counted = everybody.target.n or 0.0, sum(each.target.n or 0.0 for each in groups)
    same, last = "of the same people", groups[-1]
    if counted > people:
        words = f"makes {counted:,.0f} people in groups, and row {everybody.row.line} has {people:,.0f} in all"
        faults.add(last.row.line, last.row.called("n"), f"{words}; allowed: no more; type both {same}")
    for each in groups:
        least, most = _total(seen(each), -1.0), _total(seen(everybody), 1.0)
        if least > most + ROUNDING:
            words = f"comes to {least:,.4g} in this group, and row {everybody.row.line} to {most:,.4g} at most in all"
            faults.add(each.row.line, each.seen_in, f"{words}; allowed: no more; type both {same}")


def _total(of: Seen, side: float) -> float:
    """The least (-1) or the most (1) that all its people have together."""
    return ((of.low if side < 0 else of.high) + side * (of.rounded + of.error)) * (of.n or 0.0)


def _days(read: Sequence[ReadRow], faults: Faults) -> None:
    """Nights without a home are nights outside a stable one."""
    housed: dict[object, ReadRow] = {}
    for each in read:
        if each.target.outcome == HOUSED:
            housed.setdefault(_whose_time(each), each)
    for each in read:
        home = housed.get(_whose_time(each)) if (each.target.outcome, each.target.kind) == (NIGHTS, MEAN) else None
        if home is None:
            continue
        nights, share = seen(each), seen(home)
        days = DAYS_PER_YEAR * (each.target.until - each.target.since) / _MONTHS
        left = days * min(1.0, 1.0 - share.low + share.rounded + share.error)
        if nights.low - nights.rounded - nights.error > left + ROUNDING:
            words = (
                f"is more than the {left:.4g} nights that {HOUSED} in row {home.row.line} leaves outside a stable home"
            )
            faults.add(each.row.line, each.seen_in, f"{words}; allowed: no more; type both of the same people")


def _whose_time(each: ReadRow) -> tuple[object, ...]:
    _, *people = whose(each.target)
    return (*people, each.target.n, *_window(each.target))
