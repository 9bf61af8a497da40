"""The levers of a way of working, each with its unit, its allowed range and where its default comes from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from simmodel.scenario import Scenario
from simmodel.screens.beside import beside, decided
from simmodel.vocabulary import DOMAINS, ENROLMENT_RULES

COACHES, LINKS, PLACES = "coaches", "link_workers", "places"


@dataclass(frozen=True)
class Lever:
    """A number that a reader may change; `times` is how many of what is shown one of the file's unit is.

    `evidence`: the row of the ledger that its usual value rests on, by what is bought.
    """

    name: str
    label: str
    buys: tuple[str, ...]
    low: float
    high: float
    step: float
    evidence: Mapping[str, str] = field(default_factory=dict)
    times: float = 1.0


LEVERS = (
    Lever(
        "funding_per_year",
        "Dollars a year for the site",
        (COACHES, LINKS, PLACES),
        50_000,
        5_000_000,
        25_000,
        {COACHES: "SITE011", LINKS: "SITE011", PLACES: "SITE011"},
    ),
    Lever("funded_years", "Years of funding", (COACHES, LINKS, PLACES), 1, 8, 1, {COACHES: "SITE011"}),
    Lever("caseload", "People beside one full-time worker", (COACHES, LINKS), 1, 60, 1, {COACHES: "WF008"}),
    Lever("sessions", "Sessions with a link worker", (LINKS,), 1, 12, 1, {LINKS: "REF002"}),
    Lever("brokerage_share", "Flexible funds, percent of the money", (COACHES,), 0, 50, 1, times=100.0),
    Lever("indirect_rate", "Indirect cost, percent on direct cost", (COACHES, LINKS), 0, 60, 1, times=100.0),
    Lever("set_up_weeks", "Weeks until the first person has a worker", (COACHES, LINKS), 0, 104, 1),
)
SILOS = tuple(domain for domain in DOMAINS if domain != "housing")
ENROLMENT = {
    "lottery": "by lottery",
    "worst_first": "heaviest needs first",
    "first_come": "first come, first served",
    "easiest_first": "lightest needs first",
}


def changed_by_reader(study: str, name: str, way: Scenario, shared: Collection[str] = ()) -> dict[str, Any]:
    """What the reader changes here of one way of working: levers by name, only those that are not as in the file.

    `shared` are the levers that all ways have in common on this page, which are asked for once, elsewhere.
    """
    changed: dict[str, Any] = {}
    left, right = st.columns(2)
    shown = [lever for lever in LEVERS if way.buys in lever.buys and lever.name not in shared]
    for place, lever in enumerate(shown):
        with (left, right)[place % 2]:
            value = _asked(_key(study, name, lever), lever, way)
        if value is not None:
            changed[lever.name] = value
    if way.buys == COACHES and (enrol := _enrolled(study, name, way)) != way.enrol:
        changed["enrol"] = enrol
    if way.buys == PLACES and (places := _places(study, name, way)) is not None:
        changed["places"] = places
    return changed


def usual_of(study: str, name: str, way: Scenario) -> dict[str, Any]:
    """What the widget of each lever shows where nothing was changed, by the widget's key."""
    levers: dict[str, Any] = {
        _key(study, name, lever): _usual(lever, way) for lever in LEVERS if way.buys in lever.buys
    }
    if way.buys == COACHES:
        levers[f"{study}.{name}.enrol"] = way.enrol
    if way.buys == PLACES:
        levers |= {f"{study}.{name}.places.{silo}": _percent(way, silo) for silo in SILOS}
    return levers


def _key(study: str, name: str, lever: Lever) -> str:
    return f"{study}.{name}.{lever.name}"


def _usual(lever: Lever, way: Scenario) -> float | None:
    """The file's own number in the unit of the page; None where the site's budget gives it."""
    there = getattr(way, lever.name)
    return None if there is None else float(there) * lever.times


def _percent(way: Scenario, silo: str) -> int:
    return round(100 * way.places.get(silo, 0.0))


def _asked(key: str, lever: Lever, way: Scenario) -> float | int | None:
    """The reader's number in the unit of the file; None where it is as in the file."""
    there, usual = getattr(way, lever.name), _usual(lever, way)
    low, high = (lever.low, lever.high) if usual is None else (min(lever.low, usual), max(lever.high, usual))
    given = st.number_input(
        lever.label,
        min_value=float(low),
        max_value=float(high),
        value=usual,
        step=float(lever.step),
        format="%g",
        key=key,
        placeholder="as the site's budget gives",
        bind="query-params",
    )
    st.caption(_beside(lever, usual, way.buys))
    if given is None or (usual is not None and abs(given - usual) < 1e-9):
        return None
    in_file = given / lever.times
    return round(in_file) if isinstance(there, int) and not isinstance(there, bool) else in_file


def _beside(lever: Lever, usual: float | None, buys: str) -> str:
    """What stands beside a lever: what the file says, what is allowed, and what its usual value rests on."""
    default = "as the usual budget of a site gives" if usual is None else f"{usual:,.10g}"
    rests = decided(lever.evidence.get(buys, ""))
    return beside(default, f"{lever.low:,.0f} to {lever.high:,.0f}", rests=rests, begins="In the file")


def _enrolled(study: str, name: str, way: Scenario) -> str:
    rules = [rule for rule in ENROLMENT_RULES if rule in ENROLMENT] or [way.enrol]
    chosen = st.selectbox(
        "Who gets a place when there are too few",
        rules,
        index=rules.index(way.enrol) if way.enrol in rules else 0,
        format_func=lambda rule: ENROLMENT.get(rule, rule),
        key=f"{study}.{name}.enrol",
        bind="query-params",
    )
    st.caption(beside(ENROLMENT.get(way.enrol, way.enrol), begins="In the file"))
    return str(chosen)


def _places(study: str, name: str, way: Scenario) -> Mapping[str, float] | None:
    """Where the money goes, in percent of it; None where it is as in the file."""
    st.markdown("Where the money goes, percent of it:")
    columns = st.columns(2)
    given: dict[str, float] = {}
    as_in_file = True
    for place, silo in enumerate(SILOS):
        usual = _percent(way, silo)
        with columns[place % 2]:
            label = silo.replace("_", " ").capitalize()
            asked = st.number_input(label, 0, 100, usual, 5, key=f"{study}.{name}.places.{silo}", bind="query-params")
            st.caption(beside(f"{100 * way.places.get(silo, 0.0):.10g}%", begins="In the file"))
        given[silo] = asked / 100
        as_in_file = as_in_file and asked == usual
    if as_in_file:
        return None
    whole = sum(given.values())
    if not whole:
        st.warning("Say where some of the money goes; until then it goes as in the study file.")
        return None
    if abs(whole - 1.0) > 1e-6:
        st.warning(f"These add up to {100 * whole:.0f}%; they are shared out in proportion, so that they are 100%.")
    return whole_shares({silo: share for silo, share in given.items() if share > 0})


def whole_shares(given: Mapping[str, float]) -> dict[str, float]:
    """The same in proportion, in a millionth at most, and together just one: the largest takes what rounding leaves."""
    millionths = {name: round(1e6 * share / sum(given.values())) for name, share in given.items()}
    largest = max(millionths, key=millionths.__getitem__)
    millionths[largest] += 1_000_000 - sum(millionths.values())
    return {name: share / 1e6 for name, share in millionths.items()}
