"""How the people of a site fare over time: series by quarter, their bands over runs, and what they show.

A band holds nine runs in ten (5th to 95th percentile) around the middle run (median): one site as it may turn out,
evidence and luck, or luck only where nothing is sampled. Differences are paired run by run. Here a difference is clear
only where that band, as printed, leaves out zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from simmodel.appraisal.runs import Runs
from simmodel.appraisal.spread import HIGH_PERCENTILE, LOW_PERCENTILE
from simmodel.bands import RUNS_TO_TELL
from simmodel.quantities import WEEKS_PER_YEAR

View = Literal["differences", "levels"]
WEEKS_PER_QUARTER = 13
QUARTERS_PER_YEAR = WEEKS_PER_YEAR / WEEKS_PER_QUARTER


@dataclass(frozen=True)
class Series:
    """One weekly series, with the words for it; a flow is added up over a quarter, a count is averaged."""

    id: str
    label: str
    told: str
    less: str = "fewer"
    flow: bool = False
    dollars: bool = False


_CATALOGUE = (
    Series("stably_housed", "People in a stable home", "{amount} {more} people in a stable home"),
    Series("homeless", "People without a home", "{amount} {more} people without a home"),
    Series("in_custody", "People in custody", "{amount} {more} people in custody"),
    Series("at_work", "People in paid work", "{amount} {more} people in paid work"),
    Series("active", "People with a coach", "{amount} {more} people with a coach"),
    Series(
        "children_in_care",
        "Children in out-of-home care (assumed link)",
        "{amount} {more} children in out-of-home care (assumed link)",
    ),
    Series("crises", "Crises in a quarter", "{amount} {more} crises in a quarter", flow=True),
    Series(
        "cost",
        "Cost to all payers in a quarter",
        "{amount} {more} a quarter paid by all payers",
        less="less",
        flow=True,
        dollars=True,
    ),
)
SERIES = {series.id: series for series in _CATALOGUE}
"""Every series that can be drawn, by id, in the order in which readers choose."""


def drawable(runs: Runs) -> list[str]:
    """The series that these runs hold for every scenario."""
    return [name for name in SERIES if runs.weekly and all(name in kept for kept in runs.weekly.values())]


def bands(runs: Runs, series: str, view: View = "differences") -> pd.DataFrame:
    """The low end, the middle and the high end of runs for each scenario and quarter.

    Columns: scenario, title, quarter (from 1), year (the quarter's middle), low, median, high. Differences
    are paired run by run and leave out the base case.
    """
    base = _by_quarter(runs.weekly[runs.base_case][series], SERIES[series])
    tables = []
    for name, weekly in runs.weekly.items():
        values = _by_quarter(weekly[series], SERIES[series])
        if view == "differences":
            if name == runs.base_case:
                continue
            values = values - base
        tables.append(_band(name, title_of(runs, name), values))
    columns = ["scenario", "title", "quarter", "year", "low", "median", "high"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def finding(runs: Runs, series: str, view: View = "differences") -> str:
    """What a fan chart shows, in one sentence: the last quarter that is funded, or the last of all."""
    last = _last_funded(runs, bands(runs, series, view))
    when = "in the last quarter of funding" if funded_years(runs) else "in the last quarter"
    if view == "levels":
        told = "; ".join(f"{_amount(SERIES[series], row.median)} under {_quoted(row.title)}" for row in last)
        return f"{SERIES[series].label} {when}: {told}"
    if (runs.draws or runs.runs) < RUNS_TO_TELL:
        return f"{SERIES[series].label}: {runs.runs} runs are too few to tell a difference from luck"
    clear = [row for row in last if _is_clear(SERIES[series], row)]
    unclear = [_quoted(row.title) for row in last if not _is_clear(SERIES[series], row)]
    parts = [f"{_told(SERIES[series], row)} under {_quoted(row.title)} ({_span(SERIES[series], row)})" for row in clear]
    if unclear:
        parts.append(f"no clear difference under {' or '.join(unclear)}")
    lead = f"{SERIES[series].label}, {when}" if not clear else when[:1].upper() + when[1:]
    return f"{lead}: {'; '.join(parts)}"


def alt_text(runs: Runs, series: str, view: View = "differences") -> str:
    """What the chart shows in words and numbers, for those who hear it."""
    rows = _last_funded(runs, bands(runs, series, view))
    one = SERIES[series]
    number = _signed if view == "differences" else _amount
    told = "; ".join(
        f"{_quoted(row.title)}: median {number(one, row.median)}, "
        f"5th to 95th percentile {number(one, row.low)} to {number(one, row.high)}"
        for row in rows
    )
    what = f"minus {title_of(runs, runs.base_case)}, " if view == "differences" else ""
    return f"{finding(runs, series, view)}. {one.label} by quarter, {what}{runs.runs} paired runs. {told}."


def title_of(runs: Runs, name: str) -> str:
    """The title of a scenario as readers know it."""
    return str(runs.money.get(name, {}).get("title", name))


def funded_years(runs: Runs) -> float:
    """For how many years money is paid in the scenario that gets it longest; 0 if nobody says."""
    years = [bought.get("funded_years") for bought in runs.money.values()]
    return max((float(each) for each in years if isinstance(each, int | float)), default=0.0)


def _by_quarter(weekly: np.ndarray, series: Series) -> np.ndarray:
    """Runs by quarters from runs by weeks; weeks after the last whole quarter are left out."""
    values = np.asarray(weekly, float)
    weeks = min(WEEKS_PER_QUARTER, values.shape[1])
    quarters = values[:, : values.shape[1] // weeks * weeks].reshape(len(values), -1, weeks)
    return quarters.sum(axis=2) if series.flow else quarters.mean(axis=2)


def _band(name: str, title: str, values: np.ndarray) -> pd.DataFrame:
    low, median, high = np.percentile(values, [LOW_PERCENTILE, 50, HIGH_PERCENTILE], axis=0)
    quarter = np.arange(1, values.shape[1] + 1)
    year = (quarter - 0.5) / QUARTERS_PER_YEAR
    columns = {"quarter": quarter, "year": year, "low": low, "median": median, "high": high}
    return pd.DataFrame({"scenario": name, "title": title} | columns)


def _last_funded(runs: Runs, table: pd.DataFrame) -> list[Any]:
    """The row of every scenario in the last quarter of funding, or the last of all."""
    last = round(funded_years(runs) * QUARTERS_PER_YEAR) or table["quarter"].max()
    return list(table[table["quarter"] == min(last, table["quarter"].max())].itertuples())


def _is_clear(series: Series, row: Any) -> bool:
    low, high = (round(end, _decimals(series)) for end in (row.low, row.high))
    return not low <= 0 <= high


def _told(series: Series, row: Any) -> str:
    more = "more" if row.median > 0 else series.less
    return series.told.format(amount=_amount(series, abs(row.median)), more=more)


def _span(series: Series, row: Any) -> str:
    return f"range {_signed(series, row.low)} to {_signed(series, row.high)}"


def _quoted(title: str) -> str:
    return f"“{title}”"


def _decimals(series: Series) -> int:
    return 0 if series.dollars else 1


def _amount(series: Series, value: float) -> str:
    return f"{'$' if series.dollars else ''}{abs(value):,.{_decimals(series)}f}"


def _signed(series: Series, value: float) -> str:
    shown = round(value, _decimals(series))
    return ("-" if shown < 0 else "+" if shown > 0 else "") + _amount(series, shown)
