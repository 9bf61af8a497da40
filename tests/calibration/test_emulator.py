"""An emulator learns from runs what a pilot would see: how much, how much of it is luck, and what goes together."""

import numpy as np
import pytest
from made_up_pilots import (
    GOES_TOGETHER,
    KINDS,
    LUCK,
    STRAIGHT_KINDS,
    even_places,
    pilots,
    straight_means,
    straight_pilots,
)

from simmodel.calibration.emulator import FAR, emulator_of, nearness
from simmodel.calibration.lack import lack_of_fit
from simmodel.calibration.pool import Pool, together
from simmodel.errors import SimmodelError

STRAIGHT = straight_pilots(even_places(1024, 3))


def test_it_finds_the_means_the_luck_and_what_goes_together() -> None:
    found, places = emulator_of(STRAIGHT, STRAIGHT_KINDS), even_places(200, 3, seed=5)
    assert found.expected(places) == pytest.approx(straight_means(places), abs=0.05)
    assert np.sqrt(found.variance_of_one(places).mean(axis=0)) == pytest.approx(LUCK, rel=0.06)
    assert found.correlation == pytest.approx(GOES_TOGETHER, abs=0.07)


def test_luck_that_grows_with_a_number_is_seen_to_grow() -> None:
    places = even_places(1024, 2)
    luck = np.random.default_rng(1).normal(size=(1024, 1)) * np.exp(places[:, :1])
    found = emulator_of(Pool(places, (20.0 + luck) ** 2, np.ones((1024, 1))), ("mean",))
    variance = found.variance_of_one(np.array([[0.1, 0.5], [0.9, 0.5]]))[:, 0]
    assert variance == pytest.approx(np.exp([0.2, 1.8]), rel=0.2)


def test_a_pool_of_bigger_pilots_tells_the_same_of_one_person() -> None:
    big = emulator_of(straight_pilots(even_places(1024, 3), people=400), STRAIGHT_KINDS)
    places = even_places(50, 3)
    assert np.sqrt(big.variance_of_one(places).mean(axis=0)) == pytest.approx(LUCK, rel=0.06)


def test_runs_with_nothing_to_count_are_left_out_of_that_target_alone() -> None:
    seen = STRAIGHT.seen.copy()
    seen[::3, 2] = np.nan
    whole, found = (
        emulator_of(Pool(STRAIGHT.places, each, STRAIGHT.people), STRAIGHT_KINDS) for each in (STRAIGHT.seen, seen)
    )
    places = even_places(100, 3, seed=8)
    assert found.expected(places)[:, [0, 1, 3, 4]] == pytest.approx(whole.expected(places)[:, [0, 1, 3, 4]])
    assert found.expected(places)[:, 2] == pytest.approx(straight_means(places)[:, 2], abs=0.04)
    assert found.correlation == pytest.approx(GOES_TOGETHER, abs=0.08)


def test_a_target_that_hardly_any_run_counted_is_refused_with_what_to_do() -> None:
    seen = STRAIGHT.seen.copy()
    seen[8:, 1] = np.nan
    with pytest.raises(SimmodelError, match=r"Target 2 was counted in 8 of 1024 runs.*needs 11 at least"):
        emulator_of(Pool(STRAIGHT.places, seen, STRAIGHT.people), STRAIGHT_KINDS)


def test_a_target_that_is_the_same_in_every_run_goes_with_no_other_and_hides_none() -> None:
    seen = STRAIGHT.seen.copy()
    seen[:, 1] = 25.0
    found = emulator_of(Pool(STRAIGHT.places, seen, STRAIGHT.people), STRAIGHT_KINDS)
    assert found.still.tolist() == [False, True, False, False, False]
    assert found.correlation[1] == pytest.approx(np.eye(5)[1], abs=1e-6)
    assert found.expected(even_places(8, 3))[:, 1] == pytest.approx(5.0)
    assert found.correlation[0, 2] == pytest.approx(GOES_TOGETHER[0, 2], abs=0.07)
    assert lack_of_fit(found, Pool(STRAIGHT.places, seen, STRAIGHT.people))[1] == 0.0


def test_its_doubt_for_want_of_runs_is_how_far_it_is_off() -> None:
    places = even_places(400, 3, seed=5)
    off, doubt = [], []
    for seed in range(12):
        found = emulator_of(straight_pilots(even_places(60, 3, seed), seed=seed), STRAIGHT_KINDS)
        off.append(np.square((found.expected(places) - straight_means(places)) / (LUCK / 10.0)).mean())
        doubt.append(found.unsure(places).mean())
    assert np.mean(off) < 1.3 * np.mean(doubt)


def test_of_some_targets_it_says_the_same_as_of_all() -> None:
    whole = emulator_of(pilots(even_places(300, 8)), KINDS)
    part, places = whole.of([7, 2, 10]), even_places(5)
    assert part.expected(places) == pytest.approx(whole.expected(places)[:, [7, 2, 10]])
    assert part.correlation[0, 2] == whole.correlation[7, 10]
    assert part.kinds == ("cumulative", "cumulative", "mean")


def test_runs_lie_about_what_is_expected_of_them_by_one_sd() -> None:
    found = emulator_of(pilots(even_places(1024)), KINDS)
    scores = found.z_scores(pilots(even_places(500, seed=4), seed=9))
    assert scores.mean(axis=0) == pytest.approx(0.0, abs=0.2)
    assert scores.std(axis=0) == pytest.approx(1.0, abs=0.12)


def stepped(places: np.ndarray, seed: int) -> Pool:
    """Two targets that climb a step in the middle, which no quadratic follows."""
    truth = 20.0 + np.tanh(5.0 * (2.0 * places - 1.0))
    seen = truth + 0.15 * np.random.default_rng(seed).normal(size=truth.shape)
    return Pool(places, seen**2, np.ones(seen.shape))


def test_learned_again_with_runs_near_the_posterior_it_is_right_there() -> None:
    draws = np.random.default_rng(1).normal(0.62, 0.05, (300, 2))
    pool = together([stepped(even_places(512, 2), 1), stepped(draws, 2)])
    near = stepped(np.random.default_rng(3).normal(0.62, 0.05, (300, 2)), 4)
    once = emulator_of(pool.rows(range(512)), ("mean", "mean")).z_scores(near)
    again = emulator_of(pool, ("mean", "mean"), weights=nearness(pool.places, draws)).z_scores(near)
    assert np.abs(once.mean(axis=0)).min() > 0.5
    assert np.abs(again.mean(axis=0)).max() < 0.2
    assert np.abs(again.std(axis=0) - 1.0).max() < 0.5 * np.abs(once.std(axis=0) - 1.0).min()


def test_equal_weights_change_nothing() -> None:
    places = even_places(50, 3)
    weighed = emulator_of(STRAIGHT, STRAIGHT_KINDS, weights=np.full(1024, 7.0))
    assert (weighed.expected(places) == emulator_of(STRAIGHT, STRAIGHT_KINDS).expected(places)).all()
    assert weighed.spread == pytest.approx(emulator_of(STRAIGHT, STRAIGHT_KINDS).spread)


def test_near_the_posterior_weights_are_1_and_far_from_it_little() -> None:
    draws = np.random.default_rng(1).normal(0.5, [0.02, 0.2], (4000, 2))
    found = nearness(np.array([[0.5, 0.5], [0.5, 0.7], [0.8, 0.5]]), draws)
    assert found == pytest.approx([1.0, 1.0, FAR], abs=0.02)


def test_a_number_whose_natural_scale_is_told_needs_no_bend() -> None:
    places = even_places(1024, 2)

    def natural(at: np.ndarray) -> np.ndarray:
        return 2.0 * at**4 - 1.0

    seen = 20.0 + 2.0 * natural(places)[:, :1] + 0.2 * np.random.default_rng(1).normal(size=(1024, 1))
    pool = Pool(places, seen**2, np.ones(seen.shape))
    told = emulator_of(pool, ("mean",), natural)
    assert np.sqrt(told.variance_of_one(places).mean()) == pytest.approx(0.2, rel=0.1)
    assert lack_of_fit(told, pool)[0] < 0.25
    assert lack_of_fit(emulator_of(pool, ("mean",)), pool)[0] > 0.5
