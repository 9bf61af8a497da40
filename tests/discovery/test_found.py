"""Draws in which the answer flips are boxed by the numbers that make it flip; regret is what choosing loses."""

import numpy as np
import pytest
from made_up_draws import even, lucky
from made_up_matter import FIRST, SECOND, mattering_runs

from simmodel.discovery.found import FEWEST, expected_of, found_in, regret_of
from simmodel.discovery.result import Discovered, Regret, to_json
from simmodel.sensitivity.question import Question

ASKED = Question("pull_in")


@pytest.fixture(scope="module")
def found() -> Discovered:
    return found_in(mattering_runs(mean=95_000.0, luck=5_000.0), ASKED)


def test_the_answer_flips_where_the_numbers_that_matter_are_high(found: Discovered) -> None:
    assert not found.more
    assert FEWEST < found.flips < 40
    assert not found.nearest
    bounds = {bound.number.name: bound for bound in found.boxes[0].bounds}
    assert FIRST in bounds
    assert set(bounds) <= {FIRST, SECOND}
    assert bounds[FIRST].low_place is not None
    assert bounds[FIRST].high_place is None
    assert found.boxes[0].density > 0.6 > found.share


def test_limits_are_values_in_the_unit_of_the_number_or_places_where_it_has_several(found: Discovered) -> None:
    bound = next(bound for bound in found.boxes[0].bounds if bound.number.name == FIRST)
    value, place = bound.number.value, bound.low_place
    assert value is not None
    assert bound.low is not None
    assert place is not None
    assert np.mean(value < bound.low) == pytest.approx(place, abs=0.02)
    assert all(bound.low is None for box in found.boxes for bound in box.bounds if bound.number.name == SECOND)


def test_limits_that_matter_are_found_again_in_half_of_the_draws(found: Discovered) -> None:
    bound = next(bound for bound in found.boxes[0].bounds if bound.number.name == FIRST)
    assert bound.picked_again > 0.7
    assert bound.quasi_p < 0.01


def test_where_no_draw_flips_the_fifth_that_comes_nearest_is_boxed() -> None:
    never = found_in(mattering_runs(mean=-300_000.0, luck=5_000.0), ASKED)
    assert (never.flips, never.nearest, never.share) == (0, True, pytest.approx(0.2, abs=0.01))
    assert never.edge > (never.amount.mean or 0.0)
    assert never.boxes[0].bounds[0].low_place is not None
    always = found_in(mattering_runs(mean=500_000.0, luck=5_000.0), ASKED)
    assert (always.flips, always.more, always.nearest) == (0, True, True)
    assert always.edge < (always.amount.mean or 0.0)
    assert always.boxes[0].bounds[0].high_place is not None


def test_a_box_that_halves_of_the_draws_do_not_show_again_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def seldom(values: np.ndarray, *more: object, **kept: object) -> np.ndarray:
        return np.full(values.shape[1], 0.1)

    monkeypatch.setattr("simmodel.discovery.found.picked_again", seldom)
    assert found_in(mattering_runs(draws=60, mean=95_000.0, luck=5_000.0), ASKED).boxes == ()


def test_of_luck_alone_no_box_is_told() -> None:
    assert found_in(mattering_runs(sd=1.0, luck=50_000.0), ASKED).boxes == ()


def test_what_a_draw_is_expected_to_bring_lies_nearer_to_the_truth_than_its_mean() -> None:
    places = even(120, 40)
    truth = lucky(places, luck=0.0)
    amount = truth[:, None] + np.random.default_rng(5).normal(0.0, 4.0, (120, 2))
    expected = expected_of(amount, places, 0)
    assert np.std(expected - truth) < 0.7 * np.std(amount.mean(axis=1) - truth)
    assert expected.mean() == pytest.approx(amount.mean(), abs=0.1)
    assert np.std(expected) == pytest.approx(np.std(truth), rel=0.15)


def test_regret_is_what_choosing_loses_against_the_best_of_each_draw() -> None:
    brings = np.array([[0.0, 5.0], [0.0, -3.0], [0.0, 1.0], [0.0, 1.0]])
    found = regret_of(brings, ("current", "pull_in"))
    assert found["current"] == Regret(7 / 4, pytest.approx(4.4), 5.0)
    assert found["pull_in"] == Regret(3 / 4, pytest.approx(2.55), 3.0)


def test_the_base_case_is_among_what_may_be_chosen(found: Discovered) -> None:
    assert list(found.regret) == ["current", "pull_in"]
    assert min(each.mean for each in found.regret.values()) > 0


def test_plain_values_hold_every_box(found: Discovered) -> None:
    plain = to_json(found, ["so"])
    assert len(plain["boxes"]) == len(found.boxes)
    assert plain["boxes"][0]["limits"][0]["name"] in (FIRST, SECOND)
