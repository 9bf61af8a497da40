"""What cannot be true in a file of targets: rows that contradict each other, told as faults, or as warnings.

A contradiction is a fault where it cannot be, and a warning where it can be because other people were followed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from simmodel.calibration.target_bounds import DOUBTFUL, IMPOSSIBLE, POSSIBLE, Seen, above, below, seen
from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_rows import ReadRow
from simmodel.calibration.targets import (
    CHECK,
    COST,
    CUMULATIVE,
    MEAN,
    RATE,
    SHARES_OF_TIME,
    STATE,
    SURVIVAL,
    Target,
)
from simmodel.quantities import WEEKS_PER_MONTH

WITHIN = (
    ("new_sentence", "return_to_prison"),
    ("return_to_prison", "any_custody"),
    ("new_sentence", "any_custody"),
    ("new_sentence", "arrested"),
    ("arrested", "any_custody"),
)
"""Outcomes of which the first cannot happen without the second."""
COUNTED = (("arrested", "arrests"), ("any_custody", "custody_stays"), ("acute_care", "times_in_acute_care"))
"""Whether something has happened to a person, and how often."""
EXCLUSIVE = (("housed", "homeless"),)
"""States of which a person is in one at most."""
MOST_WINDOWS = 200
"""Of one series: weekly windows of years are fewer; more are not compared with each other."""
_SAME = "type the counts of one and the same group of people"

Key = tuple[str, str, str, str]


def whose(target: Target) -> Key:
    """What makes rows a series: the same thing counted of the same people; what others saw is a series by source."""
    elsewhere = f"check: {target.source}" if target.use == CHECK else ""
    return target.outcome, target.arm, target.group, elsewhere


def series_of(read: Iterable[ReadRow]) -> dict[Key, list[ReadRow]]:
    """The rows of each series in the order of their times."""
    found = defaultdict(list)
    for each in read:
        found[whose(each.target)].append(each)
    return {key: sorted(rows, key=lambda each: (each.target.until, each.row.line)) for key, rows in found.items()}


def check_falls(series: Sequence[ReadRow], faults: Faults) -> None:
    """What has happened by a later time has happened to as many at least as by any time before it."""
    most: dict[float | None, ReadRow] = {}
    for each in series:
        if each.target.kind not in (CUMULATIVE, SURVIVAL):
            continue
        now = seen(each)
        earlier = [before for before in most.values() if before.target.until < each.target.until]
        judged = [(above([seen(before)], now, rounded=False), seen(before).low, before) for before in earlier]
        for worst in (IMPOSSIBLE, DOUBTFUL):
            found = [(low, before.row.line, before) for judgement, low, before in judged if judgement == worst]
            if found:
                _fallen(max(found)[2], each, worst, faults)
                break
        last = most.setdefault(each.target.n, each)
        if now.low > seen(last).low:
            most[each.target.n] = each


def _fallen(earlier: ReadRow, later: ReadRow, judgement: str, faults: Faults) -> None:
    before, after = earlier.target, later.target
    way, bound = ("above", "at most") if after.kind == SURVIVAL else ("below", "at least")
    words = f"lies {way} what row {earlier.row.line} says of {before.until:g} months"
    _tell(
        later,
        words,
        f"{bound} as much of the same people at {after.until:g} months; {_SAME} at both times",
        judgement,
        faults,
    )


def _tell(each: ReadRow, words: str, allowed: str, judgement: str, faults: Faults) -> None:
    """A fault where it cannot be, a warning where it may, both with what to look at; nothing where it is possible."""
    line, column = each.row.line, each.seen_in
    if judgement == IMPOSSIBLE:
        faults.add(line, column, f"{words}; allowed: {allowed}")
    elif judgement == DOUBTFUL:
        perhaps = "which can be where not the same people were followed, or of estimates"
        faults.warn(line, column, f"{words}, {perhaps}; look whether n and both numbers are as the source has them")


def check_windows(series: Sequence[ReadRow], faults: Faults) -> None:
    """What adds up over time is as much over a whole window as over the windows within it."""
    rows = [each for each in series if each.target.kind in (MEAN, COST) and each.target.outcome not in SHARES_OF_TIME]
    if len(rows) > MOST_WINDOWS:
        return
    for whole in rows:
        within = [each for each in rows if _inside(each.target, whole.target)]
        parts = _fullest(within)
        judgement = above([seen(each) for each in parts], seen(whole), rounded=True) if parts else POSSIBLE
        what = "added up" if len(parts) > 1 else f"of {_window(parts[0].target)}" if parts else ""
        _tell(whole, f"lies below what {_rows(parts)} {what}", _over(whole, "at least"), judgement, faults)
        tiles = _tiles(within, whole.target)
        judgement = below([seen(each) for each in tiles], seen(whole)) if tiles else POSSIBLE
        _tell(whole, f"lies above what {_rows(tiles)} added up", _over(whole, "at most"), judgement, faults)


def _over(whole: ReadRow, bound: str) -> str:
    return f"{bound} as much of the same people over {_window(whole.target)}; {_SAME} in all windows"


def _rows(rows: Sequence[ReadRow]) -> str:
    """ "row 2 says", "rows 2 and 3 say"."""
    lines = [str(each.row.line) for each in rows]
    if len(lines) < 2:
        return f"row {''.join(lines)} says"
    return f"rows {', '.join(lines[:-1])} and {lines[-1]} say"


def _window(target: Target) -> str:
    return f"months {target.since:g} to {target.until:g}"


def _weeks(target: Target) -> tuple[int, int]:
    return round(target.since * WEEKS_PER_MONTH), round(target.until * WEEKS_PER_MONTH)


def _inside(part: Target, whole: Target) -> bool:
    """Whether one window lies within another that is longer."""
    (since, until), (start, end) = _weeks(part), _weeks(whole)
    return start <= since and until <= end and until - since < end - start


def _fullest(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """Of rows in the order of their times those that say most together and do not overlap."""
    ends = [_weeks(each.target)[1] for each in rows]
    best: list[tuple[float, list[ReadRow]]] = [(0.0, [])]
    for place, each in enumerate(rows):
        before = best[bisect_right(ends, _weeks(each.target)[0], hi=place)]
        with_it = (before[0] + seen(each).low, [*before[1], each])
        best.append(max(best[-1], with_it, key=lambda option: option[0]))
    return best[-1][1]


def _tiles(rows: Sequence[ReadRow], whole: Target) -> list[ReadRow]:
    """Of rows in the order of their times those that fill a window without a gap and say least; none where none do."""
    start, end = _weeks(whole)
    least: dict[int, tuple[float, list[ReadRow]]] = {start: (0.0, [])}
    for each in rows:
        since, until = _weeks(each.target)
        if since in least:
            option = (least[since][0] + seen(each).high, [*least[since][1], each])
            least[until] = min(least.get(until, option), option, key=lambda choice: choice[0])
    return least.get(end, (0.0, []))[1]


def check_beside(read: Sequence[ReadRow], faults: Faults) -> None:
    """What was counted of the same people by the same time fits together: parts and wholes, states, shares and sums."""
    at: dict[tuple[str, ...], dict[tuple[str, str], ReadRow]] = defaultdict(dict)
    for each in read:
        target = each.target
        kind = CUMULATIVE if target.kind == SURVIVAL else MEAN if target.kind == RATE else target.kind
        if not target.since:
            _, *people = whose(target)
            at[(*people, f"{target.until:.6g}")].setdefault((target.outcome, kind), each)
    for rows in at.values():
        for part, whole in WITHIN:
            _within(rows.get((part, CUMULATIVE)), rows.get((whole, CUMULATIVE)), faults)
        for share, count in COUNTED:
            _at_least_once(rows.get((share, CUMULATIVE)), rows.get((count, MEAN)), faults)
        for one, other in EXCLUSIVE:
            _more_than_all(rows.get((one, STATE)), rows.get((other, STATE)), faults)


def _within(part: ReadRow | None, whole: ReadRow | None, faults: Faults) -> None:
    if part and whole:
        other, name = whole.target.outcome, part.target.outcome
        words = f"lies above {other} in row {whole.row.line}, and {name} is a part of that"
        again = f"at most as many, of the same people at {part.target.until:g} months; type the right one of the two"
        _tell(part, words, again, above([seen(part)], seen(whole), rounded=False), faults)


def _at_least_once(share: ReadRow | None, count: ReadRow | None, faults: Faults) -> None:
    if share and count:
        name, how_often = share.target.outcome, count.target.outcome
        words = f"is less than {name} in row {share.row.line}, the share to whom it happened once or more"
        again = f"{how_often} a person at least as large as that share; type how often it happened, of everybody"
        _tell(count, words, again, above([seen(share)], seen(count), rounded=True), faults)


def _more_than_all(one: ReadRow | None, other: ReadRow | None, faults: Faults) -> None:
    if one and other:
        both = [seen(one), seen(other)]
        people = max((each.n for each in both if each.n is not None), default=None)
        later, first = max((one, other), key=_line), min((one, other), key=_line)
        words = f"makes, with {first.target.outcome} in row {first.row.line}, more than all people: nobody is in both"
        _tell(later, words, "both together at most 1; type the right one of the two", _all(both, people), faults)


def _line(each: ReadRow) -> int:
    return each.row.line


def _all(both: Sequence[Seen], people: float | None) -> str:
    return above(both, replace(both[0], low=0.0, high=1.0, n=people, rounded=0.0, error=0.0), rounded=True)
