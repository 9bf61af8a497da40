"""From paired runs to a comparison: levels and paired differences by scenario, population and outcome, and by site.

Pure functions of results; how one outcome is summarised is said in `simmodel.appraisal.estimates`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields

import numpy as np
import pandas as pd

from simmodel.appraisal.estimates import Difference, Estimate, Values, difference, estimate, luck_share
from simmodel.appraisal.outcomes import OUTCOMES, outcome_named
from simmodel.appraisal.runs import REACHED, Fitted, Runs, posterior_told, same_people

Levels = Mapping[str, Mapping[str, Mapping[str, Estimate]]]
Differences = Mapping[str, Mapping[str, Mapping[str, Difference]]]
Shares = Mapping[str, Mapping[str, Mapping[str, float | None]]]


@dataclass(frozen=True)
class AtSite:
    """What a study of several sites found at one of them, in the main outcomes."""

    title: str
    scenarios: Levels
    differences: Differences
    people_reached: Mapping[str, float]


@dataclass(frozen=True)
class Comparison:
    """What a study found: levels and differences by scenario, population and outcome.

    Populations are "site" and "reached"; the base case also holds "reached:X", the same people whom X
    reached. `people_reached` is the mean number of people whom a scenario reached, over all runs. Of several sites
    everything is of all together, and `sites` has each by name; of one site it is empty.
    """

    study_name: str
    title: str
    version: str
    seed: int
    runs: int
    base_case: str
    scenarios: Levels
    differences: Differences
    people_reached: Mapping[str, float]
    money: Mapping[str, Mapping[str, object]]
    notes: tuple[str, ...]
    facts: Mapping[str, object]
    draws: int = 0
    luck: Shares = field(default_factory=dict)
    sites: Mapping[str, AtSite] = field(default_factory=dict)
    fitted: Fitted | None = None


_AllSeries = dict[tuple[str, str], dict[str, Values]]


def summarise(runs: Runs) -> Comparison:
    """The comparison that `runs` add up to, in the order in which their scenarios come."""
    series = _series(runs.table, runs.draws > 0)
    return Comparison(
        study_name=runs.study_name,
        title=runs.title,
        version=runs.version,
        seed=runs.seed,
        runs=runs.runs,
        base_case=runs.base_case,
        scenarios=_levels(series),
        differences=_for_each_difference(series, runs.base_case, difference),
        people_reached=_people_reached(runs.table, runs.runs),
        money=runs.money,
        notes=runs.notes,
        facts=runs.facts,
        draws=runs.draws,
        luck=_for_each_difference(series, runs.base_case, lambda here, base, _: luck_share(here, base)),
        sites={name: _at_site(runs, name, table) for name, table in runs.by_site.items()},
        fitted=runs.fitted,
    )


def _at_site(runs: Runs, name: str, table: pd.DataFrame) -> AtSite:
    series = _series(table, runs.draws > 0)
    return AtSite(
        title=runs.sites.get(name, name),
        scenarios=_levels(series),
        differences=_for_each_difference(series, runs.base_case, difference),
        people_reached=_people_reached(table, runs.runs),
    )


def _levels(series: _AllSeries) -> dict[str, dict[str, dict[str, Estimate]]]:
    scenarios: dict[str, dict[str, dict[str, Estimate]]] = {}
    for (name, population), outcomes in series.items():
        scenarios.setdefault(name, {})[population] = {outcome: estimate(s) for outcome, s in outcomes.items()}
    return scenarios


def differences_of(table: pd.DataFrame, base_case: str, sampled: bool) -> Differences:
    """The differences alone of a table of runs; `sampled` says whether its draws are draws."""
    return _for_each_difference(_series(table, sampled), base_case, difference)


def to_json(comparison: Comparison) -> dict[str, object]:
    """The comparison as the plain values that `--json` prints; a number that does not exist is None.

    A study of several sites has a further key `sites`: the main outcomes of each by name, in the same shape.
    """
    head: dict[str, object] = {
        "study": comparison.study_name,
        "version": comparison.version,
        "seed": comparison.seed,
        "runs": comparison.runs,
        "draws": comparison.draws,
    } | posterior_told(comparison.fitted)
    sites = {name: {"name": site.title} | _found(site) for name, site in comparison.sites.items()}
    return head | _found(comparison) | ({"sites": sites} if sites else {})


def _found(comparison: Comparison | AtSite) -> dict[str, object]:
    reached = comparison.people_reached
    return {
        "scenarios": {
            name: {
                population: _plain(outcomes) for population, outcomes in populations.items() if ":" not in population
            }
            for name, populations in comparison.scenarios.items()
        },
        "differences": {
            name: {
                population: _plain(outcomes) | ({"n": reached[name]} if population == REACHED else {})
                for population, outcomes in populations.items()
            }
            for name, populations in comparison.differences.items()
        },
    }


def to_frame_by_site(comparison: Comparison) -> pd.DataFrame:
    """The main outcomes of each site of several as a tidy table: `to_frame` behind the name of the site."""
    tables = []
    for name, site in comparison.sites.items():
        table = to_frame(site)
        table.insert(0, "site", name)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def to_frame(comparison: Comparison | AtSite) -> pd.DataFrame:
    """The comparison as a tidy table: one row per level or difference, scenario, population and outcome."""
    rows: list[dict[str, object]] = []
    kinds: tuple[tuple[str, Levels | Differences], ...] = (
        ("level", comparison.scenarios),
        ("difference", comparison.differences),
    )
    for kind, scenarios in kinds:
        for name, populations in scenarios.items():
            for population, outcomes in populations.items():
                where = {"kind": kind, "scenario": name, "population": population}
                rows += [where | {"outcome": outcome} | asdict(e) | _flag(outcome) for outcome, e in outcomes.items()]
    values = [each.name for each in fields(Difference)]
    columns = ["kind", "scenario", "population", "outcome", *values, *_flag("cost_total")]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(values, "float64"))


def _series(table: pd.DataFrame, sampled: bool) -> _AllSeries:
    found: _AllSeries = {}
    groups = table.groupby(["scenario", "population", "outcome"], sort=False)
    for keys, rows in groups:
        scenario, population, outcome = map(str, keys)
        outcome_named(outcome)
        value = rows["value"].to_numpy(float)
        draw = rows["draw"].to_numpy() if sampled else None
        every = Values(rows["run"].to_numpy(), draw, value, rows["people"].to_numpy(float))
        found.setdefault((scenario, population), {})[outcome] = every.at(np.flatnonzero(np.isfinite(value)))
    return {where: _in_catalogue_order(outcomes) for where, outcomes in found.items()}


def _in_catalogue_order(outcomes: dict[str, Values]) -> dict[str, Values]:
    return {name: outcomes[name] for name in OUTCOMES if name in outcomes}


def _for_each_difference[Made](
    series: _AllSeries, base_case: str, make: Callable[[Values, Values, str | None], Made]
) -> dict[str, dict[str, dict[str, Made]]]:
    """What `make` makes of each scenario but the base case, in each population and outcome that both have."""
    found: dict[str, dict[str, dict[str, Made]]] = {}
    for (name, population), here in series.items():
        base = series.get((base_case, same_people(name) if population == REACHED else population))
        if name != base_case:
            found.setdefault(name, {})
        if name != base_case and base is not None:
            found[name][population] = {
                outcome: make(here[outcome], base[outcome], OUTCOMES[outcome].better)
                for outcome in here
                if outcome in base
            }
    return found


def _people_reached(table: pd.DataFrame, runs: int) -> dict[str, float]:
    """The mean over all runs; a run without rows reached nobody. Outcomes that are not per person count others."""
    of_people = [name for name, outcome in OUTCOMES.items() if outcome.unit.endswith("per person")]
    rows = table[(table["population"] == REACHED) & table["outcome"].isin(of_people)]
    by_run = rows.groupby(["scenario", "run"], sort=False)["people"].max()
    return {str(name): float(total) / runs for name, total in by_run.groupby("scenario", sort=False).sum().items()}


def _plain(outcomes: Mapping[str, Estimate]) -> dict[str, object]:
    return {
        outcome: {key: _finite(value) for key, value in asdict(e).items()} | _flag(outcome)
        for outcome, e in outcomes.items()
    }


def _flag(outcome: str) -> dict[str, object]:
    """Whether an outcome rests, wholly or in part, on the assumed link from a carer's life to a child's."""
    return {"rests_on_assumed_link": OUTCOMES[outcome].assumed_link}


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
