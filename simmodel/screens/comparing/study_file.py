"""A study file with levers changed and scenarios left out: all else in it, comments too, stays as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import tomlkit

from simmodel.screens.studies import LONGEST_KEPT


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
    _leave_out(document, dropped)
    for name, levers in changes.items():
        for lever, value in levers.items():
            scenarios[name][lever] = _as_toml(value)
    return tomlkit.dumps(document)


def _leave_out(document: Any, dropped: tuple[str, ...]) -> None:
    """What a file says of scenarios that are no longer in it: reports of a programme, a trial's and a pilot's arms."""
    programme = document.get("programme", {})
    if "reported" in programme:
        programme["reported"] = [row for row in programme["reported"] if row.get("scenario") not in dropped]
    arms = {"trial": _trial_arms, "calibration": lambda plan: [*plan.get("arms", {}).values()]}
    for table, named in arms.items():
        if table in document and set(named(document[table])) & set(dropped):
            del document[table]


def _trial_arms(trial: Any) -> list[Any]:
    tables = [trial, *trial.get("outcome", ())]
    return [table.get(arm) for table in tables for arm in ("treated", "control")]


_written_once = lru_cache(maxsize=32)(_written)


def _as_toml(value: Any) -> Any:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    return int(value) if isinstance(value, float) and value.is_integer() else value
