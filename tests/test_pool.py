"""Runs in threads: nothing goes on once the asker has stopped."""

from concurrent.futures import CancelledError
from threading import Event

import numpy as np
import pytest
from towns import differing, some_solution, town

from simmodel.engine.batch import advance, plain_driver
from simmodel.engine.start import start
from simmodel.pool import in_years


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
