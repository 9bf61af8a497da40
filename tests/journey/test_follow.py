"""A journey as Python and JSON have it: one person, two arms, the same luck."""

import json

import numpy as np
import pytest
from towns import some_solution, town

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play
from simmodel.errors import SimmodelError
from simmodel.journey.arms import Journey
from simmodel.journey.follow import follow, to_json
from simmodel.journey.spans import weeks_in
from simmodel.vocabulary import COHORTS
from simmodel.world import NEVER

STUDY = town(levers="reach_out = true\ncaseload = 9")
SEED, RUN = 3, 1


@pytest.fixture(autouse=True, scope="module")
def plain_centre() -> object:
    """A made-up solution, so that no reference community need live."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("simmodel.journey.follow.solution_of", lambda study: some_solution())
        yield


@pytest.fixture(scope="module")
def typical() -> Journey:
    return follow(STUDY, seed=SEED, run=RUN)


@pytest.fixture(scope="module")
def lives() -> dict[str, np.recarray]:
    return {name: one.people for name, one in play(STUDY, some_solution(), SEED, RUN, compiled_driver()).items()}


def test_both_arms_are_there_the_base_case_first(typical: Journey) -> None:
    assert list(typical.arms) == ["current", "pull_in"]
    assert list(follow(STUDY, 3, "more_places", SEED, RUN).arms) == ["current", "more_places"]


def test_the_outcomes_are_those_of_the_same_person_in_the_same_run(typical: Journey, lives: dict) -> None:
    for name, arm in typical.arms.items():
        person = lives[name][typical.person]
        assert arm.outcomes["crises"] == person.crises
        assert arm.outcomes["weeks_stably_housed"] == person.weeks_stably_housed
        assert arm.outcomes["cost"] == pytest.approx(person.cost.sum() / 100)


def test_the_events_add_up_to_the_outcomes(typical: Journey) -> None:
    for row in (typical.person, 1, 4):
        for arm in follow(STUDY, row, seed=SEED, run=RUN).arms.values():
            assert sum(event.kind == "crisis" for event in arm.events) == arm.outcomes["crises"]


def test_the_typical_person_was_reached_and_it_is_said_why(typical: Journey, lives: dict) -> None:
    assert lives["pull_in"].enrolled[typical.person] > NEVER
    assert "whom pull_in reached" in typical.why
    assert typical.why != follow(STUDY, "most-different", seed=SEED, run=RUN).why


def test_where_nobody_is_reached_the_choice_is_among_all_in_scope() -> None:
    assert "people in scope" in follow(STUDY, "typical", "more_places", SEED, RUN).why
    assert "whom more_places reached" not in follow(STUDY, "typical", "more_places", SEED, RUN).why


def test_a_cohort_is_chosen_from_and_named(lives: dict) -> None:
    for place, cohort in enumerate(COHORTS):
        journey = follow(STUDY, "most-different", seed=SEED, run=RUN, cohort=cohort)
        assert lives["current"].cohort[journey.person] == place
        assert f"people of {cohort} " in journey.why


def test_another_scenario_can_stand_where_the_base_case_does(typical: Journey) -> None:
    journey = follow(STUDY, typical.person, "more_places", SEED, RUN, beside="pull_in")
    assert list(journey.arms) == ["pull_in", "more_places"]
    assert journey.arms["pull_in"] == typical.arms["pull_in"]


def test_spans_add_up_to_the_outcomes(typical: Journey) -> None:
    for row in (typical.person, 1, 4):
        for arm in follow(STUDY, row, seed=SEED, run=RUN).arms.values():
            assert weeks_in(arm.spans, "stable", ["lives"]) == arm.outcomes["weeks_stably_housed"]
            assert 7 * weeks_in(arm.spans, "custody", ["lives"]) == arm.outcomes["custody_days"]
            assert weeks_in(arm.spans, "work", ["paid_work"]) == arm.outcomes["weeks_in_work"]


def test_a_named_person_needs_no_reason() -> None:
    journey = follow(STUDY, 3, seed=SEED, run=RUN)
    assert (journey.person, journey.why) == (3, "")


def test_the_same_call_tells_the_same_journey_and_another_seed_another(typical: Journey) -> None:
    assert follow(STUDY, seed=SEED, run=RUN) == typical
    assert follow(STUDY, 1, seed=SEED, run=RUN).arms != follow(STUDY, 1, seed=SEED + 1, run=RUN).arms
    assert follow(STUDY, 1, seed=SEED, run=RUN).arms != follow(STUDY, 1, seed=SEED, run=RUN + 1).arms


def test_hours_with_the_coach_are_counted_in_the_arm_that_has_coaches(typical: Journey) -> None:
    assert typical.arms["current"].outcomes["hours_with_coach"] == 0
    assert typical.arms["pull_in"].outcomes["hours_with_coach"] > 0


def test_somebody_who_arrives_later_is_opened_on_arrival(lives: dict) -> None:
    late = int(np.flatnonzero(lives["current"].arrives > 10)[0])
    assert "On arrival" in follow(STUDY, late, seed=SEED, run=RUN).opening


def test_json_holds_what_the_readme_promises(typical: Journey) -> None:
    found = to_json(typical)
    assert list(found) == ["study", "version", "seed", "draw", "run", "person", "rests_on_assumed_link", "arms"]
    assert found["rests_on_assumed_link"] == ["child_reports", "child_care_weeks", "cost"]
    assert (found["study"], found["seed"], found["run"], found["person"]) == ("town", SEED, RUN, typical.person)
    for arm in found["arms"].values():
        assert list(arm) == ["events", "spans", "outcomes"]
        keys = ["week", "when", "kind", "text", "rests_on_assumed_link"]
        assert all(list(event) == keys for event in arm["events"])
        told = [event["text"] for event in arm["events"] if event["rests_on_assumed_link"]]
        assert told == [event["text"] for event in arm["events"] if event["text"].startswith("Children: ")]
        assert [event["week"] for event in arm["events"]] == sorted(event["week"] for event in arm["events"])
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_nobody_can_be_followed_who_is_not_there() -> None:
    with pytest.raises(SimmodelError, match="person is 99999"):
        follow(STUDY, 99999, seed=SEED, run=RUN)
