"""What a reader has chosen on the page, as a budget: what it says, what is wrong with it, what was changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from simmodel.budget.file import as_given
from simmodel.budget.lines import indirect_of, prices_of
from simmodel.budget.plan import Plan, checked_plan
from simmodel.budget.prices import INDIRECT
from simmodel.errors import FileFaultsError
from simmodel.shown.site_budget.frames import COLUMNS, NO_SOURCE, PRICED, Given, frames_of, tables_of
from simmodel.study_faults import shown
from simmodel.study_kinds import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE

PER_CENT = ("indirect_low", "indirect_mode", "indirect_high")
RATES = {"wages": "Wages", "funding": "Funding", "prices": "All other prices"}
LABELS = {
    "title": "Title",
    "description": "What is budgeted, and for whom",
    "first_year": "Year 1 begins in July of",
    "years": "Years",
    "indirect_of": "Indirect cost is a share of",
    "indirect_mode": "Indirect cost, mode",
    "indirect_low": "Indirect cost, low",
    "indirect_high": "Indirect cost, high",
    "indirect_grade": "Indirect cost, grade",
    "indirect_source": "Indirect cost, source",
    "band_low": "Band, low end",
    "band_high": "Band, high end",
    "wages": "Wages grow, % a year",
    "funding": "Funding grows, % a year",
    "prices": "All other prices grow, % a year",
    "new_people_a_month": "New people a month and coach",
    "mean_stay_months": "Mean stay",
    "stay_spread": "Spread of stays",
}
_CHANGED, _CHANGED_FROM = " (changed)", "Changed from: "
_ROW = {"line": "Own line", "stage": "Stage of funding"}


@dataclass(frozen=True)
class Draft:
    """What stands in the fields of the page, and in its tables."""

    fields: Mapping[str, Any]
    frames: Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Read:
    """A draft that was read: its budget where it has no faults, and what was changed: what, at the start, now."""

    plan: Plan | None
    faults: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]


def draft_of(plan: Plan) -> Draft:
    """The fields and tables of a budget."""
    rate = prices_of(plan)[INDIRECT]
    fields: dict[str, Any] = {
        **{key: getattr(plan, key) for key in ("title", "description", "first_year", "years")},
        "indirect_of": indirect_of(plan),
        **{f"indirect_{key}": per_cent(getattr(rate, key)) for key in ("mode", "low", "high")},
        "indirect_grade": rate.grade,
        "indirect_source": "" if rate.source == NO_SOURCE else rate.source,
        "band_low": plan.band.low,
        "band_high": plan.band.high,
        **{key: ", ".join(f"{per_cent(each):.12g}" for each in getattr(plan.indexation, key)) for key in RATES},
        **plan.ramp.model_dump(),
    }
    return Draft(fields, frames_of(plan))


def per_cent(share: float) -> float:
    """A share as a percentage, without the last bits that a computer adds.

    >>> per_cent(0.0475)
    4.75
    """
    return round(100.0 * share, 12)


def read_draft(draft: Draft, start: Plan) -> Read:
    """The budget that a draft says, every fault of it in the words of the page, and what differs from the start."""
    given, faults = _given(draft, start)
    changes = tuple(_changes(draft, draft_of(start)))
    if changes:
        given |= _renamed(given, start)
    try:
        plan = checked_plan(given, "this budget")
    except FileFaultsError as error:
        return Read(None, (*faults, *map(in_page_words, error.faults)), changes)
    return Read(None if faults else plan, tuple(faults), changes)


def _renamed(given: Given, start: Plan) -> Given:
    """A budget that was changed does not go by the name of the one that it was made of."""
    name = start.name if start.name.endswith("_changed") else f"{start.name[: LONGEST_NAME - 8]}_changed"
    told = {"name": name}
    if given["title"] == start.title and not start.title.endswith(_CHANGED):
        told["title"] = start.title[: LONGEST_TITLE - len(_CHANGED)].rstrip() + _CHANGED
    if given["description"] == start.description != "" and not start.description.startswith(_CHANGED_FROM):
        told["description"] = f"{_CHANGED_FROM}{start.description}"[:LONGEST_TEXT]
    return told


def _given(draft: Draft, start: Plan) -> tuple[Given, list[str]]:
    """A draft as a file would say it; what was not touched is taken from the start, to the last bit."""
    tables, faults = tables_of(draft.frames, start)
    fields, before, kept = draft.fields, draft_of(start).fields, as_given(start)
    given = {key: fields[key] for key in ("title", "description", "first_year", "years") if fields[key] is not None}
    parts: dict[str, Callable[[Mapping[str, Any]], tuple[Given, list[str]]]] = {
        "indirect": partial(_indirect, before=before),
        "band": _band,
        "indexation": _indexation,
        "ramp": _ramp,
    }
    keys = {
        "indirect": [key for key in LABELS if key.startswith("indirect_")],
        "band": ["band_low", "band_high"],
        "indexation": list(RATES),
        "ramp": ["new_people_a_month", "mean_stay_months", "stay_spread"],
    }
    for table, made in parts.items():
        if all(fields[key] == before[key] for key in keys[table]):
            given |= {table: kept[table]} if table in kept else {}
        else:
            found, wrong = made(fields)
            given[table] = found
            faults += wrong
    return {"name": start.name, **given, **tables}, faults


def _indirect(fields: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[Given, list[str]]:
    """A rate of one's own: the source of the rate before does not stand behind another number."""
    numbers = {key: fields[f"indirect_{key}"] for key in ("low", "mode", "high")}
    source = str(fields["indirect_source"] or "").strip()
    if source == before["indirect_source"] and any(fields[key] != before[key] for key in PER_CENT):
        source = ""
    named = {"source": source, "grade": fields["indirect_grade"]} if source else {"source": NO_SOURCE, "grade": "D"}
    shares = {key: round(value / 100.0, 14) for key, value in numbers.items() if value is not None}
    return {"of": fields["indirect_of"], **shares, **named}, []


def _band(fields: Mapping[str, Any]) -> tuple[Given, list[str]]:
    ends = {key: fields[f"band_{key}"] for key in ("low", "high")}
    return {key: float(value) for key, value in ends.items() if value is not None}, []


def _ramp(fields: Mapping[str, Any]) -> tuple[Given, list[str]]:
    keys = ("new_people_a_month", "mean_stay_months", "stay_spread")
    return {key: float(fields[key]) for key in keys if fields[key] is not None}, []


def _indexation(fields: Mapping[str, Any]) -> tuple[Given, list[str]]:
    found, faults = {}, []
    for key in RATES:
        try:
            found[key] = [round(float(each) / 100.0, 14) for each in str(fields[key] or "").split(",") if each.strip()]
        except ValueError:
            words = f"{LABELS[key]}: {shown(str(fields[key]))} given; allowed: numbers, with commas between them"
            faults.append(f"{words}; type for example 4.75")
    return found, faults


def in_page_words(fault: str) -> str:
    """A fault of a budget file in the words of the page: where it stands there, what is allowed, what to type.

    >>> in_page_words("prices.vehicle.low is 20000; allowed: at most the mode, 14000; type low = 14000")
    'Prices, Vehicles, Low is 20000; allowed: at most the mode, 14000; type 14000'
    """
    path, space, rest = _split(fault)
    if path.startswith(("indirect.", "indexation.")):
        rest = re.sub(r"-?\b0(\.\d+)?\b", lambda share: f"{per_cent(float(share[0])):g}%", rest).replace(
            " (a share)", ""
        )
    return f"{_where(path)}{space}{re.sub(r'type (for example )?[a-z_]+ = ', r'type \1', rest)}"


def _percentage(share: re.Match[str]) -> str:
    return f"{per_cent(float(share[0])):g}%"


def _split(fault: str) -> tuple[str, str, str]:
    found = re.match(r"(?:line \d+: )?((?:line|stage) \d+(?:\.\w+)*|[\w.]+)( )(.*)", fault, re.DOTALL)
    return (found[1], found[2], found[3]) if found else ("", "", fault)


def _where(path: str) -> str:
    """The way to a value as the page names it."""
    table, _, rest = path.partition(".")
    name, _, key = rest.partition(".")
    if table in ("sites", "prices") and rest:
        called = PRICED.get(name, name) if table == "prices" else name
        return ", ".join(filter(None, (table.capitalize(), called, COLUMNS[table].get(key, key))))
    list_of, _, number = table.partition(" ")
    if list_of in _ROW and number:
        return ", ".join(filter(None, (f"{_ROW[list_of]} {number}", COLUMNS[list_of].get(rest, rest))))
    return LABELS.get(f"{table}_{rest}") or LABELS.get(rest.partition(" ")[0]) or LABELS.get(table) or path


def _changes(draft: Draft, before: Draft) -> Iterator[tuple[str, str, str]]:
    for key, label in LABELS.items():
        if draft.fields[key] != before.fields[key]:
            yield label, _told(before.fields[key]), _told(draft.fields[key])
    for table, now in draft.frames.items():
        yield from _rows_changed(table, before.frames[table], now)


def _rows_changed(table: str, before: pd.DataFrame, now: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    first = now.columns[0]
    for place in range(max(len(before), len(now))):
        old = _cells(before, place)
        new = _cells(now, place)
        label = f"{_ROW.get(table, table.capitalize())}: {_told((new or old).get(first))}"
        if not old or not new:
            if old or new:
                yield label, "there" if old else "not there", "there" if new else "taken out"
            continue
        for column in now.columns:
            if old.get(column) != new.get(column):
                yield f"{label}, {column}", _told(old.get(column)), _told(new.get(column))


def _cells(frame: pd.DataFrame, place: int) -> Given:
    """The filled cells of a row; nothing where there is no such row."""
    if place >= len(frame):
        return {}
    cells = frame.iloc[place].to_dict()
    return {str(key): value for key, value in cells.items() if not (pd.isna(value) or value == "")}


def _told(value: Any) -> str:
    if value is None or value == "":
        return "none"
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
