"""Fit to pilot data: the problems of a file first, then what the data can and cannot tell."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st

from simmodel.scenario import Study, parse_study
from simmodel.screens.draw import draw_table
from simmodel.screens.fit.editor import edited_text, last_text, put_back
from simmodel.screens.fit.numbers import believed
from simmodel.screens.fit.pilot import OWN, Pilot, chosen_pilot
from simmodel.screens.fit.uploads import TARGETS, count, refuse, show_faults
from simmodel.screens.plain import plain
from simmodel.shown.fit.checked import FILE, Checked, checked
from simmodel.shown.fit.small import small_told
from simmodel.shown.fit.study_file import FILE as STUDY_FILE
from simmodel.shown.fit.study_file import plan_in
from simmodel.shown.fit.targets import targets_table, targets_told

_REFUSED = "fit-refused"


def show_fit() -> None:
    """Draw the page: whose data, what is wrong with them, what is believed, and what a fit finds."""
    st.title("Fit to pilot data")
    st.markdown(
        "A fit moves some numbers of the model until its runs look like what a pilot saw, and says first **what the "
        "data cannot tell**."
    )
    st.header("1. Whose data")
    pilot = chosen_pilot()
    if pilot is None:
        return
    study = parse_study(pilot.study_text, STUDY_FILE)
    found, text = _targets(pilot, study)
    st.header("3. What is believed before the pilot")
    with st.expander("Which numbers may move, and in which ranges"):
        believed_text = believed(f"{_name(pilot)}-{_plan_of(study)}", pilot.study_text)
    _fit(pilot, found, text, believed_text)


def _targets(pilot: Pilot, study: Study) -> tuple[Checked, str]:
    """The targets as they stand now: faults at once, then an editor, then what was read."""
    st.header("2. What was observed")
    name = _name(pilot)
    if pilot.shipped is None and (first := checked(pilot.targets_text, study)).refused:
        refuse(TARGETS, first.faults)
        st.rerun()
    above = st.container()
    faulty = bool(checked(last_text(name, pilot.targets_text), study).faults)
    with st.expander("The rows: change values and uses, and they are checked again", expanded=faulty):
        text = edited_text(name, pilot.targets_text)
    found = checked(text, study)
    if found.refused:
        st.session_state[_REFUSED] = found.faults
        put_back(name)
        st.rerun()
    with above:
        _say(found)
    return found, text


def _say(found: Checked) -> None:
    if refused := st.session_state.pop(_REFUSED, None):
        show_faults(refused, FILE)
        st.caption("The rows were put back as they had been.")
    if found.faults:
        show_faults(found.faults, FILE)
        return
    st.markdown(plain(targets_told(found.targets)))
    for warning in found.warnings:
        st.warning(plain(warning))
    draw_table(targets_table(found.targets))


def _fit(pilot: Pilot, found: Checked, text: str, study_text: str | None) -> None:
    """How large a fit, what it will take, the fit, and its result."""
    from simmodel.screens.fit.run import fit_asked, how_large, planned, show_known
    from simmodel.shown.fit.files import Asked

    st.header("4. Fit")
    quick, seed = how_large()
    as_shipped = pilot.shipped is not None and (text, study_text) == (pilot.targets_text, pilot.study_text)
    folder = pilot.typed if as_shipped else parse_study(study_text or pilot.study_text, STUDY_FILE).name
    ask = None
    if study_text is not None and not found.faults:
        ask = Asked(
            study_text, text, quick, seed, folder, open_to_all=pilot.shipped is not None and text == pilot.targets_text
        )
        if not ask.open_to_all and (small := small_told(found.targets)):
            st.info(plain(small))
    else:
        st.caption("Nothing can be fitted before what is wrong above is mended.")
    with st.expander("What a fit will take on this machine"):
        planned(ask)
    fit_asked(ask, pilot.name)
    show_known(ask, pilot, None if study_text is None else parse_study(pilot.study_text, STUDY_FILE))


def _plan_of(study: Study) -> str:
    """What tells plans apart that begin with other numbers or ranges: what was typed is meant of one of them."""
    plan = plan_in(study)
    return sha256(repr((plan.numbers, plan.prior)).encode()).hexdigest()[:8]


def _name(pilot: Pilot) -> str:
    """What tells the edits of this pilot from those of others."""
    return pilot.name if pilot.shipped else f"{OWN}-{count(TARGETS)}"
