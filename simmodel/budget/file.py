"""A budget as the text of a budget file: what differs from the defaults, so that reading it gives the same budget."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from simmodel.budget.plan import Plan

_LIST = ("line", "stage")
"""Tables of which a file may have several, headed [[line]]."""


def plan_as_toml(plan: Plan) -> str:
    """The file of a budget; `simmodel.budget.plan.parse_plan` gives the very same budget back."""
    given = as_given(plan)
    head = [f"{key} = {_value(value)}" for key, value in given.items() if not isinstance(value, dict | list)]
    return "\n".join([*head, *_tables(given)]) + "\n"


def as_given(plan: Plan) -> dict[str, Any]:
    """What a file says of this budget, as plain dicts without what is a default."""
    given: dict[str, Any] = plan.model_dump(by_alias=True, exclude_defaults=True)
    return {key: list(value) if key in _LIST else value for key, value in given.items()}


def _tables(given: Mapping[str, Any]) -> Iterator[str]:
    for key, value in given.items():
        if key in ("sites", "prices"):
            for name, table in value.items():
                yield from _table(f"[{key}.{name}]", table)
        elif key in _LIST:
            for table in value:
                yield from _table(f"[[{key}]]", table)
        elif isinstance(value, dict):
            yield from _table(f"[{key}]", value)


def _table(head: str, table: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n{head}"
    yield from (f"{key} = {_value(value)}" for key, value in table.items() if value is not None)


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, int | float) else json.dumps(str(value), ensure_ascii=False)
