"""How a reader asks for long work, sees how far it is, and stops it."""

from __future__ import annotations

import streamlit as st

from simmodel.screens.desk.desk import Desk
from simmodel.screens.desk.job import Job, Work
from simmodel.screens.plain import plain

POLL_SECONDS = 0.5


@st.cache_resource
def the_desk() -> Desk:
    """The one desk of this server, which works for every reader."""
    return Desk()


def asked(page: str, button: str, key: str | None, title: str, work: Work | None) -> Job | None:
    """A button that begins work, and the work of this page: what the reader asked for last, else what is there already.

    `key` and `work` are None where what is chosen cannot be run. A job whose `key` is another one is an old one.
    """
    mine = f"{page}-job"
    job: Job | None = st.session_state.get(mine)
    if job is None and key is not None:
        job = the_desk().find(key)
    busy = job is not None and job.is_alive
    pressed = st.button(plain(button), type="primary", disabled=busy or work is None, key=f"{page}-run")
    if pressed and key is not None and work is not None:
        st.session_state[mine] = the_desk().ask(key, title, work)
        st.rerun()
    if job is not None and job.is_alive:
        watch(job, mine)
    show_end(job)
    return job


@st.fragment(run_every=POLL_SECONDS)
def watch(job: Job, mine: str) -> None:
    """How far the work is, and for the one who asked for it a button that stops it."""
    if not job.is_alive:
        st.rerun()
    st.progress(job.done / job.of if job.of else 0.0, text=plain(job.so_far))
    if job.state == "waiting":
        st.caption("Waiting for other readers' work to finish.")
    if job is st.session_state.get(mine) and st.button("Stop", key=f"{mine}-stop"):
        the_desk().leave(job)
        st.rerun()


def show_end(job: Job | None) -> None:
    """Why there is no result, where the work ended without one."""
    if job is not None and job.state == "failed":
        st.error(plain(job.error))
    if job is not None and job.state == "stopped":
        st.info(f"Stopped after {job.done} of {job.of}.")
