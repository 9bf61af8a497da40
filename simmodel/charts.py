"""Charts of a comparison as plain Vega-Lite dicts: they draw in the page and, unchanged, in a document.

A fan chart shows the middle run as a line and nine runs in ten as a band, quarter by quarter. Its title says
what was found, and its description says it to those who cannot see it.
"""

from __future__ import annotations

import textwrap
from typing import Any

from simmodel.appraisal.runs import Runs
from simmodel.series import (
    QUARTERS_PER_YEAR,
    SERIES,
    Series,
    View,
    alt_text,
    bands,
    finding,
    funded_years,
    title_of,
)

INK, SHADE, BASE_COLOUR = "#0d1620", "#fbf1d3", "#4a4a4a"
COLOURS = ("#0072b2", "#b34700", "#007a5a", "#8a4a78", "#6b5b00")
"""Told apart by colour-blind readers; dashes tell the lines apart as well."""
DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2])


def fan_chart(runs: Runs, series: str = "stably_housed", view: View = "differences") -> dict[str, Any]:
    """The course of a series over the years by scenario, with the funded years shaded, as Vega-Lite."""
    table = bands(runs, series, view)
    shown = {name: title_of(runs, name) for name in table["scenario"].unique()}
    horizon = float(table["quarter"].max()) / QUARTERS_PER_YEAR if len(table) else 1.0
    layers = [*_funded_layers(runs, horizon), _band_layer(), _line_layer(SERIES[series]), _hover_layer()]
    if view == "differences":
        layers.insert(1, {"data": {"values": [{"zero": 0}]}, **_zero_rule()})
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": textwrap.wrap(finding(runs, series, view), 70), "anchor": "start"},
        "description": alt_text(runs, series, view),
        "height": 430,
        "width": "container",
        "data": {"values": table.round(4).to_dict("records")},
        "encoding": {
            "x": _x_axis(horizon),
            "color": _colours(runs, shown),
            "strokeDash": _dashes(runs, shown),
        },
        "layer": layers,
        "config": chart_config(),
    }


def for_page(chart: dict[str, Any]) -> dict[str, Any]:
    """The same chart for a page that prints the title above it, where it can wrap, and tells the description."""
    return {key: value for key, value in chart.items() if key not in ("title", "description")}


def _x_axis(horizon: float) -> dict[str, Any]:
    axis = {"title": "Years since the money starts", "tickMinStep": 1, "format": "d", "grid": False}
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [0, horizon], "nice": False},
        "axis": axis,
    }


def styles(runs: Runs) -> dict[str, tuple[str, list[int]]]:
    """The colour and the dashes of each scenario, the same in every chart."""
    others = [name for name in runs.weekly if name != runs.base_case]
    found = {
        name: (COLOURS[place % len(COLOURS)], list(DASHES[place % len(DASHES)])) for place, name in enumerate(others)
    }
    return found | {runs.base_case: (BASE_COLOUR, [4, 4])}


def _scale(shown: dict[str, str], values: list[Any]) -> dict[str, Any]:
    legend = {
        "title": None,
        "orient": "top",
        "direction": "vertical",
        "labelLimit": 0,
        "symbolType": "stroke",
    }
    return {
        "field": "title",
        "type": "nominal",
        "scale": {"domain": list(shown.values()), "range": values},
        "legend": legend | {"symbolSize": 900, "symbolStrokeWidth": 2.5, "symbolOpacity": 1},
    }


def _colours(runs: Runs, shown: dict[str, str]) -> dict[str, Any]:
    return _scale(shown, [styles(runs)[name][0] for name in shown])


def _dashes(runs: Runs, shown: dict[str, str]) -> dict[str, Any]:
    return _scale(shown, [styles(runs)[name][1] for name in shown])


def _funded_layers(runs: Runs, horizon: float) -> list[dict[str, Any]]:
    data = {"values": [{"from": 0, "to": min(funded_years(runs), horizon)}]}
    none = {"color": None, "strokeDash": None}
    x = {"field": "from", "type": "quantitative"}
    label = {"type": "text", "text": "funded years", "align": "left", "baseline": "top", "dx": 6, "y": 6}
    return [
        {
            "data": data,
            "mark": {"type": "rect", "color": SHADE, "aria": False},
            "encoding": {"x": x, "x2": {"field": "to"}} | none,
        },
        {
            "data": data,
            "mark": label | {"color": INK, "fontSize": 12, "aria": False},
            "encoding": {"x": x} | none,
        },
    ]


def _zero_rule() -> dict[str, Any]:
    return {
        "mark": {"type": "rule", "color": BASE_COLOUR, "strokeWidth": 1.5, "aria": False},
        "encoding": {
            "x": None,
            "color": None,
            "strokeDash": None,
            "y": {"field": "zero", "type": "quantitative"},
        },
    }


def _band_layer() -> dict[str, Any]:
    y = {"field": "low", "type": "quantitative"}
    return {
        "mark": {"type": "area", "opacity": 0.22, "strokeWidth": 0, "aria": False},
        "encoding": {"y": y, "y2": {"field": "high"}, "strokeDash": None},
    }


def _line_layer(series: Series) -> dict[str, Any]:
    number = "$,.0f" if series.dollars else ",.3~g"
    axis = {"title": None, "format": number, "tickCount": 6, "labelOverlap": False}
    return {
        "mark": {"type": "line", "strokeWidth": 2.5, "aria": False},
        "encoding": {"y": {"field": "median", "type": "quantitative", "scale": {"zero": False}, "axis": axis}},
    }


def _hover_layer() -> dict[str, Any]:
    told = [
        {"field": "title", "title": "Way of working"},
        {"field": "quarter", "title": "Quarter"},
        {"field": "median", "title": "Middle run", "format": ",.1f"},
        {"field": "low", "title": "5th percentile", "format": ",.1f"},
        {"field": "high", "title": "95th percentile", "format": ",.1f"},
    ]
    return {
        "mark": {"type": "point", "opacity": 0, "size": 200, "aria": False},
        "encoding": {"y": {"field": "median", "type": "quantitative"}, "strokeDash": None, "tooltip": told},
    }


def chart_config() -> dict[str, Any]:
    """Colours and sizes of text that every chart shares."""
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13}
    return {"axis": text, "legend": text, "title": {"color": INK, "fontSize": 16}, "view": {"stroke": None}}
