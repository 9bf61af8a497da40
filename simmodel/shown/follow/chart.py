"""The swim lanes of one life under two ways of working, as a Vega-Lite chart that fits its words to its width."""

from __future__ import annotations

import textwrap
from typing import Any

from simmodel.charts import INK, chart_config
from simmodel.journey.arms import Journey
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.shown.follow.facts import facts_of, finding, story
from simmodel.shown.follow.lanes import Lanes, lanes_of

Chart = dict[str, Any]
ROW, HEADING_LETTERS, LETTER = 26, 14, 6.3
"""Pixels: the height of a row, the size of headings, and the width of a letter in a bar."""
LEAST_YEARS = 1
TITLE_LETTERS = 84
"""Letters in a line of the title, where the picture stands alone."""


def swim_lanes(journey: Journey) -> Chart:
    """Where the person lives, waits, gets help and works over the years, under both ways of working."""
    lanes, years = lanes_of(journey), years_lived(journey)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": textwrap.wrap(finding(journey), TITLE_LETTERS), "anchor": "start"},
        "description": described(journey),
        "width": "container",
        "height": ROW * len(lanes.rows),
        "encoding": {"y": _rows(lanes)},
        "layer": [*_bars(lanes, years), *_words(lanes, years), _marks(lanes, years), _headings(lanes)],
        "config": chart_config(),
    }


def described(journey: Journey) -> str:
    """The picture in words and numbers."""
    told = (f"{arm.title}: {story(facts_of(arm))}" for arm in journey.arms.values())
    return f"{finding(journey)}. {' '.join(told)}"


def years_lived(journey: Journey) -> float:
    """How many years the chart shows: to the end of the longer of both lives."""
    ends = [span.end for arm in journey.arms.values() for span in arm.spans]
    return max(max(ends, default=0) / WEEKS_PER_YEAR, LEAST_YEARS)


def _rows(lanes: Lanes) -> Chart:
    ids = [row for row, _ in lanes.rows]
    labels = dict(lanes.rows)
    named = " : ".join(f"datum.value == {_quoted(row)} ? {_quoted(label)}" for row, label in labels.items())
    axis = {"title": None, "labelExpr": f"{named} : ''", "labelLimit": 160, "domain": False, "ticks": False}
    scale = {"domain": ids, "paddingInner": 0.16, "paddingOuter": 0.08}
    return {"field": "row", "type": "nominal", "scale": scale, "axis": axis | {"labelPadding": 6, "labelFontSize": 12}}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _x(years: float, field: str = "from") -> Chart:
    axis = {"title": "Years since the money starts", "tickMinStep": 1, "format": "d", "grid": True}
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, round(years, 3)], "nice": False},
        "axis": axis | {"gridColor": "#dfe5ea"},
    }


def _bars(lanes: Lanes, years: float) -> list[Chart]:
    """The bars, a layer for each height: what a state is shows without its colour too."""
    heights = sorted({bar["height"] for bar in lanes.bars}, reverse=True)
    return [_bars_of(height, lanes, years) for height in heights]


def _bars_of(height: float, lanes: Lanes, years: float) -> Chart:
    mark = {"type": "bar", "stroke": INK, "strokeWidth": 0.8, "aria": False}
    return {
        "data": {"values": [bar for bar in lanes.bars if bar["height"] == height]},
        "mark": mark | {"height": {"band": height}},
        "encoding": {
            "x": _x(years),
            "x2": {"field": "to"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "strokeDash": {"condition": {"test": "datum.short == 'wait'", "value": [3, 2]}, "value": [1, 0]},
            "tooltip": {"field": "told", "type": "nominal", "title": "What lasts"},
        },
    }


def _words(lanes: Lanes, years: float) -> list[Chart]:
    """Words in the bars: all of them where they fit, short ones where those do, else none."""
    room = f"(datum.to - datum.from) / {years:.3f} * width"
    fits = f"length(datum.{{}}) * {LETTER} + 8 < {room}"
    shown = f"{fits.format('words')} ? datum.words : {fits.format('short')} ? datum.short : ''"
    return [
        {
            "data": {"values": list(lanes.bars)},
            "transform": [{"calculate": shown, "as": "shown"}],
            "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 12, "aria": False},
            "encoding": {
                "x": _x(years),
                "text": {"field": "shown", "type": "nominal"},
                "color": {"field": "letters", "type": "nominal", "scale": None},
            },
        }
    ]


def _marks(lanes: Lanes, years: float) -> Chart:
    return {
        "data": {"values": list(lanes.marks)},
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "stroke": "white", "aria": False},
        "encoding": {
            "x": _x(years),
            "shape": {"field": "shape", "type": "nominal", "scale": None},
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "tooltip": {"field": "told", "type": "nominal", "title": "What happens"},
        },
    }


def _headings(lanes: Lanes) -> Chart:
    mark = {"type": "text", "align": "left", "x": 0, "fontSize": HEADING_LETTERS, "fontWeight": "bold", "color": INK}
    return {
        "data": {"values": list(lanes.headings)},
        "mark": mark | {"limit": {"expr": "width"}, "aria": False},
        "encoding": {"text": {"field": "title", "type": "nominal"}, "x": {"value": 0}},
    }
