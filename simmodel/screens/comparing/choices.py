"""What a reader compares: a study file, two to four of its ways of working, their levers, and how many runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st
import tomlkit

from simmodel.charts import for_page
from simmodel.errors import SimmodelError
from simmodel.scenario import Study
from simmodel.screens.chart_data import with_arrow
from simmodel.screens.comparing.levers import changed_by_reader
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
from simmodel.screens.studies import LONGEST_KEPT, study_in
from simmodel.screens.uploads import LARGEST_MEGABYTES
from simmodel.shipped import shipped
from simmodel.study_text import read_text

USUAL, OWN, MINE = "taree", "a study file of your own", "own"
MOST_WAYS = 3
"""Ways of working beside the base case."""
MOST_SITES = 200


@dataclass(frozen=True)
class Asked:
    """A study as the reader changed it: the text of its file, which says all, and the study in it."""

    text: str
    study: Study


def presets() -> dict[str, Path]:
    """The study files that come with the package, by stem; the usual one first."""
    folders = (shipped("scenarios"), shipped("scenarios/programmes"))
    found = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    return {USUAL: found.pop(USUAL), **found} if USUAL in found else found


def file_text() -> tuple[str, str] | None:
    """Stem and text of the study file that the reader starts from; None where none is there yet."""
    known = presets()
    chosen = st.selectbox("Study", [*known, OWN], key="study", bind="query-params")
    if chosen != OWN:
        return str(chosen), read_text(known[str(chosen)])
    given = st.file_uploader("A study file (TOML)", type=["toml"], max_upload_size=LARGEST_MEGABYTES, key="own_study")
    if given is None:
        st.caption(
            "It is read in the memory of this server and written nowhere. scenarios/README.md explains every key."
        )
        return None
    try:
        text = given.getvalue().decode("utf-8-sig")
        return f"{MINE}-{sha256(text.encode()).hexdigest()[:8]}", text
    except UnicodeDecodeError:
        st.error("The file is no text in UTF-8. Save it as a TOML file in UTF-8.")
        return None


def asked_study() -> Asked | None:
    """The study that the reader asks about; where it cannot be had the reason is shown, and None is given back."""
    given = file_text()
    if given is None:
        return None
    stem, text = given
    try:
        study = study_in(text, f"{stem}.toml")
    except SimmodelError as error:
        st.error(plain(str(error)))
        return None
    st.markdown(plain(study.description.strip()))
    ways = _ways(stem, study)
    return _with_changes(text, study, stem, ways, _money(stem, study, ways))


def _ways(stem: str, study: Study) -> list[str]:
    """The ways that are compared with the base case: at most `MOST_WAYS`."""
    beside = [name for name in study.scenarios if name != study.base_case]
    if len(beside) < 2:
        return beside
    chosen = st.multiselect(
        f"Compared with “{plain(study.scenarios[study.base_case].title)}”",
        beside,
        default=_usual_ways(study, beside),
        max_selections=MOST_WAYS,
        format_func=lambda name: study.scenarios[name].title,
        key=f"{stem}.ways",
        bind="query-params",
    )
    return [name for name in beside if name in chosen]


def _usual_ways(study: Study, beside: list[str]) -> list[str]:
    """Those that buy coaches first, then the others in the order of the file, as many as a page shows."""
    return sorted(beside, key=lambda name: study.scenarios[name].buys != "coaches")[:MOST_WAYS]


def _money(stem: str, study: Study, ways: list[str]) -> dict[str, dict[str, Any]]:
    """What the reader changes of each way: one sum for all that buy something where they share one, then levers."""
    buying = [name for name in ways if study.scenarios[name].buys != "nothing"]
    changes: dict[str, dict[str, Any]] = {name: {} for name in ways}
    sums = {study.scenarios[name].funding_per_year for name in buying}
    shared = next(iter(sums)) if len(sums) == 1 else 0.0
    on_slider = LEAST <= shared <= MOST and shared.is_integer()
    if on_slider:
        funding = st.slider(
            "Funding for the site, dollars a year",
            LEAST,
            MOST,
            int(shared),
            STEP,
            format="$%,d",
            key="funding",
            bind="query-params",
        )
        strip = funding_strip(funding)
        st.vega_lite_chart(with_arrow(for_page(strip)), alt=strip["description"], key="strip")
        st.markdown(plain(beside_the_band(funding)))
        if funding != shared:
            changes |= {name: {"funding_per_year": funding} for name in buying}
    if buying:
        with st.expander("Levers of each way: years, caseload, flexible funds, where the money goes"):
            st.caption("Somebody decides these. What nobody decides, and the model believes, stands under Assumptions.")
            for name in buying:
                st.markdown(f"**{plain(study.scenarios[name].title)}**")
                changes[name] |= changed_by_reader(
                    stem, name, study.scenarios[name], ("funding_per_year",) if on_slider else ()
                )
    return changes


def _with_changes(
    text: str, study: Study, stem: str, ways: list[str], changes: Mapping[str, Mapping[str, Any]]
) -> Asked | None:
    if not ways:
        st.warning("Choose at least one way of working to compare with the base case.")
        return None
    dropped = [name for name in study.scenarios if name not in ways and name != study.base_case]
    if dropped or any(changes.values()):
        text = changed_text(text, changes, dropped)
    try:
        asked = study_in(text, f"{stem}.toml")
    except SimmodelError as error:
        st.error(plain(str(error)))
        return None
    told = coaches_paid(asked)
    if told:
        st.markdown(plain(told))
    _programme(asked)
    _told_changes(study, changes)
    return Asked(text, asked)


def _programme(study: Study) -> None:
    """How many such sites a programme has: it multiplies money and coaches, and no outcome of a site."""
    if len(study.places) > 1:
        return
    sites = st.number_input(
        "Sites like this one, in the whole programme", 1, MOST_SITES, key="sites", bind="query-params"
    )
    told = programme_told(study, int(sites))
    if told:
        st.markdown(plain(told))


def changed_text(text: str, changes: Mapping[str, Mapping[str, Any]], dropped: list[str]) -> str:
    """The study file with these levers changed and these scenarios left out; comments stay."""
    told = json.dumps({name: {**levers} for name, levers in changes.items()}, default=dict)
    write = _written_once if len(text) <= LONGEST_KEPT else _written
    return write(text, told, tuple(dropped))


def _written(text: str, told: str, dropped: tuple[str, ...]) -> str:
    changes: dict[str, dict[str, Any]] = json.loads(told)
    document = tomlkit.parse(text)
    scenarios: Any = document["scenarios"]
    for name in dropped:
        del scenarios[name]
    for name, levers in changes.items():
        for lever, value in levers.items():
            scenarios[name][lever] = _as_toml(value)
    return tomlkit.dumps(document)


_written_once = lru_cache(maxsize=32)(_written)


def _as_toml(value: Any) -> Any:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _told_changes(study: Study, changes: Mapping[str, Mapping[str, Any]]) -> None:
    """What is not as in the file, and a button that puts it back."""
    told = [
        f"{study.scenarios[name].title}: {lever.replace('_', ' ')}"
        + ("" if isinstance(value, Mapping) else f" {value:,g}" if isinstance(value, float | int) else f" {value}")
        for name, levers in changes.items()
        for lever, value in levers.items()
    ]
    if told:
        st.caption(plain(f"Changed from the file: {'; '.join(told)}."))
        st.button("Put everything back as in the file", on_click=_put_back, key="put_back")


def _put_back() -> None:
    for key in list(st.session_state):
        if key == "funding" or str(key).count(".") >= 2:
            del st.session_state[key]
    for key in list(st.query_params):
        if key == "funding" or key.count(".") >= 2:
            del st.query_params[key]
