"""Estimators give what textbooks and scipy give, and say what happens where nobody differs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from simmodel.evaluation.estimators import Figure, paired, steps, two_groups

UNHURRIED = settings(deadline=None)

AMOUNTS = st.lists(st.integers(0, 52), min_size=4, max_size=12)


def arrays(*values: list[int]) -> list[np.ndarray]:
    return [np.array(each, float) for each in values]


def test_a_paired_figure_by_hand() -> None:
    found = paired(*arrays([1, 2, 3, 6], [2, 4, 6, 8]))
    assert found.estimate == -2.0
    assert found.reference == 5.0
    assert found.relative == -0.4
    assert found.error == pytest.approx(np.sqrt(2 / 3) / 2)
    assert found.high == pytest.approx(-2.0 + 3.18245 * np.sqrt(2 / 3) / 2, abs=1e-4)


@UNHURRIED
@given(AMOUNTS, st.randoms())
def test_a_paired_figure_is_the_paired_t_test(then: list[int], chance) -> None:
    now, other = arrays([max(0, value + chance.randint(-3, 3)) for value in then], then)
    found, test = paired(now, other), stats.ttest_rel(now, other) if np.std(now - other) else None
    if test is not None:
        ends = test.confidence_interval()
        assert (found.low, found.high, found.p) == pytest.approx((ends.low, ends.high, test.pvalue))


@UNHURRIED
@given(AMOUNTS, AMOUNTS)
def test_two_groups_are_compared_as_welch_does(treated: list[int], control: list[int]) -> None:
    one, other = arrays(treated, control)
    found = two_groups(one, other)
    assert found.estimate == pytest.approx(one.mean() - other.mean())
    assert found.reference == other.mean()
    if np.std(one) or np.std(other):
        test = stats.ttest_ind(one, other, equal_var=False)
        ends = test.confidence_interval()
        assert (found.low, found.high, found.p) == pytest.approx((ends.low, ends.high, test.pvalue))


def with_dummies(amounts: np.ndarray, exposed: np.ndarray) -> tuple[float, float]:
    """Effect and CR1 error of exposure by least squares on a column for each person and each period."""
    periods, people = amounts.shape
    person, period = np.tile(np.arange(people), periods), np.repeat(np.arange(periods), people)
    columns = [exposed.ravel(), *(person == one for one in range(people))]
    design = np.column_stack([*columns, *(period == one for one in range(1, periods))]).astype(float)
    fitted, *_ = np.linalg.lstsq(design, amounts.ravel(), rcond=None)
    left, inverse = amounts.ravel() - design @ fitted, np.linalg.inv(design.T @ design)
    scores = np.array([design[person == one].T @ left[person == one] for one in range(people)])
    spread = inverse @ scores.T @ scores @ inverse * people / (people - 1)
    return float(fitted[0]), float(np.sqrt(spread[0, 0]))


@UNHURRIED
@given(st.integers(0, 2**32 - 1))
def test_a_stepped_wedge_is_least_squares_with_an_effect_of_each_person_and_period(seed: int) -> None:
    chance = np.random.default_rng(seed)
    exposed = (np.arange(6)[:, None] >= chance.permutation([1, 2, 3, 4, 5, 3, 2])).astype(float)
    amounts = chance.normal(size=exposed.shape) + 2.0 * exposed + chance.normal(size=7)
    found = steps(amounts, exposed)
    assert (found.estimate, found.error) == pytest.approx(with_dummies(amounts, exposed))
    assert found.reference == pytest.approx(amounts[exposed == 0].mean())


def test_a_stepped_wedge_finds_an_effect_whatever_persons_and_periods_are_like() -> None:
    exposed = (np.arange(4)[:, None] >= np.array([1, 2, 3])).astype(float)
    amounts = 10.0 + np.array([5, 0, 9]) + np.array([[0], [3], [8], [1]]) - 4.0 * exposed
    assert steps(amounts, exposed).estimate == pytest.approx(-4.0)


def test_a_stepped_wedge_without_steps_tells_nothing() -> None:
    together = np.array([[0.0, 0.0], [1.0, 1.0]])
    with pytest.raises(ValueError, match="nobody began later"):
        steps(together, together)


def test_where_nobody_differs_the_interval_is_a_point() -> None:
    still, moved = paired(*arrays([3, 3], [3, 3])), paired(*arrays([2, 2], [3, 3]))
    assert (still.low, still.high, still.p, still.excludes_zero()) == (0.0, 0.0, 1.0, False)
    assert (moved.low, moved.high, moved.p, moved.excludes_zero()) == (-1.0, -1.0, 0.0, True)
    assert two_groups(*arrays([0, 0], [0, 0])).p == 1.0


def test_a_share_of_nothing_is_no_number() -> None:
    assert paired(*arrays([1, 2], [0, 0])).relative is None


@pytest.mark.parametrize(
    ("low", "high", "beyond", "below", "above"),
    [(-2.0, -1.0, True, True, False), (1.0, 2.0, True, False, True), (-1.0, 1.0, False, False, False)],
)
def test_zero_is_left_out_on_one_side(low: float, high: float, beyond: bool, below: bool, above: bool) -> None:
    figure = Figure(0.0, 1.0, low, high, 0.5, 1.0)
    assert (figure.excludes_zero(), figure.excludes_zero(-1.0), figure.excludes_zero(1.0)) == (beyond, below, above)
