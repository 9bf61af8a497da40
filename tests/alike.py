"""Whether two results of an ensemble, or two runs, are the same."""

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from simmodel.appraisal.packed import Rows
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import Yearly
from simmodel.kept import OneRun


def same(one: Runs, other: Runs) -> bool:
    """Whether two results are alike to the last bit."""
    series = all(
        np.array_equal(values, other.weekly[name][which])
        for name, by_series in one.weekly.items()
        for which, values in by_series.items()
    )
    money = all(np.array_equal(one.yearly[name].spent, other.yearly[name].spent) for name in one.yearly)
    groups = all(np.array_equal(one.by_group[name], other.by_group[name]) for name in one.by_group)
    sites = list(one.by_site) == list(other.by_site)
    sites = sites and all(table.equals(other.by_site[name]) for name, table in one.by_site.items())
    tables = sites and one.table.equals(other.table) and one.numbers.equals(other.numbers)
    told = (one.facts, one.notes, one.money, one.runs, one.draws) == (
        other.facts, other.notes, other.money, other.runs, other.draws,
    )  # fmt: skip
    return series and money and groups and tables and told


def exactly(value: object) -> object:
    """A value as something that is equal only to the same bits, types and order."""
    if isinstance(value, np.ndarray):
        return value.dtype, value.shape, np.ascontiguousarray(value).tobytes()
    if isinstance(value, Rows):
        return exactly(list(value)), value.of
    if isinstance(value, Mapping):
        return [(key, exactly(inner)) for key, inner in value.items()]
    if isinstance(value, list | tuple):
        return [exactly(inner) for inner in value]
    if isinstance(value, Yearly):
        return exactly(value.spent), exactly(value.counted)
    return type(value), np.float64(value).tobytes() if isinstance(value, float) else value


def same_run(one: OneRun | None, other: OneRun | None) -> bool:
    """Whether what is kept of two runs is alike to the last bit, in the same order."""
    if one is None or other is None:
        return one is other
    return all(exactly(getattr(one, field.name)) == exactly(getattr(other, field.name)) for field in fields(OneRun))
