"""From paired runs to means, ranges and paired differences: pure functions of results.

How a mean over runs is taken. Every value in the table is a ratio: something per person, or a share of
people. The mean shown is the ratio of sums (the people of all runs pooled: each run weighs as many people as
it counted), never the mean of ratios, so a run with two releases does not weigh as much as one with forty.
Where every run counts equally many people it is the plain mean of runs. Its Monte Carlo error is that of a
ratio of sums by the delta method, which is then sd/sqrt(runs). Ranges and "better in" are about single
runs (one site as it may turn out) and weigh every run alike.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from simmodel.appraisal.outcomes import OUTCOMES, outcome_named
from simmodel.appraisal.runs import REACHED, Runs, same_people

LOW_PERCENTILE, HIGH_PERCENTILE = 5, 95
"""A range runs from the 5th to the 95th percentile of runs: luck only."""


@dataclass(frozen=True)
class Estimate:
    """A mean over runs, the range of runs around it and its Monte Carlo error; None where there is none."""

    mean: float | None
    low: float | None
    high: float | None
    mc_error: float | None


@dataclass(frozen=True)
class Difference(Estimate):
    """A scenario minus the base case, paired run by run; `better_in` is of 100 paired runs."""

    better_in: float | None


Levels = Mapping[str, Mapping[str, Mapping[str, Estimate]]]
Differences = Mapping[str, Mapping[str, Mapping[str, Difference]]]


@dataclass(frozen=True)
class Comparison:
    """What a study found: levels and differences by scenario, population and outcome.

    Populations are "site" and "reached"; the base case also holds "reached:X", the same people whom X
    reached. `people_reached` is the mean number of people whom a scenario reached, over all runs.
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


@dataclass(frozen=True)
class _Series:
    """One outcome of one population under one scenario, in the runs that have a value."""

    run: np.ndarray
    value: np.ndarray
    people: np.ndarray

    def at(self, runs: np.ndarray) -> _Series:
        return _Series(self.run[runs], self.value[runs], self.people[runs])


_AllSeries = dict[tuple[str, str], dict[str, _Series]]


def summarise(runs: Runs) -> Comparison:
    """The comparison that `runs` add up to, in the order in which their scenarios come."""
    series = _series(runs.table)
    names = list(dict.fromkeys(runs.table["scenario"]))
    scenarios: dict[str, dict[str, dict[str, Estimate]]] = {name: {} for name in names}
    for (name, population), outcomes in series.items():
        scenarios[name][population] = {outcome: estimate(s.value, s.people) for outcome, s in outcomes.items()}
    others = [name for name in names if name != runs.base_case]
    return Comparison(
        study_name=runs.study_name,
        title=runs.title,
        version=runs.version,
        seed=runs.seed,
        runs=runs.runs,
        base_case=runs.base_case,
        scenarios=scenarios,
        differences={name: _differences(series, name, runs.base_case) for name in others},
        people_reached=_people_reached(runs),
        money=runs.money,
        notes=runs.notes,
        facts=runs.facts,
    )


def estimate(value: np.ndarray, people: np.ndarray) -> Estimate:
    """The mean of values per person, one for each run, where each run counted so many people."""
    if not len(value):
        return Estimate(None, None, None, None)
    mean, pull = _pooled(value, people)
    return Estimate(mean, *_range(value), _monte_carlo_error(pull))


def difference(here: _Series, base: _Series, better: str | None) -> Difference:
    """One scenario minus the base case in the runs that have a value in both."""
    _, left, right = np.intersect1d(here.run, base.run, return_indices=True)
    here, base = here.at(left), base.at(right)
    if not len(left):
        return Difference(None, None, None, None, None)
    (mean_here, pull_here), (mean_base, pull_base) = (_pooled(s.value, s.people) for s in (here, base))
    change = here.value - base.value
    return Difference(
        mean_here - mean_base,
        *_range(change),
        _monte_carlo_error(pull_here - pull_base),
        better_in(change, better),
    )


def better_in(change: np.ndarray, better: str | None) -> float | None:
    """In how many of 100 paired runs the change is for the better; a tie counts half.

    >>> better_in(np.array([-1.0, -2.0, 0.0, 3.0]), "lower")
    62.5
    """
    if better is None or not len(change):
        return None
    good = change < 0 if better == "lower" else change > 0
    return float(100 * (good.mean() + (change == 0).mean() / 2))


def to_json(comparison: Comparison) -> dict[str, object]:
    """The comparison as the plain values that `--json` prints; a number that does not exist is None."""
    return {
        "study": comparison.study_name,
        "version": comparison.version,
        "seed": comparison.seed,
        "runs": comparison.runs,
        "scenarios": {
            name: {
                population: _plain(outcomes) for population, outcomes in populations.items() if ":" not in population
            }
            for name, populations in comparison.scenarios.items()
        },
        "differences": {
            name: {
                population: _plain(outcomes) | _reached_n(comparison, name, population)
                for population, outcomes in populations.items()
            }
            for name, populations in comparison.differences.items()
        },
    }


def to_frame(comparison: Comparison) -> pd.DataFrame:
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
                rows += [where | {"outcome": outcome} | asdict(e) for outcome, e in outcomes.items()]
    columns = ["kind", "scenario", "population", "outcome", "mean", "low", "high", "mc_error", "better_in"]
    numbers = dict.fromkeys(columns[4:], "float64")
    return pd.DataFrame(rows, columns=columns).astype(numbers)


def _series(table: pd.DataFrame) -> _AllSeries:
    found: _AllSeries = {}
    groups = table.groupby(["scenario", "population", "outcome"], sort=False)
    for keys, rows in groups:
        scenario, population, outcome = map(str, keys)
        outcome_named(outcome)
        value = rows["value"].to_numpy(float)
        every = _Series(rows["run"].to_numpy(), value, rows["people"].to_numpy(float))
        found.setdefault((scenario, population), {})[outcome] = every.at(np.flatnonzero(np.isfinite(value)))
    return {where: _in_catalogue_order(outcomes) for where, outcomes in found.items()}


def _in_catalogue_order(outcomes: dict[str, _Series]) -> dict[str, _Series]:
    return {name: outcomes[name] for name in OUTCOMES if name in outcomes}


def _differences(series: _AllSeries, name: str, base_case: str) -> dict[str, dict[str, Difference]]:
    found = {}
    for (scenario, population), here in series.items():
        base = series.get((base_case, same_people(name) if population == REACHED else population))
        if scenario == name and base is not None:
            found[population] = {
                outcome: difference(here[outcome], base[outcome], OUTCOMES[outcome].better)
                for outcome in here
                if outcome in base
            }
    return found


def _pooled(value: np.ndarray, people: np.ndarray) -> tuple[float, np.ndarray]:
    """The ratio of sums, and how far each run pulls it (mean zero), whose spread is the Monte Carlo error.

    Measured from the first value, so that equal values give exactly that value back.
    """
    total = people.sum()
    weight = people / total if total > 0 else np.full(len(value), 1 / len(value))
    mean = float(value[0] + weight @ (value - value[0]))
    return mean, len(value) * weight * (value - mean)


def _monte_carlo_error(pull: np.ndarray) -> float | None:
    runs = len(pull)
    return math.sqrt(float(pull @ pull) / (runs * (runs - 1))) if runs > 1 else None


def _range(value: np.ndarray) -> tuple[float, float]:
    low, high = np.percentile(value, [LOW_PERCENTILE, HIGH_PERCENTILE])
    return float(low), float(high)


def _people_reached(runs: Runs) -> dict[str, float]:
    """The mean over all runs; a run without rows reached nobody. Some outcomes count fewer of them."""
    rows = runs.table[runs.table["population"] == REACHED]
    by_run = rows.groupby(["scenario", "run"], sort=False)["people"].max()
    return {str(name): float(total) / runs.runs for name, total in by_run.groupby("scenario", sort=False).sum().items()}


def _plain(outcomes: Mapping[str, Estimate]) -> dict[str, object]:
    return {outcome: {key: _finite(value) for key, value in asdict(e).items()} for outcome, e in outcomes.items()}


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _reached_n(comparison: Comparison, name: str, population: str) -> dict[str, object]:
    return {"n": comparison.people_reached[name]} if population == REACHED else {}
