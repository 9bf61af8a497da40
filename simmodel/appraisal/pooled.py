"""Several sites of one run as one: people and sums are added up, means are weighed by whom they are means of.

To keep a further number of a run, say in its own file whether it adds up over sites, is alike at all of them, or is a
mean, and of what (`MEANS`); anything not named is a sum.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from simmodel.appraisal.measured import Row

Counts = Mapping[str, float]


def pooled_rows(sites: Iterable[Iterable[Row]]) -> list[Row]:
    """The rows of all people of all sites: every value is per person or a share, so sites weigh by people."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for rows in sites:
        for row in rows:
            found.setdefault((row.scenario, row.population, row.outcome), []).append(row)
    return [_pooled(rows) for rows in found.values()]


def added(counts: Sequence[Counts], alike: Sequence[str] = (), means: Mapping[str, str] | None = None) -> Counts:
    """Counts of several sites as one; `alike` are the same everywhere, `means` name what each mean is weighed by."""
    weight = means or {}
    if not counts or not all(counts):
        return {}
    return {
        key: value if key in alike else _mean(counts, key, weight[key]) if key in weight else _sum(counts, key)
        for key, value in counts[0].items()
    }


def added_series(sites: Sequence[Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Weekly counts of several sites, added up week by week."""
    return {name: np.sum([site[name] for site in sites], axis=0, dtype=float).astype(np.float32) for name in sites[0]}


def _pooled(rows: Sequence[Row]) -> Row:
    people = sum(row.people for row in rows)
    total = math.fsum(row.people * row.value for row in rows if row.people > 0)
    return rows[0]._replace(people=people, value=total / people if people else float("nan"))


def _sum(counts: Sequence[Counts], key: str) -> float:
    return math.fsum(one[key] for one in counts)


def _mean(counts: Sequence[Counts], key: str, weight: str) -> float:
    """Weighed by `weight`; the plain mean where nothing weighs anything."""
    whole = _sum(counts, weight)
    if whole <= 0:
        return _sum(counts, key) / len(counts)
    return math.fsum(one[key] * one[weight] for one in counts) / whole
