"""What a reader compares: a study file, two to four of its ways of working, their levers, and how many runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from simmodel.charts import for_page
from simmodel.errors import SimmodelError
from simmodel.scenario import Study, parse_study
from simmodel.screens.beside import beside, decided
from simmodel.screens.chart_data import with_arrow
from simmodel.screens.comparing.changed import changes
from simmodel.screens.comparing.levers import changed_by_reader, usual_of
from simmodel.screens.comparing.study_file import changed_text
from simmodel.screens.funding import (
    LEAST,
    MOST,
    STEP,
    beside_the_band,
    coaches_paid,
    funding_strip,
    programme_told,
)
from simmodel.screens.plain import plain
from simmodel.screens.studies import study_in
from simmodel.screens.uploads import LARGEST_MEGABYTES
from simmodel.shipped import shipped
from simmodel.study_faults import shown
from simmodel.study_text import read_text
from simmodel.words import dollars

USUAL, OWN, MINE = "taree", "a study file of your own", "own"
OWN_CONTENT = "own-study-content"
"""Where a session holds the bytes of a study file of the reader's own."""
MOST_WAYS = 3
"""Ways of working beside the base case."""
MOST_SITES = 200


@dataclass(frozen=True)
class Asked:
    """A study as the reader changed it: the text of its file, which says all, and the study in it."""

    text: str
    study: Study


@dataclass(frozen=True)
class Money:
    """The levers that the reader changed, by way and name; `usual`: what each lever's widget shows by the file."""

    changes: Mapping[str, Mapping[str, Any]]
    usual: Mapping[str, Any]


def presets() -> dict[str, Path]:
    """The study files that come with the package, by stem; the usual one first."""
    folders = (shipped("scenarios"), shipped("scenarios/programmes"))
    found = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    return {USUAL: found.pop(USUAL), **found} if USUAL in found else found


@cache
def _title(path: Path) -> str:
    """The title of a study that ships; what is wrong with one is said where it is chosen."""
    try:
        return parse_study(read_text(path), path.name).title
    except SimmodelError:
        return path.stem


def file_text() -> tuple[str, str, str] | None:
    """Of the study file that the reader starts from a name for its levers, what it is called, and its text; None where
    none is there yet."""
    known = presets()
    titles = {OWN: OWN} | {stem: _title(path) for stem, path in known.items()}
    chosen = st.selectbox("Study", [*known, OWN], format_func=titles.__getitem__, key="study", bind="query-params")
    if chosen != OWN:
        return str(chosen), f"{chosen}.toml", read_text(known[str(chosen)])
    given = _handed_in()
    if given is None:
        st.caption(
            "It is read in the memory of this server and written nowhere. One to start from: “Download the study file” "
            "under “Reproduce this result” of any comparison."
        )
        return None
    try:
        text = given[1].decode("utf-8-sig")
        return f"{MINE}-{sha256(text.encode()).hexdigest()[:8]}", shown(given[0]), text
    except UnicodeDecodeError:
        st.error(plain(f"{shown(given[0])} is no text in UTF-8. Save it as a TOML file in UTF-8."))
        return None


def _handed_in() -> tuple[str, bytes] | None:
    """Name and content of the reader's own file, which stays theirs when they look at another page and come back."""
    here = st.file_uploader(
        "A study file (TOML)",
        type=["toml"],
        max_upload_size=LARGEST_MEGABYTES,
        key="own_study",
        on_change=lambda: st.session_state.update({OWN_CONTENT: _content(st.session_state["own_study"])}),
    )
    given: tuple[str, bytes] | None = st.session_state.get(OWN_CONTENT)
    if here is None and given is not None:
        st.caption("The file that you handed in before is still in use; a further one takes its place.")
    return given


def _content(file: Any) -> tuple[str, bytes] | None:
    return None if file is None else (file.name, file.getvalue())


def asked_study() -> Asked | None:
    """The study that the reader asks about; where it cannot be had the reason is shown, and None is given back."""
    given = file_text()
    if given is None:
        return None
    stem, called, text = given
    try:
        study = study_in(text, called)
    except SimmodelError as error:
        st.error(plain(str(error)))
        return None
    st.markdown(plain(study.description.strip()))
    ways = _ways(stem, study)
    return _with_changes(text, study, stem, ways, _money(stem, study, ways))


def _ways(stem: str, study: Study) -> list[str]:
    """The ways that are compared with the base case: at most `MOST_WAYS`."""
    others = [name for name in study.scenarios if name != study.base_case]
    if not others:
        st.warning(
            plain(
                f"{study.name} has its base case alone, and nothing to compare it with. Give it a second way of "
                "working, a table such as [scenarios.coaches], and hand it in again."
            )
        )
    if len(others) < 2:
        return others
    chosen = st.multiselect(
        f"Compared with “{plain(study.scenarios[study.base_case].title)}”",
        others,
        default=_usual_ways(study, others),
        max_selections=MOST_WAYS,
        format_func=lambda name: study.scenarios[name].title,
        key=f"{stem}.ways",
        bind="query-params",
    )
    usual = " and ".join(f"“{study.scenarios[name].title}”" for name in _usual_ways(study, others))
    st.caption(beside(usual, f"1 to {MOST_WAYS} of them"))
    return [name for name in others if name in chosen]


def _usual_ways(study: Study, others: list[str]) -> list[str]:
    """Those that buy coaches first, then the others in the order of the file, as many as a page shows."""
    return sorted(others, key=lambda name: study.scenarios[name].buys != "coaches")[:MOST_WAYS]


def _money(stem: str, study: Study, ways: list[str]) -> Money:
    """What the reader changes of each way: one sum for all that buy something where they share one, then levers."""
    buying = [name for name in ways if study.scenarios[name].buys != "nothing"]
    changes: dict[str, dict[str, Any]] = {name: {} for name in ways}
    usual: dict[str, Any] = {}
    shared = _shared(study, buying)
    if shared is not None:
        usual["funding"] = shared
        funding = _slider(shared)
        if funding != shared:
            changes |= {name: {"funding_per_year": funding} for name in buying}
    if buying:
        with st.expander("Levers of each way: years, caseload, flexible funds, where the money goes"):
            st.caption("Somebody decides these. What nobody decides, and the model believes, stands under Assumptions.")
            for name in buying:
                way = study.scenarios[name]
                st.markdown(f"**{plain(way.title)}**")
                changes[name] |= changed_by_reader(stem, name, way, ("funding_per_year",) if shared is not None else ())
                usual |= usual_of(stem, name, way)
    return Money(changes, usual)


def _shared(study: Study, buying: list[str]) -> int | None:
    """The sum that all ways have in common, where they have one that the slider can show, and are to keep it."""
    sums = {study.scenarios[name].funding_per_year for name in buying}
    shared = next(iter(sums)) if len(sums) == 1 else 0.0
    if not (LEAST <= shared <= MOST and shared.is_integer()):
        return None
    together = len(buying) < 2 or st.toggle(
        "The same sum for every way that buys something", value=True, key="together", bind="query-params"
    )
    if not together:
        st.caption("Each way has a sum of its own now. Titles are those of the file, also where they say “same money”.")
    return int(shared) if together else None


def _slider(shared: int) -> int:
    """The sum that the reader gives all ways, beside the proposal's band."""
    funding = st.slider(
        "Funding for the site, dollars a year",
        LEAST,
        MOST,
        shared,
        STEP,
        format="$%,d",
        key="funding",
        bind="query-params",
    )
    strip = funding_strip(funding)
    st.vega_lite_chart(with_arrow(for_page(strip)), alt=strip["description"], key="strip")
    st.markdown(plain(beside_the_band(funding)))
    rests = f"{decided('SITE011')}, as the band is"
    st.caption(beside(dollars(shared), f"{dollars(LEAST)} to {dollars(MOST)}", rests=rests, begins="In the file"))
    return funding


def _with_changes(text: str, study: Study, stem: str, ways: list[str], money: Money) -> Asked | None:
    if not ways:
        if len(study.scenarios) > 1:
            st.warning("Choose at least one way of working to compare with the base case.")
        return None
    dropped = [name for name in study.scenarios if name not in ways and name != study.base_case]
    if dropped or any(money.changes.values()):
        text = changed_text(text, money.changes, dropped)
    try:
        asked = study_in(text, f"{stem}.toml")
    except SimmodelError as error:
        st.error(plain(str(error)), title="What you chose does not go together. In the words of a study file:")
        return None
    told = coaches_paid(asked)
    if told:
        st.markdown(plain(told))
    _programme(asked)
    _told_changes(study, asked, money)
    return Asked(text, asked)


def _programme(study: Study) -> None:
    """How many such sites a programme has: it multiplies money and coaches, and no outcome of a site."""
    if len(study.places) > 1:
        return
    sites = st.number_input(
        "Sites like this one, in the whole programme", 1, MOST_SITES, key="sites", bind="query-params"
    )
    st.caption(beside("1 site", f"1 to {MOST_SITES}"))
    told = programme_told(study, int(sites))
    if told:
        st.markdown(plain(told))


def _told_changes(study: Study, asked: Study, money: Money) -> None:
    """What is not as in the file, and a button that puts it back."""
    told = changes(study, asked)
    if any(money.changes.values()):
        st.caption(plain(f"Changed from the file: {'; '.join(told)}."))
        there = {key: value for key, value in money.usual.items() if key in st.session_state}
        # Their values, not their keys: a browser's link holds them too, and only a widget may take itself out of it.
        st.button("Put everything back as in the file", on_click=st.session_state.update, args=(there,), key="put_back")
