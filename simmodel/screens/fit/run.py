"""What a fit will take, the fit itself, and its result; or that of the fit that came with the package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from simmodel.screens.beside import beside
from simmodel.screens.desk.line import POLL_SECONDS, asked, the_desk
from simmodel.screens.draw import draw, draw_table
from simmodel.screens.fit.outcome import show_fitted, show_shipped
from simmodel.screens.fit.work import Fitted, FitWork, PlanWork, key_of
from simmodel.screens.plain import plain
from simmodel.shown.parts import Table, Words

if TYPE_CHECKING:
    from simmodel.scenario import Study
    from simmodel.screens.desk.job import Job
    from simmodel.screens.fit.pilot import Pilot
    from simmodel.shown.fit.files import Asked

QUICK, WHOLE = "quick", "whole"
SEED = 1
_LINE = re.compile(r"^  (?P<what>\S.*?)\s{2,}(?P<told>\S.*)$")


def how_large() -> tuple[bool, int]:
    """Whether the fit is a quick one, and its seed."""
    left, right = st.columns([2, 1], vertical_alignment="top")
    size = left.segmented_control(
        "How large a fit: quick to look at (a few hundred runs), whole to decide by (a quarter of an hour to hours)",
        [QUICK, WHOLE],
        default=QUICK,
        required=True,
        key="size",
        bind="query-params",
    )
    seed = right.number_input(
        "Seed: the number that fixes all luck", 0, 2**31 - 1, SEED, key="seed", bind="query-params"
    )
    left.caption(beside(QUICK, f"{QUICK}, {WHOLE}"))
    right.caption(beside(str(SEED), "0 to 2,147,483,647", rests="Any number serves"))
    return size != WHOLE, seed


def planned(ask: Asked | None) -> None:
    """What this fit will take on this machine, where the reader asks for it."""
    key = None if ask is None else f"fit-plan-{key_of(ask)}"
    work = None if ask is None else PlanWork(ask)
    job = asked("fit-plan", "What will it take?", key, "Playing a few runs to time them", work)
    lines = job.result if job is not None and job.state == "done" else None
    if job is None or lines is None:
        return
    if job.key != key:
        st.caption("What follows is for other choices than those above.")
    draw_table(plan_table(lines))


def plan_table(lines: list[str]) -> Table:
    """The lines of a plan, as the command line prints them, as a table."""
    found = [_LINE.match(line) for line in lines]
    rows = tuple((each["what"], each["told"]) for each in found if each is not None)
    return Table(lines[0], ("What", "How much"), rows, lines[-1])


def fit_asked(ask: Asked | None, title: str) -> Job | None:
    """The fit that the reader asked for last, begun here if the button was pressed."""
    key = None if ask is None else f"fit-{key_of(ask)}"
    work = None if ask is None else FitWork(ask)
    job = asked("fit-fit", "Fit", key, f"Fitting {title}", work)
    if job is not None and job.is_alive:
        _now(job)
    if job is not None and job.state == "stopped":
        st.caption("Runs that were played are kept for a while: the same fit, asked for again, goes on there.")
    return job


@st.fragment(run_every=POLL_SECONDS)
def _now(job: Job) -> None:
    now = getattr(job.work, "now", "")
    if now and job.is_alive:
        st.caption(plain(now))


def show_known(ask: Asked | None, pilot: Pilot, study: Study | None) -> None:
    """The fit of what is chosen; else the last one, said to be old; else the one that came with the package."""
    from simmodel.shown.fit.found import found_in

    key = None if ask is None else f"fit-{key_of(ask)}"
    known = None if key is None else the_desk().find(key)
    if known is not None and known.state == "done":
        st.session_state[f"fit-shown-{pilot.name}"] = (known.key, known.result)
    shown: tuple[str, Fitted] | None = st.session_state.get(f"fit-shown-{pilot.name}")
    found = None if pilot.shipped is None or study is None else found_in(study, pilot.shipped)
    if shown is not None:
        if shown[0] != key:
            draw([Words(_OLD, "warning", "The result below is an old result")], "fit-old")
        show_fitted(shown[1])
    elif found is not None:
        if ask is not None and ask.folder != pilot.typed:
            draw([Words(_OLD, "warning", "The result below is of the pilot as it is shipped")], "fit-old")
        show_shipped(found, pilot.typed)
    else:
        st.header("No result yet")
        st.markdown("Press **Fit**. The first thing to read will be what the data cannot tell.")


_OLD = "It is for other targets, numbers, size or seed than those chosen now; press Fit to see what these give."
