"""What does not fit together in a budget: keys that are right alone and wrong beside one another.

Each check takes the whole budget as plain dicts, with None wherever a value could not be understood, and gives
(the way to the value, what is wrong with it and what to type instead).
"""

import math
from collections.abc import Iterator
from typing import Any

from simmodel.budget.prices import HEADS, SHARES
from simmodel.purchase import SMALLEST_HEAD, places_of
from simmodel.quantities import ROUNDING, WEEKS_PER_YEAR
from simmodel.study_faults import Check, shown
from simmodel.study_text import KeyPath

MOST_SITES = 200
MOST_HEADS = 20.0
"""Full-time leads or administrators of one site."""

Found = Iterator[tuple[KeyPath, str]]


def _tables(seen: dict[str, Any], key: str) -> list[tuple[KeyPath, dict[str, Any]]]:
    found = seen[key] or {}
    named = found.items() if isinstance(found, dict) else enumerate(found)
    return [((key, name), table) for name, table in named if table is not None]


def sites(seen: dict[str, Any]) -> Found:
    """There are sites, each starts within the years and is set up before they end, with jobs that somebody can have."""
    count = len(seen["sites"] or {})
    if seen["sites"] is not None and not 1 <= count <= MOST_SITES:
        yield ("sites",), f"names {count:,} sites; allowed: 1 to {MOST_SITES}; type for example [sites.taree]"
    for path, site in _tables(seen, "sites"):
        yield from _start(path, site, seen["years"])
        yield from _jobs(path, site)


def _start(path: KeyPath, site: dict[str, Any], years: int | None) -> Found:
    start, weeks = site["from_year"], site["set_up_weeks"]
    if None in (years, start):
        return
    if start > years:
        yield (*path, "from_year"), f"is {start}; allowed: 1 to {years}, the years of the budget; type from_year = 1"
    elif weeks is not None and weeks >= (years - start + 1) * WEEKS_PER_YEAR:
        words = f"is {weeks}, as long as the site is funded, so nothing would ever start"
        yield (*path, "set_up_weeks"), f"{words}; allowed: fewer weeks than that; type for example set_up_weeks = 17"


def _jobs(path: KeyPath, site: dict[str, Any]) -> Found:
    coaches, caseload = site["coaches"], site["caseload"]
    if coaches is None:
        return
    part = coaches - math.floor(coaches + ROUNDING)
    if ROUNDING < part < SMALLEST_HEAD - ROUNDING:
        words = f"is {shown(coaches)}; allowed: whole jobs, and one part of a job of {SMALLEST_HEAD} or more"
        yield (*path, "coaches"), f"{words}; type for example coaches = {math.floor(coaches)}.5"
    elif caseload is not None and places_of([coaches], caseload) < 1:
        words = f"is {shown(coaches)}, too little of a coach to support anybody at {caseload:g} a coach"
        least = math.ceil(100 / caseload) / 100
        yield (*path, "coaches"), f"{words}; allowed: {least:g} or more; type for example coaches = 1"


def ranges(seen: dict[str, Any]) -> Found:
    """Low is at most mode, and mode at most high."""
    indirect = seen["indirect"]
    tables = [*_tables(seen, "prices"), *_tables(seen, "line"), *([(("indirect",), indirect)] if indirect else [])]
    for path, table in tables:
        low, mode, high = (table[key] for key in ("low", "mode", "high"))
        if None not in (low, mode) and low > mode:
            yield (*path, "low"), f"is {shown(low)}; allowed: at most the mode, {shown(mode)}; type low = {shown(mode)}"
        if None not in (high, mode) and high < mode:
            words = f"is {shown(high)}; allowed: at least the mode, {shown(mode)}"
            yield (*path, "high"), f"{words}; type high = {shown(mode)}"


def sizes(seen: dict[str, Any]) -> Found:
    """A price that is a share is below 1, and a price that is a part of a job is a few jobs."""
    for path, price in _tables(seen, "prices"):
        most = 1.0 if path[-1] in SHARES else MOST_HEADS if path[-1] in HEADS else None
        unit = "a share" if path[-1] in SHARES else "full-time equivalents"
        for key in ("low", "mode", "high") if most else ():
            if price[key] is not None and price[key] > (most or 0.0):
                words = f"is {shown(price[key])}; allowed: 0 to {most:g}, {unit}"
                yield (*path, key), f"{words}; type for example {key} = 0.2"


def years_of_lines(seen: dict[str, Any]) -> Found:
    """A line or a stage lies within the years of the budget, and no two stages begin in one year."""
    first: dict[int, int] = {}
    for path, table in (*_tables(seen, "line"), *_tables(seen, "stage")):
        start, end = table["from_year"], table.get("until_year")
        for key, year in (("from_year", start), ("until_year", end)):
            if None not in (year, seen["years"]) and year > seen["years"]:
                words = f"is {year}; allowed: 1 to {seen['years']}, the years of the budget"
                yield (*path, key), f"{words}; type for example {key} = {seen['years']}"
        if None not in (start, end) and end < start:
            words = f"is {end}, before from_year = {start}; allowed: {start} or later"
            yield (*path, "until_year"), f"{words}; type for example until_year = {start}"
        if path[0] == "stage" and start is not None:
            owner = first.setdefault(start, int(path[1]))
            if owner != path[1]:
                words = f"is {start}, and so it is in stage {owner + 1}; allowed: a year of its own for each stage"
                yield (*path, "from_year"), f"{words}; type for example from_year = {start + 1}"


def band(seen: dict[str, Any]) -> Found:
    """The band has a lower and an upper end."""
    low, high = ((seen["band"] or {}).get(key) for key in ("low", "high"))
    if low is not None and high is not None and low >= high:
        words = f"is {shown(low)}; allowed: less than the high end, {shown(high)}"
        yield ("band", "low"), f"{words}; type for example low = 500000"


CHECKS: tuple[Check, ...] = (sites, ranges, sizes, years_of_lines, band)
