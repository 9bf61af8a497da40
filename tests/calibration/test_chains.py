"""Chains give the posterior that a closed form gives, mix, and give the same bits for the same seed."""

import numpy as np
import pytest
from made_up_pilots import (
    GOES_TOGETHER,
    LUCK,
    STRAIGHT,
    STRAIGHT_KINDS,
    even_places,
    straight_means,
    straight_pilots,
)

from simmodel.calibration.chains import chains_of
from simmodel.calibration.emulator import emulator_of
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.observed import observed
from simmodel.calibration.scales import on_scale

PEOPLE = 400


def test_of_a_straight_normal_pilot_the_posterior_is_the_closed_form() -> None:
    emulator = emulator_of(straight_pilots(even_places(4096, 3), PEOPLE), STRAIGHT_KINDS)
    truth = np.array([[0.45, 0.55, 0.5]])
    pilot = straight_pilots(truth, PEOPLE, seed=21)
    likelihood = likelihood_of(emulator, observed(STRAIGHT_KINDS, value=pilot.seen[0], n=pilot.people[0]))
    found = chains_of(likelihood.at, 3, seed=1, steps=1500)
    precision = np.linalg.inv(GOES_TOGETHER * np.outer(LUCK, LUCK) / PEOPLE)
    slopes = 2.0 * STRAIGHT
    spread = np.linalg.inv(slopes @ precision @ slopes.T)
    middle = 0.5 + spread @ slopes @ precision @ (
        on_scale(STRAIGHT_KINDS, pilot.seen[0]) - straight_means(truth * 0 + 0.5)[0]
    )
    draws = found.places.reshape(-1, 3)
    error = np.sqrt(np.diag(spread) / found.bulk)
    assert np.abs(draws.mean(axis=0) - middle).max() < 0.1 * np.sqrt(np.diag(spread)).min() + 3 * error.max()
    assert np.cov(draws, rowvar=False) == pytest.approx(spread, abs=0.08 * np.diag(spread).max())


def test_where_nothing_was_learned_the_posterior_is_the_prior() -> None:
    found = chains_of(lambda places: np.zeros(len(places)), 4, seed=3, steps=600)
    shares = np.array([0.05, 0.5, 0.95])
    places = np.quantile(found.places, shares, axis=(0, 1))
    assert places == pytest.approx(np.tile(shares[:, None], 4), abs=0.03)
    assert (found.r_hat < 1.05).all()


def test_two_islands_are_both_visited() -> None:
    def islands(places: np.ndarray) -> np.ndarray:
        near, far = (np.square(places - at).sum(axis=1) / (2 * 0.04**2) for at in (0.25, 0.75))
        return np.asarray(np.logaddexp(-near, -far + np.log(3.0)))

    found = chains_of(islands, 2, seed=2, steps=1500)
    assert (found.places[..., 0] > 0.5).mean() == pytest.approx(0.75, abs=0.08)


def test_walkers_never_leave_what_runs_have_tried() -> None:
    found = chains_of(lambda places: 40.0 * places[:, 0], 2, seed=2, steps=200)
    assert found.places.min() > 0.0
    assert found.places.max() < 1.0
    assert found.places[..., 0].mean() == pytest.approx(1.0 - 1 / 40, abs=0.01)


def test_the_same_seed_gives_the_same_bits_and_another_gives_others() -> None:
    def once(seed: int) -> np.ndarray:
        np.random.random(7)  # luck that others draw in between changes nothing
        return chains_of(lambda places: -np.square(places - 0.3).sum(axis=1) * 50, 3, seed, steps=60).places

    assert (once(5) == once(5)).all()
    assert not (once(5) == once(6)).any(axis=2).all()


def test_draws_are_spread_over_the_chains_and_as_many_as_asked() -> None:
    found = chains_of(lambda places: np.zeros(len(places)), 2, seed=3, steps=300)
    assert found.draws(500).shape == (500, 2)
    assert (found.draws(500) == found.draws(500)).all()
    assert found.draws(500).mean() == pytest.approx(0.5, abs=0.05)
