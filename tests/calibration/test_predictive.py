"""The check by simulation sees a wrong model and a wrong emulator, lets the right ones pass, and foretells."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_pilots import KINDS, PEOPLE, even_places, pilots

from simmodel.calibration.chains import chains_of
from simmodel.calibration.emulator import Emulator, emulator_of
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.observed import Observed, observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.predictive import PredictiveCheck, as_the_pilot, predictive_check
from simmodel.calibration.scales import off_scale, on_scale

POOL = pilots(even_places(1024))
EMULATOR = emulator_of(POOL, KINDS)
TRUTH = np.full((1, 8), 0.4)
HERE = pilots(TRUTH, seed=31).seen[0]
N = np.full(12, float(PEOPLE))


def fitted_and_played(seen: Observed, emulator: Emulator = EMULATOR) -> tuple[PredictiveCheck, Pool]:
    draws = chains_of(likelihood_of(emulator, seen).at, 8, 1, steps=150).draws(300)
    again = pilots(draws, seed=51)
    return predictive_check(emulator, again, seen), again


def moved(values: np.ndarray, target: int, sd: float) -> np.ndarray:
    """A target seen so many sd of luck further up than it was."""
    scale = on_scale(KINDS, values)
    scale[target] += sd * float(np.sqrt(EMULATOR.variance_of_one(TRUTH)[0, target] / PEOPLE))
    found: np.ndarray = off_scale(KINDS, scale)
    return found


@pytest.fixture(scope="module")
def right() -> tuple[PredictiveCheck, Pool]:
    return fitted_and_played(observed(KINDS, value=HERE, n=N))


def test_a_pilot_of_the_model_itself_passes(right: tuple[PredictiveCheck, Pool]) -> None:
    found = right[0]
    assert found.fits
    assert found.together > 0.05
    assert not found.learn_again.any()
    assert (np.abs(found.off_by) < 0.4).all()
    assert found.width == pytest.approx(1.0, abs=0.2)


def test_a_truth_outside_the_model_is_flagged() -> None:
    wrong = moved(moved(HERE, 3, 6.0), 4, -6.0)
    found, _ = fitted_and_played(observed(KINDS, value=wrong, n=N))
    assert not found.fits
    assert found.together < 0.01
    assert found.outside[[3, 4]].any()


def test_a_declared_discrepancy_widens_the_band_and_makes_room_for_what_was_seen() -> None:
    wrong = moved(HERE, 3, 6.0)
    sd = np.where(np.arange(12) == 3, 0.3, 0.0)
    closed, _ = fitted_and_played(observed(KINDS, value=wrong, n=N))
    roomy, _ = fitted_and_played(observed(KINDS, value=wrong, n=N, discrepancy=sd))
    assert np.diff(roomy.band[:, 3], axis=0) > 2 * np.diff(closed.band[:, 3], axis=0)
    assert roomy.fits
    assert roomy.together > 10 * closed.together


def test_an_emulator_that_is_off_at_the_posterior_is_to_learn_again(right: tuple[PredictiveCheck, Pool]) -> None:
    off = np.where(np.arange(12) == 5, 0.8 * np.sqrt(EMULATOR.variance_of_one(TRUTH)[0] / PEOPLE), 0.0)
    found = predictive_check(replace(EMULATOR, mean=EMULATOR.mean + off), right[1], observed(KINDS, value=HERE, n=N))
    assert np.flatnonzero(found.learn_again).tolist() == [5]
    assert found.off_by[5] == pytest.approx(-0.8, abs=0.25)


def test_an_emulator_that_has_luck_wrong_is_to_learn_again(right: tuple[PredictiveCheck, Pool]) -> None:
    spread = EMULATOR.spread.copy()
    spread[0, 2] += 2 * np.log(2.0)
    found = predictive_check(replace(EMULATOR, spread=spread), right[1], observed(KINDS, value=HERE, n=N))
    assert np.flatnonzero(found.learn_again).tolist() == [2]
    assert found.width[2] == pytest.approx(0.5, abs=0.07)


def kept_aside(repeats: int) -> float:
    """How often two targets that were not fitted lie in their 90% bands, over simulated pilots."""
    fit, aside = list(range(10)), [10, 11]
    inside: list[bool] = []
    truth = np.random.default_rng(5).random((repeats, 8))
    for number, pilot in enumerate(pilots(truth, seed=61).seen):
        seen = observed([KINDS[one] for one in fit], value=pilot[fit], n=N[fit])
        draws = chains_of(likelihood_of(EMULATOR.of(fit), seen).at, 8, number, steps=60).draws(200)
        kept, again = observed(KINDS, value=pilot, n=N), pilots(draws, seed=number)
        band = predictive_check(EMULATOR, again, kept, fitted=fit, aside=aside).band[:, aside]
        inside += ((pilot[aside] >= band[0]) & (pilot[aside] <= band[1])).tolist()
    return float(np.mean(inside))


def test_a_target_that_stays_the_same_in_every_run_need_not_be_learned_again() -> None:
    def without(pool: Pool) -> Pool:
        return Pool(pool.places, np.where(np.arange(12) == 1, 0.0, pool.seen), pool.people)

    emulator, again = emulator_of(without(POOL), KINDS), pilots(np.repeat(TRUTH, 300, axis=0), seed=9)
    seen = observed(KINDS, value=np.where(np.arange(12) == 1, 0.0, HERE), n=N)
    assert not predictive_check(emulator, without(again), seen).learn_again[1]
    assert predictive_check(emulator, again, seen).learn_again[1]


@pytest.mark.slow
def test_a_target_kept_aside_lies_in_its_band_nine_times_in_ten() -> None:
    assert 0.8 <= kept_aside(20) <= 0.98


@pytest.mark.slow
def test_over_two_hundred_pilots_targets_kept_aside_lie_in_their_bands_nine_times_in_ten() -> None:
    assert 0.85 <= kept_aside(200) <= 0.95


def test_runs_of_120_people_are_shown_with_the_luck_of_the_pilot_s_own_number() -> None:
    same = pilots(np.repeat(TRUTH, 600, axis=0), seed=9)
    shown = as_the_pilot(EMULATOR, same, observed(KINDS, value=HERE, n=4 * N))
    assert shown.std(axis=0) == pytest.approx(on_scale(KINDS, same.seen).std(axis=0) / 2, rel=0.02)


def test_a_target_given_by_its_error_is_shown_with_that_error() -> None:
    same = pilots(np.repeat(TRUTH, 600, axis=0), seed=9)
    value = np.median(same.seen, axis=0)
    shown = off_scale(KINDS, as_the_pilot(EMULATOR, same, observed(KINDS, value=value, se=0.03 * value)))
    assert shown.std(axis=0) == pytest.approx(0.03 * value, rel=0.15)


def test_a_range_is_as_likely_as_runs_that_reach_it(right: tuple[PredictiveCheck, Pool]) -> None:
    nothing = np.full(12, np.nan)
    low, high = nothing.copy(), nothing.copy()
    low[0], high[0] = right[0].band[:, 0]
    high[1] = 0.5 * right[0].band[0, 1]
    found = predictive_check(EMULATOR, right[1], observed(KINDS, lower=low, upper=high, n=N))
    assert found.chance[0] == pytest.approx(1.0)
    assert found.chance[1] < 0.02
    assert np.isnan(found.chance[2:]).all()
    assert np.isnan(found.together)
