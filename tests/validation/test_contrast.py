"""Two arms are compared as the trials compared theirs: held to cases worked by hand, and to claims for any arms."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.validation.contrast import MEASURES, contrast, hazard_ratio, jackknife_error, together
from simmodel.validation.counted import Arm


def shares(events: int, people: int) -> Arm:
    """An arm in which so many of so many people have it happen to them."""
    return Arm(np.arange(people) < events, np.ones(people), np.ones(people))


def times(*weeks: int, still_free: tuple[int, ...] = ()) -> Arm:
    """An arm in which it happens in these weeks, and others are last seen in those."""
    happened = [1.0] * len(weeks) + [0.0] * len(still_free)
    return Arm(np.array(happened), np.ones(len(happened)), np.array([*weeks, *still_free]))


ARMS = st.lists(st.tuples(st.booleans(), st.integers(1, 30)), min_size=1, max_size=40).map(
    lambda people: Arm(
        np.array([float(event) for event, _ in people]),
        np.ones(len(people)),
        np.array([week for _, week in people]),
    )
)


# shares


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("difference", 0.6 - 0.3),
        ("relative_change", 1.0),
        ("ratio", 2.0),
        ("odds_ratio", (0.6 / 0.4) / (0.3 / 0.7)),
        ("level", 0.6),
        ("level_of_control", 0.3),
    ],
)
def test_six_in_ten_against_three_in_ten(measure: str, expected: float) -> None:
    assert MEASURES[measure](shares(6, 10), shares(3, 10)) == pytest.approx(expected)


def test_a_mean_is_all_that_was_counted_of_all_there_was_to_count() -> None:
    appointments = Arm(np.array([1.0, 0.0, 2.0]), np.array([2.0, 0.0, 2.0]), np.ones(3))
    assert appointments.mean == 0.75


def test_of_nobody_there_is_no_mean_and_no_contrast() -> None:
    nobody = shares(0, 0)
    assert math.isnan(nobody.mean)
    assert contrast([(nobody, nobody)], [0], "difference").mean is None


def test_a_ratio_to_nothing_does_not_exist() -> None:
    assert math.isnan(MEASURES["ratio"](shares(3, 10), shares(0, 10)))


# hazard ratios


def test_the_hazard_ratio_is_coxs_in_a_case_worked_by_hand() -> None:
    # at week 1 one of two treated goes, beside two controls; at week 2 the other one and one of the two controls.
    # With t = exp(beta): 1 - 2t / (2t + 2) + 1 - 2 t / (t + 2) = 0, that is t^2 - 2t - 4 = 0, and t = 1 + sqrt(5)
    found = hazard_ratio(times(1, 2), times(2, still_free=(3,)))
    assert found == pytest.approx(1 + math.sqrt(5))


def test_events_twice_as_fast_in_a_large_trial_give_a_hazard_ratio_near_two() -> None:
    luck = np.random.default_rng(5)
    weeks = {rate: np.minimum(1 + luck.exponential(1 / rate, 40_000).astype(int), 104) for rate in (0.02, 0.01)}
    treated, control = (Arm((each < 104).astype(float), np.ones(len(each)), each) for each in weeks.values())
    assert hazard_ratio(treated, control) == pytest.approx(2.0, rel=0.03)


@given(ARMS, ARMS)
def test_arms_that_change_places_give_the_reciprocal(one: Arm, other: Arm) -> None:
    there, back = hazard_ratio(one, other), hazard_ratio(other, one)
    if math.isnan(there):
        assert math.isnan(back)
    else:
        assert there * back == pytest.approx(1.0, rel=1e-6)


@given(ARMS)
def test_an_arm_compared_with_itself_shows_nothing(arm: Arm) -> None:
    found = hazard_ratio(arm, arm)
    assert math.isnan(found) if not arm.total.any() else found == pytest.approx(1.0)


def test_without_events_in_an_arm_there_is_no_hazard_ratio() -> None:
    assert math.isnan(hazard_ratio(times(still_free=(9, 9)), times(3)))


def test_people_seen_no_further_leave_the_risk_set() -> None:
    everyone, gone_early = times(5, still_free=(9,)), times(5, still_free=(2,))
    control = times(5, still_free=(9,))
    assert hazard_ratio(gone_early, control) > hazard_ratio(everyone, control)


# runs and draws


def test_runs_are_pooled_person_by_person() -> None:
    found = contrast([(shares(1, 1), shares(0, 1)), (shares(0, 9), shares(0, 9))], [0, 1], "difference")
    assert found.mean == pytest.approx(0.1)
    assert found.low == pytest.approx(0.05)
    assert found.high == pytest.approx(0.95)


def test_the_runs_of_a_draw_are_one_group() -> None:
    pairs = [(shares(n, 10), shares(0, 10)) for n in (1, 3, 5, 7)]
    by_draw = contrast(pairs, [1, 1, 2, 2], "difference")
    assert by_draw.mean == pytest.approx(0.4)
    assert by_draw.low == pytest.approx(0.2 + 0.05 * 0.4)
    assert by_draw.error == pytest.approx(0.2)


def test_one_group_has_no_error() -> None:
    found = contrast([(shares(1, 2), shares(0, 2))], [0], "difference")
    assert (found.error, found.reach) == (None, None)


@pytest.mark.parametrize(("groups", "quantile"), [(4, 3.18245), (20, 2.09302)])
def test_other_luck_reaches_as_far_as_students_t_says_for_so_few_runs(groups: int, quantile: float) -> None:
    pairs = [(shares(n % 5, 10), shares(0, 10)) for n in range(groups)]
    found = contrast(pairs, range(groups), "difference")
    assert found.reach == pytest.approx(quantile * found.error, rel=1e-4)
    by_two = contrast([*pairs, *pairs], [*range(groups)] * 2, "difference")
    assert by_two.reach == pytest.approx(quantile * by_two.error, rel=1e-4)


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=30))
def test_the_jackknife_of_a_mean_is_its_usual_standard_error(values: list[float]) -> None:
    given_values = np.array(values)
    left_out = np.array([np.delete(given_values, place).mean() for place in range(len(values))])
    usual = given_values.std(ddof=1) / math.sqrt(len(values))
    assert jackknife_error(left_out) == pytest.approx(usual, abs=1e-9)


def test_people_of_several_runs_stand_together_in_order() -> None:
    treated, control = together([(times(1), times(2)), (times(3), times(4, still_free=(9,)))])
    assert treated.weeks.tolist() == [1, 3]
    assert control.weeks.tolist() == [2, 4, 9]
