"""Start: what the shipped base case says, three doors, the shipped studies, and how the model works."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from simmodel.screens.draw import draw
from simmodel.screens.pages import TITLES, page_of
from simmodel.screens.plain import plain
from simmodel.shown.start.gallery import (
    DOORS,
    HOW_IT_WORKS,
    WHAT_IT_IS_NOT,
    Door,
    Picture,
    programmes,
    scenarios,
)
from simmodel.shown.start.stored import stored

TITLE = "Refer out, or pull help in?"
QUESTION = (
    "The same money, the same people, the same luck: is it better spent on more places in services, link workers, or "
    "coaches who stay with people and pull help in around them?"
)
CHANGED = "The model or its base case has changed since these runs. Compare gives the numbers of today."


def show_start() -> None:
    """Draw the page."""
    st.title(TITLE)
    st.markdown(plain(QUESTION))
    _result()
    st.header("Three doors")
    for door, column in zip(DOORS, st.columns(3), strict=True):
        with column.container(border=True):
            _door(door)
    st.header("Studies that come with the model")
    _gallery(scenarios())
    with st.expander(f"Programmes that somebody ran, as the model sees them ({len(programmes())})"):
        _gallery(programmes())
    st.header("How it works, in five sentences")
    st.markdown("\n".join(f"{place}. {plain(told)}" for place, told in enumerate(HOW_IT_WORKS, start=1)))
    st.markdown(f"**What it is not.** {plain(WHAT_IT_IS_NOT)}")
    _link("assumptions", TITLES["assumptions"][1])


@st.cache_data(show_spinner=False)
def _is_of_today() -> bool:
    return stored().is_of_today


def _result() -> None:
    found = stored()
    if not _is_of_today():
        st.warning(CHANGED, title="From an earlier model")
    draw(found.parts[:1], "answer")
    st.caption(plain(found.label))
    draw(found.parts[1:], "result")


def _door(door: Door) -> None:
    _link(door.page, door.label)
    st.markdown(plain(door.told))


def _gallery(shown: Sequence[Picture]) -> None:
    for each in shown:
        _link("compare", each.title, each.title)
        st.caption(plain(each.told))


def _link(page: str, label: str, study: str = "") -> None:
    st.page_link(page_of(page), label=plain(label), query_params={"study": study} if study else None)
