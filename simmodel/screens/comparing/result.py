"""A result on the page: what it is a result of, and its tabs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simmodel.screens.comparing.choices import Asked
from simmodel.screens.comparing.questions import QUESTIONS
from simmodel.screens.draw import draw
from simmodel.screens.plain import plain
from simmodel.shown.compare.tabs import Shown
from simmodel.shown.parts import Words

OLD = "What was found for other choices than those below"


def show(shown: Shown, asked: Asked, is_old: bool, top: DeltaGenerator) -> None:
    """The answer at the top, and the tab that the reader chose; `is_old` where what is chosen now is not `asked`."""
    first, (answer, *others) = next(iter(shown.tabs.items()))
    if isinstance(answer, Words):
        with top:
            draw([replace(answer, title=OLD) if is_old else answer], "answer")
    tabs = {**shown.tabs, first: others}
    names = [*shown.tabs, *QUESTIONS]
    chosen = st.segmented_control(
        "What to look at", names, default=names[0], required=True, key="tab", bind="query-params"
    )
    if chosen in tabs:
        st.header(plain(str(chosen)))
        draw(tabs[str(chosen)], f"tab-{names.index(str(chosen))}")
    else:
        if is_old:
            st.caption("What is asked here is asked of the old result, not of what is chosen now.")
        QUESTIONS[str(chosen)](asked)


def told_of(shown: Shown, stored: bool) -> str:
    """What a result is from, in one line."""
    source = (
        f"From stored runs, made on {shown.made} with simmodel {shown.version}"
        if stored
        else "From runs of this server"
    )
    return f"{source}: {shown.runs} paired runs, seed {shown.seed}, study {shown.digest[:12]}."
