"""`simmodel budget`: what sites cost, and the scenarios that buy the same teams."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from simmodel import __version__
from simmodel.budget.as_scenario import as_toml, plans_of
from simmodel.budget.plan import Plan, parse_plan
from simmodel.budget.told import print_budgets, to_json
from simmodel.budget.totals import work_out
from simmodel.commands.compare import LEAST_WIDTH
from simmodel.errors import SimmodelError
from simmodel.scenario import parse_study
from simmodel.study_text import parse_toml, read_text


def budget_files(files: Sequence[Path], runs: int, seed: int, as_json: bool, as_scenarios: bool) -> None:
    """Print what the sites of these files cost, as tables, as JSON, or as scenarios of a study file."""
    if as_json and as_scenarios:
        raise SimmodelError("--json and --scenario given; allowed: one of them; leave one out")
    plans = read_plans(files)
    if as_scenarios:
        click.echo("\n\n".join(as_toml(plan, site) for plan in plans for site in plan.sites))
        return
    found = [work_out(plan, runs, seed) for plan in plans]
    if as_json:
        click.echo(json.dumps(to_json(found, __version__), indent=2, allow_nan=False))
        return
    print_budgets(Console(highlight=False, width=max(LEAST_WIDTH, Console().width)), found)


def read_plans(files: Sequence[Path]) -> list[Plan]:
    """The budgets of these files in order, each with a name of its own; a study gives one for each team it buys."""
    plans: dict[str, Plan] = {}
    owner: dict[str, Path] = {}
    for path in files:
        for plan in _plans_in(path):
            if plan.name in plans:
                words = f"{path} and {owner[plan.name]} both have a budget called {plan.name}"
                raise SimmodelError(f"{words}; allowed: a name of its own for each; change name = in one of them")
            plans[plan.name], owner[plan.name] = plan, path
    return list(plans.values())


def _plans_in(path: Path) -> list[Plan]:
    text = read_text(path)
    given, _ = parse_toml(text, str(path))
    return plans_of(parse_study(text, str(path))) if "scenarios" in given else [parse_plan(text, str(path))]
