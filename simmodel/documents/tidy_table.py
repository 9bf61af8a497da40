"""A tidy table: a row for each value, and what each column holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from simmodel.appraisal.estimates import Estimate

BANDS = {
    "mean": "mean over paired runs",
    "low": "5th percentile of single runs: the place as it may turn out, evidence and luck",
    "high": "95th percentile of the same",
    "evidence_low": "5th percentile of draws without the luck of runs; empty where evidence cannot be told from luck",
    "evidence_high": "95th percentile of the same",
    "mc_error": "Monte Carlo standard error of the mean",
}
"""What the columns of an estimate hold."""
SCENARIO = {"scenario": "name of the scenario in the study file"}
KIND = {"kind": "level: the scenario itself (the base case); difference: minus the base case, paired run by run"}
YEAR = {"year": "year from week 0, 1 the first; 0 is the start, where setting up stands"}
BASIS = {"basis": "unit costs of custody and out-of-home care: avoidable (really saved) or average (all costs shared)"}


@dataclass(frozen=True)
class Table:
    """A tidy table: `what` it holds in a sentence, and `columns` what each column holds."""

    name: str
    what: str
    columns: Mapping[str, str]
    frame: pd.DataFrame


def table(name: str, what: str, columns: Mapping[str, str], rows: Iterator[tuple[object, ...]]) -> Table:
    """A table of these rows."""
    return Table(name, what, columns, pd.DataFrame(list(rows), columns=list(columns)))


def ends(found: Estimate) -> tuple[float | None, ...]:
    """The mean, both bands and the error, in the order of `BANDS`."""
    return tuple(getattr(found, name) for name in BANDS)
