"""Acceptability: five draws worked in exact fractions, and what must hold for any draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from outside import known

from simmodel.appraisal.money.curves import acceptability, expected_loss, net_monetary_benefit, share_best

CASE = known("psa_small")
CLOSE = {"abs": CASE["tolerance"], "rel": CASE["tolerance"]}
COST, EFFECT = (np.array(CASE["inputs"][what])[:, None] for what in ("cost", "effect"))
FOUND = acceptability(COST, EFFECT, [each["k"] for each in CASE["expected"]])
NET = arrays(float, (6, 3), elements=st.integers(-50, 50).map(float))


@pytest.mark.parametrize("place", range(len(CASE["expected"])), ids=lambda place: f"k={CASE['expected'][place]['k']}")
def test_every_number_worked_in_fractions_is_found(place: int) -> None:
    expected = CASE["expected"][place]
    assert FOUND.worth[place] == expected["k"]
    assert FOUND.net_benefit[place] == pytest.approx(expected["expected_nmb"], **CLOSE)
    assert FOUND.best[place] == expected["optimal"]
    assert FOUND.probability_best[place] == pytest.approx(expected["prob_best"], **CLOSE)
    assert FOUND.frontier[place] == pytest.approx(expected["ceaf"], **CLOSE)
    assert FOUND.loss[place] == pytest.approx(expected["expected_loss"], **CLOSE)
    assert FOUND.perfect_information[place] == pytest.approx(expected["evpi"], **CLOSE)


def test_the_frontier_is_of_the_option_best_on_average_even_where_another_is_best_more_often() -> None:
    at = list(FOUND.worth).index(30)
    assert FOUND.best[at] == 2
    assert FOUND.frontier[at] < FOUND.probability_best[at].max()


@given(NET)
def test_chances_of_being_best_add_up_to_one_and_ties_are_split_equally(net: np.ndarray) -> None:
    found = share_best(net)
    assert found.sum() == pytest.approx(1.0)
    assert share_best(net[:, ::-1]) == pytest.approx(found[::-1])
    assert share_best(np.zeros((4, 3))) == pytest.approx([1 / 3] * 3)


@given(NET)
def test_what_is_lost_is_what_knowing_brings_over_each_option(net: np.ndarray) -> None:
    found = expected_loss(net)
    assert found == pytest.approx(net.max(axis=1).mean() - net.mean(axis=0))
    assert found.min() >= 0


@given(NET, arrays(float, (6, 1), elements=st.integers(-50, 50).map(float)))
def test_what_all_options_share_decides_nothing(net: np.ndarray, shared: np.ndarray) -> None:
    assert share_best(net + shared) == pytest.approx(share_best(net))
    assert expected_loss(net + shared) == pytest.approx(expected_loss(net))


def test_the_luck_of_runs_does_not_count_as_doubt_about_the_decision() -> None:
    chance = np.random.default_rng(2)
    effect = chance.normal([0.0, 3.0], 10, (2000, 6, 2))
    found = acceptability(np.zeros((2000, 6, 2)), effect, [1.0])
    assert found.probability_best[0, 1] > 0.95
    assert share_best(effect.mean(axis=1))[1] < 0.75


def test_net_monetary_benefit_is_what_outcomes_are_worth_less_their_cost() -> None:
    assert net_monetary_benefit([100.0, 5.0], [2.0, 0.0], 70.0) == pytest.approx([40.0, -5.0])
