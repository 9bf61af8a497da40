"""Charts as pictures for documents, drawn without any network and without fonts from elsewhere."""

from __future__ import annotations

from typing import Any

import vl_convert

VEGA_LITE = "6.1"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
SHARPNESS = 2.5
"""Pixels of a picture for each unit of a chart: about 240 dots an inch at the width of a page."""


def svg(chart: dict[str, Any]) -> str:
    """A Vega-Lite chart as SVG text."""
    found: str = vl_convert.vegalite_to_svg(_in_our_font(chart), vl_version=VEGA_LITE, allowed_base_urls=[])
    return found


def png(chart: dict[str, Any]) -> bytes:
    """A Vega-Lite chart as the bytes of a PNG."""
    found: bytes = vl_convert.vegalite_to_png(
        _in_our_font(chart), vl_version=VEGA_LITE, scale=SHARPNESS, allowed_base_urls=[]
    )
    return found


def _in_our_font(chart: dict[str, Any]) -> dict[str, Any]:
    return chart | {"config": chart.get("config", {}) | {"font": FONT}}
