"""What a pilot holds back stays held back when another pilot is looked at as if it were this one."""

from dataclasses import replace

import numpy as np
import pytest

from simmodel.calibration.observed import observed

NONE = np.nan
SEEN = observed(
    ("state",) * 4,
    value=[0.4, NONE, NONE, NONE],
    n=[60, 60, 60, 60],
    lower=[NONE, 0.0, NONE, NONE],
    upper=[NONE, 4 / 60, 0.5, NONE],
)


def test_a_target_is_exact_or_in_a_range_or_left_out() -> None:
    assert SEEN.exact.tolist() == [True, False, False, False]
    assert SEEN.between.tolist() == [False, True, True, False]


def test_another_pilot_shows_what_this_one_would_have_shown_of_it() -> None:
    found = SEEN.as_if(np.array([0.5, 0.3, 0.4, 0.7]), np.full(4, 58.0))
    assert found.value == pytest.approx([0.5, 0.3, NONE, NONE], nan_ok=True)
    assert found.upper == pytest.approx([NONE, NONE, 0.5, NONE], nan_ok=True)
    assert found.between.tolist() == [False, False, True, False]
    assert (found.n == 58.0).all()


def test_what_the_model_shows_itself_has_no_discrepancy() -> None:
    doubted = replace(SEEN, discrepancy=np.full(4, 0.05))
    assert (doubted.as_if(np.full(4, 0.3), np.full(4, 60.0)).discrepancy == 0.0).all()


def test_a_count_that_is_suppressed_here_is_suppressed_there() -> None:
    found = SEEN.as_if(np.array([0.5, 3 / 60, 0.4, 0.7]), np.full(4, 60.0))
    assert found.between.tolist() == [False, True, True, False]


def test_some_targets_keep_what_is_theirs() -> None:
    found = SEEN.of([2, 0])
    assert found.value == pytest.approx([NONE, 0.4], nan_ok=True)
    assert found.upper == pytest.approx([0.5, NONE], nan_ok=True)
    assert found.discrepancy == pytest.approx([0.0, 0.0])
