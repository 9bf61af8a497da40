"""Power and false alarms are counts over pilots, and whoever is told a least effect would see it."""

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import brentq

from simmodel.evaluation.estimators import Figure, two_groups
from simmodel.evaluation.power import cannot_be_trusted, claims, least_detectable, months_until, power


def figures(*estimates: float, reach: float = 1.0) -> list[Figure]:
    return [Figure(each, reach / 1.96, each - reach, each + reach, 0.5, 10.0) for each in estimates]


def test_power_counts_pilots_that_see_the_effect_on_its_own_side() -> None:
    four = figures(-3.0, -2.0, 0.0, 2.0)
    assert power(four, -1.0) == 0.5
    assert power(four, 1.0) == 0.25
    assert power(four, 0.0) is None
    assert claims(four) == 0.75


def pilots_of_nothing(chance: np.random.Generator, people: int, pilots: int) -> np.ndarray:
    """Days in custody in a year that nobody changes: most people have none, some many; shape (pilots, people)."""
    inside = chance.random((pilots, people)) < 0.4
    return np.minimum(inside * chance.exponential(120.0, (pilots, people)), 365.0)


@pytest.mark.filterwarnings("ignore:Precision loss")
@pytest.mark.parametrize("people", [8, 40, 100])
def test_80_of_100_other_pilots_of_the_same_people_see_the_least_effect(people: int) -> None:
    """Other people, and scipy's Welch test in place of ours; two in a hundred either way is the luck of 2,000."""
    half, chance = people // 2, np.random.default_rng(people)
    shown = [two_groups(one[:half], one[half:]) for one in pilots_of_nothing(chance, people, 2000)]
    least = least_detectable(shown)
    assert least is not None
    there = pilots_of_nothing(np.random.default_rng(1000 + people), people, 20_000)
    for sign in (1.0, -1.0):
        moved = there[:, :half] + sign * least.size
        test = stats.ttest_ind(moved, there[:, half:], axis=1, equal_var=False)
        seen = (test.pvalue < 0.05) & (np.sign(test.statistic) == sign)
        assert seen.mean() == pytest.approx(0.8, abs=0.025)


def test_for_normal_people_the_least_effect_is_that_of_the_noncentral_t() -> None:
    chance = np.random.default_rng(3)
    for people, freedom in ((40, 38.0), (100, 98.0)):
        drawn = chance.normal(0.0, 10.0, (3000, people))
        found = least_detectable([two_groups(one[: people // 2], one[people // 2 :]) for one in drawn])
        error, critical = 10.0 * np.sqrt(4.0 / people), stats.t.ppf(0.975, freedom)
        known = brentq(lambda d, c=critical, f=freedom, e=error: stats.nct.sf(c, f, d / e) - 0.8, 0.1, 50.0)
        assert found is not None
        assert found.size == pytest.approx(known, abs=3 * found.error)
        assert found.error < 0.02 * known


def test_the_error_of_the_least_effect_is_how_far_it_lies_from_itself_in_other_pilots() -> None:
    chance = np.random.default_rng(4)
    found = [least_detectable(figures(*chance.normal(0.0, 3.0, 40), reach=8.0)) for _ in range(200)]
    sizes, errors = zip(*found, strict=True)
    assert np.mean(errors) == pytest.approx(np.std(sizes), rel=0.25)


def test_what_a_design_is_off_on_the_mean_does_not_move_the_least_effect() -> None:
    estimates = np.random.default_rng(5).normal(0.0, 1.0, 30)
    here, there = (least_detectable(figures(*(estimates + off), reach=8.0)) for off in (0.0, 3.0))
    assert here == pytest.approx(there)
    assert here.size > 8.0


def test_the_least_effect_is_withheld_where_it_cannot_be_told() -> None:
    assert least_detectable(figures(*[0.1] * 19)) is None
    assert least_detectable(figures(*[0.1] * 20)) is not None
    assert least_detectable(figures(*[3.0] * 20)) is None
    assert least_detectable(figures(*[0.0] * 20, reach=0.0)) is None


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
    assert not cannot_be_trusted(4 / 20, 20)
    assert cannot_be_trusted(5 / 20, 20)
    assert cannot_be_trusted(0.15, 200)
    assert not cannot_be_trusted(0.0, 40)
