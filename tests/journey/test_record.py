"""Looking at a person changes nothing."""

import numpy as np
import pytest
from towns import differing, some_solution, town, towns

from simmodel.engine.batch import compiled_driver, plain_driver
from simmodel.engine.paired import play
from simmodel.journey.record import Recorded, record
from simmodel.week import nothing_to_share

STUDY = town(levers="reach_out = true\ncaseload = 9")
BOTH = ("current", "pull_in")
PERSON = 7


@pytest.fixture(scope="module")
def recorded() -> dict[str, Recorded]:
    return record(STUDY, some_solution(), 3, 1, compiled_driver(), BOTH, PERSON)


def test_a_recorded_run_equals_a_played_one_to_the_last_bit(recorded: dict[str, Recorded]) -> None:
    played = play(STUDY, some_solution(), 3, 1, compiled_driver())
    for name in BOTH:
        assert differing(recorded[name].people, played[name].people) == []
        assert differing(recorded[name].sites, played[name].sites) == []


def test_there_is_one_moment_a_week_from_the_week_before_week_0_on(recorded: dict[str, Recorded]) -> None:
    for one in recorded.values():
        assert [now.week for now in one.moments] == list(range(-1, 3 * 52))


def test_a_moment_is_a_copy_that_later_weeks_leave_alone(recorded: dict[str, Recorded]) -> None:
    in_scope = [float(now.person.weeks_in_scope) for now in recorded["current"].moments]
    assert in_scope[:4] == [0.0, 1.0, 2.0, 3.0]
    assert differing(np.array([recorded["current"].moments[-1].person]), recorded["current"].people[[PERSON]]) == []


def test_both_arms_begin_with_the_same_person(recorded: dict[str, Recorded]) -> None:
    first = [np.array([one.moments[0].person]) for one in recorded.values()]
    assert differing(first[0], first[1]) == []


def test_the_programme_is_there_in_its_own_arm_only(recorded: dict[str, Recorded]) -> None:
    assert [int(one.moments[0].site.plan.funded_until) for one in recorded.values()] == [0, 104]


@pytest.mark.slow
def test_both_forms_of_the_driver_record_the_same_life() -> None:
    study = town(at_start=(3, 2, 1, 1), a_year=(1.0, 1.0, 1.0, 1.0), warm_up=0, levers="reach_out = true")
    one, other = (
        record(study, some_solution(), 2, 0, driver, ("pull_in",), 0)["pull_in"]
        for driver in (compiled_driver(), plain_driver())
    )
    for mine, theirs in zip(one.moments, other.moments, strict=True):
        assert differing(np.array([mine.person]), np.array([theirs.person])) == []


def test_the_person_of_one_of_several_sites_lives_beside_the_sites_it_learns_from() -> None:
    study = towns({"alder": 4, "birch": 1}, warm_up=0, funded=1, levers="reach_out = true")

    def meeting(sites: list, neighbours: tuple) -> None:
        mean = (sites[0].default_trust + sites[1].default_trust) / 2
        sites[0].default_trust = sites[1].default_trust = mean

    where = {"site": "birch", "exchange": meeting}
    one = record(study, some_solution(), 3, 1, compiled_driver(), BOTH, PERSON, **where)
    played = play(study, some_solution(), 3, 1, compiled_driver(), **where)
    apart = play(study, some_solution(), 3, 1, compiled_driver(), site="birch", exchange=nothing_to_share)
    for name in BOTH:
        assert differing(one[name].people, played[name].people) == differing(one[name].sites, played[name].sites) == []
        assert differing(one[name].sites, apart[name].sites) != []
