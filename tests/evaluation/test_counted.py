"""What a pilot counts is what the model counts."""

import numpy as np
import pytest
from towns import some_solution, town

from simmodel.engine.batch import compiled_driver
from simmodel.evaluation.counted import COUNTED
from simmodel.evaluation.lives import Run
from simmodel.followed.states import INSIDE, PRESENT, are_in
from simmodel.week import WEEK

STUDY = town(at_start=(40, 10, 5, 5))
COUNTERS = ("custody_days", "weeks_stably_housed", "crises", "weeks_in_work")


@pytest.fixture(scope="module")
def run() -> Run:
    return Run(STUDY, some_solution(), 2, 0, 0, compiled_driver(), WEEK.exchange)


@pytest.mark.parametrize("outcome", COUNTERS)
def test_weekly_amounts_add_up_to_the_models_own_counters(run: Run, outcome: str) -> None:
    people, weekly = run.base.people, COUNTED[outcome].weekly(run.base.states)
    stayed = people.gone == 0
    assert people[outcome][stayed].sum() > 0
    assert weekly[-run.first_week :, stayed].sum(axis=0).tolist() == people[outcome][stayed].tolist()


def test_nobody_is_counted_before_arriving_or_after_leaving(run: Run) -> None:
    people, there = run.base.people, are_in(run.base.states, PRESENT)
    weeks = np.arange(len(there))[:, None] + run.first_week
    assert np.all(run.base.states[~there] == 0)
    assert (people.gone != 0).any()
    assert not there[-1, people.gone != 0].any()
    stayed = people.gone == 0
    assert np.array_equal(there[:, stayed], (weeks >= people.arrives[None, :])[:, stayed])


def test_being_taken_into_custody_is_counted_when_a_stay_begins(run: Run) -> None:
    taken = COUNTED["times_taken_into_custody"].weekly(run.base.states)
    inside = are_in(run.base.states, INSIDE)
    assert taken.sum() > 0
    assert np.all(inside[taken > 0])
    assert COUNTED["taken_into_custody"].once
