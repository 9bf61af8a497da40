"""Distribution: worked indices, and what must hold for any incomes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import known

from simmodel.appraisal.money.distribution import (
    GREEN_BOOK_ETA,
    atkinson,
    concentration_index,
    effects_by_group,
    gini,
    weighted_benefit,
    welfare_weights,
)

CASE = known("distribution")
CLOSE = {"rel": CASE["tolerance"]}
INCOMES = st.lists(st.floats(1.0, 1e6), min_size=2, max_size=12)


def test_gini_and_atkinson_are_those_of_the_worked_incomes() -> None:
    assert gini(CASE["income"]) == pytest.approx(CASE["gini"], **CLOSE)
    for aversion, expected in CASE["atkinson"].items():
        assert atkinson(CASE["income"], float(aversion)) == pytest.approx(expected, **CLOSE)


def test_the_concentration_index_is_that_of_the_worked_values() -> None:
    case = CASE["concentration"]
    assert concentration_index(case["values_poorest_first"]) == pytest.approx(case["index"], **CLOSE)
    assert concentration_index(case["values_poorest_first"][::-1]) < 0


def test_equity_weights_and_the_weighted_benefit_stand_beside_the_unweighted() -> None:
    weights, given = CASE["welfare_weights"], CASE["weighted_benefit"]
    assert weights["eta"] == GREEN_BOOK_ETA
    found = welfare_weights(CASE["income"], weights["reference"])
    assert found == pytest.approx(weights["weights"], **CLOSE)
    assert weighted_benefit(given["benefit_per_group"], found) == pytest.approx(given["weighted"], **CLOSE)
    assert weighted_benefit(given["benefit_per_group"], np.ones(5)) == given["unweighted"]


@given(INCOMES, st.floats(0.1, 100), st.sampled_from([0.5, 1.0, 2.0]))
def test_inequality_does_not_depend_on_the_currency(income: list[float], times: float, aversion: float) -> None:
    more = times * np.array(income)
    assert gini(more) == pytest.approx(gini(income), abs=1e-9)
    assert atkinson(more, aversion) == pytest.approx(atkinson(income, aversion), abs=1e-9)


@given(st.floats(1.0, 1e6), st.integers(2, 10))
def test_equal_incomes_are_not_unequal(income: float, people: int) -> None:
    alike = np.full(people, income)
    assert [gini(alike), concentration_index(alike), atkinson(alike, 1), atkinson(alike, 2)] == pytest.approx(
        [0, 0, 0, 0], abs=1e-12
    )


@given(INCOMES, st.randoms())
def test_inequality_lies_between_none_and_all_in_any_order(income: list[float], chance) -> None:
    other = chance.sample(income, len(income))
    assert 0 - 1e-9 <= gini(income) < 1
    assert 0 - 1e-9 <= atkinson(income, 0.5) <= atkinson(income, 2.0) + 1e-9 < 1 + 1e-9
    assert gini(other) == pytest.approx(gini(income), abs=1e-12)


def test_groups_that_stand_for_people_count_as_many() -> None:
    alone = concentration_index([1.0, 1.0, 1.0, 4.0, 4.0])
    assert concentration_index([1.0, 4.0], people=[3, 2]) == pytest.approx(alone)


def test_what_sums_to_nothing_is_concentrated_nowhere() -> None:
    assert np.isnan(concentration_index([1.0, -1.0]))


def test_draws_and_runs_keep_their_shape() -> None:
    assert concentration_index(np.random.default_rng(1).random((4, 3, 5))).shape == (4, 3)


def test_the_effect_on_a_group_is_a_ratio_of_sums() -> None:
    effect = [[[4.0, 0.0, 1.0], [8.0, 0.0, 1.0]]]
    people = [[[1.0, 0.0, 2.0], [5.0, 0.0, 2.0]]]
    found = effects_by_group(effect, people)
    assert found[[0, 2]] == pytest.approx([2.0, 0.5])
    assert np.isnan(found[1])
