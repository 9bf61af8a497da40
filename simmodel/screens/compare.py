"""Compare: choose ways of working, money and runs, run, and read what differs and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simmodel.carried import fitted_of, label_of, told_of_posterior
from simmodel.sampling import Sampling
from simmodel.scenario import Study
from simmodel.screens.comparing import result, work
from simmodel.screens.comparing.changed import changes
from simmodel.screens.comparing.choices import Asked, asked_study
from simmodel.screens.comparing.stored import stored
from simmodel.screens.comparing.take_away import command, take_away
from simmodel.screens.comparing.work import Done
from simmodel.screens.desk.job import Job
from simmodel.screens.desk.line import asked as asked_for
from simmodel.screens.desk.line import the_desk
from simmodel.screens.fits import NONE, show_told, with_fit
from simmodel.screens.plain import plain
from simmodel.shown.compare.tabs import Shown
from simmodel.words import dollars

RUNS = (8, 32, 100)
"""Paired runs that a reader can choose: a quick look, the standard, a report."""
STANDARD_RUNS = 32
LAST = "compare-shown"
"""Where a session holds the result that it saw last."""


def show_compare() -> None:
    """Draw the page: the answer, choices, progress, result."""
    st.title("Compare ways of working")
    top = st.container()
    with st.container(border=True):
        asked, runs = choose()
        key = key_of(asked, runs) if asked else None
        job = asked_for("compare", "Run the comparison", key, title_of(runs), work_of(asked, runs))
    show_what_is_known(asked, runs, job, top)


def choose() -> tuple[Asked | None, int]:
    """The study that the reader asks about, if it can be had, and the number of paired runs."""
    asked = asked_study()
    runs = st.segmented_control(
        "How many paired runs: 8 for a quick look, 32 as standard, 100 for a report",
        RUNS,
        default=STANDARD_RUNS,
        required=True,
        key="runs",
        bind="query-params",
    )
    st.caption(
        f"Default: {STANDARD_RUNS} runs. Each is one way the same site may turn out; two runs make a draw, one set of "
        "values that the evidence leaves open. Eight runs are too few to tell a difference from luck."
    )
    chosen = int(runs) if runs in RUNS else STANDARD_RUNS
    study = with_fit(asked.study if asked else None)
    if asked is None or study is None:
        return None, chosen
    draws, _ = Sampling(chosen).address(chosen - 1)
    show_told(told_of_posterior(study, draws))
    return Asked(asked.text, study), chosen


def key_of(asked: Asked, runs: int) -> str:
    """What makes two comparisons the same; a study's digest holds every draw of a posterior that it carries."""
    return f"compare-{asked.study.digest()}-{runs}-{work.SEED}"


def title_of(runs: int) -> str:
    """The work in words."""
    return f"{runs} paired runs"


def work_of(asked: Asked | None, runs: int) -> work.Work | None:
    """The comparison that is asked for; None where there is nothing to run."""
    return None if asked is None else work.comparison(asked.study, runs, partial(command, asked))


@dataclass(frozen=True)
class Seen:
    """A result that was on the page. `told`: where its numbers come from; `key`: of its work, "" for stored runs.

    It holds what is shown; what documents are made from stays with the desk, for as long as that keeps it.
    """

    asked: Asked
    shown: Shown
    told: tuple[str, ...] = ()
    key: str = ""


def show_what_is_known(asked: Asked | None, runs: int, job: Job | None, top: DeltaGenerator) -> None:
    """The result of what is chosen, from runs or stored; else the last one, said to be old; else what to do.

    Its answer stands at the `top` of the page.
    """
    known = _known(asked, runs, job)
    done: Done | None = known.result if known is not None else None
    ready = stored(asked.study) if asked is not None and done is None else None
    if asked is not None and known is not None and done is not None:
        told = tuple(told_of_posterior(asked.study, done.findings.runs.draws))
        st.session_state[LAST] = seen = Seen(asked, done.shown, told, known.key)
        if not known.is_alive:
            st.caption(plain(result.told_of(done.shown, stored=False)))
        _show(seen, asked, top)
    elif asked is not None and ready is not None:
        st.session_state[LAST] = seen = Seen(asked, ready)
        st.caption(plain(f"{result.told_of(ready, stored=True)} Run the comparison for runs of your own."))
        if not ready.is_of_today:
            st.warning("The model has changed since these runs; run the comparison for its numbers of today.")
        _show(seen, asked, top)
    else:
        _show_last(asked, runs, job, top)


def _show(seen: Seen, asked: Asked | None, top: DeltaGenerator) -> None:
    """A result, and what to take away of it; `asked` is None where what is chosen now is another."""
    show_told(seen.told)
    result.show(seen.shown, seen.asked, asked is None, top)
    job = the_desk().find(seen.key) if seen.key else None
    take_away(seen.asked, seen.shown.runs, job.result if job is not None else None)


def _show_last(asked: Asked | None, runs: int, job: Job | None, top: DeltaGenerator) -> None:
    last: Seen | None = st.session_state.get(LAST)
    if last is None:
        if job is None or not job.is_alive:
            show_empty()
        return
    show_old(last.asked, last.shown.runs, asked, runs)
    _show(last, None, top)


def _known(asked: Asked | None, runs: int, job: Job | None) -> Job | None:
    """The work on what is chosen, whoever asked for it."""
    if asked is None:
        return None
    key = key_of(asked, runs)
    return job if job is not None and job.key == key else the_desk().find(key)


def show_old(last: Asked, was_runs: int, asked: Asked | None, runs: int) -> None:
    """Say that the result below is for other choices than those above."""
    fits = last.study.posterior is not None or (asked is not None and asked.study.posterior is not None)
    now = "What is chosen now cannot be run; the reason stands above."
    if asked is not None:
        change = told_of_change(last.study, asked.study, was_runs, runs)
        now = f"You have now chosen {change}; run the comparison to see that."
    was = told_of_choice(last.study, was_runs, fits)
    st.warning(plain(f"It is for {was}. {now}"), title="The result below is an old result")


def told_of_choice(study: Study, runs: int, fits: bool) -> str:
    """A choice in words; where its numbers come from too, if `fits` says that they may come from a fit."""
    sums = [dollars(each.funding_per_year) for each in study.scenarios.values() if each.buys != "nothing"]
    fitted = f", {label_of(fitted_of(study)) or NONE}" if fits else ""
    return f"“{study.title}”, {' and '.join(dict.fromkeys(sums)) or 'no money'} a year, {runs} runs{fitted}"


def told_of_change(was: Study, now: Study, was_runs: int, runs: int) -> str:
    """What is chosen now and was not then, in words."""
    told = changes(was, now)
    if fitted_of(was) != fitted_of(now):
        told.append(f"{label_of(fitted_of(now)) or NONE}")
    if was_runs != runs:
        told.append(f"{runs} runs instead of {was_runs}")
    return "; ".join(told) or f"just {runs} runs, as they are when no more are asked for"


def show_empty() -> None:
    """What to do on a first visit."""
    st.header("No result yet")
    st.markdown(
        "1. Choose a study, its ways of working, and how much money the site gets a year.\n"
        "2. Press **Run the comparison**. It takes some seconds; the first time after installation half a "
        "minute more.\n"
        "3. Read the sentence first, then the chart, then the tables: the same people, with the same "
        "luck, under each way of working."
    )
