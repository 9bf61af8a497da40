"""Compare: choose the money and the number of runs, run, and read what differs and how surely."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from simmodel.carried import fitted_of, label_of, told_of_posterior
from simmodel.charts import for_page
from simmodel.errors import SimmodelError
from simmodel.sampling import Sampling
from simmodel.scenario import Study
from simmodel.screens.fits import NONE, show_told, with_fit
from simmodel.screens.funding import (
    LEAST,
    MOST,
    STEP,
    beside_the_band,
    coaches_paid,
    funding_of,
    funding_strip,
)
from simmodel.screens.jobs import Desk, Job, key_of
from simmodel.screens.plain import plain
from simmodel.screens.result import show_result
from simmodel.screens.studies import shipped_study
from simmodel.words import dollars

SEED = 1
RUNS = (8, 32, 100)
"""Paired runs that a reader can choose: a quick look, the standard, a report."""
STANDARD_RUNS = 32
POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Choice:
    """What the reader chose: dollars a year for the site, and paired runs."""

    funding: int
    runs: int


@st.cache_resource
def the_desk() -> Desk:
    """The one desk of this server, which runs comparisons for every reader."""
    return Desk()


def show_compare() -> None:
    """Draw the page: choices, progress, result."""
    st.title("Refer out, or pull help in?")
    try:
        study = shipped_study()
    except SimmodelError as error:
        st.error(plain(str(error)))
        return
    st.markdown(plain(study.description.strip()))
    with st.container(border=True):
        choice, asked = choose(study)
        job = latest(choice, asked)
    if job is not None and job.is_alive:
        watch(job)
    show_end(job)
    show_what_is_known(choice, asked, job)


def choose(study: Study) -> tuple[Choice, Study | None]:
    """The reader's choice and the study with it; no study where it cannot be had for this money."""
    funding = st.slider(
        "Funding for the site, dollars a year",
        LEAST,
        MOST,
        funding_of(study),
        STEP,
        format="$%,d",
        key="funding",
        bind="query-params",
    )
    strip = funding_strip(funding)
    st.vega_lite_chart(for_page(strip), alt=strip["description"], key="strip")
    asked = with_funding(study, funding)
    st.markdown(plain(f"{beside_the_band(funding)} {coaches_paid(asked) if asked else ''}".strip()))
    runs = st.segmented_control(
        "How many paired runs: 8 for a quick look, 32 as standard, 100 for a report",
        RUNS,
        default=STANDARD_RUNS,
        required=True,
        key="runs",
        bind="query-params",
    )
    st.caption(
        "Each run is one way the same site may turn out; two runs make a draw, one set of values that the evidence "
        "leaves open. Eight runs are too few to tell a difference from luck."
    )
    choice = Choice(funding, runs if runs in RUNS else STANDARD_RUNS)
    asked = with_fit(asked)
    if asked is not None:
        draws, _ = Sampling(choice.runs).address(choice.runs - 1)
        show_told(told_of_posterior(asked, draws))
    return choice, asked


def with_funding(study: Study, funding: float) -> Study | None:
    """The study with this money; where it cannot be had the reason is shown and nothing is given back."""
    try:
        return study.with_funding(funding)
    except SimmodelError as error:
        st.error(plain(str(error)))
        return None


def latest(choice: Choice, asked: Study | None) -> Job | None:
    """The reader's latest comparison, begun here if the button was pressed, or one like it that runs already."""
    job: Job | None = st.session_state.get("job")
    if job is None and asked is not None:
        job = the_desk().find(asked, choice.runs, SEED)
    busy = job is not None and job.is_alive
    if st.button("Run the comparison", type="primary", disabled=busy or asked is None) and asked is not None:
        st.session_state["job"] = the_desk().ask(asked, choice.runs, SEED)
        st.rerun()
    return job


@st.fragment(run_every=POLL_SECONDS)
def watch(job: Job) -> None:
    """How far the comparison is, and for the one who asked for it a button that stops it."""
    if not job.is_alive:
        st.rerun()
    st.progress(job.finished_runs / job.runs, text=job.so_far)
    if job.state == "waiting":
        st.caption("Waiting for another reader's comparison to finish.")
    elif not job.finished_runs:
        st.caption(
            "The very first comparison after installation takes about half a minute longer: the model is "
            "made ready for this computer, once."
        )
    if job is st.session_state.get("job") and st.button("Stop"):
        the_desk().leave(job)
        st.rerun()


def show_end(job: Job | None) -> None:
    """Why there is no result, where the latest comparison ended without one."""
    if job is not None and job.state == "failed":
        st.error(plain(job.error))
    if job is not None and job.state == "stopped":
        st.info(f"Stopped after {job.finished_runs} of {job.runs} runs; nothing was kept of them.")


def show_what_is_known(choice: Choice, asked: Study | None, job: Job | None) -> None:
    """The result for this choice; else the last one, said to be old; else what to do."""
    known = the_desk().find(asked, choice.runs, SEED) if asked else None
    if known is not None and known.state == "done":
        st.session_state["shown"] = known
    shown: Job | None = st.session_state.get("shown")
    if shown is None:
        if job is None or not job.is_alive:
            show_empty()
        return
    if asked is None or shown.key != key_of(asked, choice.runs, SEED):
        show_old(shown, choice, asked)
    show_result(shown)


def show_old(shown: Job, choice: Choice, asked: Study | None) -> None:
    """Say that the result below is for other choices than those above."""
    funding = max(each.funding_per_year for each in shown.study.scenarios.values())
    was = told_of_choice(Choice(round(funding), shown.runs), shown.study, asked)
    now = "What is chosen now cannot be run; the reason stands above."
    if asked is not None:
        now = f"You have now chosen {told_of_choice(choice, asked, shown.study)}; run the comparison to see that."
    st.warning(plain(f"It is for {was}. {now}"), title="The result below is an old result")


def told_of_choice(choice: Choice, study: Study, other: Study | None) -> str:
    """A choice in words; where its numbers come from too, if this study or the other has fitted ones."""
    told = f"{dollars(choice.funding)} a year and {choice.runs} runs"
    fitted = label_of(fitted_of(study))
    if fitted or (other is not None and other.posterior is not None):
        told += f" ({fitted or NONE})"
    return told


def show_empty() -> None:
    """What to do on a first visit."""
    st.header("No result yet")
    st.markdown(
        "1. Choose how much money the site gets a year.\n"
        "2. Press **Run the comparison**. It takes some seconds; the first time after installation half a "
        "minute more.\n"
        "3. Read the sentence first, then the chart, then the tables: the same people, with the same "
        "luck, under each way of working."
    )
