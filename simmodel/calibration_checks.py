"""What does not fit together in a `[calibration]`: arms that are no scenarios, numbers that cannot be fitted.

Checks as in `simmodel.study_checks`; `given` is the study as written, without defaults.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simmodel.calibration.fittable import fault_in_prior, may_be_fitted
from simmodel.calibration.plan import ENROLLED, LEVEL_OF_ARM, LEVELS, RELEASED, OwnPrior, is_level
from simmodel.calibration.targets import KINDS_OF, is_share
from simmodel.parameters import nearest
from simmodel.purchase_checks import WORKERS
from simmodel.study_faults import shown
from simmodel.study_text import KeyPath

Found = Iterator[tuple[KeyPath, str]]
PATH: KeyPath = ("calibration",)
MOST_OFF = 0.5
"""A share is nowhere further than this from the middle."""


def calibration(seen: dict[str, Any], given: dict[str, Any]) -> Found:
    """Arms are scenarios, workers enrol whom a pilot follows, at one site; what is fitted has a range."""
    if "posterior" in given:
        yield ("posterior",), "stands in a study file; allowed: --posterior FOLDER on the command line; delete it"
    plan = seen["calibration"]
    if plan is None:
        return
    yield from _arms(seen, plan)
    if seen["site"] is None and (len(seen["sites"] or {}) > 1 or seen["generated"]):
        yield PATH, "stands in a study of several sites; allowed: one site; type [site]"
    pinned = {(each or {}).get("number") for each in seen["assumption"] or []}
    yield from _numbers(plan, pinned)
    yield from _priors(plan, pinned)
    yield from _room(plan)
    yield from _discrepancies(plan)
    yield from _levels_in_order(seen["custody_level"] or {}, plan)
    yield from _levels_of_arms(plan)
    levels = {each["number"] for each in plan["prior"] or [] if each and is_level(each["number"] or "")}
    if levels and (seen["custody_level"] or {}).get("returned_by_month"):
        words = f"fits {sorted(levels)[0]}, and custody_level.returned_by_month names a table"
        yield (*PATH, "prior"), f"{words}; allowed: one of the two; delete the other"


def _arms(seen: dict[str, Any], plan: dict[str, Any]) -> Found:
    scenarios, arms = seen["scenarios"] or {}, plan["arms"] or {}
    for arm, name in arms.items():
        if name is not None and name not in scenarios:
            words = f"is {shown(name)}; allowed: a scenario of this study: {', '.join(scenarios)}"
            yield (*PATH, "arms", arm), words + nearest(name, dict.fromkeys(scenarios))
    first = next(iter(arms), None)
    buys = (scenarios.get(arms[first]) or {}).get("buys") if first is not None else None
    if plan["follows"] == ENROLLED and buys not in (None, *WORKERS):
        words = f"follows people whom workers take on, and {shown(arms[first])} buys {buys}"
        instead = 'allowed: a first arm that buys coaches or link_workers; or type follows = "released"'
        yield (*PATH, "arms", str(first)), f"{words}; {instead}"


def _numbers(plan: dict[str, Any], pinned: set[str | None]) -> Found:
    own = {each["number"] for each in plan["prior"] or [] if each}
    first: dict[str, int] = {}
    for place, name in enumerate(plan["numbers"] or []):
        path: KeyPath = (*PATH, "numbers", place)
        if name is None:
            continue
        if first.setdefault(name, place) != place:
            yield path, f"is {shown(name)} a second time; allowed: once; delete one of the two"
        elif fault := None if name in own else fault_in_prior(name, None):
            yield path, f"cannot be used: {fault}"
        elif told := _held(name, pinned):
            yield path, told


def _held(name: str, pinned: set[str | None]) -> str:
    """What is wrong with fitting a number that the study pins; "" where it does not."""
    held = next((each for each in may_be_fitted().get(name, ()) if each in pinned), None)
    pins = f"is {shown(name)}, which [[assumption]] pins ({held}); allowed: one of the two; delete the other"
    return "" if held is None else pins


def _room(plan: dict[str, Any]) -> Found:
    """No more priors of a plan's own than numbers it lets move."""
    count, most = len(plan["prior"] or []), plan["most_numbers"]
    if not plan["numbers"] and most is not None and count > most:
        words = f"is {most}, and {count} numbers have a prior of the plan's own; allowed: {count} or more"
        yield (*PATH, "most_numbers"), f"{words}; type most_numbers = {count}, or delete a prior"


def _priors(plan: dict[str, Any], pinned: set[str | None]) -> Found:
    named = dict.fromkeys(each for each in plan["numbers"] or [] if each)
    first: dict[str, int] = {}
    for place, each in enumerate(plan["prior"] or []):
        if each is None or None in each.values():
            continue
        path: KeyPath = (*PATH, "prior", place, "number")
        if first.setdefault(each["number"], place) != place:
            yield (
                path,
                f"is {shown(each['number'])} a second time; allowed: one prior of a number; delete one of the two",
            )
        elif fault := fault_in_prior(each["number"], OwnPrior(**each)):
            yield path, f"cannot be used: {fault}"
        elif named and each["number"] not in named and not is_level(each["number"]):
            words = f"is {shown(each['number'])}, which is not in numbers, so that nothing would move it"
            yield path, f"{words}; allowed: one of numbers: {', '.join(named)}; add it to numbers, or delete the prior"
        elif each["number"] not in named and (told := _held(each["number"], pinned)):
            yield path, told


def _discrepancies(plan: dict[str, Any]) -> Found:
    """A model that is believed to miss a share by half or more says nothing of it."""
    for outcome, off in (plan["discrepancy"] or {}).items():
        share = all(is_share(outcome, kind) for kind in KINDS_OF.get(outcome, ("",)))
        if share and off is not None and off >= MOST_OFF:
            words = f"is {shown(off)}, and {outcome} is a share; allowed: above 0 and below {MOST_OFF:g}"
            yield (*PATH, "discrepancy", outcome), f"{words}; type 0.03 for three points"


def _levels_in_order(level: dict[str, Any], plan: dict[str, Any]) -> Found:
    """More people are believed back within 24 months than within 12."""
    own = {each["number"]: (place, each["value"]) for place, each in enumerate(plan["prior"] or []) if each}
    shares = [own.get(name, (None, level.get(name.rpartition(".")[2]))) for name in LEVELS]
    (early, within_12), (late, within_24) = shares
    place = late if late is not None else early
    if place is None or within_12 is None or within_24 is None:
        return
    if within_12 >= within_24:
        words = f"has {shown(within_12)} of people back within 12 months and {shown(within_24)} within 24"
        yield (*PATH, "prior", place), f"{words}; allowed: more within 24 months; correct one of the two"


def _levels_of_arms(plan: dict[str, Any]) -> Found:
    """A level of one arm belongs to an arm of people released, whom each arm finds in a world of its own."""
    for place, each in enumerate(plan["prior"] or []):
        name = (each or {}).get("number") or ""
        if not name.startswith(LEVEL_OF_ARM):
            continue
        path: KeyPath = (*PATH, "prior", place, "number")
        arm, arms = name.removeprefix(LEVEL_OF_ARM), dict.fromkeys(plan["arms"] or {})
        if arm not in arms:
            yield (
                path,
                f"is of the arm {shown(arm)}; allowed: an arm of this plan: {', '.join(arms)}{nearest(arm, arms)}",
            )
        elif plan["follows"] != RELEASED:
            words = f"is a level of one arm, and the plan follows people {plan['follows']}"
            yield path, f'{words}; allowed: people released; type follows = "released"'
