"""What is chosen now and was not when a result was found, in words: each choice as it is instead of as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simmodel.scenario import Scenario, Study
from simmodel.screens.comparing.levers import ENROLMENT, LEVERS
from simmodel.words import dollars

MOST_TOLD = 5
_LEVERS = {lever.name: lever for lever in LEVERS}
_ELSEWHERE = {
    "assumptions": "other numbers of the model",
    "mechanisms": "other mechanisms switched on",
    "site": "another place",
    "sites": "other places",
    "generated": "other places",
    "time": "another length of time",
    "custody_level": "another level of return to custody",
    "money": "other terms of money",
}
"""Parts of a study that are told as one, where they differ."""


def changes(was: Study, now: Study) -> list[str]:
    """What differs between two studies that readers chose, the weightiest first; at the end how many are not told."""
    told = list(dict.fromkeys(_changes(was, now)))
    more = len(told) - MOST_TOLD
    return told if more <= 0 else [*told[:MOST_TOLD], f"{more} more {'change' if more == 1 else 'changes'}"]


def _changes(was: Study, now: Study) -> Iterator[str]:
    if was.name != now.name:
        yield f"the study “{now.title}” instead of “{was.title}”"
        return
    for name in was.scenarios.keys() - now.scenarios.keys():
        yield f"without “{was.scenarios[name].title}”"
    for name in now.scenarios.keys() - was.scenarios.keys():
        yield f"with “{now.scenarios[name].title}”"
    both = [name for name in now.scenarios if name in was.scenarios]
    found = {name: dict(_of_way(was.scenarios[name], now.scenarios[name])) for name in both}
    alike = {lever for of in found.values() for lever in of if _in_all(lever, found, now)}
    for name in both:
        for lever, told in found[name].items():
            yield told if lever in alike else f"{told} for “{now.scenarios[name].title}”"
    yield from (words for part, words in _ELSEWHERE.items() if getattr(was, part) != getattr(now, part))


def _in_all(lever: str, found: dict[str, dict[str, str]], now: Study) -> bool:
    """Whether a lever was changed in the same way for every way of working that money buys something in."""
    bought = [of.get(lever) for name, of in found.items() if now.scenarios[name].buys != "nothing"]
    return len(set(bought)) == 1 and bought[0] is not None


def _of_way(was: Scenario, now: Scenario) -> Iterator[tuple[str, str]]:
    for name in Scenario.model_fields:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield name, f"{_label(name)} {_shown(name, after)} instead of {_shown(name, before)}"


def _label(name: str) -> str:
    label = _LEVERS[name].label if name in _LEVERS else name.replace("_", " ")
    return f"{label[0].lower()}{label[1:]}"


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "as its budget has it"
    if name == "funding_per_year":
        return dollars(value)
    if name == "enrol":
        return ENROLMENT.get(value, str(value))
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {100 * share:.0f}%" for key, share in value.items()) or "nothing"
    if name in _LEVERS and isinstance(value, int | float):
        return f"{value * _LEVERS[name].times:,.4g}"
    return str(value)
