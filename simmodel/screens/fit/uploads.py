"""Files that a reader hands in: their text is taken into the session, and the files themselves are let go at once."""

from __future__ import annotations

import streamlit as st

from simmodel.calibration.target_text import LARGEST_FILE
from simmodel.errors import StudyError
from simmodel.screens.draw import draw_table
from simmodel.screens.plain import plain
from simmodel.shown.fit.checked import FILE, taken_in
from simmodel.shown.fit.faults import fault_table, faults_told
from simmodel.shown.fit.study_file import FILE as STUDY_FILE

TARGETS, STUDY = "targets", "study"
LARGEST_MEGABYTES = 1
_TYPES = {TARGETS: ["csv", "txt", "tsv", "xlsx", "xls"], STUDY: ["toml"]}


def handed_in(what: str, label: str) -> str:
    """The text of the file that was handed in last; "" before any was, or where it was none."""
    key = f"fit-{what}-{count(what)}"
    st.file_uploader(
        label,
        type=_TYPES[what],
        max_upload_size=LARGEST_MEGABYTES,
        key=key,
        on_change=_take,
        args=(what, key),
    )
    faults = st.session_state.get(f"fit-{what}-faults", ())
    if faults:
        show_faults(faults, FILE if what == TARGETS else STUDY_FILE)
    text: str = st.session_state.get(f"fit-{what}-text", "")
    if text:
        st.caption(f"Read: {len(text.splitlines())} lines. A further file takes its place.")
    return text


def count(what: str) -> int:
    """How many files of this kind were handed in; another count makes everything about the last one new."""
    found: int = st.session_state.get(f"fit-{what}-count", 0)
    return found


def refuse(what: str, faults: tuple[str, ...]) -> None:
    """Let go of everything that was handed in, and keep only why."""
    take(what, "", faults)


def show_faults(faults: tuple[str, ...], file: str) -> None:
    """Everything that is wrong with a file, at once."""
    st.error(plain(f"{faults_told(len(faults), file)}."))
    draw_table(fault_table(faults, f"What is wrong with {file}"))


def take(what: str, text: str, faults: tuple[str, ...]) -> None:
    """Keep the text of a file, or why it has none, in place of the last one."""
    st.session_state[f"fit-{what}-text"] = text
    st.session_state[f"fit-{what}-faults"] = faults
    st.session_state[f"fit-{what}-count"] = count(what) + 1


def _take(what: str, key: str) -> None:
    file = st.session_state.get(key)
    if file is None:
        return
    content = file.getvalue()
    if what == TARGETS:
        take(what, *taken_in(content))
    else:
        take(what, *_study_text(content))


def _study_text(content: bytes) -> tuple[str, tuple[str, ...]]:
    if len(content) > LARGEST_FILE:
        return "", (f"the file has {len(content):,} bytes; allowed: at most {LARGEST_FILE:,}",)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        fault = "this is not UTF-8 text; allowed: plain text; save the file as plain text with the encoding UTF-8"
        return "", tuple(StudyError(STUDY_FILE, [fault]).faults)
