"""A study file with another plan in its `[calibration]`: all else of its text stays as it is.

What is changed is read again and must be what was meant; so the file that is taken away is the study that was fitted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from simmodel.calibration.plan import Calibration, OwnPrior
from simmodel.errors import SimmodelError
from simmodel.scenario import Study, parse_study
from simmodel.study_text import KeyPath, parse_toml

PLAN = "calibration"
FILE = "study.toml"
type Lines = Mapping[KeyPath, int]


def plan_in(study: Study) -> Calibration:
    """The plan of a study; SimmodelError where it follows no pilot."""
    if study.calibration is None:
        raise SimmodelError(
            f"{FILE} says of no pilot whom it followed; allowed: a study file with a table [calibration]; take "
            "calibration/example_pilot/study.toml and change it"
        )
    return study.calibration


def with_plan(text: str, changes: Mapping[str, Any]) -> str:
    """The study file with these keys of its plan changed; SimmodelError where the study does not take them.

    `changes`: by key of `[calibration]` its new value; None leaves the key out. Of `prior` a list of `OwnPrior`.
    """
    plan = plan_in(parse_study(text, FILE))
    changes = {key: value for key, value in changes.items() if _plain(value) != _plain(getattr(plan, key))}
    if not changes:
        return text
    for key, value in changes.items():
        text = _with_priors(text, value) if key == "prior" else _with_key(text, key, value)
    now = plan_in(parse_study(text, FILE))
    for key, value in changes.items():
        if value is not None and _plain(getattr(now, key)) != _plain(value):
            raise SimmodelError(f"{FILE} cannot be changed here; write its plan as a table [calibration] of its own")
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.model_dump() if isinstance(value, OwnPrior) else value


def own_study(text: str, name: str, title: str, source: str) -> str:
    """The study of somebody else's pilot as that of a reader's own: nothing in it speaks of the other any more."""
    bare = "\n".join(row for row in text.split("\n") if not row.lstrip().startswith("#"))
    for key, value in (("description", None), ("name", name), ("title", title)):
        bare = _with_key(bare, key, value, ())
    return with_plan(bare.strip("\n") + "\n", {"source": source})


def _with_key(text: str, key: str, value: Any, table: KeyPath = (PLAN,)) -> str:
    _, lines = parse_toml(text, FILE)
    rows, path = text.split("\n"), (*table, key)
    new = [] if value is None else [f"{key} = {_toml(value)}"]
    if path in lines:
        start, end = _span(lines, path, len(rows))
        rows[start - 1 : end - 1] = new
    else:
        at = lines[table] if table else 0
        rows[at:at] = new
    return "\n".join(rows)


def _with_priors(text: str, priors: Sequence[OwnPrior]) -> str:
    """The file with these priors as tables at its end, in place of those that it had."""
    rows = text.split("\n")
    _, lines = parse_toml(text, FILE)
    mine = (PLAN, "prior")
    if mine in lines and not rows[lines[mine] - 1].lstrip().startswith("[["):
        return _with_priors(_with_key(text, "prior", None), priors)
    for path in sorted((path for path in lines if path[:2] == mine and len(path) == 3), key=lines.__getitem__)[::-1]:
        start, end = _span(lines, path, len(rows))
        del rows[start - 1 : end - 1]
    for each in priors:
        rows += ["[[calibration.prior]]", *(f"{key} = {_toml(value)}" for key, value in each.model_dump().items()), ""]
    return "\n".join(rows)


def _span(lines: Lines, path: KeyPath, rows: int) -> tuple[int, int]:
    """The line on which a value begins, and the first that belongs to something else."""
    start = lines[path]
    after = [line for other, line in lines.items() if line > start and other[: len(path)] != path]
    return start, min(after, default=rows + 1)


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(each) for each in value)}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return repr(value)
