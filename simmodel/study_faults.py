"""What is wrong with a study, as sentences: what was given, what is allowed, what to type instead.

`faults_of_keys` looks at each key alone (through the models of `simmodel.scenario`, which hold every range);
`faults_across` at keys that do not fit one another. Both give {the way to the value: the sentence}.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ValidationError
from pydantic.fields import FieldInfo

from simmodel.parameters import nearest
from simmodel.study_text import KeyPath, line_of

Faults = dict[KeyPath, str]
Check = Callable[[dict[str, Any]], Iterator[tuple[KeyPath, str]]]
"""Looks at a whole study as plain dicts and gives (the way to a value, what is wrong with it)."""
MOST_TOLD = 100
"""Faults that are told in words; of further ones only how many there are."""
_ENDS = {"ge": "{:,}", "gt": "above {:,}", "le": "{:,}", "lt": "below {:,}"}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True)
class Allowed:
    """A check of a text, with the words that say what passes it."""

    words: str
    passes: Callable[[str], object]
    choices: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        """The same text; ValueError if it does not pass."""
        if not self.passes(text):
            raise ValueError(self.words)
        return text


def one_of(choices: tuple[str, ...], what: str = "") -> Allowed:
    """Passes the names in `choices`."""
    names = ", ".join(choices)
    return Allowed(f"{what}: {names}" if what else names, choices.__contains__, choices)


def in_file_order(faults: Faults, lines: dict[KeyPath, int]) -> list[str]:
    """Each fault as a sentence with its line, in the order of the file; at the end, how many are not told."""
    placed = [(line_of(lines, path), sentence) for path, sentence in faults.items() if sentence]
    placed.sort(key=lambda fault: fault[0] or 0)
    told = [sentence if line is None else f"line {line}: {sentence}" for line, sentence in placed]
    more = len(faults) - len(told)
    return [*told, f"and {more:,} more; mend these first, and check again"] if more else told


def faults_of_keys(error: ValidationError, model: type[BaseModel]) -> Faults:
    """One sentence for every key that is unknown, missing or out of its range; "" for all beyond `MOST_TOLD`."""
    faults: Faults = {}
    for detail in error.errors(include_url=False, include_context=False):
        path: KeyPath = tuple(detail["loc"])
        if len(faults) >= MOST_TOLD:
            faults.setdefault(path[:-1] if path[-1] == "[key]" else path, "")
        elif path and path[-1] == "[key]":
            path = path[:-1]
            faults[path] = f"{dotted(path)} is not a known name; {_choices(_field(model, path, True), path)}"
        elif detail["type"] == "extra_forbidden":
            faults.setdefault(path, _unknown_key(_field(model, path[:-1]), path))
        elif detail["type"] == "missing":
            faults.setdefault(path, f"{dotted(path)} is missing; {_instead(_field(model, path), path)}")
        else:
            faults.setdefault(path, _out_of_range(_field(model, path), path, detail["input"]))
    return faults


def _unknown_key(table: FieldInfo, path: KeyPath) -> str:
    refused = getattr(_kind(table), "REFUSED", {}).get(path[-1])
    if refused:
        return f"{dotted(path)} {refused}"
    keys = {field.alias or name: name for name, field in _kind(table).model_fields.items()}
    hint = nearest(str(path[-1]), keys) or f"; allowed: {', '.join(keys)}"
    return f"{dotted(path)} is not a known key{hint}"


def _choices(field: FieldInfo, path: KeyPath) -> str:
    rule = _rule(field)
    hint = nearest(str(path[-1]), dict.fromkeys(rule.choices)) if rule else ""
    return f"allowed: {_allowed(field, path)}{hint}"


def _out_of_range(field: FieldInfo, path: KeyPath, given: object) -> str:
    rule = _rule(field)
    near = nearest(given, dict.fromkeys(rule.choices)) if rule and isinstance(given, str) else ""
    instead = f"allowed: {_allowed(field, path)}{near}" if near else _instead(field, path)
    written = repr(given) if _kind(field) is int and isinstance(given, float) else shown(given)
    return f"{dotted(path)} is {written}; {instead}"


def _instead(field: FieldInfo, path: KeyPath) -> str:
    words = f"allowed: {_allowed(field, path)}"
    if field.examples:
        key = f"{path[-1]} = " if isinstance(path[-1], str) else ""
        return f"{words}; type for example {key}{_example(field.examples[0])}"
    if not isinstance(path[-1], str):
        return words
    table = f"[[{dotted(path)}]]" if get_origin(_kind(field)) is tuple else f"[{dotted(path)}]"
    return f"{words}; type for example {table}"


def _allowed(field: FieldInfo, path: KeyPath = ()) -> str:
    rule, kind = _rule(field), _kind(field)
    if rule:
        return rule.words
    if kind is bool:
        return "true or false"
    if kind in (int, float):
        whole = ", a whole number" if kind is int else ""
        return f"{_range(field)} {field.description or ''}".rstrip() + whole
    if get_origin(kind) is tuple:
        item = FieldInfo.from_annotation(get_args(kind)[0])
        if _kind(item) is float:
            return f"a list of numbers, each {_allowed(item)}"
        items = _rule(item)
        return f"a list of {items.words}" if items else f"tables headed [[{dotted(path)}]]"
    return f"a table {field.description or ''}".rstrip()


def _range(field: FieldInfo) -> str:
    ends = [
        words.format(getattr(end, name))
        for end in field.metadata
        for name, words in _ENDS.items()
        if hasattr(end, name)
    ]
    return " to ".join(ends) or "a number"


def _rule(field: FieldInfo) -> Allowed | None:
    checks = [check.func for check in field.metadata if isinstance(check, AfterValidator)]
    return next((check for check in checks if isinstance(check, Allowed)), None)


def _kind(field: FieldInfo) -> Any:
    parts = [part for part in get_args(field.annotation) if part is not NoneType]
    return parts[0] if len(parts) == 1 and get_origin(field.annotation) not in (dict, tuple) else field.annotation


def _field(model: type[BaseModel], path: KeyPath, name_itself: bool = False) -> FieldInfo:
    """What the models say about the value at `path`, or about the name of the last step itself."""
    field = FieldInfo.from_annotation(model)
    for step in path[:-1] if name_itself else path:
        field = _step(field, step)
    return FieldInfo.from_annotation(get_args(_kind(field))[0]) if name_itself else field


def _step(field: FieldInfo, step: str | int) -> FieldInfo:
    kind = _kind(field)
    if get_origin(kind) in (dict, tuple):
        return FieldInfo.from_annotation(get_args(kind)[0 if isinstance(step, int) else 1])
    return next(info for name, info in kind.model_fields.items() if step == (info.alias or name))


def dotted(path: Iterable[str | int]) -> str:
    """The way to a value as one writes it: `scenarios.pull_in.caseload`; list items are counted from 1."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f" {step + 1}"
        else:
            words += ("." if words else "") + (step if _BARE_KEY.fullmatch(step) else shown(step))
    return words


def shown(value: object) -> str:
    """A value as it stands in a study file, shortened where it is long."""
    if isinstance(value, str):
        cut = value if len(value) <= 60 else value[:57] + "..."
        return json.dumps(cut, ensure_ascii=not cut.isprintable())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else "a number of more than 15 digits"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1 else repr(value).removesuffix(".0")
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    return "an empty table" if value == {} else "a table"


def _example(value: object) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_example(item)}' for key, item in value.items())} }}"
    return f"[{', '.join(shown(item) for item in value)}]" if isinstance(value, list) else shown(value)


def readable(model: type[BaseModel], given: dict[str, Any], faulty: Iterable[KeyPath]) -> dict[str, Any]:
    """What a study says with its defaults, as plain dicts; None wherever it cannot be understood."""
    wrong = set(faulty)
    around = {path[:length] for path in wrong for length in range(len(path) + 1)}
    return _readable_keys(model, given, _Faulty(wrong, around), ())


@dataclass(frozen=True)
class _Faulty:
    """The ways to values that cannot be understood, and to whatever holds one of them."""

    itself: set[KeyPath]
    around: set[KeyPath]


def _readable(kind: Any, given: Any, faulty: _Faulty, path: KeyPath) -> Any:
    if path in faulty.itself or given is None:
        return None
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _readable_keys(kind, given if isinstance(given, dict) else {}, faulty, path)
    inside = get_args(kind)
    if get_origin(kind) is dict and isinstance(inside[1], type) and issubclass(inside[1], BaseModel):
        return {name: _readable(inside[1], table, faulty, (*path, name)) for name, table in given.items()}
    if get_origin(kind) is tuple:
        return [_readable(inside[0], table, faulty, (*path, place)) for place, table in enumerate(given)]
    return None if path in faulty.around else given


def _readable_keys(model: type[BaseModel], given: dict[str, Any], faulty: _Faulty, path: KeyPath) -> dict[str, Any]:
    values = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        default = field.get_default(call_default_factory=True, validated_data={})
        values[key] = _readable(_kind(field), given.get(key, default), faulty, (*path, key))
    return values


def faults_across(seen: dict[str, Any], checks: Iterable[Check]) -> Faults:
    """The first sentence of each value that does not fit the rest of the study, up to `MOST_TOLD` of them."""
    faults: Faults = {}
    for path, words in chain.from_iterable(check(seen) for check in checks):
        faults.setdefault(path, f"{dotted(path)} {words}")
        if len(faults) >= MOST_TOLD:
            break
    return faults
