"""The tables that a reader edits: sites, prices, own lines, stages. What was typed outlives a switch of pages."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from simmodel.budget.plan import GRADES, KINDS, PAID, PER
from simmodel.screens.beside import DECIDED, decided
from simmodel.screens.draw import draw_table
from simmodel.screens.site_budget.start import Start
from simmodel.shown.parts import Table
from simmodel.shown.site_budget.frames import COLUMNS, frames_of
from simmodel.vocabulary import EMPLOYERS

_column = st.column_config
_CHOICES = {"employs": EMPLOYERS, "grade": GRADES, "per": PER, "kind": KINDS, "paid": PAID}
_NEW: dict[str, Any] = {
    "employs": "ngo",
    "caseload": 9.0,
    "set_up_weeks": 17,
    "grade": "D",
    "per": "site",
    "kind": "other",
}
_NEW_ROWS = _NEW | {"paid": "cash", "number": 1.0}
_WHOLE = ("from_year", "until_year", "set_up_weeks")
_TEXT = ("what", "unit", "usual", "source", "title", "name", "condition")
_HELP = {
    "coaches": f"full-time jobs, 0.2 to 64; whole jobs, and one part of a job. {DECIDED}",
    "caseload": "people whom one full-time coach supports at a time, 1 to 60; default 9, which is within the 6 to 15 "
    f"of WF008. {decided('WF008')}",
    "employs": f"who employs the team; government pays other wages; default ngo. {DECIDED}",
    "from_year": "year of the budget; empty: as the kind says, or from the start",
    "until_year": "year of the budget; empty: as the kind says",
    "set_up_weeks": "paid weeks until the first person has a coach, 0 to 104; default 17. No source, grade D",
    "name": "made from the title where it is empty",
    "number": "units a year; default 1",
    "per": "the programme's are shared out equally among its sites; default site",
    "low": "the least it may be; as the mode where it is empty",
    "mode": "the most likely",
    "high": "the most it may be; as the mode where it is empty",
    "kind": "set-up is paid in a site's first year, wind-down in the last, others in every year; default other",
    "paid": "what others give in kind stands beside the cash, never in it; default cash",
    "grade": "A official statistic or trial, B comparison group, C second-hand, D assumption, M from memory; default D",
    "source": "where it was read, or a quote; without a source the grade is D",
    "usual": "the default, with its range and grade",
    "dollars_per_site": f"dollars a site and year; default none. {DECIDED}",
    "condition": "what this money waits for",
}
_STARTS = "the year of the budget in which the site starts; default 1"
_LOCKED = {"prices": ("what", "unit", "usual")}


def edited_tables(start: Start, table: str, what: str) -> pd.DataFrame:
    """One table as the reader has edited it; `what` it is of, in the plural."""
    key = f"site-budget-{start.key}-{table}-{version_of(start)}"
    held, latest = f"{key}-held", f"{key}-latest"
    if key not in st.session_state or held not in st.session_state:
        st.session_state[held] = st.session_state.get(latest, frames_of(start.plan)[table])
    columns = COLUMNS[table]
    frame: pd.DataFrame = st.data_editor(
        st.session_state[held],
        key=key,
        hide_index=True,
        num_rows="fixed" if table == "prices" else "dynamic",
        disabled=[columns[name] for name in _LOCKED.get(table, ())],
        column_config={label: _config(table, name) for name, label in columns.items()},
        alt=f"{what[:1].upper()}{what[1:]} that can be edited",
    )
    with st.expander(f"What the columns of {what} hold"):
        draw_table(columns_told(table), f"What the columns of {what} hold")
    st.session_state[latest] = frame.reset_index(drop=True)
    return st.session_state[latest]


def columns_told(table: str) -> Table:
    """What each column of a table is, in which unit, with which default and from where."""
    told = {label: _told(table, name) for name, label in COLUMNS[table].items()}
    return Table("", ("Column", "What it holds"), tuple((label, words) for label, words in told.items() if words))


def version_of(start: Start) -> int:
    """How often the tables of this budget were put back."""
    return int(st.session_state.get(f"site-budget-{start.key}-version", 0))


def put_back(start: Start) -> None:
    """Let go of everything that was typed into the tables of this budget."""
    st.session_state[f"site-budget-{start.key}-version"] = version_of(start) + 1


def _config(table: str, name: str) -> Any:
    told = _told(table, name) or None
    default = _NEW_ROWS.get(name) if table != "prices" else None
    if table == "sites" and name == "from_year":
        default = 1
    if name in _CHOICES:
        return _column.SelectboxColumn(options=list(_CHOICES[name]), help=told, default=default, required=True)
    if name in _TEXT:
        return _column.TextColumn(help=told, max_chars=2000, width="large" if name == "source" else None)
    step = 1 if name in _WHOLE else None
    money = table != "prices" and name in ("low", "mode", "high", "dollars_per_site")
    return _column.NumberColumn(
        help=told, step=step, default=default, format="dollar" if money else "localized" if step is None else None
    )


def _told(table: str, name: str) -> str:
    told = _STARTS if (table, name) == ("sites", "from_year") else _HELP.get(name, "")
    return f"{told[:1].upper()}{told[1:]}"
