"""Parts of a page, drawn: every chart has its table and its files, and nothing that is shown is read as markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from simmodel.charts import for_page
from simmodel.documents.pictures import png
from simmodel.export import neutralised
from simmodel.money_charts import told_apart
from simmodel.screens.chart_data import with_arrow
from simmodel.screens.plain import plain
from simmodel.shown.parts import Choice, Figure, Folded, Heading, Part, Table, Tone, Words

_BOXES: dict[Tone, Callable[..., object]] = {"finding": st.info, "note": st.info, "warning": st.warning}

MOST_READY = 1000
"""Tables that are kept ready; each has some kilobytes."""
_LETTERS = 85
"""Of a finding in one line above a chart that stands alone."""
_AXES, _LINE = 55, 20
"""Pixels that a page takes off a chart for its axes, and for each line of a legend."""


def draw(parts: Sequence[Part], key: str, within: str = "") -> None:
    """Draw parts one below the other; `key` tells their widgets from those of other parts of the page.

    `within`: the label of the fold that they are in, which names a table without a title of its own.
    """
    for place, part in enumerate(parts):
        _draw(part, f"{key}-{place}", within)


def _draw(part: Part, key: str, within: str) -> None:
    match part:
        case Heading():
            st.header(plain(part.text))
        case Words():
            _words(part)
        case Table():
            draw_table(part, within)
            _take_table(part, key)
        case Figure():
            _figure(part, key)
        case Folded():
            with st.expander(plain(part.label)):
                draw(part.parts, key, part.label)
        case Choice():
            _choice(part, key)


def _words(words: Words) -> None:
    text = "\n".join([plain(words.text), *(f"- {plain(each)}" for each in words.points)]).strip()
    if words.tone in _BOXES:
        _BOXES[words.tone](text, title=plain(words.title) or None)
    elif words.tone == "caption":
        st.caption(text)
    else:
        st.markdown(f"**{text}**" if words.tone == "strong" else text)


def draw_table(table: Table, within: str = "") -> None:
    """A table with its title above it and its note below; `within` names one that has no title."""
    if table.title:
        st.markdown(f"**{plain(table.title)}**")
    cells = ready(table.head, table.rows)
    st.table(cells, border="horizontal", hide_index=True, alt=table.title or within or table.note)
    if table.note:
        st.caption(plain(table.note))


@lru_cache(maxsize=MOST_READY)
def ready(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> pa.Table:
    """The cells of a table as they are sent to a browser, made once for all readers and redraws."""
    named = told_apart([plain(each) or "\u200b" for each in head])
    cells = [[plain(cell) for cell in row] for row in rows]
    return pa.Table.from_pandas(pd.DataFrame(cells, columns=pd.Index(named), dtype=str))


def _take_table(table: Table, key: str) -> None:
    if table.name:
        st.download_button(
            "Table as CSV", lambda: csv_of(table), f"{table.name}.csv", "text/csv", key=f"{key}-csv", on_click="ignore"
        )


@st.fragment
def _figure(figure: Figure, key: str) -> None:
    st.markdown(f"**{plain(figure.title)}**")
    st.vega_lite_chart(with_arrow(_roomy(for_page(figure.chart))), alt=figure.chart["description"], key=key)
    if figure.note:
        st.caption(plain(figure.note))
    with st.expander("The chart as a table, and to take away"):
        draw_table(figure.table)
        left, right = st.columns(2)
        name = figure.name
        left.download_button(
            "Chart as PNG", lambda: png(titled(figure)), f"{name}.png", "image/png", key=f"{key}-png", on_click="ignore"
        )
        right.download_button(
            "Numbers as CSV",
            lambda: csv_of(figure.table),
            f"{name}.csv",
            "text/csv",
            key=f"{key}-csv",
            on_click="ignore",
        )


@st.fragment
def _choice(choice: Choice, key: str) -> None:
    labels = [each.label for each in choice.options]
    chosen = st.selectbox(plain(choice.label), labels, key=f"{key}-chosen")
    for option in choice.options:
        if option.label == chosen:
            draw(option.parts, f"{key}-{labels.index(chosen)}")


def _roomy(chart: dict[str, Any]) -> dict[str, Any]:
    """The chart with the height that its marks were given: a page counts axes and legend in."""
    height = chart.get("height")
    if not isinstance(height, int | float):
        return chart
    return chart | {"height": height + _AXES + _LINE * _lines_of_legend(chart)}


def _lines_of_legend(part: object) -> int:
    """How many lines the longest legend above a chart has."""
    if isinstance(part, list):
        return max(map(_lines_of_legend, part), default=0)
    if not isinstance(part, dict):
        return 0
    legend, scale = part.get("legend"), part.get("scale")
    if isinstance(legend, dict) and legend.get("orient") == "top" and isinstance(scale, dict):
        return len(scale.get("domain", ()))
    return max((_lines_of_legend(each) for key, each in part.items() if key != "data"), default=0)


def titled(figure: Figure) -> dict[str, object]:
    """The chart as it stands alone in a file, under its finding and at a width of its own."""
    title = {"anchor": "start"} | (figure.chart.get("title") or {}) | {"text": wrap(figure.title, _LETTERS)}
    wide = {"width": 700} if figure.chart.get("width") == "container" else {}
    return figure.chart | {"title": title} | wide


def csv_of(table: Table) -> bytes:
    """A table as CSV that spreadsheets open, and in which no cell is read as a formula."""
    head = told_apart(list(table.head))
    frame = pd.DataFrame([list(row) for row in table.rows], columns=pd.Index(head), dtype=str)
    return neutralised(frame).to_csv(index=False).encode("utf-8-sig")
