"""Shares of a whole: what makes the Shapley value the only fair rule, held for any values."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.attribution.shapley import shapley

NUMBERS = st.floats(-1e6, 1e6)


@st.composite
def worth(draw: st.DrawFn, most: int = 5) -> np.ndarray:
    """A value for every set of one to `most` parts."""
    parts = draw(st.integers(1, most))
    return np.array(draw(st.lists(NUMBERS, min_size=1 << parts, max_size=1 << parts)))


def parts_of(values: np.ndarray) -> int:
    return (len(values) - 1).bit_length()


def by_orders(values: np.ndarray) -> list[float]:
    """By another road: the mean, over all orders, of what each part adds to those before it."""
    parts = parts_of(values)
    added: list[list[float]] = [[] for _ in range(parts)]
    for order in itertools.permutations(range(parts)):
        chosen = 0
        for part in order:
            added[part].append(values[chosen | 1 << part] - values[chosen])
            chosen |= 1 << part
    return [float(np.mean(each)) for each in added]


@given(worth())
def test_the_parts_add_up_to_the_whole_less_what_there_is_without_any(values: np.ndarray) -> None:
    assert shapley(values).sum() == pytest.approx(values[-1] - values[0], abs=1e-6)


@given(worth())
def test_it_is_the_mean_over_all_orders_of_what_each_part_adds(values: np.ndarray) -> None:
    assert shapley(values) == pytest.approx(by_orders(values), abs=1e-6)


@given(worth(4), st.integers(0, 4))
def test_a_part_that_never_adds_anything_gets_nothing(values: np.ndarray, place: int) -> None:
    place = min(place, parts_of(values))
    low = (1 << place) - 1
    wider = np.array([values[(s & low) | (s >> 1 & ~low)] for s in range(2 * len(values))])
    found = shapley(wider)
    assert found[place] == 0.0
    assert np.delete(found, place) == pytest.approx(shapley(values), abs=1e-6)


@given(worth(), st.data())
def test_parts_that_do_the_same_get_the_same(values: np.ndarray, data: st.DataObject) -> None:
    parts = parts_of(values)
    one, other = data.draw(st.integers(0, parts - 1)), data.draw(st.integers(0, parts - 1))
    swapped = np.array([values[_swap(s, one, other)] for s in range(len(values))])
    found = shapley((values + swapped) / 2)
    assert found[one] == pytest.approx(found[other], abs=1e-6)


def _swap(chosen: int, one: int, other: int) -> int:
    rest = chosen & ~(1 << one) & ~(1 << other)
    return rest | (chosen >> one & 1) << other | (chosen >> other & 1) << one


@given(worth(), NUMBERS)
def test_parts_of_a_sum_are_the_sums_of_parts(values: np.ndarray, times: float) -> None:
    both = np.stack([values, values[::-1]], axis=1)
    assert shapley(both)[:, 0] == pytest.approx(shapley(values), abs=1e-6)
    summed = shapley(both[:, 0] + times * both[:, 1])
    assert summed == pytest.approx(shapley(both) @ [1.0, times], rel=1e-6, abs=1e-3)


def test_without_any_part_there_is_nothing_to_share_out() -> None:
    assert shapley(np.array([3.0])).shape == (0,)


def test_a_set_that_is_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="3 values given; allowed: one for every set of parts"):
        shapley(np.zeros(3))
