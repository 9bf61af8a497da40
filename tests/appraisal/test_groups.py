"""Who gains, by cohort and by fifth of need: the same people in every scenario."""

import numpy as np
import pytest
from money_runs import RUNS, money_runs
from towns import some_solution, town

from simmodel.appraisal.groups import FIFTHS, GROUPS, OF_GROUP, by_group, distribution
from simmodel.appraisal.worth import appraise_runs
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play
from simmodel.vocabulary import COHORTS


@pytest.fixture(scope="module")
def lived() -> dict[str, object]:
    study = town((20, 10, 10, 10), levers="reach_out = true")
    return {name: one.people for name, one in play(study, some_solution(), 3, 0, compiled_driver()).items()}


def test_cohorts_and_fifths_each_hold_everybody_once(lived: dict) -> None:
    for people in lived.values():
        found = by_group(people)
        counted = people[people.weeks_in_scope > 0]
        for part in (found[: len(COHORTS)], found[len(COHORTS) :]):
            assert part.shape[0] in (len(COHORTS), len(FIFTHS))
            assert part[:, 0].sum() == len(counted)
            assert part[:, 2].sum() == counted.weeks_stably_housed.sum()
            assert part[:, 4].sum() == counted.custody_days.sum()


def test_fifths_are_of_equal_size_and_of_the_same_people_in_every_scenario(lived: dict) -> None:
    base, here = (by_group(lived[name])[len(COHORTS) :, 0] for name in ("current", "pull_in"))

    assert np.array_equal(base, here)
    assert np.ptp(base) <= 1


def test_heavier_fifths_hold_people_with_heavier_needs() -> None:
    study = town((40, 0, 0, 0))
    people = play(study, some_solution(), 3, 0, compiled_driver())["current"].people
    counted = people[people.weeks_in_scope > 0]
    counted.weeks_in_work[:] = counted.set_point.mean(axis=1)
    found = by_group(counted)[len(COHORTS) :]
    means = found[:, OF_GROUP.index("weeks_in_work")] / found[:, 0]

    assert np.all(np.diff(means) > 0)


def test_gains_are_for_a_person_of_the_group() -> None:
    gains = {gain.group: gain for gain in appraise_runs(money_runs()).scenarios["pull_in"].who_gains.gains}

    assert list(gains) == list(GROUPS)
    assert gains["homelessness"].change["weeks_stably_housed"].mean == pytest.approx(0.1)
    assert gains["heaviest needs"].reached == 2.0
    assert gains["heaviest needs"].people == 10.0


def arms(gained: list[float]) -> tuple[np.ndarray, np.ndarray]:
    base = np.zeros((1, RUNS, len(GROUPS), len(OF_GROUP)))
    base[..., 0] = 10.0
    here = base.copy()
    here[..., len(COHORTS) :, 2] = gained
    return here, base


@pytest.mark.parametrize(("gained", "sign"), [([0, 0, 0, 0, 5], -1), ([5, 0, 0, 0, 0], 1), ([2, 2, 2, 2, 2], 0)])
def test_below_zero_means_that_the_heaviest_needs_gain_most(gained: list[float], sign: int) -> None:
    assert np.sign(round(distribution(*arms(gained)).concentration, 9)) == sign


def test_where_nothing_is_gained_nobody_gains_more_than_others() -> None:
    assert distribution(*arms([0, 0, 0, 0, 0])).concentration is None
    assert distribution(*arms([-1, 0, 0, 0, 0])).concentration is None


def test_a_group_without_people_is_left_out() -> None:
    here, base = arms([1, 1, 1, 1, 1])
    here[..., 0, 0] = base[..., 0, 0] = 0.0

    assert [gain.group for gain in distribution(here, base).gains] == list(GROUPS[1:])


def test_fifths_of_unequal_size_that_gain_alike_a_person_are_even_whatever_their_sums() -> None:
    sizes = np.array([10.0, 20.0, 30.0, 40.0, 50.0])
    here, base = arms(list(sizes))
    here[..., len(COHORTS) :, 0] = base[..., len(COHORTS) :, 0] = sizes

    assert distribution(here, base).concentration == pytest.approx(0.0, abs=1e-12)


def test_the_same_sum_for_a_smaller_fifth_is_more_for_each_of_its_people() -> None:
    here, base = arms([10.0] * 5)
    here[..., len(COHORTS) :, 0] = base[..., len(COHORTS) :, 0] = [50.0, 40.0, 30.0, 20.0, 10.0]

    by_hand = 1 - 2 * (10 * 0.1 + 20 * 0.3 + 30 * 0.5 + 40 * 0.7 + 50 * 0.9) / 150
    assert distribution(here, base).concentration == pytest.approx(by_hand)
