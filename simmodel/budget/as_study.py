"""A budget beside the base case of a study: the file that says it, ready to be simulated.

The study's place, people and beliefs stay as they are; its other scenarios make room for those of the budget's sites.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from simmodel.budget.as_scenario import as_toml
from simmodel.budget.plan import Plan
from simmodel.scenario import Study, parse_study
from simmodel.study_kinds import LONGEST_NAME, LONGEST_TITLE

_KEYS_REPLACED = re.compile(r'\A.*?(?=^name = )|^(?:name|title) = "[^"\n]*"\n|^description = """.*?"""\n', re.M | re.S)
_SCENARIO = re.compile(r"^\[scenarios\.(\w+)", re.M)


def study_text(plan: Plan, text: str) -> str:
    """The file of a study (`text`) with the scenarios of this budget beside its base case, other comments kept."""
    base = parse_study(text).base_case
    head, *tables = _tables(text)
    told = [_head(plan, _KEYS_REPLACED.sub("", head))]
    for table in tables:
        scenario = _SCENARIO.search(table)
        if scenario is None or scenario[1] == base:
            told.append(table)
        if scenario is not None and scenario[1] == base:
            told += [f"\n# {plan.title}: a scenario for each site of the budget.\n", f"{_scenarios(plan)}\n\n"]
    return "".join(told)


def study_of(plan: Plan, text: str) -> Study:
    """The same, read; SimmodelError where no scenario may have what the budget says."""
    return parse_study(study_text(plan, text), f"the study of the budget {plan.name}")


def _tables(text: str) -> Iterator[str]:
    """What stands before the first table, and each table with the comments above its header."""
    lines = text.splitlines(keepends=True)
    begun = 0
    for at, line in enumerate(lines):
        if line.startswith("["):
            start = at
            while start > begun and not lines[start - 1].partition("#")[0].strip():
                start -= 1
            yield "".join(lines[begun:start])
            begun = start
    yield "".join(lines[begun:])


def _head(plan: Plan, rest: str) -> str:
    name = f"with_{plan.name}"[:LONGEST_NAME]
    title = f"Today's services, or {plan.title}"[:LONGEST_TITLE].strip()
    about = f"# {plan.title}: what this budget buys, beside today's services.\n#\n"
    command = f"#   uv run simmodel compare {name}.toml\n\n"
    return f"{about}{command}name = {json.dumps(name)}\ntitle = {json.dumps(title, ensure_ascii=False)}\n{rest}"


def _scenarios(plan: Plan) -> str:
    return "\n\n".join(as_toml(plan, site) for site in plan.sites)
