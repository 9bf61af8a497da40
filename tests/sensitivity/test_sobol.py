"""Indices are those of functions whose indices are known in closed form, and add up as indices must."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from made_up_draws import even, ishigami, lucky
from outside import known
from scipy.stats import norm, sobol_indices, uniform

from simmodel.sensitivity.emulator import emulate
from simmodel.sensitivity.sobol import Indices, indices_of, moving_together

CASE = known("sensitivity")


def of(result: np.ndarray, places: np.ndarray, **more: object) -> Indices:
    return indices_of(emulate(result, places), result, places, **more)


def test_indices_of_the_ishigami_function_are_those_of_the_closed_form() -> None:
    places = even(600, 3)
    found = of(ishigami(places), places, samples=5)
    assert found.first == pytest.approx(CASE["ishigami"]["S1"], abs=2e-3)
    assert found.total == pytest.approx(CASE["ishigami"]["ST"], abs=2e-3)


def test_indices_of_a_sum_of_normals_are_those_of_the_closed_form() -> None:
    places = even(400, 3)
    result = norm.ppf(places) @ np.array([3.0, -2.0, 1.0])
    found = of(result, places, samples=5)
    assert found.first == pytest.approx(CASE["linear"]["S1"], abs=5e-3)
    assert found.total == pytest.approx(CASE["linear"]["ST"], abs=5e-3)


def test_scipy_s_own_indices_of_the_emulator_are_the_same() -> None:
    places = even(300, 3)
    emulator = emulate(ishigami(places), places)
    found = indices_of(emulator, ishigami(places), places, samples=2)
    theirs = sobol_indices(
        func=lambda along: emulator.at(along.T)[None], n=4096, dists=[uniform()] * 3, rng=np.random.default_rng(1)
    )
    assert found.first == pytest.approx(np.ravel(theirs.first_order), abs=0.01)
    assert found.total == pytest.approx(np.ravel(theirs.total_order), abs=0.01)


def test_the_error_is_about_how_far_indices_scatter_over_draws_made_anew() -> None:
    scattered, told = [], []
    for seed in range(25):
        places = even(120, 3, seed)
        found = of(lucky(places, (3.0, 2.0), seed=seed), places, samples=40)
        scattered.append(found.first)
        told.append(found.first_error)
    ratio = np.mean(told, axis=0)[:2] / np.std(scattered, axis=0)[:2]
    assert np.all((ratio > 0.6) & (ratio < 1.6)), ratio
    assert np.mean(scattered, axis=0)[:2] == pytest.approx([9 / 13, 4 / 13], abs=0.05)


def test_a_number_without_effect_has_indices_of_0_within_their_error() -> None:
    places = even(200, 4)
    found = of(lucky(places), places)
    assert found.first[3] < 2 * max(found.first_error[3], 0.01)
    assert found.total[3] < 2 * max(found.total_error[3], 0.01)


@settings(max_examples=12, deadline=None)
@given(weights=some.tuples(*[some.floats(0.2, 3.0)] * 3), both=some.floats(0.0, 3.0))
def test_first_indices_add_up_to_1_or_less_total_ones_to_1_or_more(
    weights: tuple[float, float, float], both: float
) -> None:
    places = even(150, 3)
    result = lucky(places, weights, luck=0.3) + both * 12 * (places[:, 0] - 0.5) * (places[:, 1] - 0.5)
    found = of(result, places, samples=2)
    assert found.first.sum() <= 1 + 1e-9 <= found.total.sum() + 2e-9
    assert np.all(found.total >= found.first)


def test_the_order_of_numbers_changes_nothing() -> None:
    places = even(150, 3)
    result = lucky(places)
    found, turned = of(result, places, samples=2), of(result, places[:, ::-1], samples=2)
    assert turned.first[::-1] == pytest.approx(found.first, abs=5e-3)
    assert turned.total[::-1] == pytest.approx(found.total, abs=5e-3)


def test_numbers_that_move_together_are_found_also_through_a_third() -> None:
    places = even(300, 6)
    places[:, 4] = places[:, 1]
    places[:, 5] = 1 - (0.6 * places[:, 4] + 0.4 * places[:, 2])
    assert moving_together(places) == [[0], [1, 2, 4, 5], [3]]
    assert moving_together(even(300, 1)) == [[0]]


def test_numbers_that_move_together_have_one_index_which_is_that_of_what_they_share() -> None:
    places = even(300, 3)
    places[:, 1] = places[:, 0]
    result = lucky(places, (1.0, 1.0, 2.0), luck=0.5)
    found = of(result, places, groups=[[0, 1], [2]], samples=5)
    assert found.first == pytest.approx([0.5, 0.5], abs=0.07)
    assert found.total == pytest.approx([0.5, 0.5], abs=0.07)


def test_where_nothing_varies_all_indices_are_0() -> None:
    places = even(60, 2)
    found = of(np.full(60, 3.0), places, samples=2)
    assert (found.first.tolist(), found.total.tolist()) == ([0.0, 0.0], [0.0, 0.0])
