"""A budget as tables that a reader edits, and those tables as a budget again.

Whatever is left as it was gives the same budget to the last bit. What has no source is grade D and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from simmodel.budget.file import as_given
from simmodel.budget.lines import WHAT
from simmodel.budget.plan import Plan
from simmodel.budget.prices import HEADS, SHARES, Priced, price_names, usual_prices
from simmodel.study_kinds import LONGEST_NAME
from simmodel.words import dollars

NO_SOURCE = "no source given"
Given = dict[str, Any]
Row = Mapping[str, Any]
_NUMBERS = ("low", "mode", "high")
PRICE_COLUMNS = {
    "what": "Line",
    "low": "Low",
    "mode": "Mode",
    "high": "High",
    "unit": "Unit",
    "usual": "Usual price",
    "grade": "Grade",
    "source": "Source",
}
SITE_COLUMNS = {
    "title": "Site",
    "coaches": "Coaches",
    "caseload": "People per coach",
    "employs": "Employer",
    "from_year": "Starts in year",
    "set_up_weeks": "Set-up weeks",
    "name": "Short name",
}
LINE_COLUMNS = {
    "what": "What",
    "number": "Number",
    "per": "For each",
    "mode": "Mode",
    "low": "Low",
    "high": "High",
    "kind": "Kind",
    "paid": "Paid",
    "from_year": "From year",
    "until_year": "Until year",
    "grade": "Grade",
    "source": "Source",
}
STAGE_COLUMNS = {"from_year": "From year", "dollars_per_site": "Dollars a site and year", "condition": "Waits for"}
COLUMNS = {"sites": SITE_COLUMNS, "prices": PRICE_COLUMNS, "line": LINE_COLUMNS, "stage": STAGE_COLUMNS}
_WHOLE = ("from_year", "until_year", "set_up_weeks")
_REAL = ("coaches", "caseload", "number", "dollars_per_site", *_NUMBERS)
PRICED = WHAT | {
    "lead_fte": "Practice lead, jobs",
    "admin_fte": "Administration, jobs",
    "government_wage": "Wage where government employs",
}
_UNITS = {
    "oncost": "share of salaries",
    "contingency": "share of all before it",
    "government_wage": "times the NGO wage",
    "lead_fte": "full-time jobs a site",
    "admin_fte": "full-time jobs a site",
    "vehicle": "$ a vehicle and year",
    "brokerage": "$ a place and year",
} | dict.fromkeys(("voice", "convening", "learning", "data"), "$ a site and year")
A_JOB = "$ a full-time job and year"


def unit_of(price: str) -> str:
    """What a usual price is counted in."""
    return _UNITS.get(price, A_JOB)


def told_price(name: str, price: Priced) -> str:
    """A price with its range and grade, as a cell says it: "$14,000 ($11,000 to $18,000), grade D"."""
    mode, low, high = (
        f"{value:g}" if name in (*SHARES, *HEADS, "government_wage") else dollars(value)
        for value in (price.mode, price.low, price.high)
    )
    return f"{mode} ({low} to {high}), grade {price.grade}"


def frames_of(plan: Plan) -> dict[str, pd.DataFrame]:
    """Every table of a budget that has rows: its sites, its prices, its own lines, its stages of funding."""
    lines = [line.model_dump() for line in plan.lines]
    rows: dict[str, list[Row]] = {
        "sites": [{"name": name, **site.model_dump()} for name, site in plan.sites.items()],
        "prices": list(_price_rows(plan)),
        "line": [{**line, "source": _shown_source(line["source"])} for line in lines],
        "stage": [stage.model_dump() for stage in plan.stages],
    }
    return {table: _frame(rows[table], columns) for table, columns in COLUMNS.items()}


def _shown_source(source: str) -> str:
    return "" if source == NO_SOURCE else source


def _price_rows(plan: Plan) -> Iterator[Row]:
    for name in price_names():
        usual = usual_prices()[name]
        own = plan.prices.get(name)
        now = usual if own is None else own
        numbers = {key: getattr(now, key) for key in _NUMBERS}
        told = {"what": PRICED[name], "unit": unit_of(name), "usual": told_price(name, usual)}
        yield {**told, **numbers, "grade": now.grade, "source": _shown_source(now.source)}


def _frame(rows: list[Row], columns: Mapping[str, str]) -> pd.DataFrame:
    found = pd.DataFrame({label: _column(key, [row.get(key) for row in rows]) for key, label in columns.items()})
    return found.reset_index(drop=True)


def _column(key: str, values: list[Any]) -> pd.Series:
    if key in _WHOLE:
        return pd.Series(values, dtype="Int64")
    if key in _REAL:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="string")


def tables_of(frames: Mapping[str, pd.DataFrame], start: Plan) -> tuple[Given, list[str]]:
    """What edited tables say, as a budget file would; and what cannot be said in a file, in sentences."""
    sites, faults = _sites(_rows(frames["sites"], SITE_COLUMNS))
    lines = [_line(row) for row in _rows(frames["line"], LINE_COLUMNS)]
    stages = list(_rows(frames["stage"], STAGE_COLUMNS))
    tables = {"sites": sites, "prices": _prices(frames["prices"], start), "line": lines, "stage": stages}
    return {name: table for name, table in tables.items() if table or name == "sites"}, faults


def _rows(frame: pd.DataFrame, columns: Mapping[str, str]) -> Iterator[Given]:
    """Rows in which anything stands, without their empty cells."""
    keys = {label: key for key, label in columns.items()}
    for cells in frame.to_dict("records"):
        row = {keys[str(label)]: _plain(keys[str(label)], value) for label, value in cells.items() if label in keys}
        kept = {key: value for key, value in row.items() if value is not None}
        if kept:
            yield kept


def _plain(key: str, value: Any) -> Any:
    """A cell as a file would say it; None for an empty one."""
    if value is None or value is pd.NA or value != value or (isinstance(value, str) and not value.strip()):
        return None
    if key in _WHOLE and float(value).is_integer():
        return int(value)
    return float(value) if key in _REAL or key in _WHOLE else str(value)


def _sites(rows: Iterator[Given]) -> tuple[Given, list[str]]:
    sites: Given = {}
    faults = []
    for place, row in enumerate(rows, start=1):
        name = row.pop("name", None) or _free_name(row.get("title", f"site {place}"), sites)
        if name in sites:
            faults.append(f"Two sites have the short name {name}; allowed: one for each; change it or leave it empty")
        sites[name] = row
    return sites, faults


def _free_name(title: str, taken: Given) -> str:
    """A short name made of a title, unlike any that is taken."""
    letters = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    name = (letters if letters[:1].isalpha() else f"site_{letters}")[: LONGEST_NAME - 4].rstrip("_")
    further = (f"{name}_{count}" for count in range(2, len(taken) + 3))
    return name if name not in taken else next(each for each in further if each not in taken)


def _line(row: Given) -> Given:
    """A line of one's own: a single price is its own range, and without a source the grade is D."""
    single = {key: row["mode"] for key in ("low", "high") if "mode" in row}
    return single | row | ({} if "source" in row else {"source": NO_SOURCE, "grade": "D"})


def _prices(frame: pd.DataFrame, start: Plan) -> Given:
    """The prices that differ from the usual ones, and those that the budget held at its start and nobody touched."""
    before = frames_of(start)["prices"]
    kept: Given = as_given(start).get("prices", {})
    found: Given = {}
    for place, name in enumerate(price_names()):
        now = _price(frame, place)
        if now == _price(before, place):
            found |= {name: kept[name]} if name in kept else {}
        elif now != _usual(name):
            found[name] = _sourced(name, now)
    return found


def _price(frame: pd.DataFrame, place: int) -> Given:
    cells = {key: frame.iloc[place][PRICE_COLUMNS[key]] for key in (*_NUMBERS, "grade", "source")}
    row = {key: _plain(key, value) for key, value in cells.items()}
    return {key: value for key, value in row.items() if value is not None}


def _usual(name: str) -> Given:
    return dict(vars(usual_prices()[name]))


def _sourced(name: str, row: Given) -> Given:
    """A price of one's own: the source of the usual price does not stand behind another number."""
    usual = _usual(name)
    moved = any(row.get(key) != usual[key] for key in _NUMBERS)
    if "source" not in row or (moved and row["source"] == usual["source"]):
        return row | {"source": NO_SOURCE, "grade": "D"}
    return row
