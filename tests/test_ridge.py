"""A graded ridge predicts what it left out, and holds dear columns in."""

import numpy as np
import pytest

from simmodel.ridge import RIDGES, graded

CHANCE = np.random.default_rng(1)
COLUMNS = CHANCE.normal(size=(80, 6))
RESULT = 3.0 + COLUMNS[:, 0] + CHANCE.normal(size=80)


@pytest.mark.parametrize("weights", [np.ones(80), np.exp(CHANCE.normal(0.0, 1.0, 80))], ids=["even", "uneven"])
def test_what_it_misses_is_what_fits_without_each_point_miss(weights: np.ndarray) -> None:
    found, weights = graded(COLUMNS, np.ones(6), weights).fitted(RESULT), weights / weights.mean()
    missed = []
    for point in range(80):
        kept = np.arange(80) != point
        heavy = weights[kept] / weights[kept].sum()
        centre, mean = heavy @ COLUMNS[kept], heavy @ RESULT[kept]
        away = COLUMNS[kept] - centre
        inner = away.T @ (weights[kept, None] * away) + found.ridge * np.eye(6)
        slopes = np.linalg.solve(inner, away.T @ (weights[kept] * (RESULT[kept] - mean)))
        missed.append(RESULT[point] - mean - (COLUMNS[point] - centre) @ slopes)
    assert found.missed == pytest.approx(np.average(np.square(missed), weights=weights), rel=1e-6)


def test_it_is_the_sum_that_it_says() -> None:
    found = graded(COLUMNS, np.ones(6)).fitted(RESULT)
    assert RESULT - found.mean - COLUMNS @ found.coefficients == pytest.approx(found.residuals)


def test_the_dearer_of_two_equal_columns_takes_less_of_what_both_explain() -> None:
    twice = np.column_stack([COLUMNS[:, 0], COLUMNS[:, 0]])
    cheap, dear = graded(twice, np.array([1.0, 4.0])).fitted(RESULT).coefficients
    assert cheap == pytest.approx(4.0 * dear)


def test_where_nothing_can_be_predicted_the_ridge_is_strong_and_where_all_can_it_is_weak() -> None:
    ready = graded(COLUMNS, np.ones(6))
    assert ready.fitted(COLUMNS @ np.ones(6)).ridge == pytest.approx(80 * RIDGES[0])
    assert ready.fitted(np.random.default_rng(4).normal(size=80)).ridge > 80 * 0.1


def test_points_of_hardly_any_weight_are_as_good_as_not_there() -> None:
    weights = np.where(np.arange(80) < 60, 1.0, 1e-9)
    wrong = np.where(np.arange(80) < 60, RESULT, -50.0)
    found = graded(COLUMNS, np.ones(6), weights).fitted(wrong)
    without = graded(COLUMNS[:60], np.ones(6)).fitted(RESULT[:60])
    assert found.mean == pytest.approx(without.mean, abs=1e-4)
    assert found.coefficients == pytest.approx(without.coefficients, abs=0.02)
    assert wrong - found.mean - COLUMNS @ found.coefficients == pytest.approx(found.residuals)
