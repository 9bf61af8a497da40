"""Whether two results of an ensemble are the same."""

import numpy as np

from simmodel.appraisal.runs import Runs


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
