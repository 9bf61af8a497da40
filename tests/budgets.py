"""Budgets for tests: small files as text, and the shared figures that a budget must give.

Sources, copied whole into `tests/budget/`: `21_site_budget.json` (lines at the modes), `21_site_budget_totals.csv`
(percentiles of 10,000 draws or more; how many is not said) and `21_site_throughput.csv` (people reached in three years;
its percentiles fall on multiples of a twentieth, as those of 400 runs do).
"""

import csv
import json
from pathlib import Path
from typing import Any

from simmodel.budget.plan import Plan, parse_plan

HERE = Path(__file__).parent / "budget"
SHIPPED = Path(__file__).parents[1] / "scenarios/budgets"
AT_THE_MODES: dict[str, Any] = json.loads((HERE / "site_budget.json").read_text(encoding="utf-8"))
FULL_COST = '[indirect]\nof = "total"\nmode = 0.33\nsource = "measured mean"\n'


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the shared tables."""
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def text_of(coaches: float = 2, head: str = "", site: str = "", more: str = "") -> str:
    """A budget of one site as a file says it."""
    return (
        f'name = "small"\ntitle = "Small"\n{head}\n[sites.taree]\ntitle = "Taree"\ncoaches = {coaches}\n{site}\n{more}'
    )


def plan(coaches: float = 2, head: str = "", site: str = "", more: str = "") -> Plan:
    """The same, read."""
    return parse_plan(text_of(coaches, head, site, more))
