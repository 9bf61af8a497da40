"""An arm with a custody level of its own lives in a world of its own, with people of its own."""

import doctest
from functools import partial

import numpy as np
import pytest
from made_up_targets import a_target

from simmodel.calibration import own_levels
from simmodel.calibration.measure import Written, written_down
from simmodel.calibration.own_levels import at_12_months
from simmodel.calibration.targets import Target
from simmodel.calibration.waves import plan_of
from simmodel.engine.start import rough_solution_of
from simmodel.players import Players
from simmodel.posterior import Posterior
from simmodel.scenario import CustodyLevel, Study, parse_study

STUDY = """
name = "two"
title = "Two arms in the same services"
[calibration]
source = "made up"
arms = { aid = "current", none = "current" }
follows = "released"
people_in_arm = 300
people = { begins_within_weeks = 104 }
[time]
warm_up_years = 1
horizon_years = 3
count_releases_weeks = 52
[site]
name = "Taree"
[site.people]
leaving_custody = { at_start = 1608, arrivals_per_year = 168 }
[scenarios.current]
title = "Today"
base_case = true
buys = "nothing"
"""
TARGETS = tuple(a_target("new_sentence", "cumulative", month, arm=arm) for arm in ("aid", "none") for month in (6, 12))
AID, NONE = "custody_level.return_12_months@aid", "custody_level.return_12_months@none"


def study(**levels: float) -> Study:
    names = {"aid": AID, "none": NONE}
    numbers = tuple(names[arm] for arm in levels)
    fitted = Posterior(fitted="a", digest="", numbers=numbers, draws=(tuple(levels.values()),))
    return parse_study(STUDY).model_copy(update={"posterior": fitted})


def written(one: Study, targets: tuple[Target, ...] = TARGETS, run: int = 0) -> Written | None:
    live = partial(written_down, plan_of(one), targets)
    (found,) = Players().each(one, 3, [(0, run)], live, rough_solution_of)
    return found


def test_what_a_level_at_12_months_has_at_24_is_in_proportion() -> None:
    assert doctest.testmod(own_levels).failed == 0
    level = CustodyLevel(return_12_months=0.25, return_24_months=0.425)

    assert at_12_months(level, 0.25).return_24_months == pytest.approx(0.425)
    halved = at_12_months(level, 1 - 0.75**0.5)
    assert halved.return_24_months == pytest.approx(1 - 0.575**0.5)


@pytest.fixture(scope="module")
def apart() -> tuple[Written, Written]:
    """Two runs of arms in which 15 and 40% are back within a year."""
    one, other = (written(study(aid=0.15, none=0.40), run=run) for run in (0, 1))
    assert one is not None
    assert other is not None
    return one, other


def test_each_arm_has_its_own_level(apart: tuple[Written, Written]) -> None:
    people = sum(one.people for one in apart)
    shares = sum(one.values * one.people for one in apart) / people

    assert (people > 200).all()
    assert shares[1] == pytest.approx(0.15, abs=0.06)
    assert shares[3] == pytest.approx(0.40, abs=0.09)


def test_an_arm_without_a_level_of_its_own_has_that_of_the_study_and_other_people(
    apart: tuple[Written, Written],
) -> None:
    found = written(study(aid=0.15))

    assert found is not None
    assert found.values[1] == apart[0].values[1]
    assert 0.15 < found.values[3] < apart[0].values[3]


def test_a_level_that_no_curve_gives_is_a_run_without_one() -> None:
    assert written(study(aid=0.004, none=0.40)) is None


def test_arms_at_the_same_level_live_in_the_same_world_and_share_nobody() -> None:
    found = written(study(aid=0.25, none=0.25))

    assert found is not None
    assert not np.array_equal(found.values[:2], found.values[2:])
    assert abs(found.people[0] - found.people[2]) < 45
