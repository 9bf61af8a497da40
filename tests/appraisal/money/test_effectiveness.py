"""Cost per outcome: published incremental analyses, quadrants in words, and what no change of units may change."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import known

from simmodel.appraisal.money.effectiveness import (
    WORDS,
    Option,
    cost_per_outcome,
    incremental_analysis,
    quadrant_of,
)

CASES = known("icer_dominance")
CLOSE = {"rel": CASES["tolerance"], "abs": CASES["tolerance"]}


def agrees(found: list[Option], expected: list[dict]) -> None:
    assert [(each.name, each.status) for each in found] == [(each["strategy"], each["status"]) for each in expected]
    for mine, theirs in zip(found, expected, strict=True):
        numbers = (mine.cost, mine.effect, mine.extra_cost, mine.extra_effect, mine.ratio)
        wanted = [theirs[key] for key in ("cost", "effect", "inc_cost", "inc_effect", "icer")]
        assert [each is None for each in numbers] == [each is None for each in wanted]
        assert [each or 0.0 for each in numbers] == pytest.approx([each or 0.0 for each in wanted], **CLOSE)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_dominance_and_ratios_are_those_of_the_published_examples(case: dict) -> None:
    agrees(incremental_analysis(case["cost"], case["effect"]), case["expected"])


def test_means_of_draws_are_compared_step_by_step() -> None:
    case = known("psa_small")
    names, means = case["inputs"]["strategies"], case["expected_means"]
    cost, effect = (dict(zip(names, np.mean(case["inputs"][what], axis=0), strict=True)) for what in ("cost", "effect"))
    assert list(cost.values()) == pytest.approx(means["cost"])
    agrees(incremental_analysis(cost, effect), case["expected_icers"])


@pytest.mark.parametrize("case", CASES["quadrants"], ids=lambda case: case["quadrant"])
def test_a_word_stands_where_a_ratio_would_mislead(case: dict) -> None:
    found = cost_per_outcome([[case["d_cost"]]], [[case["d_effect"]]])
    assert found.quadrant == case["quadrant"]
    assert found.ratio == case.get("icer")
    if "report" in case:
        assert case["report"].split(":")[0].removesuffix(" per unit of outcome forgone") in found.word
    assert found.share[found.quadrant] == 1.0


def test_the_ratio_is_of_means_and_not_the_mean_of_ratios() -> None:
    cost, effect = [[10.0], [90.0]], [[1.0], [1.0 / 9]]
    assert cost_per_outcome(cost, effect).ratio == pytest.approx(100 / (10 / 9))


def test_the_cloud_is_told_by_the_share_of_draws_in_each_quadrant() -> None:
    cost, effect = (
        [[3.0, -1.0], [-2.0, -2.0], [1.0, 1.0], [1.0, 1.0]],
        [[1.0, 1.0], [1.0, 1.0], [-1.0, -1.0], [2.0, 2.0]],
    )
    found = cost_per_outcome(cost, effect)
    assert found.share == {"NE": 0.5, "SE": 0.25, "NW": 0.25, "SW": 0.0, "axis": 0.0}
    assert list(found.share) == list(WORDS)


OPTIONS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8, unique=True)


def analysed(pairs: list[tuple[float, float]]) -> list[Option]:
    names = [f"option {place}" for place in range(len(pairs))]
    cost, effect = (dict(zip(names, each, strict=True)) for each in zip(*pairs, strict=True))
    return incremental_analysis(cost, effect)


@given(OPTIONS)
def test_the_frontier_holds_the_best_option_at_every_worth_of_an_outcome(pairs: list) -> None:
    """By another road: whatever an outcome is worth, no option beats those on the frontier."""
    frontier = [each for each in analysed(pairs) if each.status == "ND"]
    for worth in (0.0, 0.3, 1.0, 2.5, 7.0, 49.0, 1e4):
        best = max(worth * effect - cost for cost, effect in pairs)
        assert max(worth * each.effect - each.cost for each in frontier) == pytest.approx(best)


@given(OPTIONS)
def test_costs_effects_and_ratios_rise_along_the_frontier(pairs: list) -> None:
    frontier = [each for each in analysed(pairs) if each.status == "ND"]
    ratios = [each.ratio for each in frontier[1:]]
    assert frontier[0].ratio is None
    assert all(each.extra_cost > 0 and each.extra_effect > 0 for each in frontier[1:])
    assert all(one <= other + 1e-9 for one, other in itertools.pairwise(ratios))


@given(OPTIONS, st.sampled_from([0.5, 2.0, 64.0]), st.integers(-100, 100))
def test_dominance_does_not_depend_on_currency_or_on_what_everybody_gets(pairs: list, times: float, more: int) -> None:
    moved = [(times * cost + more, effect + more) for cost, effect in pairs]
    assert [(each.name, each.status) for each in analysed(moved)] == [
        (each.name, each.status) for each in analysed(pairs)
    ]


def test_an_option_that_two_others_make_up_exactly_stays_and_one_they_beat_does_not() -> None:
    assert [each.status for each in analysed([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (4.0, 3.0)])] == ["ND"] * 4
    late = analysed([(0.0, 0.0), (1.0, 1.0), (3.0, 2.0), (6.0, 3.0), (20.0, 3.5), (21.0, 5.0)])
    assert [each.name for each in late if each.status == "ED"] == ["option 4"]
    assert [each.ratio for each in late[1:5]] == [1.0, 2.0, 3.0, 7.5]
    steep = analysed([(0.0, 0.0), (1.0, 1.0), (3.0, 2.0), (5.0, 3.0), (25.0, 4.0), (46.0, 5.0)])
    assert [each.status for each in steep] == ["ND"] * 6


def test_of_two_equal_options_the_first_stands() -> None:
    assert [each.status for each in analysed([(1.0, 1.0), (1.0, 1.0)])] == ["ND", "D"]


@given(st.floats(-10, 10), st.floats(-10, 10))
def test_every_difference_lies_in_one_quadrant(cost: float, effect: float) -> None:
    opposite = {"NE": "SW", "SW": "NE", "SE": "NW", "NW": "SE", "axis": "axis"}
    assert quadrant_of(-cost, -effect) == opposite[quadrant_of(cost, effect)]
