"""An emulator learns from draws what numbers do, sees which stand out from luck, and predicts draws it never saw."""

import numpy as np
import pytest
from made_up_draws import even, ishigami, lucky

from simmodel.sensitivity.emulator import Emulator, again, columns_of, emulate, predicted, standing_out, terms_of


def test_terms_have_mean_0_and_variance_1_and_are_strangers_to_one_another() -> None:
    grid = (np.arange(40) + 0.5) / 40
    places = np.array(np.meshgrid(grid, grid)).reshape(2, -1).T
    made = columns_of(places, terms_of(2, 3))
    assert made.mean(axis=0) == pytest.approx(0.0, abs=1e-2)
    assert made.T @ made / len(made) == pytest.approx(np.eye(made.shape[1]), abs=2e-2)


def test_terms_are_of_one_number_or_two_and_no_more_bent_than_asked() -> None:
    terms = terms_of(3, 3)
    assert len(terms) == 3 * 3 + 3 * 3
    assert len(set(terms)) == len(terms)
    assert max(sum(bend for _, bend in term) for term in terms) == 3


def test_without_luck_an_emulator_gives_what_it_never_saw() -> None:
    seen, hidden = even(360, 3), even(300, 3, seed=9)
    found = emulate(ishigami(seen), seen)
    assert found.at(hidden) == pytest.approx(ishigami(hidden), abs=0.2)


def test_what_numbers_do_alone_leaves_all_others_on_average() -> None:
    terms = (((0, 1),), ((1, 1),), ((0, 1), (2, 1)))
    found, places = Emulator(terms, 5.0, np.array([2.0, 3.0, 4.0]), 0.0), np.array([[1.0, 0.2, 0.9]])
    first, third = np.sqrt(3), 0.8 * np.sqrt(3)
    assert found.alone(places, [0]) == pytest.approx([5.0 + 2.0 * first])
    assert found.alone(places, [2, 0]) == pytest.approx([5.0 + 2.0 * first + 4.0 * first * third])


def test_where_luck_is_all_the_ridge_leaves_nearly_nothing() -> None:
    places = even(200, 3)
    found = emulate(np.random.default_rng(1).normal(5.0, 1.0, 200), places)
    assert found.at(places).std() < 0.15
    assert found.at(places).mean() == pytest.approx(5.0, abs=0.2)


def test_with_luck_it_misses_the_truth_by_less_than_draws_do() -> None:
    places = even(150, 4)
    truth, result = lucky(places, luck=0.0), lucky(places, luck=3.0)
    found = emulate(result, places).at(places)
    assert np.std(found - truth) < np.std(result - truth) / 3


def test_fitted_again_to_the_same_draws_it_is_the_same() -> None:
    places = even(150, 3)
    result = lucky(places)
    found = emulate(result, places)
    once_more = again(found, result, places)
    assert once_more.coefficients == pytest.approx(found.coefficients)
    assert once_more.at(places) == pytest.approx(found.at(places))


def test_numbers_that_stand_out_are_found_among_hundreds_the_strongest_first() -> None:
    places = even(200, 200)
    assert standing_out(lucky(places), places)[:3] == [0, 1, 2]


def test_where_only_luck_is_hardly_ever_does_a_number_stand_out() -> None:
    found = [
        len(standing_out(np.random.default_rng(seed).normal(size=80), even(80, 100, seed), seed)) for seed in range(30)
    ]
    assert sum(count > 0 for count in found) <= 5


def test_a_number_that_acts_only_at_both_ends_stands_out() -> None:
    places = even(120, 50)
    result = (places[:, 7] - 0.5) ** 2 + np.random.default_rng(3).normal(0.0, 0.04, 120)
    assert standing_out(result, places)[0] == 7


def test_in_whatever_order_numbers_come_the_same_stand_out() -> None:
    places, order = even(150, 60), np.random.default_rng(5).permutation(60)
    found = standing_out(lucky(places), places[:, order])
    assert {int(order[column]) for column in found} >= {0, 1, 2}


def test_what_is_predicted_misses_by_luck_and_little_more() -> None:
    places, missed = even(160, 60), []
    for seed in range(4):
        result = lucky(places, seed=seed)
        missed.append(np.var(result - predicted(result, places)))
    assert 0.9 < np.mean(missed) / 2.0**2 < 1.3


def test_of_nothing_but_luck_nothing_is_predicted() -> None:
    nothing = np.random.default_rng(4).normal(size=160)
    assert 1 - np.var(nothing - predicted(nothing, even(160, 60))) / np.var(nothing) < 0.05
