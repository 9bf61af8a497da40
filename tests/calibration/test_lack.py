"""How far a quadratic misses the model is told from luck."""

import numpy as np
import pytest
from made_up_pilots import even_places, straight_pilots

from simmodel.calibration.emulator import emulator_of
from simmodel.calibration.lack import lack_of_fit, with_lack_of_fit
from simmodel.calibration.pool import Pool

PLACES = even_places(1024, 3)
KINDS = ("mean", "mean")


def bent(size: float, runs: int = 1024) -> Pool:
    """One target that is more bent than a quadratic by so many sd of luck, and one that is straight."""
    places = PLACES[:runs]
    away = 2.0 * places - 1.0
    cube = np.sqrt(7.0) * (2.5 * away[:, 0] ** 3 - 1.5 * away[:, 0])
    luck = np.random.default_rng(4).normal(size=(runs, 2))
    seen = 20.0 + np.column_stack([size * cube, 0 * cube]) + away[:, 1:2] + luck
    return Pool(places, seen**2, np.ones(seen.shape))


@pytest.mark.parametrize("size", [0.4, 0.8, 1.5])
def test_a_misfit_is_measured_in_sd_of_luck(size: float) -> None:
    pool = bent(size)
    found = lack_of_fit(emulator_of(pool, KINDS), pool)
    assert found[0] == pytest.approx(size, rel=0.25)
    assert found[1] < 0.2


def test_where_the_quadratic_is_right_little_misfit_is_seen() -> None:
    pool = straight_pilots(PLACES)
    found = with_lack_of_fit(emulator_of(pool, ("mean", "rate", "mean", "cost", "mean")), pool)
    assert (found.lack < 0.25).all()


def test_runs_with_nothing_to_count_do_not_hide_a_misfit() -> None:
    pool = bent(0.8)
    seen = pool.seen.copy()
    seen[::5, 0] = np.nan
    holed = Pool(pool.places, seen, pool.people)
    assert lack_of_fit(emulator_of(holed, KINDS), holed)[0] == pytest.approx(0.8, rel=0.25)


def test_a_pool_too_small_to_tell_makes_no_misfit_up() -> None:
    kinds = ("mean", "rate", "mean", "cost", "mean")
    pools = [straight_pilots(even_places(24, 3, seed), seed=seed) for seed in range(10)]
    found = np.array([lack_of_fit(emulator_of(pool, kinds), pool) for pool in pools])
    assert found.max() < 1.5
    assert found.mean() < 0.3
