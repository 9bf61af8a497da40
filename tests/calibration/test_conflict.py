"""What the model before it has learned would hardly show is seen: one target, or several that do not go together."""

import numpy as np
import pytest
from made_up_pilots import KINDS, PEOPLE, even_places, pilots

from simmodel.calibration.conflict import prior_conflict
from simmodel.calibration.emulator import emulator_of
from simmodel.calibration.observed import observed
from simmodel.calibration.pool import Pool

POOL = pilots(even_places(1024))
EMULATOR = emulator_of(POOL, KINDS)
N = np.full(12, float(PEOPLE))


def test_a_pilot_in_the_middle_of_the_prior_agrees_with_it() -> None:
    found = prior_conflict(EMULATOR, POOL, observed(KINDS, value=np.median(POOL.seen, axis=0), n=N))
    assert found.agrees
    assert (found.chance > 0.8).all()
    assert found.together > 0.9


def test_a_target_that_no_run_shows_is_named() -> None:
    seen = np.median(POOL.seen, axis=0)
    seen[2] = 0.99
    found = prior_conflict(EMULATOR, POOL, observed(KINDS, value=seen, n=N))
    assert np.flatnonzero(found.outside).tolist() == [2]
    assert not found.agrees
    assert found.band[1, 2] < 0.99


def test_a_target_that_the_model_shows_as_ever_the_same_is_in_conflict_with_any_other_value() -> None:
    still = POOL.seen.copy()
    still[:, 2] = 0.0
    pool = Pool(POOL.places, still, POOL.people)
    seen = np.median(still, axis=0)
    emulator = emulator_of(pool, KINDS)
    assert prior_conflict(emulator, pool, observed(KINDS, value=seen, n=N)).agrees
    seen[2] = 0.1
    assert np.flatnonzero(prior_conflict(emulator, pool, observed(KINDS, value=seen, n=N)).outside).tolist() == [2]


def test_targets_each_likely_that_never_go_together_are_in_conflict() -> None:
    common = POOL.seen[:, [0, 0]] + np.random.default_rng(1).normal(0.0, 0.01, (1024, 2))
    pool = POOL.of([0, 0])
    pool = Pool(pool.places, np.clip(common, 0, 1), pool.people)
    low, high = np.quantile(common[:, 0], [0.15, 0.85])
    found = prior_conflict(emulator_of(pool, KINDS[:2]), pool, observed(KINDS[:2], value=[low, high], n=N[:2]))
    assert not found.outside.any()
    assert found.together < 0.01
    assert not found.agrees


def test_a_target_that_is_not_observed_is_in_no_conflict() -> None:
    found = prior_conflict(EMULATOR, POOL, observed(KINDS, n=N))
    assert np.isnan(found.chance).all()
    assert found.agrees
    assert found.band.shape == (2, 12)
    assert found.band[0] == pytest.approx(np.quantile(POOL.seen, 0.05, axis=0), rel=1e-3)
