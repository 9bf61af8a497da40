"""Every kind of target has a scale on which luck is even, and comes back from it unchanged."""

import numpy as np
import pytest

from simmodel.calibration.scales import ends_on_scale, off_scale, on_scale, sd_on_scale
from simmodel.errors import SimmodelError

KINDS = ("cumulative", "state", "survival", "rate", "mean", "cost")
VALUES = np.array([[0.0, 0.3, 1.0, 0.0, 12.5, 0.0], [0.425, 0.05, 0.9, 3.0, 0.2, 48000.0]])


def test_values_come_back_from_the_scale_unchanged() -> None:
    assert off_scale(KINDS, on_scale(KINDS, VALUES)) == pytest.approx(VALUES)


def test_luck_in_a_share_is_as_large_on_the_scale_wherever_the_share_lies() -> None:
    shares = np.random.default_rng(1).binomial(120, [0.1, 0.3, 0.5, 0.8], (4000, 4)) / 120
    assert on_scale(("state",) * 4, shares).std(axis=0) == pytest.approx(0.5 / np.sqrt(120), rel=0.06)


def test_a_standard_error_is_that_of_the_scale_by_the_delta_method() -> None:
    found = sd_on_scale(("state", "rate", "cost"), np.array([0.4, 4.0, 999.0]), np.array([0.01, 0.2, 10.0]))
    assert found == pytest.approx([0.01 / (2 * np.sqrt(0.24)), 0.2 / 4, 0.01], rel=1e-3)


def test_a_standard_error_about_nothing_at_all_is_finite() -> None:
    assert np.isfinite(sd_on_scale(("state", "mean"), np.zeros(2), np.array([0.02, 0.1]))).all()


def test_fewer_than_five_of_sixty_reaches_to_four_and_a_half_and_down_without_end() -> None:
    low, high = ends_on_scale(("state",), np.array([0.0]), np.array([4 / 60]), np.array([60.0]))
    assert low[0] == -np.inf
    assert high[0] == pytest.approx(np.arcsin(np.sqrt(4.5 / 60)))


def test_a_band_without_an_upper_end_has_none_on_the_scale() -> None:
    low, high = ends_on_scale(("cost", "state"), np.array([100.0, 0.9]), np.array([np.nan, 1.0]), np.full(2, 50.0))
    assert low == pytest.approx([np.log(101.0), np.arcsin(np.sqrt(0.89))])
    assert (high == np.inf).all()


def test_an_unknown_kind_is_told_with_those_that_exist() -> None:
    with pytest.raises(SimmodelError, match="'median' is no kind of target; use one of: cumulative"):
        on_scale(("median",), np.zeros(1))


def test_a_range_of_nobody_is_no_division_by_zero() -> None:
    with np.errstate(all="raise"):
        low, high = ends_on_scale(("state",), np.array([0.0]), np.array([0.1]), np.array([0.0]))
    assert low[0] == -np.inf
    assert np.isfinite(high[0])
