"""How a reader asks for long work, sees how far it is, and stops it."""

from __future__ import annotations

from html import escape

import streamlit as st

from simmodel.screens.desk.job import Job, Work
from simmodel.screens.desk.opened import the_desk
from simmodel.screens.desk.readers import this_reader
from simmodel.screens.plain import plain

POLL_SECONDS = 0.5
OTHERS_WAIT = "You pressed Stop; the work goes on, since another reader waits for it."


def asked(page: str, button: str, key: str | None, title: str, work: Work | None, keep: bool = False) -> Job | None:
    """A button that begins work, and the work of this page: what the reader asked for last, else what is there already.

    `key` and `work` are None where what is chosen cannot be run. A job whose `key` is another one is an old one.
    Work stops a minute after the last page is closed whose reader waits for it, unless it is to `keep` on. The page is
    drawn anew whenever a surer `result` is there.
    """
    mine = f"{page}-job"
    job = _job_of(mine, key)
    # Work that goes on for others alone keeps nobody from asking something else.
    busy = job is not None and job.is_alive and (job.key == key or not job.readers.has_left(this_reader()))
    pressed = st.button(plain(button), type="primary", disabled=busy or work is None, key=f"{page}-run")
    if pressed and not busy and key is not None and work is not None:
        st.session_state[mine] = the_desk().ask(key, title, work, this_reader(), keep)
        st.rerun()
    if job is not None and job.is_alive:
        st.session_state[f"{mine}-watched"] = job
        job.readers.join(this_reader())
        watch(job, mine, job.found)
    say_end(job, st.session_state.get(f"{mine}-watched"))
    show_end(job, key)
    return job


def _job_of(mine: str, key: str | None) -> Job | None:
    """What this reader asked for, unless the desk has just what is chosen now."""
    job: Job | None = st.session_state.get(mine)
    if key is not None and (job is None or not job.is_alive):
        return the_desk().find(key) or job
    return job


@st.fragment(run_every=POLL_SECONDS)
def watch(job: Job, mine: str, shown: int) -> None:
    """How far the work is, and a button to stop it; the whole page anew where more was found than what is `shown`."""
    if not job.is_alive or job.found != shown:
        st.rerun()
    st.progress(min(1.0, job.done / job.of) if job.of else 0.0, text=plain(job.so_far))
    if job.state == "waiting":
        before = the_desk().before(job)
        st.caption(f"Waiting for other readers' work to finish; {before} before yours." if before else "Next in line.")
    if job.rests_on:
        st.caption(job.rests_on)
    if job.readers.has_left(this_reader()):
        st.caption(OTHERS_WAIT)
    elif st.button("Stop", key=f"{mine}-stop"):
        the_desk().leave(job, this_reader())
        st.rerun()


def say_end(job: Job | None, watched: Job | None) -> None:
    """The end of work that was watched, in a place of the page whose changes are read aloud."""
    said = ""
    if job is not None and job is watched and not job.is_alive:
        said = {"done": f"{job.title}: finished.", "stopped": f"{job.title}: stopped."}.get(job.state, "")
    st.html(f'<p role="status">{escape(said)}</p>')


def show_end(job: Job | None, key: str | None) -> None:
    """Why there is no result, where the work that is chosen now ended without one."""
    if job is None or job.key != key:
        return
    if job.state == "failed":
        st.error(plain(job.error))
    if job.state == "stopped":
        st.info(f"Stopped after {job.done} of {job.of}." if job.of else "Stopped before anything was played.")
