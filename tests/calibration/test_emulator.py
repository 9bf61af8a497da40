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

from simmodel.calibration.emulator import emulator_of
from simmodel.calibration.pool import Pool
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
