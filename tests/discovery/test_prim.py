"""Boxes hold what is known of published cases and of planted boxes, and are the same whatever numbers are called."""

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.stats import binomtest

from simmodel.discovery.prim import Limit, box_of, boxes_of, by_chance, chosen, peeled, picked_again, surely

KNOWN = Path(__file__).parent / "known/bryant_lempert_2010.csv"
SAME_FOUR = {"Cellulosic cost", "Total biomass", "Demand elasticity", "Biomass backstop price"}


def published() -> tuple[list[str], np.ndarray, np.ndarray]:
    with KNOWN.open(encoding="utf-8") as file:
        names, *rows = list(csv.reader(file))
    cases = np.array(rows, float)
    return names[:-1], cases[:, :-1], cases[:, -1] > 0


def planted(cases: int = 600, numbers: int = 8, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Something happens where the first number is above .6 and the third below .5, and hardly ever elsewhere."""
    chance = np.random.default_rng(seed)
    values = chance.random((cases, numbers))
    within = (values[:, 0] > 0.6) & (values[:, 2] < 0.5)
    return values, np.where(within, chance.random(cases) < 0.95, chance.random(cases) < 0.02)


def test_the_published_box_of_bryant_and_lempert_lies_on_the_way() -> None:
    names, values, happens = published()
    assert (len(happens), happens.sum()) == (882, 89)
    box = next(each for each in peeled(values, happens) if each.inside.sum() == 87)
    assert (round(box.coverage, 3), round(box.density, 3)) == (0.753, 0.770)
    assert {names[column] for column in box.limits} == SAME_FOUR
    by_name = {names[column]: limit for column, limit in box.limits.items()}
    assert by_name["Total biomass"] == Limit(-np.inf, pytest.approx(755.8))
    assert by_name["Cellulosic cost"] == Limit(pytest.approx(72.65), np.inf)


def test_what_is_chosen_of_the_published_cases_rests_on_three_of_the_four_that_chance_would_not_give() -> None:
    names, values, happens = published()
    box = chosen(values, happens)
    assert {names[column] for column in box.limits} == SAME_FOUR - {"Cellulosic cost"}
    assert box.balance > 0.75
    again = dict(zip(names, picked_again(values, happens, 4), strict=True))
    assert {name for name, share in again.items() if share > 0.5} == SAME_FOUR


def test_a_planted_box_is_found_with_its_limits_and_nothing_else() -> None:
    values, happens = planted()
    box = chosen(values, happens)
    assert set(box.limits) == {0, 2}
    assert box.limits[0] == Limit(pytest.approx(0.6, abs=0.04), np.inf)
    assert box.limits[2] == Limit(-np.inf, pytest.approx(0.5, abs=0.04))
    assert min(box.coverage, box.density) > 0.8


def test_two_planted_corners_are_two_boxes_that_share_no_case() -> None:
    values = np.random.default_rng(5).random((900, 5))
    happens = ((values[:, 0] > 0.75) & (values[:, 1] > 0.4)) | ((values[:, 2] < 0.15) & (values[:, 3] < 0.6))
    first, second = boxes_of(values, happens)
    assert [set(first.limits), set(second.limits)] == [{0, 1}, {2, 3}]
    assert not (first.inside & second.inside).any()
    assert first.coverage + second.coverage > 0.85


def test_coverage_and_density_are_counts() -> None:
    values, happens = np.arange(10.0)[:, None], np.arange(10) >= 6
    box = box_of(values, happens, {0: Limit(low=4.5)})
    assert (box.coverage, box.density, int(box.inside.sum())) == (1.0, 0.8, 5)
    assert box.balance == pytest.approx(2 * 0.8 / 1.8)


def test_the_quasi_p_value_is_one_sided_and_binomial_against_the_box_without_the_limit() -> None:
    values, happens = planted()
    box = box_of(values, happens, {0: Limit(low=0.6), 2: Limit(high=0.5), 5: Limit(low=0.1)})
    without = box_of(values, happens, {0: Limit(low=0.6), 2: Limit(high=0.5)})
    hits, within = int(happens[box.inside].sum()), int(box.inside.sum())
    found = by_chance(values, happens, box)
    assert found[5] == pytest.approx(binomtest(hits, within, without.density, "greater").pvalue)
    assert found[0] < 1e-6 < 0.05 < found[5]


def test_limits_that_chance_may_give_go() -> None:
    values, happens = planted()
    box = box_of(values, happens, {0: Limit(low=0.6), 2: Limit(high=0.5), 5: Limit(low=0.1)})
    assert set(surely(values, happens, box).limits) == {0, 2}


def test_where_nothing_drives_it_a_second_half_of_the_cases_picks_other_numbers() -> None:
    chance = np.random.default_rng(1)
    values, happens = chance.random((300, 12)), chance.random(300) < 0.3
    assert picked_again(values, happens, 2, times=20).max() < 0.7
    values, happens = planted(300, 12)
    assert np.flatnonzero(picked_again(values, happens, 2, times=20) > 0.9).tolist() == [0, 2]


@pytest.mark.parametrize("always", [True, False])
def test_what_always_or_never_happens_has_no_box(always: bool) -> None:
    values = np.random.default_rng(0).random((50, 3))
    assert boxes_of(values, np.full(50, always)) == []


@pytest.mark.filterwarnings("error")
def test_a_number_of_a_single_value_is_never_limited() -> None:
    values, happens = planted()
    values[:, 4] = 7.0
    assert all(4 not in box.limits for box in peeled(values, happens))


@settings(max_examples=15, deadline=None)
@given(order=some.permutations(range(8)))
def test_in_whatever_order_numbers_come_the_same_ones_are_limited(order: list[int]) -> None:
    values, happens = planted(200)
    box, moved = chosen(values, happens), chosen(values[:, order], happens)
    assert {order[column] for column in moved.limits} == set(box.limits)
    assert moved.balance == pytest.approx(box.balance, abs=0.05)


@settings(max_examples=15, deadline=None)
@given(scale=some.floats(0.1, 50.0), shift=some.floats(-5.0, 5.0))
def test_other_units_change_nothing_but_the_limits(scale: float, shift: float) -> None:
    values, happens = planted(200)
    box, moved = chosen(values, happens), chosen(values * scale + shift, happens)
    assert np.array_equal(box.inside, moved.inside)


def test_boxes_on_the_way_only_grow_denser_and_smaller() -> None:
    boxes = peeled(*planted())
    densities, sizes = [box.density for box in boxes], [int(box.inside.sum()) for box in boxes]
    assert densities == sorted(densities)
    assert all(after < before for before, after in pairwise(sizes))
    assert densities[-1] > densities[0]


def test_no_box_holds_fewer_than_a_twentieth_of_all_cases() -> None:
    chance = np.random.default_rng(4)
    boxes = peeled(chance.random((600, 20)), chance.random(600) < 0.2)
    assert boxes[-1].density < 1
    assert 30 <= boxes[-1].inside.sum() < 34


def test_a_slice_that_gives_up_half_of_all_cases_at_once_comes_after_thin_ones_that_tell_as_much() -> None:
    number = np.linspace(0.0, 1.0, 200)
    yes_or_no = np.where(np.arange(200) % 4 < 2, 1.0, 0.0)
    happens = ((number > 0.6) & (np.arange(200) % 5 > 0)) | ((yes_or_no == 1) & (np.arange(200) % 10 == 0))
    first = peeled(np.column_stack([yes_or_no, number]), happens)[1]
    assert set(first.limits) == {1}
