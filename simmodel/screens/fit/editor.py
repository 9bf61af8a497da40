"""The targets in an editor: a copy that the reader changes, checked again after every change."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from simmodel.calibration.targets import USES
from simmodel.shown.fit.cells import LINE, Cells, cells_of, frame_of, is_as_it_was, text_with

WIDE_COLUMNS = ("target", "source", "note")


def edited_text(name: str, text: str) -> str:
    """The text of the targets as the reader has it now; `name` tells this file from any other."""
    cells = cells_of(last_text(name, text))
    if cells is None:
        st.caption("The rows and columns of this file do not fit one another; mend the file, and hand it in again.")
        return text
    frame = _edited(name, cells)
    new = text_with(cells_of(_base(name)) or cells, frame)
    new = text if is_as_it_was(new, text) else new
    st.session_state[_kept(name)] = new
    if new != text and st.button("Put every target back as it was", key=f"{_key(name)}-back"):
        put_back(name)
        st.rerun()
    return new


def last_text(name: str, text: str) -> str:
    """The text as the reader left it."""
    found: str = st.session_state.get(_kept(name), text)
    return found


def put_back(name: str) -> None:
    """Let go of every change to these targets."""
    for key in (_kept(name), _key(name), f"{_key(name)}-base"):
        st.session_state.pop(key, None)
    st.session_state[f"{name}-turns"] = _turns(name) + 1


def _edited(name: str, cells: Cells) -> pd.DataFrame:
    """What stands in the editor, which begins where the reader left it when they went to another page."""
    key, base = _key(name), f"{_key(name)}-base"
    if key not in st.session_state or base not in st.session_state:
        st.session_state[base] = st.session_state.get(_kept(name)) or _rendered(cells)
    begun = cells_of(st.session_state[base]) or cells
    found: pd.DataFrame = st.data_editor(
        frame_of(begun),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        column_config=_columns(begun),
        alt="Targets that can be edited",
    )
    return found


def _rendered(cells: Cells) -> str:
    return text_with(cells, frame_of(cells))


def _columns(cells: Cells) -> dict[str, Any]:
    found: dict[str, Any] = {LINE: st.column_config.TextColumn(LINE, disabled=True, width="small")}
    for name in cells.columns:
        found[name] = st.column_config.TextColumn(name, width="medium" if name in WIDE_COLUMNS else "small")
    uses = {dict(zip(cells.columns, row, strict=True)).get("use", "") for _, row in cells.rows}
    if "use" in cells.columns and uses <= {*USES, ""}:
        found["use"] = st.column_config.SelectboxColumn("use", options=[*USES], width="small")
    return found


def _base(name: str) -> str:
    found: str = st.session_state.get(f"{_key(name)}-base", "")
    return found


def _turns(name: str) -> int:
    found: int = st.session_state.get(f"{name}-turns", 0)
    return found


def _key(name: str) -> str:
    return f"fit-cells-{name}-{_turns(name)}"


def _kept(name: str) -> str:
    return f"fit-edited-{name}"
