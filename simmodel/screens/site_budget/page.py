"""The page Site budget: what it comes to, above; below what a reader decides, and what nobody decides."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from simmodel.budget.file import plan_as_toml
from simmodel.budget.plan import Plan, parse_plan
from simmodel.budget.totals import Found, work_out
from simmodel.sampling import DEFAULT_PRICE_DRAWS
from simmodel.screens.draw import draw
from simmodel.screens.plain import plain
from simmodel.screens.site_budget.fields import (
    Fields,
    defaults,
    indirect_fields,
    key_of,
    number_field,
    rate_field,
    text_field,
)
from simmodel.screens.site_budget.simulate import show_simulation
from simmodel.screens.site_budget.start import Start, choose_start
from simmodel.screens.site_budget.tables import edited_tables, put_back
from simmodel.screens.site_budget.take_away import show_take_away
from simmodel.shown.parts import Table, Words
from simmodel.shown.site_budget.draft import Draft, Read, read_draft
from simmodel.shown.site_budget.told import budget_parts, lines_parts
from simmodel.study_kinds import LONGEST_TITLE

SEED = 1
KEPT = 64
"""Budgets worked out that are kept for whoever asks next."""
MOST_SITES = 24
"""Sites that a page works out while its reader waits; the command takes more."""
MOST_SITE_YEARS = 60
"""Sites times years up to which prices are drawn as often as the command does unless told; beyond, a tenth as often."""


def show_site_budget() -> None:
    """Draw the page."""
    st.title("Site budget")
    st.markdown(
        "What a site costs in a year, line by line, before anybody is simulated. Change what you like: the figures "
        "follow at once."
    )
    start = choose_start()
    if start is None:
        return
    above = st.container()
    read = read_draft(draft_here(start), start.plan)
    plan = latest_good(start, read)
    with above:
        show_faults(read, plan)
        if len(plan.sites) > MOST_SITES:
            command = f"uv run simmodel budget {plan.name}.toml"
            st.error(plain(f"{len(plan.sites)} sites given; allowed here: {MOST_SITES}; type {command}"))
            return
        found = worked_out(plan_as_toml(plan))
        draw(budget_parts(found), f"site-budget-{plan.name}")
        show_changes(start, read)
    draw(lines_parts(found), "site-budget-lines")
    show_simulation(plan)
    show_take_away(found)


def draft_here(start: Start) -> Draft:
    """What stands in the fields and tables of the page: what somebody decides, and what nobody does."""
    st.header("What you decide")
    st.caption("Levers: a proposal sets these.")
    with st.container(border=True):
        fields, frames = decided(start)
    st.header("What nobody decides")
    st.caption("Beliefs: what things cost and how they grow. Say what you know, how sure it is, and where you read it.")
    with st.container(border=True):
        st.markdown(
            "**Unit costs, with their ranges, sources and grades** (a number left as it is keeps its usual price)"
        )
        frames["prices"] = edited_tables(start, "prices", "unit costs")
        left, middle, right = st.columns(3)
        for name, place in zip(("wages", "funding", "prices"), (left, middle, right), strict=True):
            with place:
                fields[name] = rate_field(start, name)
        for name, place in zip(("new_people_a_month", "mean_stay_months", "stay_spread"), st.columns(3), strict=True):
            with place:
                fields[name] = number_field(start, name)
    return Draft(fields, frames)


def decided(start: Start) -> tuple[Fields, dict[str, pd.DataFrame]]:
    """What a proposal sets."""
    left, right = st.columns(2)
    with left:
        fields: Fields = {"title": text_field(start, "title", "What readers see.", LONGEST_TITLE)}
    with right:
        fields["description"] = text_field(start, "description", "It stands in the file and the documents.")
    for name, place in zip(("years", "first_year", "band_low", "band_high"), st.columns(4), strict=True):
        with place:
            fields[name] = number_field(start, name)
    st.markdown("**Sites**, one in each row")
    frames = {"sites": edited_tables(start, "sites", "sites")}
    st.markdown("**Indirect cost**: what it takes to run the organisation")
    fields |= indirect_fields(start)
    st.markdown("**Your own lines**: add a row for anything else; indirect cost and contingency are not added to it")
    frames["line"] = edited_tables(start, "line", "own lines")
    st.markdown("**Stages of funding**: leave empty where a site is paid its cost, indexed")
    frames["stage"] = edited_tables(start, "stage", "stages of funding")
    return fields, frames


def latest_good(start: Start, read: Read) -> Plan:
    """The budget as it stands; where it has faults, the last one that had none."""
    kept = f"site-budget-{start.key}-good"
    if read.plan is not None:
        st.session_state[kept] = plan_as_toml(read.plan)
        return read.plan
    return parse_plan(st.session_state[kept]) if kept in st.session_state else start.plan


def show_faults(read: Read, plan: Plan) -> None:
    """Everything that makes no sense, in one message; what was typed stays, and the figures of before are shown."""
    if not read.faults:
        return
    count = "One thing makes" if len(read.faults) == 1 else f"{len(read.faults)} things make"
    told = "\n".join(f"- {plain(fault)}" for fault in read.faults)
    after = plain(
        f"Nothing that you typed is lost. Until this is mended, the figures are those of “{plan.title}” before."
    )
    st.error(f"{told}\n\n{after}", title=f"{count} no sense yet")


@st.cache_data(max_entries=KEPT, show_spinner=False)
def worked_out(text: str) -> Found:
    """What a budget comes to, as the command works it out."""
    plan = parse_plan(text)
    return work_out(plan, draws_of(plan), SEED)


def draws_of(plan: Plan) -> int:
    """How often all prices are drawn: as often as the command does, and less for a budget that is very large."""
    few = len(plan.sites) * plan.years <= MOST_SITE_YEARS
    return DEFAULT_PRICE_DRAWS if few else DEFAULT_PRICE_DRAWS // 10


def show_changes(start: Start, read: Read) -> None:
    """What differs from the budget that the reader started from, and a way back to it."""
    if not read.changes:
        st.caption(plain(f"Nothing is changed from the default, “{start.plan.title}”."))
        return
    count = f"{len(read.changes)} {'thing is' if len(read.changes) == 1 else 'things are'} changed from the default"
    with st.expander(plain(f"{count}, “{start.plan.title}”")):
        table = Table("What is changed", ("What", "Default", "Now"), read.changes, name=f"{start.plan.name}-changes")
        draw([table, Words("Reset puts everything on this page back.", "caption")], "site-budget-changes")
    st.button("Reset to the default", key=f"site-budget-{start.key}-reset", on_click=reset, args=(start,))


def reset(start: Start) -> None:
    """Put every field and table of this budget back to its default."""
    put_back(start)
    for name, value in defaults(start).items():
        st.session_state[key_of(start, name)] = value
