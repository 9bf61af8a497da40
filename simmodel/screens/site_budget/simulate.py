"""Simulate this budget: its teams beside the base case of the study that ships, played at the desk."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import streamlit as st

from simmodel import __version__
from simmodel.budget.as_study import study_of, study_text
from simmodel.budget.plan import Plan
from simmodel.errors import SimmodelError
from simmodel.pool import Play
from simmodel.sampling import Address
from simmodel.scenario import Study
from simmodel.screens.beside import beside
from simmodel.screens.desk.job import Hands, Job
from simmodel.screens.desk.line import asked
from simmodel.screens.draw import draw
from simmodel.screens.plain import plain
from simmodel.screens.studies import shipped_text
from simmodel.shown.parts import Part
from simmodel.shown.site_budget.told import carried_words

SEED = 1
RUNS = (8, 32, 100)
STANDARD_RUNS = 32
FIRST_TOLD = 4
"""Runs after which a first result is told; then whenever there are twice as many."""
PAGE = "site-budget"


@dataclass(frozen=True)
class Asked:
    """A budget that can be simulated: its title and name, its study and the text of that study's file."""

    title: str
    budget: str
    study: Study
    text: str


@dataclass(frozen=True)
class Simulated:
    """What so many of the runs that were asked for have shown, as parts of a page, and what was asked."""

    asked: Asked
    runs: int
    of: int
    parts: tuple[Part, ...]


def show_simulation(plan: Plan) -> None:
    """The choice of runs, the button, and the result with the command that gives the same numbers."""
    st.header("Simulate this budget")
    st.markdown(
        "Its team works at Taree, beside today's services, for the same made-up people with the same luck, and all are "
        "followed for eight years."
    )
    draw(carried_words(plan), "site-budget-carried")
    runs = chosen_runs()
    given = study_here(plan)
    key = None if given is None else key_of(given, runs)
    work = None if given is None else simulation(given, runs)
    job = asked(PAGE, "Simulate this budget", key, plan.title, work)
    found: Simulated | None = None if job is None else job.result
    if job is not None and found is not None:
        show_result(job, found, key, given)
        show_reproduce(found.asked, found.runs)
    elif given is not None:
        show_reproduce(given, runs)


def chosen_runs() -> int:
    """How many paired runs the reader wants."""
    runs: int | None = st.segmented_control(
        "How many paired runs: 8 for a quick look, 32 as standard, 100 for a report",
        RUNS,
        default=STANDARD_RUNS,
        required=True,
        key="site_budget_runs",
        bind="query-params",
    )
    st.caption(beside(f"{STANDARD_RUNS} runs", rests="You decide; eight are too few to tell a difference from luck"))
    return runs if runs in RUNS else STANDARD_RUNS


def study_here(plan: Plan) -> Asked | None:
    """A budget as a study; None, and the reason is shown, where it cannot be simulated."""
    try:
        base = shipped_text()
        return Asked(plan.title, plan.name, study_of(plan, base), study_text(plan, base))
    except SimmodelError as error:
        st.warning(plain(str(error)), title="This budget cannot be simulated as it is. In the words of a study file:")
        return None


def key_of(given: Asked, runs: int) -> str:
    """What the result depends on, words too: nobody is shown those of another reader whose budget has the numbers."""
    words = sha256(f"{given.title}\0{given.budget}\0{given.text}".encode()).hexdigest()
    return f"{PAGE}:{__version__}:{given.study.digest()}:{words}:{runs}:{SEED}"


def simulation(given: Asked, runs: int) -> Callable[[Hands], Iterator[Simulated]]:
    """The work: the runs of a study, told again and again as they become more; nothing is played twice."""

    def work(hands: Hands) -> Iterator[Simulated]:
        from simmodel.documents.findings import findings_of
        from simmodel.ensemble import compare
        from simmodel.shown.site_budget.result import result_parts

        study, play = given.study, played_once(hands)
        for enough in stages(runs):
            found = compare(study, enough, SEED, hands.workers, told_to(hands, runs), store=hands.store, play=play)
            parts = tuple(result_parts(findings_of(found, command_of(study.name, enough), date.today())))
            yield Simulated(given, enough, runs, parts)

    return work


def played_once(hands: Hands) -> Play:
    """Plays runs where the desk says, and those that were played before not again."""
    from simmodel.pool import in_threads
    from simmodel.week import WEEK

    kept: dict[Address, Any] = {}

    def threads(study: Study, seed: int, runs: Sequence[Address], live: Any, solve: Any = None) -> Generator[Any]:
        return in_threads(study, runs, seed, hands.workers, WEEK, live, solve)

    def play(study: Study, seed: int, addresses: Sequence[Address], live: Any, solve: Any = None) -> Generator[Any]:
        missing = [each for each in addresses if each not in kept]
        with closing((hands.play or threads)(study, seed, missing, live, solve)) as fresh:
            for each in addresses:
                if each not in kept:
                    kept[each] = next(fresh)
                yield kept[each]

    return play


def told_to(hands: Hands, runs: int) -> Callable[[int, int], None]:
    """Tells of so many runs in all how many are done, and asks each time whether anybody still waits."""
    return lambda done, _: hands.progress(done, runs)


def stages(runs: int) -> list[int]:
    """After how many runs a result is told, the last after all of them.

    >>> stages(32), stages(100)
    ([4, 8, 16, 32], [4, 8, 16, 32, 64, 100])
    """
    told = [FIRST_TOLD * 2**doubled for doubled in range(8)]
    return [*(each for each in told if each < runs), runs]


def command_of(name: str, runs: int) -> str:
    """What to type for the same numbers."""
    return f"uv run simmodel compare {name}.toml --runs {runs} --seed {SEED}"


def show_result(job: Job, found: Simulated, key: str | None, given: Asked | None) -> None:
    """The result so far, which the page draws anew whenever there is a surer one; an old one is kept and called old."""
    if job.key != key:
        as_it_was = given is not None and given.text == found.asked.text
        what = f"in {found.of} runs, and you have chosen another number" if as_it_was else "before your latest changes"
        st.warning(plain(f"This is the result of “{found.asked.title}” {what}; simulate it again."))
    if found.runs < found.of:
        still = ", still improving" if job.is_alive else ""
        st.caption(f"Based on {found.runs} of {found.of} runs{still}.")
    draw(found.parts, "site-budget-result")


def show_reproduce(given: Asked, runs: int) -> None:
    """The study file, and the commands that give the same numbers."""
    name = given.study.name
    with st.expander("Reproduce this result"):
        st.markdown("The page calls the same functions as the command line. Save the study file and type:")
        st.code(command_of(name, runs), language=None, wrap_lines=True)
        st.markdown("Its scenarios are those that the budget file gives:")
        st.code(f"uv run simmodel budget {given.budget}.toml --scenario", language=None, wrap_lines=True)
        st.download_button(
            "Download the study file",
            given.text,
            f"{name}.toml",
            "application/toml",
            key="site-budget-study",
            on_click="ignore",
        )
        st.code(given.text, language="toml", wrap_lines=True)
