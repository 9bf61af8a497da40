"""What does not fit together in a study: keys that are right alone and wrong beside one another.

Each check takes the whole study as plain dicts, with None wherever a value could not be understood, and gives
(the way to the value, what is wrong with it and what to type instead).
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from simmodel import custody_checks, place_checks
from simmodel.calibration_checks import calibration
from simmodel.money_terms import checks_of_money
from simmodel.parameters import default_values, nearest
from simmodel.purchase_checks import WORKERS, purchase
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.study_faults import Check, dotted, shown
from simmodel.study_text import KeyPath
from simmodel.trial_checks import trial

FOLLOW_UP_WEEKS = 104
"""Weeks for which everyone who is counted as released is followed."""
MOST_SCENARIOS = 100
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
    "places": ("places", "coaches"),
    "brokerage_share": ("coaches",),
    "funded_years": ("places", "homes", *WORKERS),
    "set_up_cost": ("places", "homes", *WORKERS),
    "set_up_weeks": ("places", "homes", *WORKERS),
    "extra_lettings_per_year": ("coaches",),
}
"""The levers that mean something only where the money buys one of these."""

Found = Iterator[tuple[KeyPath, str]]
Override = Callable[[str, float], str | None]
"""Says what is wrong with setting a number of the model to a value, or None."""


def checks(given: dict[str, Any], fault_in_override: Override) -> tuple[Check, ...]:
    """Every check, in order; `given` is the study as written, without defaults."""
    places = (
        lambda _: place_checks.forms(given),
        place_checks.distinct,
        partial(place_checks.people, given=given),
        place_checks.somebody_to_enrol,
        partial(place_checks.network, given=given),
    )
    return (
        how_many,
        times,
        custody_checks.level,
        partial(custody_checks.table, given=given),
        partial(checks_of_money, given=given),
        *places,
        base_case,
        titles,
        partial(purchases, fault_in_override=fault_in_override),
        working_together,
        reported_scenarios,
        partial(keys_without_effect, given=given),
        partial(assumptions, fault_in_override=fault_in_override),
        trial,
        partial(calibration, given=given),
    )


def reported_scenarios(seen: dict[str, Any]) -> Found:
    """What was reported of a programme stands beside a scenario of the study that is not its base case."""
    names = {name: None for name, levers in _scenarios(seen) if not levers["base_case"]}
    reported = (seen["programme"] or {}).get("reported") or ()
    for place, one in enumerate(reported):
        name = (one or {}).get("scenario")
        if name and name not in names:
            words = f"is {shown(name)}; allowed: {', '.join(names) or 'no scenario beside the base case'}"
            yield ("programme", "reported", place, "scenario"), words + nearest(name, names)


def _scenarios(seen: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, levers) for name, levers in (seen["scenarios"] or {}).items() if levers is not None]


def how_many(seen: dict[str, Any]) -> Found:
    """A run plays all scenarios, and keeps something of each."""
    count = len(seen["scenarios"] or {})
    if count > MOST_SCENARIOS:
        yield ("scenarios",), f"names {count:,} scenarios; allowed: 1 to {MOST_SCENARIOS}; delete some"


def times(seen: dict[str, Any]) -> Found:
    """The horizon must leave 104 weeks of follow-up after the last release that is counted."""
    years, weeks = (seen["time"] or {}).get("horizon_years"), (seen["time"] or {}).get("count_releases_weeks")
    if years is None or weeks is None:
        return
    most = years * WEEKS_PER_YEAR - FOLLOW_UP_WEEKS
    if weeks > most:
        words = f"is {weeks}, with {years} years and {FOLLOW_UP_WEEKS} weeks of follow-up; allowed: 1 to {most}"
        yield ("time", "count_releases_weeks"), f"{words}; type for example count_releases_weeks = {most}"


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


def purchases(seen: dict[str, Any], fault_in_override: Override) -> Found:
    """Money buys something at the prices that the study believes in, and lasts no longer than the horizon."""
    horizon = (seen["time"] or {}).get("horizon_years")
    values = default_values() | _believed(seen["assumption"] or [], fault_in_override)
    for name, levers in _scenarios(seen):
        for key, words in purchase(levers, horizon, values):
            yield ("scenarios", name, key), words


def _believed(assumptions: list[dict[str, Any] | None], fault_in_override: Override) -> dict[str, float]:
    """The numbers that the study sets, those left out that cannot be used."""
    complete = [each for each in assumptions if each and None not in (each["number"], each["value"])]
    usable = [each for each in complete if fault_in_override(each["number"], float(each["value"])) is None]
    return {each["number"]: float(each["value"]) for each in usable}


def working_together(seen: dict[str, Any]) -> Found:
    """Levels and safety stand behind joint work, reports are those of workers, fidelity is lost at several sites."""
    base = next((levers for _, levers in _scenarios(seen) if levers["base_case"]), {})
    for name, levers in _scenarios(seen):
        path, faults = ("scenarios", name), [*_partners(levers, base), *_regime(levers, base), *_fidelity(levers, seen)]
        yield from ((path + key, words) for key, words in faults)


def _partners_meet(levers: dict[str, Any], base: dict[str, Any]) -> bool:
    """Whether there is joint work, in this scenario or in the base case; also where that is not understood."""
    work = (levers["joint_work"], base.get("joint_work"))
    return None in work or any(hours is None or hours > 0 for each in work for hours in (each or {}).values())


def _partners(levers: dict[str, Any], base: dict[str, Any]) -> Found:
    if _partners_meet(levers, base):
        return
    engaged = levers["levels_engaged"]
    example = "type for example joint_work = { operational = 2 }"
    if levers["joint_work"]:
        yield ("joint_work",), f"has no hours, and nor has the base case; allowed: hours a month above 0; {example}"
    if engaged is not None and None not in engaged and {*engaged} != {"practitioners"}:
        words = "has no effect without joint_work; allowed: only with partners who meet"
        yield ("levels_engaged",), f"{words}; {example}"


def _regime(levers: dict[str, Any], base: dict[str, Any]) -> Found:
    moved = levers["learning_regime_in"] or {}
    if moved.get("workers_admin") and levers["buys"] not in (None, *WORKERS):
        words = "has no effect where nobody is employed; allowed: only with coaches or link_workers"
        yield ("learning_regime_in", "workers_admin"), f"{words}; type services_admin for those who are there"
    if moved.get("competition") and not _partners_meet(levers, base):
        words = "has no effect without joint_work; allowed: only with partners who meet"
        yield ("learning_regime_in", "competition"), f"{words}; type for example joint_work = {{ operational = 2 }}"


def _fidelity(levers: dict[str, Any], seen: dict[str, Any]) -> Found:
    made = seen["generated"]
    here = (made["sites"] or 2) if made else len(seen["sites"] or {})
    if levers["programme_sites"] and levers["fidelity_loss"] == 0:
        words = "has no effect without fidelity_loss; allowed: only with a share that is lost"
        yield ("programme_sites",), f"{words}; type for example fidelity_loss = 0.05"
    if levers["fidelity_loss"] and levers["programme_sites"] is not None and (levers["programme_sites"] or here) <= 1:
        words = "has no effect at one site; allowed: only with several sites, or programme_sites"
        yield ("fidelity_loss",), f"{words}; type for example programme_sites = 100"


def keys_without_effect(seen: dict[str, Any], given: dict[str, Any]) -> Found:
    """Levers stand where they do something."""
    for name, levers in _scenarios(seen):
        yield from _without_effect(("scenarios", name), levers, given["scenarios"][name])


def _without_effect(path: KeyPath, levers: dict[str, Any], given: dict[str, Any]) -> Found:
    for key, useful in ONLY_FOR.items():
        if key in given and levers["buys"] not in (None, *useful):
            wanted = " or ".join(f'buys = "{what}"' for what in useful)
            words = f"has no effect where buys = {shown(levers['buys'])}; allowed: only with {wanted}"
            yield (*path, key), f"{words}; delete the line"


def assumptions(seen: dict[str, Any], fault_in_override: Override) -> Found:
    """An assumption is on a number that there is, once, at a value that may be."""
    first: dict[str, int] = {}
    for place, assumption in enumerate(seen["assumption"] or []):
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
