"""The best of several options, judged with the error of paired differences: noise is never called an optimum."""

import numpy as np
import pytest

from simmodel.funding.best import RESAMPLES, best_of, clusters, resampled_means, told_apart

DRAWS, RUNS = 12, 2


def noise(seed: int, options: int, spread: float = 1.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, spread, (DRAWS, RUNS, options))


def test_an_option_far_above_the_others_is_the_best_alone() -> None:
    found = best_of(noise(1, 3) + np.array([0.0, 10.0, 0.0]), 1)
    assert (found.place, found.open) == (1, (1,))
    assert found.often.tolist() == [0.0, 1.0, 0.0]


def test_luck_that_options_share_does_not_hide_which_is_best() -> None:
    shared = noise(2, 1, spread=100.0)
    found = best_of(shared + noise(3, 2, spread=0.1) + [0.0, 1.0], 1)
    assert found.open == (1,)


def test_options_that_differ_by_luck_alone_are_left_open_in_nearly_every_ensemble() -> None:
    left = [best_of(noise(seed, 2), 1).open for seed in range(200)]
    assert np.mean([len(each) == 2 for each in left]) > 0.85


def test_shares_of_resamples_add_up_and_follow_how_far_options_lie_apart() -> None:
    near, far = (best_of(noise(4, 2) + np.array([0.0, lead]), 1).often[1] for lead in (0.3, 1.0))
    assert best_of(noise(4, 5), 1).often.sum() == pytest.approx(1.0)
    assert near < far


def test_resampled_means_spread_as_the_error_of_a_mean_over_draws_says() -> None:
    every = noise(5, 1)
    error = every.mean(axis=1).std(ddof=1) / np.sqrt(DRAWS)
    assert resampled_means(every, 1).std() == pytest.approx(error * np.sqrt(1 - 1 / DRAWS), rel=0.06)
    assert resampled_means(every, 1).shape == (RESAMPLES, 1)


def test_resampling_is_the_same_for_the_same_seed() -> None:
    assert np.array_equal(resampled_means(noise(6, 2), 3), resampled_means(noise(6, 2), 3))
    assert not np.array_equal(resampled_means(noise(6, 2), 3), resampled_means(noise(6, 2), 4))


def test_runs_stand_for_themselves_where_there_are_no_draws() -> None:
    assert clusters(np.zeros((1, 30, 2))).shape == (30, 2)
    assert clusters(np.zeros((15, 2, 2))).shape == (15, 2)


def test_fewer_than_ten_draws_tell_nothing_apart() -> None:
    difference = np.full((20, 2), 5.0) + noise(7, 1)[..., 0].mean()
    assert told_apart(difference[:10])
    assert not told_apart(difference[:9])
    assert not told_apart(np.full((1, 9), 5.0))
    assert told_apart(np.full((1, 10), 5.0))


def test_a_difference_of_nothing_is_not_told_from_nothing() -> None:
    assert not told_apart(np.zeros((20, 2)))
