"""What was learned is told from what was not, and two numbers that do the same are named."""

import numpy as np
import pytest
from made_up_pilots import even_places

from simmodel.calibration.chains import chains_of
from simmodel.calibration.emulator import emulator_of
from simmodel.calibration.identified import Identified, identified
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.observed import observed
from simmodel.calibration.pool import Pool

NAMES = ("the effect of coaching", "the effect of housing", "the level of return", "the price of a crisis")


@pytest.fixture(scope="module")
def found() -> Identified:
    """Of four numbers the first two only ever add up, the third is seen well, the fourth not at all."""
    places = even_places(512, 4)
    means = np.column_stack([places[:, 0] + places[:, 1], places[:, 2]])
    seen = np.square(20.0 + means + np.random.default_rng(1).normal(0.0, 0.1, means.shape))
    emulator = emulator_of(Pool(places, seen, np.ones(seen.shape)), ("mean", "mean"))
    pilot = observed(("mean", "mean"), value=np.square([21.0, 20.5]), n=np.ones(2))
    return identified(chains_of(likelihood_of(emulator, pilot).at, 4, 1).draws(2000))


def test_what_was_seen_well_is_known_better_and_what_was_not_seen_is_not(found: Identified) -> None:
    assert found.contraction[2] == pytest.approx(1 - 0.1 * np.sqrt(12), abs=0.06)
    assert found.contraction[3] == pytest.approx(0.0, abs=0.05)
    assert found.hardly.tolist() in ([3], [0, 3], [1, 3], [0, 1, 3])


def test_two_numbers_that_only_add_up_are_named_as_not_told_apart(found: Identified) -> None:
    assert [(pair.one, pair.other) for pair in found.pairs] == [(0, 1)]
    assert found.pairs[0].together < -0.8
    told = found.told(NAMES)
    assert "Your data say almost nothing about the price of a crisis." in told
    assert told[-1] == (
        "Your data cannot tell the effect of coaching from the effect of housing: "
        "more of one fits as well as more of the other."
    )


def test_their_sum_is_the_best_known_combination_and_their_difference_among_the_worst(found: Identified) -> None:
    best, worst = found.directions[0], found.directions[-1]
    assert np.abs(best.weights) == pytest.approx([np.sqrt(0.5), np.sqrt(0.5), 0.0, 0.0], abs=0.15)
    assert best.weights[0] * best.weights[1] > 0
    assert best.contraction > 0.7
    assert worst.contraction < 0.1
    assert [each.contraction for each in found.directions] == sorted(
        (each.contraction for each in found.directions), reverse=True
    )


def test_the_closest_pair_is_named_first() -> None:
    one, other, luck = np.random.default_rng(1).normal(size=(3, 900))
    draws = np.column_stack([one, 0.7 * one + 0.7 * luck, other, other + 0.1 * luck])
    assert [(pair.one, pair.other) for pair in identified(draws).pairs] == [(2, 3), (0, 1)]


def test_numbers_that_must_move_together_are_told_so() -> None:
    one = np.random.default_rng(1).random(400)
    draws = np.column_stack([one, one + 0.1 * np.random.default_rng(2).normal(size=400)])
    assert identified(draws).told(["a", "b"])[-1].endswith("more of both fits as well as less of both.")


def test_numbers_that_are_known_by_their_sum_alone_are_named_together_and_others_are_not() -> None:
    places = np.random.default_rng(2).uniform(size=(4000, 5))
    known = np.abs(places[:, :4].sum(axis=1) - 2.0) < 0.05
    draws = np.vstack([places[known]] * 3)

    assert identified(draws).only_together == ((0, 1, 2, 3),)
    assert identified(places).only_together == ()
    assert identified(places * [0.1, 1.0, 1.0, 1.0, 1.0]).only_together == ()
