"""Which numbers may move, and what is believed of them before the pilot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from simmodel.calibration.plan import MOST_NUMBERS, Calibration, OwnPrior
from simmodel.errors import SimmodelError
from simmodel.scenario import parse_study
from simmodel.screens.beside import beside
from simmodel.screens.draw import draw_table
from simmodel.screens.fit.kept import begin, keep
from simmodel.screens.plain import plain
from simmodel.shown.fit.beliefs import (
    HEAD,
    HIGH,
    LIKELY,
    LOW,
    NUMBER,
    TO_EDIT,
    Belief,
    beliefs,
    choices,
    faults_in,
    named_in,
    own_priors,
    several_table,
)
from simmodel.shown.fit.study_file import FILE, plan_in, with_plan

SCREEN = "a screen of runs finds them, beside those below with a range of your own"
NAMED = "only those named below"


def believed(name: str, text: str) -> str | None:
    """The study file with the numbers and ranges that the reader chooses here; None, and why is said, for none."""
    plan = plan_in(parse_study(text, FILE))
    st.caption(
        "What you believe of the model before your data, not what anybody pays for: a number may be anything in its "
        "range, and the pilot makes it surer. All other numbers keep the ranges of their evidence."
    )
    how, names = _which(name, plan)
    before = beliefs(plan, names)
    priors = own_priors(before, _edited(name, [each for each in before if each.items == 1]))
    several = [each for each in before if each.items > 1]
    if several:
        draw_table(several_table(several))
    faults = faults_in(priors)
    if how == NAMED and len(names) < 1:
        faults.append(
            "no number is named; allowed: one or more; choose it under the numbers, or let a screen find them"
        )
    for fault in faults:
        st.error(plain(fault))
    return None if faults else _with(text, plan, how, names, priors)


def _which(name: str, plan: Calibration) -> tuple[str, list[str]]:
    key = begin(f"fit-how-{name}", NAMED if plan.numbers else SCREEN)
    how = keep(key, st.radio("Which numbers may move", [SCREEN, NAMED], key=key))
    as_there = f"{NAMED if plan.numbers else SCREEN}, as the plan has it"
    st.caption(beside(as_there, rests="You decide; a screen costs runs of its own, and its numbers hang on its luck"))
    key = begin(f"fit-names-{name}", named_in(plan))
    options = list(dict.fromkeys((*named_in(plan), *choices())))
    names = keep(key, st.multiselect(f"Numbers, at most {MOST_NUMBERS}", options, key=key, max_selections=MOST_NUMBERS))
    return how, names


def _edited(name: str, before: Sequence[Belief]) -> dict[str, dict[str, Any]]:
    """By number the row of the editor; it keeps what was typed while its numbers come and go."""
    if not before:
        return {}
    kept: dict[str, dict[str, Any]] = st.session_state.get(f"fit-believed-{name}", {})
    key = f"fit-priors-{name}-{'-'.join(each.number for each in before)}"
    if key not in st.session_state or f"{key}-base" not in st.session_state:
        st.session_state[f"{key}-base"] = [each.row | kept.get(each.number, {}) for each in before]
    rows = pd.DataFrame(st.session_state[f"{key}-base"], columns=pd.Index(HEAD))
    found: pd.DataFrame = st.data_editor(
        rows, key=key, hide_index=True, disabled=_fixed(), column_config=_columns(), alt="Ranges that can be edited"
    )
    now = {str(row[NUMBER]): {str(head): cell for head, cell in row.items()} for row in found.to_dict("records")}
    typed = {number: {head: row[head] for head in TO_EDIT} for number, row in now.items()}
    st.session_state[f"fit-believed-{name}"] = kept | typed
    return now


def _fixed() -> list[str]:
    return [head for head in HEAD if head not in TO_EDIT]


def _columns() -> dict[str, Any]:
    figures = {head: st.column_config.NumberColumn(head, format="%.4g", required=True) for head in (LOW, LIKELY, HIGH)}
    return {**figures, NUMBER: st.column_config.TextColumn(NUMBER, pinned=True)}


def _with(text: str, plan: Calibration, how: str, names: Sequence[str], priors: Sequence[OwnPrior]) -> str | None:
    """The file with what was chosen; what is as it was does not touch it."""
    changes: dict[str, Any] = {}
    as_it_was = set(names) == set(named_in(plan)) if how == NAMED else True
    if bool(plan.numbers) != (how == NAMED) or not as_it_was:
        changes["numbers"] = tuple(names) if how == NAMED else ()
    if sorted(plan.prior, key=_number) != sorted(priors, key=_number):
        changes["prior"] = list(priors)
    try:
        return with_plan(text, changes)
    except SimmodelError as error:
        st.error(plain(str(error)))
        return None


def _number(prior: OwnPrior) -> str:
    return prior.number
