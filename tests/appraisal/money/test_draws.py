"""Draws without luck: known distributions are recovered, and one option is the evidence band of every other page."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.appraisal.money.curves import expected_loss, share_best
from simmodel.appraisal.money.draws import estimate_amount, estimate_ratio, without_luck
from simmodel.appraisal.money.information import evpi, worth_if_normal
from simmodel.appraisal.spread import evidence_band, spread, variance


def made(draws: int, runs: int, evidence: np.ndarray, luck: np.ndarray, seed: int = 1) -> np.ndarray:
    """Normal values of two options with these covariances between draws and within them; (draws, runs, 2)."""
    chance = np.random.default_rng(seed)
    true = chance.multivariate_normal([0, 0], evidence, draws)
    return true[:, None] + chance.multivariate_normal([0, 0], luck, (draws, runs))


def test_draws_without_luck_spread_as_evidence_does_and_stay_paired_over_options() -> None:
    evidence, luck = np.array([[4.0, 3.0], [3.0, 4.0]]), np.array([[9.0, 0.0], [0.0, 1.0]])
    value = made(40_000, 2, evidence, luck)
    seen, inside = np.cov(value.mean(axis=1).T), np.cov(((value[:, 0] - value[:, 1]) / 2).T)
    assert np.cov(without_luck(value).T) == pytest.approx(evidence, abs=0.25)
    assert np.cov(without_luck(value).T) == pytest.approx(seen - inside, abs=0.01)
    assert np.cov(value.mean(axis=1).T)[0, 0] > 8


def test_one_option_gives_the_evidence_band_of_every_other_page() -> None:
    value = made(200, 3, np.eye(2), 4 * np.eye(2))[..., 0]
    parts = variance(value.ravel(), np.repeat(np.arange(200), 3))
    assert spread(without_luck(value[..., None])[:, 0]) == pytest.approx(evidence_band(parts, value.mean()))


def test_what_no_draw_changes_collapses_to_its_mean() -> None:
    value = made(400, 2, np.zeros((2, 2)), np.eye(2), seed=4)
    found = without_luck(value)
    assert found.std(axis=0).min() < 0.3 * value.mean(axis=1).std(axis=0).min()


def test_an_option_that_never_varies_leaves_the_other_as_it_is_alone() -> None:
    value = made(50, 2, np.eye(2), np.eye(2))
    value[..., 0] = 7.0
    found = without_luck(value)
    assert found[:, 0] == pytest.approx(np.full(50, 7.0))
    assert found[:, 1] == pytest.approx(without_luck(value[..., 1:])[:, 0])


def test_where_luck_cannot_be_told_draws_are_plain_means() -> None:
    value = made(20, 2, np.eye(2), np.eye(2))
    assert without_luck(value[:, :1]) == pytest.approx(value[:, 0])
    assert without_luck(value[:1]) == pytest.approx(value[:1].mean(axis=1))


@given(st.integers(0, 1000), st.integers(2, 12), st.integers(2, 4), st.floats(-1e3, 1e3))
def test_means_stay_and_a_shift_shifts(seed: int, draws: int, runs: int, shift: float) -> None:
    value = made(draws, runs, np.eye(2), np.eye(2), seed)
    found = without_luck(value)
    assert found.mean(axis=0) == pytest.approx(value.mean(axis=(0, 1)), abs=1e-9)
    assert without_luck(value + shift) == pytest.approx(found + shift, abs=1e-6)


def test_a_ratio_is_one_of_means_and_never_the_mean_of_ratios() -> None:
    benefits, costs = np.array([[10.0, 90.0]]), np.array([[10.0, 30.0]])
    assert estimate_ratio(benefits, costs).mean == pytest.approx(100 / 40)
    assert np.mean(benefits / costs) == pytest.approx(2.0)


def test_the_bands_of_an_amount_are_single_runs_and_draws_without_luck() -> None:
    value = made(10_000, 2, np.eye(2), 4 * np.eye(2))[..., 0]
    found = estimate_amount(value)
    assert (found.low, found.high) == pytest.approx(spread(value.ravel()))
    assert found.evidence_high - found.evidence_low == pytest.approx(2 * 1.645, rel=0.05)
    assert found.mc_error == pytest.approx(value.mean(axis=1).std(ddof=1) / math.sqrt(10_000))


def test_one_draw_has_no_evidence_band() -> None:
    found = estimate_amount(np.array([[1.0, 2.0, 3.0]]))
    assert (found.mean, found.evidence_low, found.evidence_high) == (2.0, None, None)
    assert found.mc_error == pytest.approx(1 / math.sqrt(3))


def test_two_draws_of_two_runs_tell_evidence_from_luck() -> None:
    value = np.array([[0.0, 1.0], [5.0, 7.0]])
    seen, luck = 5.5**2 / 2, (0.5 + 2.0) / 2 / 2
    assert np.ptp(without_luck(value[..., None])) == pytest.approx(5.5 * math.sqrt(1 - luck / seen))
    assert estimate_amount(value).evidence_low is not None


@pytest.mark.parametrize("below", [[[1.0, 0.0]], [[-1.0, 2.0]]])
def test_a_ratio_over_nothing_says_nothing(below: list) -> None:
    assert estimate_ratio(np.ones((1, 2)), below).mean is None


def test_the_noise_trap_luck_of_runs_seems_worth_knowing_and_hides_which_option_is_best() -> None:
    """One option is worth 1.28 standard deviations more than nothing, so best in 90 of 100 draws; luck is 2.4 sd."""
    mean, luck, raw, house = 1.2816, 2.4, [], []
    for seed in range(40):
        value = made(300, 2, np.diag([0.0, 1.0]), np.diag([0.0, luck**2]), seed) + np.array([0.0, mean])
        single = value.reshape(-1, 2)
        raw.append((expected_loss(single).min(), share_best(single)[1]))
        house.append((evpi(value), share_best(without_luck(value))[1]))
    truth = (worth_if_normal(mean, 1.0), 0.90)

    assert truth[0] == pytest.approx(0.0473, abs=1e-4)
    assert np.mean(raw, axis=0) == pytest.approx([worth_if_normal(mean, math.hypot(1, luck)), 0.69], abs=0.02)
    assert np.mean(raw, axis=0)[0] > 10 * truth[0]
    assert np.mean(house, axis=0) == pytest.approx(truth, abs=0.02)
