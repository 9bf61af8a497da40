"""Splines over draws: straight lines are kept, curves are found, and too few draws are refused."""

import numpy as np
import pytest

from simmodel.appraisal.money.regression import DRAWS_A_COLUMN, basis, directions, expected_between, fitted


def drawn(draws: int, count: int = 1, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(draws, count))


def test_straight_lines_and_products_of_pairs_are_found_exactly() -> None:
    given = drawn(200, 2)
    result = np.column_stack([3 + 2 * given[:, 0] - given[:, 1], given[:, 0] * given[:, 1]])
    assert fitted(result, directions(basis(given))) == pytest.approx(result, abs=1e-9)


def test_a_bend_is_followed_and_noise_is_not() -> None:
    given = drawn(4000)
    curve = np.abs(given)
    noisy = curve + np.random.default_rng(1).normal(size=curve.shape)
    found = fitted(noisy, directions(basis(given)))
    assert np.sqrt(np.mean((found - curve) ** 2)) < 0.1


def test_beyond_the_outer_knots_it_goes_on_straight() -> None:
    given = drawn(500)
    steps = [expected_between(np.exp(given[:, 0]), given[:, 0], np.array([at, at + 1])) for at in (10.0, 20.0)]
    assert steps[0][1] - steps[0][0] == pytest.approx(steps[1][1] - steps[1][0])


def test_the_error_of_a_difference_is_how_much_it_scatters() -> None:
    found = []
    for seed in range(300):
        given = drawn(200, seed=seed)[:, 0]
        noise = np.random.default_rng(1000 + seed).normal(size=200)
        found.append(expected_between(2 * given + noise, given, np.array([-1.0, 1.0])))
    low, high, error = np.array(found).T
    assert (high - low).mean() == pytest.approx(4, abs=0.1)
    assert (high - low).std() == pytest.approx(error.mean(), rel=0.2)


def test_a_number_that_never_varies_explains_nothing() -> None:
    given = np.column_stack([drawn(100)[:, 0], np.full(100, 3.0)])
    result = drawn(100, seed=2)
    assert fitted(result, directions(basis(given))) == pytest.approx(fitted(result, directions(basis(given[:, :1]))))


@pytest.mark.parametrize("draws", [20, 40, 60, 400])
def test_the_fewer_draws_the_plainer_the_curve(draws: int) -> None:
    assert basis(drawn(draws, 3)).shape[1] * DRAWS_A_COLUMN <= draws
    assert basis(drawn(400, 3)).shape[1] == 1 + 3 + 3 * 3 + 3


def test_too_few_draws_are_refused_with_how_many_it_takes() -> None:
    with pytest.raises(ValueError, match="10 draws are too few for these parameters together; have 20 or more"):
        basis(drawn(10, 3))
