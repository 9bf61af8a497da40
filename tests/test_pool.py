"""Runs in threads: nothing goes on once the asker has stopped."""

import gc
import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import closing
from threading import Event

import numpy as np
import pytest
from towns import differing, some_solution, town

from simmodel.engine.batch import advance, plain_driver
from simmodel.engine.start import start
from simmodel.pool import ToPlay, in_threads, in_years
from simmodel.week import WEEK


@pytest.mark.slow
def test_a_year_at_a_time_is_the_same_to_the_last_bit() -> None:
    whole, pieces = (start(town(), some_solution(), 3, 0) for _ in range(2))
    weekly = advance(whole.people, whole.sites, 60, plain_driver())
    again = advance(pieces.people, pieces.sites, 60, in_years(plain_driver(), Event()))
    assert differing(whole.people, pieces.people) == differing(weekly, again) == []


def test_a_run_that_is_stopped_ends_before_its_next_year() -> None:
    stopped, played = Event(), []

    def year(people: object, sites: object, weekly: np.ndarray, blank: object) -> None:
        played.append(len(weekly))
        if len(played) == 2:
            stopped.set()

    with pytest.raises(CancelledError):
        in_years(year, stopped)(None, None, np.zeros(200), None)
    assert played == [52, 52]


class Made:
    """What is made of a run."""


def test_what_is_made_of_a_run_is_held_by_nobody_once_it_is_let_go() -> None:
    made: list[Callable[[], Made | None]] = []

    def live(run: ToPlay) -> Made:
        one = Made()
        made.append(weakref.ref(one))
        return one

    with closing(in_threads(town(), [(0, run) for run in range(4)], 2, 1, WEEK, live)) as runs:
        for asked in range(4):
            next(runs)
            gc.collect()
            assert not any(one() for one in made[:asked])
    assert len(made) == 4
