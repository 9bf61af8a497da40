"""Whose data: a pilot that came with the package, or the reader's own files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from simmodel.calibration.plan import Calibration
from simmodel.errors import FileFaultsError, SimmodelError
from simmodel.scenario import Study, parse_study
from simmodel.screens.beside import beside
from simmodel.screens.draw import draw, draw_table
from simmodel.screens.fit.kept import begin, keep
from simmodel.screens.fit.uploads import STUDY, TARGETS, handed_in
from simmodel.screens.plain import plain
from simmodel.shipped import CALIBRATION, shipped_pilots
from simmodel.shown.fit.checked import FILE
from simmodel.shown.fit.faults import fault_table, faults_told
from simmodel.shown.fit.form import how_to_fill_in
from simmodel.shown.fit.study_file import FILE as STUDY_FILE
from simmodel.shown.fit.study_file import own_study, plan_in, with_plan
from simmodel.shown.fit.targets import template

OWN = "my own targets.csv"
FOLDER = "my_pilot"
"""The folder that is typed for a reader's own pilot: the one in the zip."""
MOST_CUT = 5200
NOT_TOLD = "a pilot of which it was not said whose it is"
YOURS = "Type what your own records say"


@dataclass(frozen=True)
class Pilot:
    """A study file and a file of targets as they came; `shipped`: their folder, if they came with the package."""

    name: str
    study_text: str
    targets_text: str
    shipped: Path | None = None

    @property
    def typed(self) -> str:
        """The folder that the command line is given."""
        return f"{CALIBRATION}/{self.name}" if self.shipped else FOLDER


def chosen_pilot() -> Pilot | None:
    """The pilot that the reader chooses here; None, and why is said, where it cannot be read."""
    pilots = shipped_pilots()
    options = [*sorted(pilots, key=lambda name: name != "example_pilot"), OWN]
    chosen = st.selectbox("Start from", options, key="pilot", bind="query-params")
    try:
        return _own(pilots) if chosen == OWN else _shipped(chosen, pilots[chosen])
    except FileFaultsError as error:
        st.error(plain(f"{faults_told(len(error.faults), STUDY_FILE)}."))
        draw_table(fault_table(error.faults, f"What is wrong with {STUDY_FILE}"))
    except SimmodelError as error:
        st.error(plain(str(error)))
    return None


def _shipped(name: str, folder: Path) -> Pilot:
    study = (folder / STUDY_FILE).read_text(encoding="utf-8")
    plan = plan_in(parse_study(study, STUDY_FILE))
    fitted = "a fit comes with it" if (folder / "fit" / "manifest.json").is_file() else "no fit comes with it"
    st.caption(plain(f"{' '.join(parse_study(study).description.split())} Whose data: {plan.source}; {fitted}."))
    return Pilot(name, study, (folder / FILE).read_text(encoding="utf-8"), folder)


def _own(pilots: dict[str, Path]) -> Pilot | None:
    st.caption(
        "Counts of people put together, never records of single people. Files are read in the memory of this server; "
        "what looks like records of people is refused, and nothing of it is kept."
    )
    left, right = st.columns(2)
    with left:
        targets = handed_in(TARGETS, "What was observed: targets.csv")
    with right:
        study = handed_in(STUDY, "The study with its pilot: study.toml, if you have one")
    text = study or _like(pilots)
    if text is None:
        return None
    read = parse_study(text, STUDY_FILE)
    plan_in(read)
    if not study:
        text = _described(text)
    _take_template(read)
    return Pilot(FOLDER, text, targets) if targets else None


def _like(pilots: dict[str, Path]) -> str | None:
    """The study of the shipped pilot that is most like the reader's."""
    if not pilots:
        st.info(plain(f"No pilot is installed to start from: hand in a {STUDY_FILE} with a table [calibration]."))
        return None
    options = sorted(pilots, key=lambda name: name != "example_pilot")
    key = begin("fit-like", options[0])
    words = "Without a study.toml: whose plan is most like yours (who was followed, and in which arms)"
    return (pilots[keep(key, st.selectbox(words, options, key=key))] / STUDY_FILE).read_text(encoding="utf-8")


def _described(text: str) -> str:
    """The study of another pilot, as the reader's own: whose data, how many people, how many were lost, until when."""
    like = parse_study(text, STUDY_FILE)
    plan, as_there = plan_in(like), f"as in {like.name}"
    left, middle, right = st.columns([2, 1, 1])
    key = begin("fit-source", "")
    source = keep(
        key, left.text_input("Whose data, and from when", key=key, max_chars=200, placeholder="Our records, June 2026")
    )
    left.caption(beside("none", "200 letters", "it is told wherever the fitted numbers are used", YOURS))
    key = begin(f"fit-people-{like.name}", plan.people_in_arm)
    people = keep(key, middle.number_input("People in an arm", 5, 20_000, key=key))
    middle.caption(beside(f"{plan.people_in_arm} people", "5 to 20,000", as_there, YOURS))
    key = begin(f"fit-lost-{like.name}", round(100 * plan.lost_a_year))
    lost = keep(key, right.number_input("Lost within a year, %", 0, 99, key=key))
    right.caption(beside(f"{100 * plan.lost_a_year:.3g}%", "0 to 99", as_there, YOURS))
    cut = _cut(like.name, plan)
    mine = own_study(text, FOLDER, "A pilot of our own", source.strip() or NOT_TOLD)
    return with_plan(
        mine,
        {
            "people_in_arm": people,
            "lost_a_year": plan.lost_a_year if lost == round(100 * plan.lost_a_year) else lost / 100,
            "data_cut_weeks": cut,
        },
    )


def _cut(name: str, plan: Calibration) -> int | None:
    """When the data were taken, in weeks from the start of the pilot; None where all were followed as long as asked."""
    key = begin(f"fit-cut-{name}", plan.data_cut_weeks or 0)
    words = "Weeks from the pilot's start to the day on which the data were taken"
    weeks = int(keep(key, st.number_input(words, 0, MOST_CUT, key=key)))
    known = (
        "0 where everybody was followed for as long as is asked of them; with a day, whoever began late is known for "
        "less time, in records too, and is left out of what is counted later"
    )
    st.caption(beside(f"{plan.data_cut_weeks or 0} weeks", f"0 to {MOST_CUT:,}", known, YOURS))
    return weeks or None


def _take_template(study: Study) -> None:
    from simmodel.calibration.waves import longest_followed

    arms, longest = tuple(plan_in(study).arms), longest_followed(study)
    st.download_button(
        "A form to fill in: targets.csv",
        lambda: template(arms, longest),
        FILE,
        "text/csv",
        key="fit-form",
        on_click="ignore",
    )
    with st.expander("What each column holds, and what may be counted"):
        draw(how_to_fill_in(arms), "fit-form-told")
