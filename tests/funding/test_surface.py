"""A surface through splits that were played, and its highest point."""

import numpy as np
import pytest
from towns import town

from simmodel.funding.split import MOST_MEETINGS, splits_of
from simmodel.funding.surface import cloud_of, highest, moved, spread_out, surface_of, terms, weights_of

SPLITS = splits_of(town(), "pull_in", 900_000)
PLAYED = spread_out(SPLITS, 30, seed=1)
POINTS = np.array([split.point for split in PLAYED])
CLOUD = cloud_of(SPLITS)
ALIKE = np.ones(len(POINTS))


def hill(points: np.ndarray, silos: float, flexible: float, meetings: float) -> np.ndarray:
    away = (points - [silos, flexible, meetings]) / [1, 1, MOST_MEETINGS]
    return 50 - 300 * (away**2).sum(axis=1)


def test_a_quadratic_hill_is_met_exactly_and_its_top_found() -> None:
    surface = surface_of(POINTS, hill(POINTS, 0.15, 0.2, 5.0), ALIKE)
    assert surface.misses == pytest.approx(0, abs=1e-9)
    assert surface.at(POINTS) == pytest.approx(hill(POINTS, 0.15, 0.2, 5.0))
    assert highest(surface, SPLITS, CLOUD).point == pytest.approx([0.15, 0.2, 5.0], abs=0.02)


def test_a_quadratic_hill_is_met_exactly_however_splits_weigh() -> None:
    weights = np.random.default_rng(6).uniform(0.1, 1, len(POINTS))
    heights = hill(POINTS, 0.15, 0.2, 5.0)
    assert surface_of(POINTS, heights, weights).at(POINTS) == pytest.approx(heights)


def test_a_slope_ends_at_the_edge_of_what_the_money_allows() -> None:
    top = highest(surface_of(POINTS, POINTS[:, 0], ALIKE), SPLITS, CLOUD)
    assert top.silos == pytest.approx(SPLITS.spare, abs=0.01)


def test_no_split_of_the_box_lies_above_the_highest() -> None:
    surface = surface_of(POINTS, np.random.default_rng(2).normal(size=len(POINTS)), ALIKE)
    others = np.array([split.point for split in CLOUD])
    assert surface.at(highest(surface, SPLITS, CLOUD).point[None])[0] >= surface.at(others).max()


def test_a_surface_tells_by_how_much_it_misses_what_was_played() -> None:
    rough = hill(POINTS, 0.1, 0.1, 1) + np.random.default_rng(3).normal(0, 2.0, len(POINTS))
    assert surface_of(POINTS, rough, ALIKE).misses == pytest.approx(2.0 * np.sqrt(20 / 30), rel=0.35)


def test_luck_that_all_splits_share_does_not_move_the_highest_point() -> None:
    heights = hill(POINTS, 0.1, 0.3, 4.0)
    again = heights + np.random.default_rng(4).normal(0, 100, (40, 1))
    assert np.ptp(moved(POINTS, again, ALIKE, CLOUD), axis=0) == pytest.approx([0, 0, 0])


def test_luck_of_each_split_moves_the_highest_point() -> None:
    again = hill(POINTS, 0.1, 0.3, 4.0) + np.random.default_rng(5).normal(0, 20, (40, len(POINTS)))
    assert (np.ptp(moved(POINTS, again, ALIKE, CLOUD), axis=0) > 0).all()


def test_splits_are_the_same_for_the_same_seed_and_tell_the_ten_terms_apart() -> None:
    same = np.array([split.point for split in spread_out(SPLITS, 30, seed=1)])
    assert np.array_equal(POINTS, same)
    assert np.linalg.matrix_rank(terms(POINTS)) == 10


def test_a_split_weighs_less_the_farther_it_lies_and_far_ones_do_not_bend_the_surface() -> None:
    corners = np.array([SPLITS.where(split) for split in PLAYED])
    weights = weights_of(corners, corners[0])
    order = np.argsort(((corners - corners[0]) ** 2).sum(axis=1))
    assert weights[order].tolist() == sorted(weights, reverse=True)
    assert weights[0] == 1
    bent = hill(POINTS, 0.1, 0.1, 2.0) + 1000.0 * (np.arange(len(POINTS)) == order[-1])
    near, alike = (abs(surface_of(POINTS, bent, each).at(POINTS[:1])[0] - bent[0]) for each in (weights, ALIKE))
    assert near < alike / 3
