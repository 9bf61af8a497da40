"""What was told because it stood out is told as large as it is on average, and the strong keep what they have."""

import numpy as np
import pytest
from made_up_draws import even

from simmodel.sensitivity import found as page
from simmodel.sensitivity.found import drawn_of
from simmodel.sensitivity.result import Driver
from simmodel.sensitivity.selection import left_of, left_of_strength
from simmodel.sensitivity.shares import Share
from simmodel.sensitivity.uncertain import Uncertain

NUMBERS = 265


def weights() -> np.ndarray:
    """Of 265 numbers one makes up .27 and one .21 of the variance, sixty others the rest, all alike, 203 nothing."""
    return np.sqrt(np.r_[0.27, 0.21, np.full(60, 0.52 / 60), np.zeros(NUMBERS - 62)])


def studies(repeats: int, draws: int = 100) -> list[dict[int, Driver]]:
    """The numbers that stand out in so many made-up studies, by column."""
    told = []
    for seed in range(repeats):
        places, chance = even(draws, NUMBERS, seed), np.random.default_rng(seed)
        result = np.sqrt(12) * (places - 0.5) @ weights()
        drawn = drawn_of(result[:, None] + chance.normal(0.0, np.sqrt(2 * 0.11), (draws, 2)))
        numbers = [Uncertain(str(column), None, 1, places[:, column], None) for column in range(NUMBERS)]
        told.append({int(each.numbers[0].name): each for each in page._drivers(drawn, numbers, places, 0)})
    return told


def covers(told: list[dict[int, Driver]], columns: range) -> float:
    of = [(each.total, weights()[one] ** 2) for study in told for one, each in study.items() if one in columns]
    return float(np.mean([abs(share.share - true) <= 2 * share.error for share, true in of]))


@pytest.mark.slow
def test_numbers_that_stood_out_by_luck_are_seldom_told_as_more_than_nothing() -> None:
    told = studies(100)
    weak = [each.total for study in told for one, each in study.items() if one > 1]
    assert len(weak) > 5
    assert np.mean([share.share for share in weak]) < 0.08
    assert np.mean([share.share > 2 * share.error for share in weak]) < 0.3
    strong = [study[0].total.share for study in told if 0 in study]
    assert np.mean(strong) == pytest.approx(0.25, abs=0.04)
    assert covers(told, range(2)) > 0.8


@pytest.mark.slow
@pytest.mark.parametrize("draws", [100, 200])
def test_in_many_studies_two_errors_cover_nine_in_ten(draws: int) -> None:
    told = studies(200, draws)
    assert covers(told, range(2)) > 0.88
    assert covers(told, range(2, NUMBERS)) > 0.9


def test_much_is_left_of_what_is_strong_and_little_of_what_barely_stands_out() -> None:
    assert left_of_strength(12.0, 4.0).share > 0.95
    barely = left_of_strength(4.0, 4.0)
    assert barely.share < 0.35
    assert barely.share <= 2 * barely.error
    assert left_of_strength(3.0, 4.0) == barely


def test_without_a_bar_nothing_is_taken_off_what_is_far_from_none() -> None:
    free = left_of_strength(8.0, 0.0)
    assert free.share == pytest.approx(1.0, abs=0.02)
    assert free.error == pytest.approx(2 / 8, rel=0.1)


def test_a_share_is_drawn_in_and_has_the_larger_error() -> None:
    left = left_of(0.1, 0.5, 100, NUMBERS)
    assert left.of(Share(0.2, 0.0)) == Share(left.share * 0.2, left.error * 0.2)
    assert left.of(Share(0.2, 0.9)).error == pytest.approx(left.share * 0.9)
    assert left_of(0.5, 0.0, 100, NUMBERS).share == 1.0
