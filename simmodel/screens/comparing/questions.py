"""Questions about what is chosen that need runs of their own: what drives it, what each sum brings, what matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from simmodel.scenario import Study
from simmodel.screens.comparing import work
from simmodel.screens.comparing.choices import Asked
from simmodel.screens.comparing.take_away import reproduce, typed
from simmodel.screens.desk.job import Work
from simmodel.screens.desk.line import asked as asked_for
from simmodel.screens.draw import draw
from simmodel.screens.plain import plain

OUTCOMES = {
    "weeks_stably_housed": "Weeks in a stable home",
    "crises": "Crises",
    "return_to_custody_24m": "Return to custody within 24 months",
    "custody_days": "Days in custody",
}
DRIVES_RUNS, SWEEP_RUNS = 32, 32


def _drives(asked: Asked) -> None:
    st.markdown(
        "A difference comes about through several mechanisms at once: trust, fewer hand-offs, money for what is "
        "needed, the specialists who come. Each group of them is switched off and on beside all others, and gets the "
        "share that it adds on average (Shapley values), so that the parts add up to the whole."
    )
    study = asked.study
    way = _way(study, "drives.way")
    outcome = st.selectbox("Outcome", list(OUTCOMES), format_func=OUTCOMES.__getitem__, key="drives.outcome")
    st.caption(_long(2 * _sets(study, way, outcome) / len(study.scenarios), DRIVES_RUNS))
    question = f"--between {study.base_case} {way} --outcome {outcome} --runs {DRIVES_RUNS} --seed {work.SEED}"
    _answered(
        "drives",
        "Find out what drives it",
        f"drives-{study.digest()}-{way}-{outcome}",
        f"{DRIVES_RUNS} paired runs for every set of groups",
        work.drives(study, way, outcome, DRIVES_RUNS),
        (asked, [typed(asked, "attribute", question)]),
    )


def _sweep(asked: Asked) -> None:
    low, high, levels = work.LEVELS
    st.markdown(
        plain(
            f"The same people with the same luck at {levels} sums of money, from ${low:,.0f} to ${high:,.0f} a year, "
            "for everything in this comparison that buys something."
        )
    )
    st.caption(_long(levels, SWEEP_RUNS))
    question = f"--from {low:.0f} --to {high:.0f} --levels {levels} --runs {SWEEP_RUNS} --seed {work.SEED}"
    _answered(
        "sweep",
        "Run the funding sweep",
        f"sweep-{asked.study.digest()}",
        f"{SWEEP_RUNS} paired runs at every level",
        work.sweep(asked.study, SWEEP_RUNS),
        (asked, [typed(asked, "funding", question)]),
    )


def _matters(asked: Asked) -> None:
    st.markdown(
        "Which numbers of the model move the answer, how much of it nobody has measured, under which conditions the "
        "answer flips, and what data to collect first."
    )
    st.caption(_long(work.MATTER_RUNS / DRIVES_RUNS, DRIVES_RUNS))
    way = _way(asked.study, "matters.way")
    question = f"--scenario {way} --runs {work.MATTER_RUNS} --seed {work.SEED}"
    _answered(
        "matters",
        "Find out what matters",
        f"matters-{asked.study.digest()}-{way}",
        f"{work.MATTER_RUNS} paired runs",
        work.matters(asked.study, way),
        (asked, [typed(asked, command, question) for command in ("sensitivity", "discover")]),
    )


def _sets(study: Study, way: str, outcome: str) -> int:
    """How many sets of groups of mechanisms can be on beside each other."""
    from simmodel.attribution.groups import GROUPS, left_out
    from simmodel.attribution.question import narrowed, question_of

    between = narrowed(study, question_of(study, (study.base_case, way), outcome))
    return int(2 ** (len(GROUPS) - len(left_out(between, outcome))))


def _long(times: float, runs: int) -> str:
    """How long a question takes beside what the reader has just waited for."""
    return (
        f"It plays about {times:.0f} times what a comparison of {runs} runs plays, and takes so many times as long; "
        "how much is left stands beside it while it runs, and it can be stopped."
    )


QUESTIONS: Mapping[str, Callable[[Asked], None]] = {
    "What drives the difference": _drives,
    "Funding sweep": _sweep,
    "Which assumption matters": _matters,
}
"""Each by the name of its tab."""


def _way(study: Study, key: str) -> str:
    """Which way of working the question is about; coaches unless another is chosen."""
    beside = [name for name in study.scenarios if name != study.base_case]
    ways = sorted(beside, key=lambda name: study.scenarios[name].buys != "coaches")
    return str(st.selectbox("Way of working", ways, format_func=lambda name: study.scenarios[name].title, key=key))


def _answered(page: str, button: str, key: str, title: str, made: Work, typed: tuple[Asked, Sequence[str]]) -> None:
    """Ask, wait, and show what was found; `typed`: the study file and what to type to find it again."""
    job = asked_for(page, button, key, title, made)
    found = job.result if job is not None and job.key == key else None
    if found is not None:
        draw(found, page)
        reproduce(*typed, page)
    elif job is None or not job.is_alive:
        st.caption("Nothing was asked yet about what is chosen now.")
