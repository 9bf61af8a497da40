"""Several sites as one: sums add up, means are weighed by whom they are means of, and nothing else is added."""

import math

import numpy as np
import pytest

from simmodel.appraisal.measured import Row
from simmodel.appraisal.pooled import added, added_series, pooled_rows


def row(people: int, value: float, population: str = "site", outcome: str = "crises") -> Row:
    return Row("pull_in", population, people, outcome, value)


def test_a_value_per_person_is_that_of_the_people_of_all_sites_together() -> None:
    (found,) = pooled_rows([[row(10, 2.0)], [row(30, 4.0)]])
    assert (found.people, found.value) == (40, pytest.approx(3.5))


def test_a_site_where_nobody_counts_weighs_nothing_and_nobody_anywhere_has_no_value() -> None:
    (found,) = pooled_rows([[row(0, float("nan"))], [row(30, 4.0)]])
    assert (found.people, found.value) == (30, pytest.approx(4.0))
    (none,) = pooled_rows([[row(0, float("nan"))]] * 2)
    assert (none.people, math.isnan(none.value)) == (0, True)


def test_populations_and_outcomes_are_kept_apart_and_a_site_may_lack_one() -> None:
    found = pooled_rows([[row(10, 2.0)], [row(10, 4.0), row(5, 1.0, "reached"), row(5, 7.0, outcome="deaths")]])
    assert [(each.population, each.outcome, each.people) for each in found] == [
        ("site", "crises", 20), ("reached", "crises", 5), ("site", "deaths", 5),
    ]  # fmt: skip


def test_what_is_alike_is_not_added_and_a_mean_is_weighed() -> None:
    small = {"hours": 10.0, "years": 3.0, "wait": 4.0, "homes": 1.0}
    large = {"hours": 20.0, "years": 3.0, "wait": 8.0, "homes": 3.0}
    assert added([small, large], ("years",), {"wait": "homes"}) == {
        "hours": 30.0, "years": 3.0, "wait": 7.0, "homes": 4.0,
    }  # fmt: skip


def test_a_mean_of_nobody_is_the_plain_mean_and_nothing_stays_nothing() -> None:
    assert added([{"wait": 4.0, "homes": 0.0}, {"wait": 8.0, "homes": 0.0}], (), {"wait": "homes"})["wait"] == 6.0
    assert added([{}, {}]) == {}


def test_weekly_counts_are_added_week_by_week() -> None:
    one, other = ({"people": np.array(counts, np.float32)} for counts in ([1, 2, 3], [10, 20, 30]))
    assert added_series([one, other])["people"].tolist() == [11, 22, 33]
