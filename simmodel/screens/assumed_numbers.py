"""Every number by area, folded, as a reader filters them; what is folded is drawn only once it is opened."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from simmodel.evidence import GRADE_WORDS
from simmodel.export import neutralised
from simmodel.scenario import read_study
from simmodel.screens.draw import draw
from simmodel.screens.plain import plain
from simmodel.shipped import shipped
from simmodel.shown.assumptions.areas import AREAS
from simmodel.shown.assumptions.figures import strip_figure
from simmodel.shown.assumptions.numbers import Shown, Wanted, by_area, chosen, every_number, frame_of
from simmodel.shown.assumptions.tables import grades_table, label_of, parts_of, team_table
from simmodel.shown.parts import Folded, Part, Words

DEFAULTS = "none: the model's defaults"
STUDIES = ("taree", "sceptical", "optimistic", "queue_only", "supported_housing", "three_communities")
"""Shipped studies in which a reader can see what is changed."""
FEW = 12
"""So few numbers are shown unfolded."""


@st.cache_data(show_spinner=False)
def _numbers(study: str) -> list[Shown]:
    return every_number(None if study == DEFAULTS else read_study(shipped(f"scenarios/{study}.toml")))


@st.fragment
def show_numbers() -> None:
    """The filters, how many numbers are left, and each area folded."""
    study, wanted = _wanted()
    every = _numbers(study)
    found = chosen(every, wanted)
    st.markdown(f"**{len(found)} of {len(every)} numbers.** Open an area to see its numbers and how wide they are.")
    st.download_button(
        "All of these as CSV",
        lambda: csv_of(found),
        "assumptions.csv",
        "text/csv",
        key="numbers-csv",
        on_click="ignore",
    )
    if not found:
        st.info("No number is like that. Clear the search, or choose other grades or another area.")
    for area, within in by_area(found):
        _area(area, within, len(found) <= FEW)
    draw([Folded("Prices of a team: lines of the site budget", (team_table(),)), _grades()], "team")


def _wanted() -> tuple[str, Wanted]:
    with st.container(border=True):
        left, right = st.columns(2)
        search = left.text_input("Search", key="search", bind="query-params", max_chars=80, placeholder="trust coach")
        area = right.selectbox(
            "Area", ["", *AREAS], format_func=lambda each: AREAS.get(each, "All areas"), key="area", bind="query-params"
        )
        grades = left.pills(
            "Grade: how sure a number is", list(GRADE_WORDS), selection_mode="multi", key="grade", bind="query-params"
        )
        study = right.selectbox("As in this study", [DEFAULTS, *STUDIES], key="assumed_study", bind="query-params")
        changed = right.toggle("Only what the study changes", key="changed", bind="query-params")
    return study or DEFAULTS, Wanted(tuple(grades), area or "", search or "", changed)


def _area(area: str, within: Sequence[Shown], few: bool) -> None:
    fold = st.expander(plain(label_of(area, within)), expanded=few, key=f"{area}-{few}", on_change="rerun")
    if fold.open:
        with fold:
            strip = strip_figure(area, within)
            draw([*parts_of(area, within), *([strip] if strip is not None else [])], f"area-{area}")


def _grades() -> Part:
    return Folded(
        "What the grades mean", (grades_table(), Words("Grades D and M are marked wherever a number is shown."))
    )


def csv_of(numbers: Sequence[Shown]) -> bytes:
    """The numbers as CSV in which no cell is read as a formula."""
    return neutralised(frame_of(numbers)).to_csv(index=False).encode("utf-8-sig")
