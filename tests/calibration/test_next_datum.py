"""The datum that would narrow a decision most is found, and what it is said to bring is what it then brings."""

import numpy as np
import pytest
from made_up_pilots import GOES_TOGETHER, LUCK, STRAIGHT_KINDS, even_places, straight_pilots
from made_up_pilots import STRAIGHT as SLOPES

from simmodel.calibration.chains import chains_of
from simmodel.calibration.emulator import emulator_of
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.next_datum import NextDatum, next_data
from simmodel.calibration.observed import Observed, observed

EMULATOR = emulator_of(straight_pilots(even_places(2048, 3)), STRAIGHT_KINDS)
TRUTH = np.array([[0.5, 0.45, 0.55]])
SEEN = straight_pilots(TRUTH, seed=5).seen[0]
N = np.full(5, 100.0)


def part(fitted: list[int], times: float = 1.0) -> Observed:
    """These targets alone are fitted; the first of them with so many times the people."""
    value, n = np.full(5, np.nan), N.copy()
    value[fitted] = SEEN[fitted]
    n[fitted[0]] *= times
    return observed(STRAIGHT_KINDS, value=value, n=n)


def draws_of(seen: Observed) -> np.ndarray:
    return chains_of(likelihood_of(EMULATOR, seen).at, 3, 1, steps=800).draws(4000)


def one(found: list[NextDatum], target: int) -> NextDatum:
    return next(datum for datum in found if datum.target == target)


def closed_form(fitted: list[int]) -> np.ndarray:
    """The covariance of the posterior of straight, normal pilots, nothing else being known."""
    luck = GOES_TOGETHER * np.outer(LUCK, LUCK) / 100.0
    slopes = 2.0 * SLOPES[:, fitted]
    return np.linalg.inv(slopes @ np.linalg.inv(luck[np.ix_(fitted, fitted)]) @ slopes.T)


@pytest.mark.parametrize("further", [3, 4])
def test_what_a_further_target_of_the_same_people_brings_is_the_closed_form(further: int) -> None:
    spread = closed_form([0, 1, 2])
    draws = np.random.default_rng(1).multivariate_normal(TRUTH[0], spread, 20000)
    seen = part([0, 1, 2])
    found = one(next_data(EMULATOR, seen, draws, draws), further)
    left = closed_form([0, 1, 2, further])
    assert found.removed == pytest.approx(1.0 - np.diag(left) / np.diag(spread), abs=0.04)


def test_a_further_target_brings_what_it_was_said_to_bring() -> None:
    before = draws_of(part([0, 1, 2]))
    found = next_data(EMULATOR, part([0, 1, 2]), before, before)
    after = draws_of(part([0, 1, 2, 4]))
    assert not one(found, 4).again
    assert one(found, 4).removed == pytest.approx(1.0 - after.var(axis=0) / before.var(axis=0), abs=0.1)


def test_twice_the_people_bring_what_they_were_said_to_bring() -> None:
    before = draws_of(part([2]))
    found = next_data(EMULATOR, part([2]), before, before)
    after = draws_of(part([2], times=2.0))
    assert one(found, 2).again
    assert one(found, 2).removed == pytest.approx(1.0 - after.var(axis=0) / before.var(axis=0), abs=0.07)


def test_the_target_that_narrows_most_stands_first_and_that_which_narrows_least_last() -> None:
    before = draws_of(part([0]))
    found = next_data(EMULATOR, part([0]), before, before[:, 2:])
    left = {target: draws_of(part([0, target]))[:, 2].var() for target in (1, 2, 3, 4)}
    further = [datum.target for datum in found if not datum.again]
    assert further[0] == min(left, key=lambda target: left[target])
    assert further[-1] == max(left, key=lambda target: left[target])
    assert [datum.worth for datum in found] == sorted((datum.worth for datum in found), reverse=True)


def test_a_quantity_that_is_known_can_gain_nothing() -> None:
    before = draws_of(part([0]))
    assert all(datum.worth == 0.0 for datum in next_data(EMULATOR, part([0]), before, np.ones((4000, 1))))


def test_a_cell_that_was_held_back_would_bring_less_told_exactly_than_one_never_seen() -> None:
    low, high = np.full(5, np.nan), np.full(5, np.nan)
    low[2], high[2] = 0.98 * SEEN[2], 1.02 * SEEN[2]
    held = observed(STRAIGHT_KINDS, value=part([0]).value, n=N, lower=low, upper=high)
    before = {name: draws_of(seen) for name, seen in (("never", part([0])), ("held", held))}
    worth = {
        "never": one(next_data(EMULATOR, part([0]), before["never"], before["never"][:, 2:]), 2),
        "held": one(next_data(EMULATOR, held, before["held"], before["held"][:, 2:]), 2),
    }
    assert not worth["held"].again
    assert worth["held"].worth < worth["never"].worth


def test_what_is_least_known_counts_most_and_is_what_is_said_to_be_narrowed() -> None:
    known_well_and_badly = np.array([0.01, 1.0])
    found = NextDatum(0, True, np.array([0.75, 0.19]), known_well_and_badly)
    assert found.worth == pytest.approx((0.0075 + 0.19) / 1.01)
    assert found.most == 1
    assert found.narrows == pytest.approx(0.1)


def test_a_datum_is_worth_more_the_less_of_what_it_tells_is_known() -> None:
    before = draws_of(part([0]))
    found = [next_data(EMULATOR, part([0]), before, before * scale) for scale in ([1.0, 1.0, 9.0], [9.0, 1.0, 1.0])]
    assert found[0][0].most == 2
    assert found[1][0].most == 0
