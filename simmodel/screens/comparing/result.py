"""A result on the page: what it is a result of, its tabs, and questions that need runs of their own."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simmodel.scenario import Study
from simmodel.screens.comparing import work
from simmodel.screens.desk.job import Work
from simmodel.screens.desk.line import asked as asked_for
from simmodel.screens.draw import draw
from simmodel.screens.plain import plain
from simmodel.shown.compare.tabs import Shown
from simmodel.shown.parts import Words

DRIVES, SWEEP, MATTERS = "What drives the difference", "Funding sweep", "Which assumption matters"
OUTCOMES = {
    "weeks_stably_housed": "Weeks in a stable home",
    "crises": "Crises",
    "return_to_custody_24m": "Return to custody within 24 months",
    "custody_days": "Days in custody",
}
DRIVES_RUNS, SWEEP_RUNS = 16, 32
OLD = "What was found for other choices than those below"


def show(shown: Shown, study: Study | None, top: DeltaGenerator) -> None:
    """The answer at the top, and the tab that the reader chose; `study` is None where what is chosen now is another."""
    first, (answer, *others) = next(iter(shown.tabs.items()))
    if isinstance(answer, Words):
        with top:
            draw([answer if study is not None else replace(answer, title=OLD)], "answer")
    tabs = {**shown.tabs, first: others}
    names = [*shown.tabs, *((DRIVES, SWEEP, MATTERS) if study is not None else ())]
    chosen = st.segmented_control(
        "What to look at", names, default=names[0], required=True, key="tab", bind="query-params"
    )
    if chosen in tabs:
        st.header(plain(str(chosen)))
        draw(tabs[str(chosen)], f"tab-{names.index(str(chosen))}")
    elif study is not None:
        {DRIVES: _drives, SWEEP: _sweep, MATTERS: _matters}[str(chosen)](study)


def told_of(shown: Shown, stored: bool) -> str:
    """What a result is from, in one line."""
    source = (
        f"From stored runs, made on {shown.made} with simmodel {shown.version}"
        if stored
        else "From runs of this server"
    )
    return f"{source}: {shown.runs} paired runs, seed {shown.seed}, study {shown.digest[:12]}."


def _drives(study: Study) -> None:
    st.header(DRIVES)
    st.markdown(
        "A difference comes about through several mechanisms at once: trust, fewer hand-offs, money for what is "
        "needed, the specialists who come. Each group of them is switched off and on beside all others, and gets the "
        "share that it adds on average (Shapley values), so that the parts add up to the whole."
    )
    ways = [name for name, each in study.scenarios.items() if not each.base_case]
    way = st.selectbox("Way of working", ways, format_func=lambda name: study.scenarios[name].title, key="drives.way")
    outcome = st.selectbox("Outcome", list(OUTCOMES), format_func=OUTCOMES.__getitem__, key="drives.outcome")
    key = f"drives-{study.digest()}-{way}-{outcome}"
    made = work.drives(study, way, outcome, "reached", DRIVES_RUNS)
    _answered("drives", "Find out what drives it", key, f"{DRIVES_RUNS} paired runs for every set of groups", made)


def _sweep(study: Study) -> None:
    st.header(SWEEP)
    st.markdown(
        "The same people with the same luck at eight sums of money, from $300,000 to $1,000,000 a year.".replace(
            "$", r"\$"
        )
    )
    made = work.sweep(study, SWEEP_RUNS)
    _answered(
        "sweep", "Run the funding sweep", f"sweep-{study.digest()}", f"{SWEEP_RUNS} paired runs at every level", made
    )


def _matters(study: Study) -> None:
    st.header(MATTERS)
    st.markdown(
        "Which numbers of the model move the answer, how much of it nobody has measured, under which conditions the "
        f"answer flips, and what data to collect first. It takes {work.MATTER_RUNS} paired runs, some minutes."
    )
    ways = [name for name, each in study.scenarios.items() if not each.base_case]
    way = st.selectbox("Way of working", ways, format_func=lambda name: study.scenarios[name].title, key="matters.way")
    key = f"matters-{study.digest()}-{way}"
    _answered("matters", "Find out what matters", key, f"{work.MATTER_RUNS} paired runs", work.matters(study, way))


def _way(study: Study, key: str) -> str:
    """Which way of working the question is about."""
    ways = {name: each.title for name, each in study.scenarios.items() if not each.base_case}
    return str(st.selectbox("Way of working", list(ways), format_func=lambda name: ways[name], key=key))


def _answered(page: str, button: str, key: str, title: str, made: Work) -> None:
    job = asked_for(page, button, key, title, made)
    if job is not None and job.result is not None and job.key == key:
        draw(job.result, page)
    elif job is None or not job.is_alive:
        st.caption("Nothing was asked yet about what is chosen now.")
