"""Power, false alarms and the least effect seen are counts over pilots, with the formula they state."""

import numpy as np
import pytest

from simmodel.evaluation.estimators import Figure
from simmodel.evaluation.power import ERRORS_TO_DETECT, cannot_be_trusted, claims, least_detectable, months_until, power


def figures(*estimates: float, reach: float = 1.0) -> list[Figure]:
    return [Figure(each, reach / 1.96, each - reach, each + reach, 0.5, 10.0) for each in estimates]


def test_power_counts_pilots_that_see_the_effect_on_its_own_side() -> None:
    four = figures(-3.0, -2.0, 0.0, 2.0)
    assert power(four, -1.0) == 0.5
    assert power(four, 1.0) == 0.25
    assert power(four, 0.0) is None
    assert claims(four) == 0.75


def test_the_least_effect_is_280_standard_deviations_of_the_estimates() -> None:
    assert pytest.approx(2.80, abs=0.002) == ERRORS_TO_DETECT
    assert least_detectable(figures(1.0, 3.0)) == pytest.approx(2.80 * np.sqrt(2.0), abs=0.004)
    assert least_detectable(figures(1.0)) is None


def test_an_effect_of_that_size_is_seen_by_80_of_100_pilots() -> None:
    estimates = np.random.default_rng(1).normal(ERRORS_TO_DETECT, 1.0, 20_000)
    assert power(figures(*estimates, reach=1.96), 1.0) == pytest.approx(0.8, abs=0.01)


@pytest.mark.parametrize(
    ("powers", "alarms", "months"),
    [
        ({6: 0.5, 12: 0.8, 24: 0.9}, {6: 0.05, 12: 0.05, 24: 0.05}, 12),
        ({6: 0.9, 12: 0.7, 24: 0.9}, {6: 0.05, 12: 0.05, 24: 0.05}, 24),
        ({6: 0.5, 12: 0.7}, {6: 0.05, 12: 0.05}, None),
        ({6: 0.9, 12: 0.9}, {6: 0.05, 12: 0.5}, None),
        ({6: None}, {6: 0.0}, None),
        ({}, {}, None),
    ],
)
def test_the_data_can_tell_from_the_month_on_from_which_power_stays(powers: dict, alarms: dict, months: int) -> None:
    assert months_until(powers, alarms, 40) == months


def test_a_few_false_alarms_are_luck_and_many_are_the_design() -> None:
    assert not cannot_be_trusted(3 / 20, 20)
    assert cannot_be_trusted(5 / 20, 20)
    assert cannot_be_trusted(0.15, 200)
    assert not cannot_be_trusted(0.0, 40)
