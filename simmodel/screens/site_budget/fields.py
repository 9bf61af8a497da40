"""The single numbers and words of a budget: each with its default, what is allowed and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from simmodel.budget.plan import GRADES, INDIRECT_OF
from simmodel.screens.beside import DECIDED, beside, decided
from simmodel.screens.site_budget.start import Start
from simmodel.shown.site_budget.draft import LABELS, draft_of

Fields = dict[str, Any]
_OF = {"direct": "direct cost (people and operations)", "total": "the whole cost before contingency"}


@dataclass(frozen=True)
class Number:
    """A number field: its ends, its step, its unit, what is known about it, and what its default rests on."""

    least: float
    most: float
    step: float
    unit: str
    known: str = ""
    rests: str = DECIDED


_RATE = "Its grade and source stand beside it"
_A_SITE = "dollars a site and year"
NUMBERS = {
    "years": Number(1, 20, 1, "", "as many as a proposal asks for"),
    "first_year": Number(2000, 2100, 1, "", "usual prices are those of 2026-27"),
    "band_low": Number(0, 50_000_000, 25_000, _A_SITE, "a proposal's number", decided("SITE011")),
    "band_high": Number(0, 50_000_000, 25_000, _A_SITE, "a proposal's number", decided("SITE011")),
    "indirect_mode": Number(
        0, 60, 1, "%", "funders usually accept 15% of direct cost; measured: 33% of the whole", _RATE
    ),
    "indirect_low": Number(0, 60, 1, "%", "the least it may be", _RATE),
    "indirect_high": Number(0, 60, 1, "%", "the most it may be", _RATE),
    "new_people_a_month": Number(0.1, 30, 0.5, "people", "found by trying", "No source, grade D"),
    "mean_stay_months": Number(1, 60, 1, "months", rests=decided("COA004")),
    "stay_spread": Number(0, 1.5, 0.1, "log standard deviation", "evidence: 0.2 to 0.7", decided("ENR001")),
}
RATES = {
    "wages": "the award rose by 4.75% from 1 July 2026; what it will do is not known",
    "funding": "funders of New South Wales indexed by 1.75 to 5.75%; what they will do is not known",
    "prices": "as funding grows, where nothing is typed",
}


def key_of(start: Start, name: str) -> str:
    """The key of a field, and its name in a link."""
    return f"{start.key}_{name}"


def defaults(start: Start) -> Fields:
    """What every field holds before anything is changed."""
    return dict(draft_of(start.plan).fields)


def number_field(start: Start, name: str) -> float:
    """A number, with its default, what is allowed and what is known about it below."""
    about, default = NUMBERS[name], defaults(start)[name]
    whole = isinstance(default, int)
    made = int if whole else float
    value: float = st.number_input(
        LABELS[name] + (f", {about.unit}" if about.unit else ""),
        min_value=made(min(about.least, default)),
        max_value=made(max(about.most, default)),
        value=made(default),
        step=made(about.step),
        format=None if whole else "%.12g" if about.most > 1000 else "%.6g",
        **_kept(start, name),
    )
    ends = f"{about.least:.12g} to {about.most:.12g}" if about.most < 10_000 else f"up to {about.most:,.0f}"
    given = f"{default:,.10g}" if about.most > 10_000 else f"{default:.10g}"
    given += about.unit if about.unit == "%" else f" {about.unit}" if about.unit else ""
    st.caption(beside(given, ends, about.known, about.rests))
    return value


def text_field(start: Start, name: str, about: str, longest: int = 2000) -> str:
    """A line of text, with what it is for below."""
    default = defaults(start)[name]
    value: str = st.text_input(LABELS[name], default, max_chars=longest, **_kept(start, name))
    st.caption(about)
    return value or ""


def rate_field(start: Start, name: str) -> str:
    """Rates of growth as text, one for each year or one for all."""
    default = defaults(start)[name]
    known = RATES[name]
    allowed = "-20 to 50, from year 2 on; commas between years, the last goes on"
    return text_field(start, name, beside(f"{default}%" if default else "none", allowed, known, "Grade D"))


def choice_field(start: Start, name: str, options: tuple[str, ...], words: dict[str, str] | None = None) -> str:
    """One of a few words."""
    default: str = defaults(start)[name]
    told = words or {}
    value: str = st.selectbox(
        LABELS[name],
        options,
        index=options.index(default),
        format_func=lambda each: told.get(each, each),
        **_kept(start, name),
    )
    st.caption(beside(told.get(default, default), ", ".join(told.get(each, each) for each in options)))
    return value


def indirect_fields(start: Start) -> Fields:
    """What it costs to run the organisation: a choice that is made in sight."""
    left, right = st.columns(2)
    with left:
        of = choice_field(start, "indirect_of", INDIRECT_OF, _OF)
        grade = choice_field(start, "indirect_grade", GRADES)
        given = defaults(start)["indirect_source"] or "none"
        about = beside(given, known="where it was read, or who chose it", rests="Without it, grade D")
        source = text_field(start, "indirect_source", about)
    with right:
        numbers = {name: number_field(start, name) for name in ("indirect_mode", "indirect_low", "indirect_high")}
    return {"indirect_of": of, "indirect_grade": grade, "indirect_source": source, **numbers}


def _kept(start: Start, name: str) -> dict[str, Any]:
    """Key of a field, which outlives a visit to another page, and is in the link where the budget ships."""
    kept = {"key": key_of(start, name), "persist_state": "session"}
    return kept | ({"bind": "query-params"} if start.ships else {})
