"""From paired runs to means, ranges and paired differences: pure functions of results.

How a mean over runs is taken. Every value in the table is a ratio: something per person, or a share of
people. The mean shown is the ratio of sums (the people of all runs pooled: each run weighs as many people as
it counted), never the mean of ratios, so a run with two releases does not weigh as much as one with forty.
Where every run counts equally many people it is the plain mean of runs. Its Monte Carlo error is that of a
ratio of sums by the delta method, with draws as clusters: the runs of a draw share its values. Ranges, the evidence
band and "better in" are about single runs and draws (one site as it may turn out, one set of values) and weigh every
run alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields

import numpy as np
import pandas as pd

from simmodel.appraisal.outcomes import OUTCOMES, outcome_named
from simmodel.appraisal.runs import REACHED, Runs, same_people
from simmodel.appraisal.spread import evidence_band, monte_carlo_error, pooled, spread, variance


@dataclass(frozen=True)
class Estimate:
    """A mean over runs with its two bands and its Monte Carlo error; None where there is none.

    `low` to `high`: one site as it may turn out, evidence and luck. `evidence_low` to `evidence_high`: what is not
    known about the numbers of the model, without the luck of runs.
    """

    mean: float | None
    low: float | None
    high: float | None
    evidence_low: float | None
    evidence_high: float | None
    mc_error: float | None


@dataclass(frozen=True)
class Difference(Estimate):
    """A scenario minus the base case, paired run by run; `better_in` is of 100 paired runs."""

    better_in: float | None


Levels = Mapping[str, Mapping[str, Mapping[str, Estimate]]]
Differences = Mapping[str, Mapping[str, Mapping[str, Difference]]]
Shares = Mapping[str, Mapping[str, Mapping[str, float | None]]]


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
    draws: int = 0
    luck: Shares = field(default_factory=dict)


@dataclass(frozen=True)
class _Series:
    """One outcome of one population under one scenario, in the runs that have a value; `draw` is None for no draws."""

    run: np.ndarray
    draw: np.ndarray | None
    value: np.ndarray
    people: np.ndarray

    def at(self, runs: np.ndarray) -> _Series:
        draw = None if self.draw is None else self.draw[runs]
        return _Series(self.run[runs], draw, self.value[runs], self.people[runs])

    @property
    def cluster(self) -> np.ndarray:
        """What is independent of one another: draws, or runs where there are none."""
        return self.run if self.draw is None else self.draw


_AllSeries = dict[tuple[str, str], dict[str, _Series]]


def summarise(runs: Runs) -> Comparison:
    """The comparison that `runs` add up to, in the order in which their scenarios come."""
    series = _series(runs.table, runs.draws > 0)
    names = list(dict.fromkeys(runs.table["scenario"]))
    scenarios: dict[str, dict[str, dict[str, Estimate]]] = {name: {} for name in names}
    for (name, population), outcomes in series.items():
        scenarios[name][population] = {outcome: estimate(s) for outcome, s in outcomes.items()}
    return Comparison(
        study_name=runs.study_name,
        title=runs.title,
        version=runs.version,
        seed=runs.seed,
        runs=runs.runs,
        base_case=runs.base_case,
        scenarios=scenarios,
        differences=_for_each_difference(series, runs.base_case, difference),
        people_reached=_people_reached(runs),
        money=runs.money,
        notes=runs.notes,
        facts=runs.facts,
        draws=runs.draws,
        luck=_for_each_difference(series, runs.base_case, lambda here, base, _: luck_share(here, base)),
    )


def differences_of(table: pd.DataFrame, base_case: str, sampled: bool) -> Differences:
    """The differences alone of a table of runs; `sampled` says whether its draws are draws."""
    return _for_each_difference(_series(table, sampled), base_case, difference)


def estimate(here: _Series) -> Estimate:
    """The mean of values per person, one for each run, where each run counted so many people."""
    if not len(here.value):
        return Estimate(None, None, None, None, None, None)
    mean, pull = pooled(here.value, here.people)
    return Estimate(mean, *_bands(here.value, here.draw, mean), monte_carlo_error(pull, here.cluster))


def difference(here: _Series, base: _Series, better: str | None) -> Difference:
    """One scenario minus the base case in the runs that have a value in both."""
    here, base = _in_both(here, base)
    if not len(here.run):
        return Difference(None, None, None, None, None, None, None)
    (mean_here, pull_here), (mean_base, pull_base) = (pooled(s.value, s.people) for s in (here, base))
    change, mean = here.value - base.value, mean_here - mean_base
    return Difference(
        mean,
        *_bands(change, here.draw, mean),
        monte_carlo_error(pull_here - pull_base, here.cluster),
        better_in(change, better),
    )


def luck_share(here: _Series, base: _Series) -> float | None:
    """Of the variance of a difference between single runs, the share that is luck; None where it cannot be told."""
    here, base = _in_both(here, base)
    parts = None if here.draw is None else variance(here.value - base.value, here.draw)
    return None if parts is None else parts.luck


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
        "draws": comparison.draws,
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
        every = _Series(rows["run"].to_numpy(), draw, value, rows["people"].to_numpy(float))
        found.setdefault((scenario, population), {})[outcome] = every.at(np.flatnonzero(np.isfinite(value)))
    return {where: _in_catalogue_order(outcomes) for where, outcomes in found.items()}


def _in_catalogue_order(outcomes: dict[str, _Series]) -> dict[str, _Series]:
    return {name: outcomes[name] for name in OUTCOMES if name in outcomes}


def _for_each_difference[Made](
    series: _AllSeries, base_case: str, make: Callable[[_Series, _Series, str | None], Made]
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


def _in_both(here: _Series, base: _Series) -> tuple[_Series, _Series]:
    _, left, right = np.intersect1d(here.run, base.run, return_indices=True)
    return here.at(left), base.at(right)


def _bands(value: np.ndarray, draw: np.ndarray | None, mean: float) -> tuple[float, float, float | None, float | None]:
    """One site as it may turn out, and evidence alone around the mean."""
    parts = None if draw is None else variance(value, draw)
    return *spread(value), *evidence_band(parts, mean)


def _people_reached(runs: Runs) -> dict[str, float]:
    """The mean over all runs; a run without rows reached nobody. Outcomes that are not per person count others."""
    of_people = [name for name, outcome in OUTCOMES.items() if outcome.unit.endswith("per person")]
    rows = runs.table[(runs.table["population"] == REACHED) & runs.table["outcome"].isin(of_people)]
    by_run = rows.groupby(["scenario", "run"], sort=False)["people"].max()
    return {str(name): float(total) / runs.runs for name, total in by_run.groupby("scenario", sort=False).sum().items()}


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


def _reached_n(comparison: Comparison, name: str, population: str) -> dict[str, object]:
    return {"n": comparison.people_reached[name]} if population == REACHED else {}
