"""The budget that a reader starts from: one that ships, or a file of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import streamlit as st

from simmodel.budget.as_scenario import plans_of
from simmodel.budget.plan import Plan, parse_plan, read_plan
from simmodel.errors import SimmodelError, StudyError
from simmodel.scenario import parse_study
from simmodel.screens.plain import plain
from simmodel.shipped import shipped
from simmodel.study_faults import shown
from simmodel.study_text import LARGEST_FILE, parse_toml

BUDGETS = "scenarios/budgets"
ORDER = ("two_coaches", "two_and_a_half", "three_coaches", "two_coaches_full_cost", "every_kind_of_line")
OWN = "own"
_FILE, _UPLOADER = "site-budget-file", "site-budget-upload"


@dataclass(frozen=True)
class Start:
    """A budget to start from; `key` tells what a reader types into it from what they type into others."""

    key: str
    plan: Plan

    @property
    def ships(self) -> bool:
        """Whether it came with the package, so that a link can name it."""
        return not self.key.startswith(OWN)


@cache
def shipped_plans() -> dict[str, Plan]:
    """The budgets that come with the package, by the name of their file, the plainest first."""
    plans = {path.stem: read_plan(path) for path in shipped(BUDGETS).glob("*.toml")}
    return {name: plans[name] for name in sorted(plans, key=lambda each: (each not in ORDER, each_place(each), each))}


def each_place(name: str) -> int:
    """Where a budget stands among those that ship."""
    return ORDER.index(name) if name in ORDER else len(ORDER)


def choose_start() -> Start | None:
    """The budget that the reader starts from; None where there is none yet, which the page then says."""
    try:
        plans = shipped_plans()
    except SimmodelError as error:
        st.error(plain(str(error)))
        return None
    titles = {name: plan.title for name, plan in plans.items()} | {OWN: "A budget file of your own"}
    chosen = st.selectbox(
        "Start from", list(titles), format_func=lambda name: titles[name], key="budget", bind="query-params"
    )
    if chosen in plans:
        return Start(chosen, plans[chosen])
    return _own()


def _own() -> Start | None:
    file = st.file_uploader("A budget file (TOML)", type=["toml"], max_upload_size=1, key=_UPLOADER)
    if file is not None:
        st.session_state[_FILE] = (file.name, file.getvalue())
    if _FILE not in st.session_state:
        st.caption("It is read in the memory of this server and written nowhere. This page makes such files.")
        return None
    name, content = st.session_state[_FILE]
    try:
        plan = plan_in(name, content)
    except SimmodelError as error:
        st.error(plain(str(error)), title="This file cannot be read as a budget")
        return None
    st.caption(plain(f"Read from {shown(name)}; it stays until you choose another."))
    return Start(f"{OWN}-{sha256(content).hexdigest()[:12]}", plan)


def plan_in(name: str, content: bytes) -> Plan:
    """The budget in a file, or that of the first team in a study; SimmodelError with every fault."""
    where = shown(name)
    if len(content) > LARGEST_FILE:
        raise StudyError(where, [f"the file has {len(content):,} bytes; allowed: at most {LARGEST_FILE:,}"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StudyError(
            where, ["this is not UTF-8 text; save the file as plain text with the encoding UTF-8"]
        ) from None
    given, _ = parse_toml(text, where)
    return plans_of(parse_study(text, where))[0] if "scenarios" in given else parse_plan(text, where)
