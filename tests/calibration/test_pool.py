"""Runs are picked, parted and put together without losing which place belongs to what was seen."""

import numpy as np
import pytest
from made_up_pilots import even_places, straight_pilots

from simmodel.calibration.pool import Pool, together

POOL = straight_pilots(even_places(16, 3))


def test_parts_put_together_are_the_whole() -> None:
    whole = together([POOL.rows(range(5)), POOL.rows(range(5, 16))])
    assert len(whole) == 16
    assert all((getattr(whole, name) == getattr(POOL, name)).all() for name in ("places", "seen", "people"))


def test_targets_are_picked_in_the_order_asked() -> None:
    assert (POOL.of([4, 1]).seen == POOL.seen[:, [4, 1]]).all()
    assert (POOL.of([4, 1]).places == POOL.places).all()


def test_the_typical_number_of_people_passes_over_runs_with_nothing_to_count() -> None:
    people = np.array([[10.0, 0.0], [30.0, 0.0], [99.0, 0.0]])
    seen = np.array([[0.1, np.nan], [0.2, np.nan], [np.nan, np.nan]])
    assert Pool(np.zeros((3, 1)), seen, people).typical_people() == pytest.approx([20.0, 1.0])
