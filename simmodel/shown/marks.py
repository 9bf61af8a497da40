"""What charts of pages share: a frame with a title and words for those who cannot see it, a line at zero, a legend."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from simmodel.charts import DASHES, INK, chart_config
from simmodel.money_charts import SCHEMA
from simmodel.shown.parts import Chart

LEGEND = {"title": None, "orient": "top", "direction": "vertical", "labelLimit": 0}
OF_LINES = LEGEND | {"symbolType": "stroke", "symbolSize": 600, "symbolStrokeWidth": 2.5}
"""A legend of lines, whose dashes a filled mark would hide."""
ROW = {"step": 28}
"""The height of a chart of rows, in pixels a row."""


def frame(title: str, said: str, values: Sequence[dict[str, Any]], height: Any = 320) -> Chart:
    """A chart without its marks; `said`: the numbers in words."""
    return {
        "$schema": SCHEMA,
        "title": {"text": title, "anchor": "start", "limit": 900},
        "description": f"{title} {said}",
        "width": "container",
        "height": height,
        "data": {"values": list(values)},
        "config": chart_config(),
    }


def zero(channel: str, dashed: bool = False) -> Chart:
    """A line at zero across the whole chart; whatever else its layers share is left out."""
    dash = {"strokeDash": [4, 3]} if dashed else {}
    return {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": INK, **dash},
        "encoding": {"x": None, "y": None} | {channel: {"field": "zero", "type": "quantitative"}},
    }


def coloured(field: str, names: Sequence[str], colours: Sequence[str]) -> dict[str, Any]:
    """A colour for each name, with a legend."""
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(names), "range": list(colours)},
        "legend": LEGEND,
    }


def dashed(field: str, names: Sequence[str]) -> dict[str, Any]:
    """Dashes for each name, so that lines are told apart without colour."""
    shown = [list(DASHES[place % len(DASHES)]) for place in range(len(names))]
    return {"field": field, "type": "nominal", "scale": {"domain": list(names), "range": shown}, "legend": LEGEND}


def amount(field: str, title: str, **axis: Any) -> dict[str, Any]:
    """A quantity along an axis with this title."""
    return {"field": field, "type": "quantitative", "axis": {"title": title, **axis}}


def in_rows(field: str, order: Sequence[str], label_limit: int = 320) -> dict[str, Any]:
    """Rows with their labels, in this order; a label of several lines has breaks in it (`lines_of`)."""
    axis = {"labelLimit": label_limit, "labelExpr": "split(datum.label, '\\n')"}
    return {"field": field, "type": "nominal", "sort": list(order), "title": None, "axis": axis}


def lines_of(label: str, letters: int = 58) -> str:
    """A long label in lines, so that no end of it is cut away."""
    return "\n".join(textwrap.wrap(label, letters))
