"""A group of numbers explains what it was made to explain, and nothing of luck."""

import numpy as np
import pytest
from made_up_draws import even, lucky

from simmodel.sensitivity.shares import explained_by


def test_a_group_explains_its_part_though_none_of_it_stands_out() -> None:
    places = even(300, 60)
    result = lucky(places, (1.0,) * 20, luck=np.sqrt(20.0))
    ours, theirs = explained_by(result, places[:, :20]), explained_by(result, places[:, 20:40])
    assert ours is not None
    assert theirs is not None
    assert ours.share == pytest.approx(0.5, abs=2.5 * ours.error)
    assert theirs.share == pytest.approx(0.0, abs=2.5 * theirs.error)


def test_the_error_is_about_how_far_shares_scatter_over_draws_made_anew() -> None:
    found = [explained_by(lucky(even(120, 5, seed), (1.0, 1.0), 2.0, seed), even(120, 5, seed)) for seed in range(40)]
    shares, errors = np.array([(each.share, each.error) for each in found if each is not None]).T
    assert 0.7 < errors.mean() / shares.std() < 1.5
    assert shares.mean() == pytest.approx(2 / 6, abs=0.05)


def test_a_bent_effect_counts_where_draws_are_enough() -> None:
    places = even(200, 2)
    found = explained_by((places[:, 0] - 0.5) ** 2, places)
    assert found is not None
    assert found.share == pytest.approx(1.0, abs=1e-6)


def test_with_fewer_draws_numbers_of_a_group_are_straight() -> None:
    places = even(60, 20)
    found = explained_by((places[:, 0] - 0.5) ** 2, places)
    assert found is not None
    assert found.share < 0.4


def test_with_too_few_draws_nothing_is_said() -> None:
    places = even(41, 20)
    assert explained_by(lucky(places), places) is None
    assert explained_by(lucky(even(42, 20)), even(42, 20)) is not None


def test_where_nothing_varies_nothing_is_explained() -> None:
    found = explained_by(np.ones(50), even(50, 3))
    assert found is not None
    assert (found.share, found.error) == (0.0, 0.0)
