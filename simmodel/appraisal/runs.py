"""What an ensemble of paired runs hands to everything that reads results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import numpy as np
import pandas as pd

from simmodel.appraisal.yearly import Yearly

COLUMNS = ("run", "draw", "scenario", "population", "people", "outcome", "value")
"""The columns of the tidy table, in order."""

SITE = "site"
"""The population of everyone in scope."""
REACHED = "reached"
"""The population of people ever enrolled with a coach or link worker in a scenario."""
HOURS_BOUGHT = "specialist hours a week"
"""The key in the money of a scenario that buys specialist hours; no other has it."""


def same_people(scenario: str) -> str:
    """The name of the base-case population made of the people whom `scenario` reached."""
    return f"{REACHED}:{scenario}"


@dataclass(frozen=True)
class Value:
    """What a study itself puts a value on: dollars that one more of a count costs an account; below 0 it gains them.

    `of`: a name of `simmodel.appraisal.yearly.COUNTED`; `account`: a payer, or a layer of
    `simmodel.appraisal.money.views.LAYERS`.
    """

    account: str
    of: str
    dollars: float
    because: str


@dataclass(frozen=True)
class Fitted:
    """Where numbers of a result come from that were fitted together: the calibration and its digest, whose data, the
    numbers by dotted name, how many draws there are of them, and the names of checks that the fit did not pass."""

    to: str
    digest: str
    source: str
    numbers: tuple[str, ...]
    draws: int
    failed_checks: tuple[str, ...]


@dataclass(frozen=True)
class Runs:
    """Every run of every scenario of a study, before anything is summarised.

    `table` is tidy: one row per run, scenario, population and outcome. `run` counts over all draws; `draw` is the
    draw that the run belongs to, and `draws` how many there are: 0, and draw 0 in every row, where every number of the
    model is at its default. `value` is per person (or a share
    of people) and `people` says of how many; a value nobody could have is NaN. People reached by
    scenario X are population "reached" in X and "reached:X" in the base case; a run that reached nobody
    has neither. `weekly` holds, by scenario and series, an array of shape (runs, weeks) from week 0 on.

    `money` says by scenario what the money bought. The keys "title", "buys", "funding_per_year" (dollars) and
    "funded_years" feed the sentences; every other key is shown as it stands. `facts` is printed
    with the result: "return_definition" and "unit_costs" are named in sentences, a list of mappings becomes
    a table, anything else a line. `notes` are warnings that must be printed with the result.

    `sites` holds the title of each site by name. Where there are several, everything above is of all of them together,
    and `by_site` has by name a table of the main outcomes of each.

    `yearly` holds by scenario what was spent and what happened in each year, of everyone; its first axis is `runs`, in
    order of draw, and every draw has equally many; `by_group` holds sums over groups of people
    (`simmodel.appraisal.groups`), shape (runs, groups, counts). `unit_costs` is the study's basis of unit costs,
    `values` what it puts a value on itself, and `prices_grow` by how much a year real dollars become nominal ones.
    `numbers` has the numbers of the model by dotted name, one row a draw that was played, in order (one row, of the
    defaults and the study's own, where there are no draws). `fitted` says which of them come from a posterior.
    """

    study_name: str
    title: str
    version: str
    seed: int
    runs: int
    base_case: str
    study_digest: str
    table: pd.DataFrame
    weekly: Mapping[str, Mapping[str, np.ndarray]] = field(default_factory=dict)
    money: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    draws: int = 0
    sites: Mapping[str, str] = field(default_factory=dict)
    yearly: Mapping[str, Yearly] = field(default_factory=dict)
    by_group: Mapping[str, np.ndarray] = field(default_factory=dict)
    unit_costs: str = "avoidable"
    values: tuple[Value, ...] = ()
    prices_grow: float = 0.0
    numbers: pd.DataFrame = field(default_factory=pd.DataFrame)
    by_site: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    fitted: Fitted | None = None

    def __post_init__(self) -> None:
        """Refuse a table that lacks a column."""
        missing = [column for column in COLUMNS if column not in self.table.columns]
        if missing:
            raise ValueError(f"the table of runs lacks the columns {', '.join(missing)}")


@dataclass(frozen=True, kw_only=True)
class OfRuns:
    """What every result says of the paired runs that it is from; `sites` has titles by name where there are several."""

    study_name: str
    title: str
    version: str
    seed: int
    runs: int
    draws: int
    notes: tuple[str, ...]
    sites: Mapping[str, str] = field(default_factory=dict)
    fitted: Fitted | None = None

    def origin(self) -> dict[str, object]:
        """The same as every `--json` begins."""
        return {
            "study": self.study_name,
            "version": self.version,
            "seed": self.seed,
            "runs": self.runs,
            "draws": self.draws,
        } | posterior_told(self.fitted)


def posterior_told(fitted: Fitted | None) -> dict[str, object]:
    """What `--json` says under `posterior` of where fitted numbers come from; nothing where there is none."""
    return {} if fitted is None else {"posterior": asdict(fitted)}


def of_runs(runs: Runs) -> dict[str, Any]:
    """The fields of `OfRuns`, from runs."""
    found = {each.name: getattr(runs, each.name) for each in fields(OfRuns)}
    return found | {"sites": runs.sites if len(runs.sites) > 1 else {}}
