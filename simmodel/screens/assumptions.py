"""Assumptions and limits: every number with its range and grade, what is left out, what was proved, words, citation."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from simmodel.screens.assumed_numbers import show_numbers
from simmodel.screens.draw import draw
from simmodel.shown.assumptions.evidence import evidence
from simmodel.shown.assumptions.figures import grades_figure
from simmodel.shown.assumptions.limits import limits, switches
from simmodel.shown.assumptions.matter import what_matters
from simmodel.shown.assumptions.numbers import every_number
from simmodel.shown.assumptions.proved import proved
from simmodel.shown.assumptions.words import citation, glossary
from simmodel.shown.parts import Part

LEAD = (
    "These are beliefs: nobody decides them, they can only be found out. A range says what evidence leaves open; it is "
    "no budget and no choice."
)


@st.cache_data(show_spinner=False)
def _rests_on() -> Part:
    return grades_figure(every_number())


@st.cache_data(show_spinner=False)
def _parts(part: str) -> list[Part]:
    return {
        "matter": what_matters,
        "limits": limits,
        "switches": switches,
        "checks": proved,
        "words": glossary,
        "cite": citation,
    }[part]()


def show_assumptions() -> None:
    """Draw the page: what the model rests on, then the part that a reader chooses."""
    st.title("Assumptions and limits")
    st.markdown(LEAD)
    draw([_rests_on()], "rests-on")
    part = st.segmented_control(
        "Show",
        list(PARTS),
        default="numbers",
        required=True,
        format_func=lambda each: PARTS[each][0],
        key="part",
        bind="query-params",
    )
    PARTS.get(part or "", PARTS["numbers"])[1]()


def _of(part: str) -> Callable[[], None]:
    return lambda: draw(_parts(part), part)


@st.fragment
def _evidence() -> None:
    search = st.text_input("Search the evidence", key="evidence", bind="query-params", max_chars=80)
    draw(evidence((), search or ""), "evidence-rows")


PARTS: dict[str, tuple[str, Callable[[], None]]] = {
    "numbers": ("Every number", show_numbers),
    "matter": ("What matters most", _of("matter")),
    "limits": ("What is left out", _of("limits")),
    "switches": ("What can be switched off", _of("switches")),
    "checks": ("Is it right?", _of("checks")),
    "evidence": ("Evidence", _evidence),
    "words": ("Words", _of("words")),
    "cite": ("How to cite", _of("cite")),
}
"""The parts of the page, by what stands in its link: what a reader reads, and what draws it."""
