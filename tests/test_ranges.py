"""Ranges: every quantile lies within, the default in the middle."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.ranges import sampled

numbers = st.floats(-100, 100)


@given(numbers, numbers, numbers, st.floats(0, 1))
def test_no_value_lies_beyond_its_range(one: float, two: float, three: float, luck: float) -> None:
    low, value, high = sorted((one, two, three))
    assert low - 1e-9 <= sampled(luck, value, low, high) <= high + 1e-9


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_luck_never_gives_a_lower_value(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert sampled(less, 2.0, 1.0, 7.0) <= sampled(more, 2.0, 1.0, 7.0) + 1e-12


def test_values_are_as_likely_below_the_default_as_above_and_likelier_near_it() -> None:
    luck = (np.arange(100_000) + 0.5) / 100_000
    values = np.array([sampled(each, 2.0, 1.0, 7.0) for each in luck])
    assert np.mean(values < 2.0) == pytest.approx(0.5, abs=1e-4)
    below, _ = np.histogram(values[values < 2.0], bins=10, range=(1.0, 2.0))
    above, _ = np.histogram(values[values > 2.0], bins=10, range=(2.0, 7.0))
    assert (np.diff(below) > 0).all()
    assert (np.diff(above) < 0).all()
    # a triangle: half of the chance above lies within 1 - sqrt(1/2) of the way to the end
    assert np.quantile(values[values > 2.0], 0.5) == pytest.approx(2.0 + 5.0 * (1 - math.sqrt(0.5)), abs=1e-3)
