"""Evidence apart from luck: known distributions are recovered, by another road than the code's."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.appraisal.spread import evidence_band, monte_carlo_error, pooled, spread, variance

NORMAL_90 = 2 * 1.6449
"""How wide the middle nine tenths of a normal distribution are, in standard deviations."""


def made(draws: int, a_draw: int, evidence: float, luck: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Values and draws: normal, with these standard deviations between draws and within them."""
    chance = np.random.default_rng(seed)
    draw = np.repeat(np.arange(1, draws + 1), a_draw)
    return chance.normal(0, evidence, draws)[draw - 1] + chance.normal(0, luck, len(draw)), draw


def width(band: tuple) -> float:
    return band[1] - band[0]


def test_the_evidence_band_recovers_a_known_distribution_where_the_raw_one_does_not() -> None:
    value, draw = made(4000, 2, evidence=1.0, luck=3.0)
    parts = variance(value, draw)
    assert width(evidence_band(parts, value.mean())) == pytest.approx(NORMAL_90 * 1.0, rel=0.12)
    assert width(spread(parts.draw_means)) == pytest.approx(NORMAL_90 * math.sqrt(1 + 9 / 2), rel=0.05)
    assert parts.luck == pytest.approx(9 / 10, abs=0.02)


def test_under_pure_luck_the_evidence_band_collapses_towards_a_point() -> None:
    widths, raw = [], []
    for seed in range(40):
        value, draw = made(200, 2, evidence=0.0, luck=1.0, seed=seed)
        parts = variance(value, draw)
        widths.append(width(evidence_band(parts, value.mean())))
        raw.append(width(spread(parts.draw_means)))
    assert np.median(widths) < 0.15 * np.median(raw)
    assert min(widths) == 0.0
    assert np.median(raw) == pytest.approx(NORMAL_90 * math.sqrt(1 / 2), rel=0.05)


def test_where_luck_is_nothing_the_evidence_band_is_the_range_of_draws() -> None:
    value, draw = made(50, 3, evidence=2.0, luck=0.0)
    parts = variance(value, draw)
    assert evidence_band(parts, value.mean()) == pytest.approx(spread(value[::3]))
    assert parts.luck == pytest.approx(0.0, abs=1e-12)


def test_the_correction_holds_where_draws_have_lost_runs() -> None:
    value, draw = made(6000, 4, evidence=1.0, luck=2.0)
    keep = np.random.default_rng(3).random(len(value)) < 0.5
    parts = variance(value[keep], draw[keep])
    assert parts.between == pytest.approx(1.0, rel=0.12)
    assert parts.within == pytest.approx(4.0, rel=0.05)


@pytest.mark.parametrize("draw", [[1, 1, 1], [1, 2, 3], [7], []])
def test_one_draw_or_one_run_a_draw_tells_nothing_of_evidence(draw: list[int]) -> None:
    parts = variance(np.arange(float(len(draw))), np.array(draw, int)) if draw else None
    assert parts is None
    assert evidence_band(parts, 1.0) == (None, None)


@given(st.floats(-1e6, 1e6), st.integers(2, 9), st.integers(2, 4))
def test_equal_values_give_exactly_their_value_as_band_and_no_share_of_luck(
    value: float, draws: int, a_draw: int
) -> None:
    parts = variance(np.full(draws * a_draw, value), np.repeat(np.arange(draws), a_draw))
    assert evidence_band(parts, value) == (value, value)
    assert parts.luck is None


@given(st.lists(st.tuples(st.floats(-100, 100), st.integers(1, 6)), min_size=3, max_size=40))
def test_the_evidence_band_is_never_wider_than_the_range_of_draw_means_around_the_mean(rows: list[tuple]) -> None:
    value, draw = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    parts = variance(value, draw)
    if parts is not None:
        mean = float(parts.draw_means.mean())
        assert width(evidence_band(parts, mean)) <= width(spread(parts.draw_means)) + 1e-9
        assert parts.luck is None or 0.0 <= parts.luck <= 1.0


def test_the_monte_carlo_error_counts_draws_and_not_runs() -> None:
    value, draw = made(500, 10, evidence=1.0, luck=0.1)
    _, pull = pooled(value, np.ones(len(value)))
    by_draw = value.reshape(500, 10).mean(axis=1)
    assert monte_carlo_error(pull, draw) == pytest.approx(by_draw.std(ddof=1) / math.sqrt(500))
    assert monte_carlo_error(pull, np.arange(len(value))) < 0.5 * monte_carlo_error(pull, draw)


def test_the_monte_carlo_error_of_a_ratio_of_sums_is_how_much_it_scatters_over_ensembles() -> None:
    means, errors = [], []
    for seed in range(400):
        value, draw = made(30, 2, evidence=1.0, luck=1.0, seed=seed)
        people = np.random.default_rng(1000 + seed).integers(1, 40, 30)[draw - 1].astype(float)
        mean, pull = pooled(value, people)
        means.append(mean)
        errors.append(monte_carlo_error(pull, draw))
    assert np.mean(errors) == pytest.approx(np.std(means), rel=0.12)


def test_a_single_cluster_has_no_monte_carlo_error() -> None:
    assert monte_carlo_error(np.array([0.5, -0.5]), np.array([3, 3])) is None
