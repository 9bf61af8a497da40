"""Studies of any kind, made from the models that say what a study may hold: right, wrong, extreme and absurd values.

`studies()` gives a study as plain dicts; `as_toml` writes such dicts as a file says them.
"""

import json
import math
from collections.abc import Mapping
from types import NoneType
from typing import Any, get_args, get_origin

from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from simmodel.parameters import catalogue
from simmodel.places import Generated
from simmodel.scenario import Assumption, Study
from simmodel.study_checks import ONLY_FOR
from simmodel.study_faults import Allowed

WRONG = st.one_of(
    st.sampled_from(
        [-1, 0, 1, 10**9, 10**400, -(10**9), 0.5, 1e300, math.inf, -math.inf, math.nan, True, "", "x", "٣"]
    ),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)
NUMBERS = tuple(catalogue())
MOSTLY = 40
"""One value in so many is wrong."""


def studies(wrong: int = MOSTLY) -> st.SearchStrategy[dict[str, Any]]:
    """Whole studies as plain dicts; one value in `wrong` is of any kind, or none is where it is 0."""
    return tables(Study, wrong).map(_with_one_form_and_a_base_case if wrong == 0 else lambda study: study)


def as_toml(table: Mapping[str, Any]) -> str:
    """The same as a study file: every table inline, which TOML allows."""
    return "".join(f"{json.dumps(key)} = {_written(value)}\n" for key, value in table.items())


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_written(inside)}" for key, inside in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value).replace("\x7f", "\\u007f")
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    return repr(value)


def tables(model: type[BaseModel], wrong: int) -> st.SearchStrategy[dict[str, Any]]:
    """A table of this model: required keys, and some of the others."""
    needed, others = {}, {}
    for name, field in model.model_fields.items():
        group = needed if field.is_required() else others
        group[field.alias or name] = _perhaps_wrong(_values(field, wrong, name), wrong)
    made = st.fixed_dictionaries(needed, optional=others)
    if model is Assumption and wrong == 0:
        return st.sampled_from(NUMBERS).flatmap(_assumption)
    return made


def _assumption(name: str) -> st.SearchStrategy[dict[str, Any]]:
    _, _, low, high = catalogue()[name]
    return st.fixed_dictionaries({"number": st.just(name), "value": st.floats(low, high), "because": st.just("b")})


def _perhaps_wrong(values: st.SearchStrategy[Any], wrong: int) -> st.SearchStrategy[Any]:
    if wrong == 0:
        return values
    return st.integers(1, wrong).flatmap(lambda luck: WRONG if luck == wrong else values)


def _values(field: FieldInfo, wrong: int, name: str = "") -> st.SearchStrategy[Any]:
    parts = [part for part in get_args(field.annotation) if part is not NoneType]
    plain = get_origin(field.annotation) not in (dict, tuple)
    kind = parts[0] if len(parts) == 1 and plain else field.annotation
    rules = [check.func for check in field.metadata if isinstance(check, AfterValidator)]
    rule = next((check for check in rules if isinstance(check, Allowed)), None)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return tables(kind, wrong)
    if get_origin(kind) is dict:
        names, inside = (FieldInfo.from_annotation(each) for each in get_args(kind))
        return st.dictionaries(_values(names, wrong, "name"), _values(inside, wrong), max_size=3)
    if get_origin(kind) is tuple:
        return st.lists(_values(FieldInfo.from_annotation(get_args(kind)[0]), wrong), max_size=3)
    if rule is not None and rule.choices:
        return st.sampled_from(rule.choices)
    return _scalars(kind, field, name)


def _scalars(kind: Any, field: FieldInfo, name: str) -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if kind in (int, float):
        ends = {
            key: getattr(end, key) for end in field.metadata for key in ("ge", "gt", "le", "lt") if hasattr(end, key)
        }
        low, high = ends.get("ge", ends.get("gt", 0)), ends.get("le", ends.get("lt", 1))
        inside = st.integers(low, high) if kind is int else st.floats(low, high)
        return st.one_of(inside, st.sampled_from([low, high, *field.examples]) if field.examples else inside)
    if name == "name" and not field.examples:
        return st.sampled_from(["current", "other", "third"])
    examples = field.examples or ["a"]
    return st.sampled_from(examples)


def _with_one_form_and_a_base_case(study: dict[str, Any]) -> dict[str, Any]:
    """A study that mostly fits together: one way of naming places, one base case, money enough, levers of effect."""
    form = next((key for key in ("sites", "generated") if study.get(key)), "site")
    left_out = ("site", "sites", "generated", "network", "time", "custody_level", "assumption")
    kept = {key: value for key, value in study.items() if key not in left_out}
    places: Any = {key: study.get("site", {}).get(key) for key in ("hours_per_week", "lettings_per_year")}
    places = {"name": "Town"} | {key: value for key, value in places.items() if value is not None}
    if form == "sites":
        places = {key: {"luck_number": n + 1, "name": f"T{n}"} for n, key in enumerate(study["sites"])}
    if form == "generated":
        places = Generated(sites=3, size=0.05).model_dump()
    beliefs = {belief["number"]: belief for belief in study.get("assumption", ())}
    scenarios = {"current": {"title": "Current", "buys": "nothing", "base_case": True}}
    for place, levers in enumerate(study["scenarios"].values()):
        scenarios[f"s{place}"] = _that_fit(levers) | {"title": f"Scenario {place}"}
    return kept | {form: places, "scenarios": scenarios, "assumption": list(beliefs.values())}


def _that_fit(levers: dict[str, Any]) -> dict[str, Any]:
    """The levers of a scenario that mean something for what it buys."""
    buys = levers["buys"]
    left_out = {"base_case", "fidelity_loss", "programme_sites"}
    left_out |= set() if levers.get("joint_work") else {"levels_engaged"}
    left_out |= {key for key, useful in ONLY_FOR.items() if buys not in useful}
    kept = {key: value for key, value in levers.items() if key not in left_out}
    if buys == "nothing":
        return kept | {"funding_per_year": 0}
    kept |= {"funding_per_year": 900_000, "funded_years": 1 + levers.get("funded_years", 3) % 3, "set_up_weeks": 4}
    return kept | ({"places": {"mental_health": 0.5, "connection": 0.5}} if buys == "places" else {})
