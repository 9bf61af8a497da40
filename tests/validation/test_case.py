"""A case passes when it is near enough and sharp enough, and for no other reason."""

import numpy as np
import pytest

from simmodel.validation.case import Effort, Known, mean_and_error

HALF = Known("half", "A half is a half.", "arithmetic", "share", 0.5)


def test_a_sharp_result_within_four_errors_passes() -> None:
    assert HALF.by_chance(0.519, 0.005, 0.05).passed


def test_a_result_further_off_than_four_errors_fails() -> None:
    assert not HALF.by_chance(0.521, 0.005, 0.05).passed


def test_a_blunt_result_fails_however_near_it_lies() -> None:
    case = HALF.by_chance(0.5, 0.007, 0.05)

    assert not case.passed
    assert "too blunt: they see 5.6%" in case.judged


def test_a_result_without_spread_is_no_chance_result() -> None:
    assert not HALF.by_chance(0.5, 0.0, 0.05).passed


def test_a_result_that_is_no_number_fails() -> None:
    assert not HALF.by_chance(float("nan"), 0.005, 0.05).passed
    assert not HALF.exactly(float("nan")).passed


@pytest.mark.parametrize(("found", "passed"), [(0.5, True), (0.5 + 1e-12, True), (0.5 + 1e-6, False)])
def test_an_exact_result_may_miss_by_rounding_only(found: float, passed: bool) -> None:
    assert HALF.exactly(found).passed is passed


def test_the_error_of_a_mean_is_the_usual_one() -> None:
    values = np.array([1.0, 2.0, 4.0, 5.0])

    mean, error = mean_and_error(values)

    assert mean == pytest.approx(3.0)
    assert error == pytest.approx(values.std(ddof=1) / 2.0)


def test_a_control_takes_out_what_goes_along_with_it_and_moves_no_mean() -> None:
    luck = np.random.default_rng(1)
    control = luck.normal(size=500)
    values = 7.0 + 3.0 * control + 0.1 * luck.normal(size=500)

    mean, error = mean_and_error(values, control[:, None])

    assert abs(mean - 7.0) < 4 * error
    assert error < 0.01 < mean_and_error(values)[1]


def test_the_long_form_plays_as_much_more_as_its_fault_is_smaller() -> None:
    assert Effort(quick=True).times(100) == 100
    assert Effort(quick=False).times(100) == 625


def test_luck_hangs_on_the_seed_and_on_the_case_alone() -> None:
    first = Effort(seed=3).luck("queue-one-fixed").random()

    assert first == Effort(seed=3, quick=False).luck("queue-one-fixed").random()
    assert first != Effort(seed=4).luck("queue-one-fixed").random()
    assert first != Effort(seed=3).luck("queue-one-random").random()
