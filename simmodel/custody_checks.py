"""What does not fit together in the returns to custody that a study names: two shares, or a table by month.

Checks as in `simmodel.study_checks`; `given` is the study as written, without defaults.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simmodel.study_faults import shown
from simmodel.study_text import KeyPath

FEWEST_MONTHS, MOST_MONTHS = 24, 240
"""Months of a table of returns: the follow-up of the model's releases at least, the clock of its curve at most."""

Found = Iterator[tuple[KeyPath, str]]


def level(seen: dict[str, Any]) -> Found:
    """More people have returned after 24 months than after 12."""
    given = seen["custody_level"] or {}
    first, second = given.get("return_12_months"), given.get("return_24_months")
    if first is not None and second is not None and first >= second:
        words = f"is {shown(second)}; allowed: above return_12_months ({shown(first)}) and below 1"
        yield (
            ("custody_level", "return_24_months"),
            f"{words}; type a larger share, or lower return_12_months",
        )


def table(seen: dict[str, Any], given: dict[str, Any]) -> Found:
    """A table of returns never falls, and stands in the place of the two shares."""
    shares = (seen["custody_level"] or {}).get("returned_by_month") or []
    path = ("custody_level", "returned_by_month")
    for month in range(1, len(shares)):
        before, now = shares[month - 1], shares[month]
        if before is not None and now is not None and now < before:
            words = f"is {shown(now)} in month {month + 1}, after {shown(before)}; allowed: shares that never fall"
            yield path, f"{words}; type the share that has returned by the end of month 1, 2, ..."
    if shares and not FEWEST_MONTHS <= len(shares) <= MOST_MONTHS:
        words = f"has {len(shares)} months; allowed: {FEWEST_MONTHS} to {MOST_MONTHS}"
        yield path, f"{words}; type one share for each month, from the first on"
    for key in ("return_12_months", "return_24_months"):
        if shares and key in (given.get("custody_level") or {}):
            words = "has no effect beside returned_by_month; allowed: a table, or two shares"
            yield ("custody_level", key), f"{words}; delete the line"
