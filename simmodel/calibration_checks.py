"""What does not fit together in a `[calibration]`: arms that are no scenarios, numbers that cannot be fitted.

Checks as in `simmodel.study_checks`; `given` is the study as written, without defaults.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simmodel.calibration.fittable import fault_in_prior, may_be_fitted
from simmodel.calibration.plan import ENROLLED, LEVEL_OF_ARM, RELEASED, OwnPrior, is_level
from simmodel.parameters import nearest
from simmodel.purchase_checks import WORKERS
from simmodel.study_faults import shown
from simmodel.study_text import KeyPath

Found = Iterator[tuple[KeyPath, str]]
PATH: KeyPath = ("calibration",)


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
    yield from _numbers(plan, {(each or {}).get("number") for each in seen["assumption"] or []})
    yield from _priors(plan)
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
        elif held := next((each for each in may_be_fitted().get(name, ()) if each in pinned), None):
            yield (
                path,
                f"is {shown(name)}, which [[assumption]] pins ({held}); allowed: one of the two; delete the other",
            )


def _priors(plan: dict[str, Any]) -> Found:
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
