"""From a pilot made by hand to what each design reports of it, and what is true."""

import numpy as np
import pytest

from simmodel.evaluation.designs import can_follow, figure, truth
from simmodel.evaluation.pilot import Pilot
from simmodel.evaluation.question import Question

ROWS, START = 112, 60


def by_hand(scenario: np.ndarray, base: np.ndarray, at: list[int], treated: list[bool]) -> Pilot:
    people = len(at)
    everybody = np.ones(people, bool)
    return Pilot(
        np.arange(people), np.array(at), np.full(people, -99), np.array(treated), everybody, scenario, base, START
    )


@pytest.fixture
def constant() -> Pilot:
    """Four people with 3, 4, 5 and 6 a week; from row 60 on one less for the two who are treated."""
    base = np.tile([3.0, 4.0, 5.0, 6.0], (ROWS, 1))
    scenario = base.copy()
    scenario[START:, :2] -= 1.0
    return by_hand(scenario, base, [START] * 4, [True, True, False, False])


def asked(design: str, **more: str) -> Question:
    return Question(design, 4, "pull_in", **more)


def test_before_and_after_is_the_change_of_the_same_people(constant: Pilot) -> None:
    found = figure(asked("pre_post"), constant, constant.scenario, 10)
    assert found.estimate == -5.0
    assert found.reference == 45.0
    assert figure(asked("pre_post"), constant, constant.base, 10).estimate == 0.0


def test_groups_and_pairs_are_compared_in_the_weeks_after(constant: Pilot) -> None:
    for design in ("randomised", "matched"):
        assert figure(asked(design), constant, constant.scenario, 10).estimate == 25.0 - 55.0
        assert figure(asked(design), constant, constant.base, 10).estimate == 35.0 - 55.0


def test_what_is_true_is_the_difference_between_arms_for_people_offered_a_worker(constant: Pilot) -> None:
    for design in ("randomised", "matched"):
        assert truth(asked(design), constant, 10) == (-10.0, 35.0)
    assert truth(asked("pre_post"), constant, 10).effect == -10.0


def test_an_outcome_that_happens_once_is_a_share_of_people() -> None:
    scenario, base = np.zeros((ROWS, 4)), np.zeros((ROWS, 4))
    base[[62, 64, 63, 63], [0, 0, 1, 2]] = 1.0
    scenario[63, [1, 2]] = 1.0
    found = by_hand(scenario, base, [START] * 4, [True, True, False, False])
    once = asked("randomised", outcome="taken_into_custody")
    assert figure(once, found, found.scenario, 10).estimate == 0.0
    assert figure(once, found, found.base, 10).estimate == 0.5
    assert truth(once, found, 10) == (-0.5, 1.0)


def test_a_stepped_wedge_finds_a_constant_effect_and_reports_it_for_the_follow_up() -> None:
    at = [START, START + 12, START + 24, START + 36]
    base = np.tile([3.0, 4.0, 5.0, 6.0], (ROWS, 1)) + np.linspace(0, 2, ROWS)[:, None]
    scenario = base - 0.5 * (np.arange(ROWS)[:, None] >= np.array(at))
    found = by_hand(scenario, base, at, [True] * 4)
    wedge = asked("stepped_wedge")
    assert figure(wedge, found, scenario, 52).estimate == pytest.approx(-0.5 * 52)
    assert figure(wedge, found, base, 52).estimate == pytest.approx(0.0, abs=1e-9)
    assert truth(wedge, found, 52).effect == pytest.approx(-0.5 * 52)
    assert figure(wedge, found, scenario, 52).low < -26.0 + 1e-6


def test_a_follow_up_is_told_only_where_it_was_seen(constant: Pilot) -> None:
    assert can_follow(asked("randomised"), constant, ROWS - START)
    assert not can_follow(asked("randomised"), constant, ROWS - START + 1)
    assert can_follow(asked("stepped_wedge"), constant, 52)
    assert not can_follow(asked("stepped_wedge"), constant, 53)
    assert not can_follow(asked("stepped_wedge"), constant, 3)


def test_before_and_after_leaves_out_people_who_were_not_there_so_long_before(constant: Pilot) -> None:
    newcomer = Pilot(**{**vars(constant), "arrived": np.array([-99, 55, -99, -99])})
    found = figure(asked("pre_post"), newcomer, newcomer.scenario, 10)
    assert found.reference == pytest.approx((30 + 50 + 60) / 3)
    assert truth(asked("pre_post"), newcomer, 10) == (-10.0, 30.0)
    assert can_follow(asked("pre_post"), newcomer, 10)
    few = Pilot(**{**vars(constant), "arrived": np.array([55, 55, 55, -99])})
    assert not can_follow(asked("pre_post"), few, 10)
