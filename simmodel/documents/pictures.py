"""Charts as pictures for documents, drawn without any network and without fonts from elsewhere."""

from __future__ import annotations

from typing import Any

import vl_convert

from simmodel.documents.letters import plain

VEGA_LITE = "6.1"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
SHARPNESS = 2.5
"""Pixels of a picture for each unit of a chart: about 240 dots an inch at the width of a page."""


def svg(chart: dict[str, Any]) -> str:
    """A Vega-Lite chart as SVG text."""
    found: str = vl_convert.vegalite_to_svg(_drawable(chart), vl_version=VEGA_LITE, allowed_base_urls=[])
    return found


def png(chart: dict[str, Any]) -> bytes:
    """A Vega-Lite chart as the bytes of a PNG."""
    drawable = _drawable(chart)
    found: bytes = vl_convert.vegalite_to_png(drawable, vl_version=VEGA_LITE, scale=SHARPNESS, allowed_base_urls=[])
    return found


def _drawable(chart: dict[str, Any]) -> dict[str, Any]:
    """The chart in our font, without letters at which the one who draws ends the whole program."""
    found: dict[str, Any] = _plain(chart | {"config": chart.get("config", {}) | {"font": FONT}})
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
