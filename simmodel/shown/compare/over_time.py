"""How people fare over the years: a fan chart for each series, as differences from the base case and as they are."""

from __future__ import annotations

import pandas as pd

from simmodel.appraisal.runs import Runs
from simmodel.charts import fan_chart
from simmodel.documents.findings import Findings
from simmodel.series import SERIES, View, bands, drawable, finding
from simmodel.shown.parts import Choice, Figure, Option, Part, table_of_frame

TAB = "Over time"
VIEWS: dict[View, str] = {"differences": "Difference from the base case", "levels": "Each way of working"}


def over_time(findings: Findings) -> list[Part]:
    """One chart, which the reader chooses."""
    runs = findings.runs
    series = [name for name in drawable(runs) if len(bands(runs, name, "levels"))]
    options = tuple(
        Option(
            SERIES[name].label,
            (Choice("Show", tuple(Option(words, (_figure(runs, name, view),)) for view, words in VIEWS.items())),),
        )
        for name in series
    )
    return [Choice("What to follow", options)] if options else []


def _figure(runs: Runs, series: str, view: View) -> Figure:
    label = f"{SERIES[series].label} by quarter"
    table = table_of_frame(by_quarter(runs, series, view), label, "Quarter")
    return Figure(
        f"{series}-{view}", f"{finding(runs, series, view)}.", fan_chart(runs, series, view), table, _note(runs, view)
    )


def _note(runs: Runs, view: View) -> str:
    told = [
        f"Line: the middle run. Band: nine runs in ten ({'evidence and luck' if runs.draws else 'luck only'}).",
        "Each point is a quarter of a year.",
    ]
    if view == "differences":
        told.append("Above zero: more than in the base case, with the same luck.")
    return " ".join(told)


def by_quarter(runs: Runs, series: str, view: View) -> pd.DataFrame:
    """The numbers of a fan chart as text: one row for each quarter, one column for each scenario."""
    places = 0 if SERIES[series].dollars else 1
    rows: dict[str, dict[str, str]] = {}
    for row in bands(runs, series, view).to_dict("records"):
        year, quarter = divmod(row["quarter"] - 1, 4)
        cell = f"{row['median']:,.{places}f} ({row['low']:,.{places}f} to {row['high']:,.{places}f})"
        rows.setdefault(f"Year {year + 1}, quarter {quarter + 1}", {})[row["title"]] = cell
    return pd.DataFrame.from_dict(rows, orient="index", dtype=str)
