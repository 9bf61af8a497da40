"""Where each dollar of a budget goes: the service itself, its administration, or beside both.

Service: coaches, practice lead, their on-costs, and what they need to be with people; hours that are bought, and own
lines of no other kind. Administration: administrators with their on-costs, outcomes data, indirect cost. Beside both:
learning and research, contingency, setting up and handing over. Where a line belongs is our choice, said beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from simmodel.budget.lines import OWN, SALARIES, WHAT
from simmodel.budget.plan import OwnLine, Plan
from simmodel.budget.totals import Found

SERVICE, ADMINISTRATION, BESIDE = "Service", "Administration", "Beside both"
GROUPS = (SERVICE, ADMINISTRATION, BESIDE)
MEANT = {
    SERVICE: "coaches, practice lead, their on-costs, and what they need to be with people",
    ADMINISTRATION: "administrators and their on-costs, outcomes data, indirect cost",
    BESIDE: "learning and research, contingency, setting up, handing over",
}
_ADMINISTRATION = ("admin_salary", "data", "indirect")
_BESIDE = ("learning", "contingency")


def group_of(plan: Plan, line: str) -> str:
    """The group of a line; on-costs follow the salaries, so most of them are service."""
    if line.startswith(OWN):
        own: OwnLine = plan.lines[int(line.removeprefix(OWN)) - 1]
        return BESIDE if own.kind in ("set_up", "wind_down") else SERVICE
    return ADMINISTRATION if line in _ADMINISTRATION else BESIDE if line in _BESIDE else SERVICE


def name_of(plan: Plan, line: str) -> str:
    """A line as readers know it."""
    return WHAT[line] if line in WHAT else plan.lines[int(line.removeprefix(OWN)) - 1].what


def by_group(plan: Plan, lines: Mapping[str, float]) -> dict[str, float]:
    """Dollars of these lines by group; each salary takes its part of the on-costs along."""
    found = dict.fromkeys(GROUPS, 0.0)
    for line, dollars in lines.items():
        found[group_of(plan, line)] += dollars
    salaries = math.fsum(lines.get(line, 0.0) for line in SALARIES)
    if salaries:
        moved = lines.get("oncost", 0.0) * lines.get("admin_salary", 0.0) / salaries
        found[SERVICE], found[ADMINISTRATION] = found[SERVICE] - moved, found[ADMINISTRATION] + moved
    return found


def all_years(found: Found, site: str) -> dict[str, float]:
    """Cash of a site by line over all its years, each in dollars of its own."""
    total: dict[str, float] = {}
    for year in found.of(site):
        for line, dollars in year.lines.items():
            total[line] = total.get(line, 0.0) + dollars
    return total
