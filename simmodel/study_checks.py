"""What does not fit together in a study: keys that are right alone and wrong beside one another.

Each check takes the whole study as plain dicts, with None wherever a value could not be understood, and gives
(the way to the value, what is wrong with it and what to type instead).
"""

import math
from collections.abc import Callable, Iterator
from typing import Any

from simmodel import place_checks
from simmodel.parameters import default_values
from simmodel.purchase import SMALLEST_HEAD, affordable_fte, least_for_places, least_funding, team_cost
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.study_faults import Check, dotted, shown
from simmodel.study_text import KeyPath
from simmodel.vocabulary import DOMAINS
from simmodel.world import MOST_COACHES

FOLLOW_UP_WEEKS = 104
"""Weeks for which everyone who is counted as released is followed."""
SHARES_OF_ONE = 1e-6
"""How far from 1 the shares of a scenario's money may add up."""
WORKERS = ("link_workers", "coaches")
ONLY_FOR = {
    "caseload": WORKERS,
    "sessions": ("link_workers",),
    "indirect_rate": WORKERS,
    "enrol": WORKERS,
    "for_cohorts": WORKERS,
    "employs": WORKERS,
    "decides": ("coaches",),
    "fidelity_loss": ("coaches",),
    "programme_sites": ("coaches",),
    "reach_out": ("coaches",),
    "priority": ("coaches",),
    "places": ("places",),
    "funded_years": ("places", "homes", *WORKERS),
    "set_up_weeks": ("places", "homes", *WORKERS),
    "extra_lettings_per_year": ("coaches",),
}
"""The levers that mean something only where the money buys one of these."""

Found = Iterator[tuple[KeyPath, str]]
Override = Callable[[str, float], str | None]
"""Says what is wrong with setting a number of the model to a value, or None."""


def checks(given: dict[str, Any], fault_in_override: Override) -> tuple[Check, ...]:
    """Every check, in order; `given` is the study as written, without defaults."""

    def keys_without_effect(seen: dict[str, Any]) -> Found:
        for name, levers in _scenarios(seen):
            yield from _without_effect(("scenarios", name), levers, given["scenarios"][name])

    def assumptions(seen: dict[str, Any]) -> Found:
        return _assumptions(seen["assumption"] or [], fault_in_override)

    def named_in_one_way(_: dict[str, Any]) -> Found:
        return place_checks.forms(given)

    def network(seen: dict[str, Any]) -> Found:
        return place_checks.network(seen, given)

    places = (named_in_one_way, place_checks.distinct, place_checks.people, network)
    return (
        times,
        custody_level,
        *places,
        base_case,
        titles,
        purchases,
        working_together,
        keys_without_effect,
        assumptions,
    )


def _scenarios(seen: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, levers) for name, levers in (seen["scenarios"] or {}).items() if levers is not None]


def times(seen: dict[str, Any]) -> Found:
    """The horizon must leave 104 weeks of follow-up after the last release that is counted."""
    years, weeks = (seen["time"] or {}).get("horizon_years"), (seen["time"] or {}).get("count_releases_weeks")
    if years is None or weeks is None:
        return
    most = years * WEEKS_PER_YEAR - FOLLOW_UP_WEEKS
    if weeks > most:
        words = f"is {weeks}, with {years} years and {FOLLOW_UP_WEEKS} weeks of follow-up; allowed: 1 to {most}"
        yield ("time", "count_releases_weeks"), f"{words}; type for example count_releases_weeks = {most}"


def custody_level(seen: dict[str, Any]) -> Found:
    """More people have returned after 24 months than after 12."""
    level = seen["custody_level"] or {}
    first, second = level.get("return_12_months"), level.get("return_24_months")
    if first is not None and second is not None and first >= second:
        words = f"is {shown(second)}; allowed: above return_12_months ({shown(first)}) and below 1"
        yield (
            ("custody_level", "return_24_months"),
            f"{words}; type a larger share, or lower return_12_months",
        )


def base_case(seen: dict[str, Any]) -> Found:
    """There is one base case, and it buys nothing."""
    scenarios = _scenarios(seen)
    unclear = any(levers["base_case"] is None for _, levers in scenarios)
    if unclear or seen["scenarios"] is None or len(scenarios) < len(seen["scenarios"]):
        return
    bases = [(name, levers["buys"]) for name, levers in scenarios if levers["base_case"]]
    if not scenarios:
        yield ("scenarios",), "has no scenario; allowed: one or more; type for example [scenarios.current]"
    elif not bases:
        words = "has no base case; allowed: one scenario with which all others are compared"
        yield ("scenarios",), f"{words}; type base_case = true in it"
    for name, _ in bases[1:]:
        words = f"is true, and so it is in scenarios.{bases[0][0]}; allowed: one base case; delete one of the two"
        yield ("scenarios", name, "base_case"), words
    for name, buys in bases:
        if buys is not None and buys != "nothing":
            words = f"is {shown(buys)} in the base case; allowed: a base case buys nothing"
            yield (
                ("scenarios", name, "buys"),
                f'{words}; type buys = "nothing" or make another scenario the base case',
            )


def titles(seen: dict[str, Any]) -> Found:
    """Every scenario has a title of its own."""
    first: dict[str, str] = {}
    for name, levers in _scenarios(seen):
        title = levers["title"]
        if title is None:
            continue
        owner = first.setdefault(" ".join(title.casefold().split()), name)
        if owner != name:
            words = f"is {shown(title)}, which is also the title of scenarios.{owner}"
            yield ("scenarios", name, "title"), f"{words}; allowed: a title of its own; type another one"


def purchases(seen: dict[str, Any]) -> Found:
    """Money buys something, and what is bought is paid for and lasts no longer than the horizon."""
    horizon = (seen["time"] or {}).get("horizon_years")
    for name, levers in _scenarios(seen):
        for key, words in _purchase(levers, horizon):
            yield ("scenarios", name, key), words


def working_together(seen: dict[str, Any]) -> Found:
    """Levels that are engaged stand behind joint work, and fidelity is lost where a programme runs at several sites."""
    several = bool(seen.get("generated")) or len(seen.get("sites") or {}) > 1
    for name, levers in _scenarios(seen):
        path = ("scenarios", name)
        engaged = levers["levels_engaged"]
        if levers["joint_work"] == {} and engaged and None not in engaged and {*engaged} != {"practitioners"}:
            words = "has no effect without joint_work; allowed: only with partners who meet"
            yield (*path, "levels_engaged"), f"{words}; type for example joint_work = {{ operational = 2 }}"
        if levers["programme_sites"] and levers["fidelity_loss"] == 0:
            words = "has no effect without fidelity_loss; allowed: only with a share that is lost"
            yield (*path, "programme_sites"), f"{words}; type for example fidelity_loss = 0.05"
        if levers["fidelity_loss"] and levers["programme_sites"] == 0 and not several:
            words = "has no effect at one site; allowed: only with several sites, or programme_sites"
            yield (*path, "fidelity_loss"), f"{words}; type for example programme_sites = 100"


def _purchase(levers: dict[str, Any], horizon: int | None) -> Iterator[tuple[str, str]]:
    buys, funding = levers["buys"], levers["funding_per_year"]
    if buys == "nothing" and funding:
        words = f"is {shown(funding)} and buys nothing; allowed: 0, or something to buy"
        yield "funding_per_year", f'{words}; type for example buys = "coaches"'
    if buys not in ("places", "homes", *WORKERS):
        return
    if funding == 0:
        words = f"is 0 in a scenario that buys {buys}; allowed: dollars a year above 0"
        yield "funding_per_year", f"{words}; type for example funding_per_year = 650000"
    elif funding is not None and buys in WORKERS:
        yield from _team_size(levers)
    if buys == "places":
        yield from _shares(levers["places"])
        yield from _whole_place(funding, levers["places"])
    if buys == "homes":
        yield from _whole_home(funding, levers["funded_years"], levers["set_up_weeks"])
    yield from _funded_years(levers["funded_years"], horizon)
    yield from _set_up(levers["set_up_weeks"], levers["funded_years"])


def _team_size(levers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    keys = ("funding_per_year", "caseload", "indirect_rate", "buys", "employs")
    funding, caseload, rate, buys, employs = (levers[key] for key in keys)
    if None in (caseload, rate, employs):
        return
    worker = "coach" if buys == "coaches" else "link worker"
    least = math.ceil(least_funding(caseload, rate, buys, employs))
    if funding < least:
        words = f"is {shown(funding)}, which does not pay for {SMALLEST_HEAD} of a {worker} and the team around"
        yield (
            "funding_per_year",
            f"{words}; allowed: {least} dollars a year or more; type funding_per_year = {least}",
        )
    elif affordable_fte(funding, caseload, rate, buys, employs) * caseload < 1:
        words = f"is {shown(funding)}, too little of a {worker} to support anybody at {caseload:g} a {worker}"
        more = math.ceil(team_cost(buys, 1 / caseload + 0.001, caseload, rate, employs).total)
        yield "funding_per_year", f"{words}; allowed: {more} dollars a year or more; type funding_per_year = {more}"
    most = math.floor(team_cost(buys, MOST_COACHES, caseload, rate, employs).total)
    if funding > most:
        words = f"is {shown(funding)}, which pays for more than {MOST_COACHES} posts at one site"
        yield "funding_per_year", f"{words}; allowed: {most} dollars a year or less; type funding_per_year = {most}"


def _set_up(weeks: int | None, years: int | None) -> Iterator[tuple[str, str]]:
    if weeks is not None and years and weeks >= years * WEEKS_PER_YEAR:
        words = f"is {weeks}, as long as the {years * WEEKS_PER_YEAR} weeks of funding, so nothing would ever start"
        yield "set_up_weeks", f"{words}; allowed: fewer weeks than are funded; type for example set_up_weeks = 17"


def _shares(places: dict[str, float] | None) -> Iterator[tuple[str, str]]:
    if places is None:
        return
    together = math.fsum(places.values())
    allowed = "allowed: shares of the money that add up to 1"
    example = "type for example places = { mental_health = 0.6, alcohol_and_other_drugs = 0.4 }"
    if not places:
        yield "places", f'names no domain, and buys is "places"; {allowed}; {example}'
    elif abs(together - 1) > SHARES_OF_ONE:
        yield "places", f"adds up to {together:.7g}; {allowed}; {example}"


def _whole_place(funding: float | None, places: dict[str, float] | None) -> Iterator[tuple[str, str]]:
    if not funding or not places:
        return
    least = math.ceil(least_for_places(places, *(_by_silo(name) for name in ("prices.specialist_hour", _PLACE))))
    if funding < least:
        words = f"is {shown(funding)}, which buys no whole place in any of the domains named"
        yield "funding_per_year", f"{words}; allowed: {least} dollars a year or more; type funding_per_year = {least}"


def _whole_home(funding: float | None, years: int | None, set_up: int | None) -> Iterator[tuple[str, str]]:
    weeks = (years or 0) * WEEKS_PER_YEAR - (set_up or 0)
    if not funding or weeks <= 0:
        return
    least = math.ceil(default_values()["prices.home"] * WEEKS_PER_YEAR / weeks)
    if funding < least:
        words = f"is {shown(funding)}, which buys no whole home in the {weeks} weeks after the set-up"
        yield "funding_per_year", f"{words}; allowed: {least} dollars a year or more; type funding_per_year = {least}"


_PLACE = "services.place_hours"


def _by_silo(number: str) -> dict[str, float]:
    values = default_values()
    return {domain: values[f"{number}.{domain}"] for domain in DOMAINS}


def _funded_years(years: int | None, horizon: int | None) -> Iterator[tuple[str, str]]:
    if years is not None and horizon is not None and years > horizon:
        words = f"is {years}; allowed: 1 to {horizon}, the horizon_years of the study"
        yield "funded_years", f"{words}; type for example funded_years = {min(3, horizon)}"


def _without_effect(path: KeyPath, levers: dict[str, Any], given: dict[str, Any]) -> Found:
    for key, useful in ONLY_FOR.items():
        if key in given and levers["buys"] not in (None, *useful):
            wanted = " or ".join(f'buys = "{what}"' for what in useful)
            words = f"has no effect where buys = {shown(levers['buys'])}; allowed: only with {wanted}"
            yield (*path, key), f"{words}; delete the line"


def _assumptions(assumptions: list[dict[str, Any] | None], fault_in_override: Override) -> Found:
    first: dict[str, int] = {}
    for place, assumption in enumerate(assumptions):
        if assumption is None or assumption["number"] is None:
            continue
        number, path = assumption["number"], ("assumption", place, "number")
        owner = first.setdefault(number, place)
        if owner != place:
            words = f"is {shown(number)}, which {dotted(('assumption', owner))} sets too"
            yield path, f"{words}; allowed: one assumption on a number; delete one of the two"
        value = assumption["value"]
        fault = None if value is None else fault_in_override(number, float(value))
        if fault:
            unknown = fault.startswith("there is no number")
            yield (path if unknown else ("assumption", place, "value")), f"cannot be used: {fault}"
