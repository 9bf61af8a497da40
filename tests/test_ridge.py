"""A graded ridge predicts what it left out, and holds dear columns in."""

import numpy as np
import pytest

from simmodel.ridge import RIDGES, graded

CHANCE = np.random.default_rng(1)
COLUMNS = CHANCE.normal(size=(80, 6))
RESULT = 3.0 + COLUMNS[:, 0] + CHANCE.normal(size=80)


def test_what_it_misses_is_what_fits_without_each_point_miss() -> None:
    found = graded(COLUMNS, np.ones(6)).fitted(RESULT)
    missed = []
    for point in range(80):
        kept = np.arange(80) != point
        centre, mean = COLUMNS[kept].mean(axis=0), RESULT[kept].mean()
        away = COLUMNS[kept] - centre
        weights = np.linalg.solve(away.T @ away + found.ridge * np.eye(6), away.T @ (RESULT[kept] - mean))
        missed.append(RESULT[point] - mean - (COLUMNS[point] - centre) @ weights)
    assert found.missed == pytest.approx(np.mean(np.square(missed)), rel=1e-2)


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
