"""A pilot holds the people it says, with the lives that they had in both arms."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from towns import differing, some_solution, town, towns

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play
from simmodel.evaluation.lives import Run
from simmodel.evaluation.pilot import Pilot, features_at, pilot, step_weeks
from simmodel.evaluation.question import Question
from simmodel.followed.states import HOUSED, INSIDE, PRESENT, WITHOUT_HOME, are_in
from simmodel.week import WEEK

STUDY = town(at_start=(40, 15, 10, 10), levers="reach_out = true")


@cache
def run(number: int = 0) -> Run:
    return Run(STUDY, some_solution(), 2, 0, number, compiled_driver(), WEEK.exchange)


@cache
def made(design: str, moment: str = "service", enrolled: int = 12) -> Pilot:
    return pilot(run(), Question(design, enrolled, "pull_in", months=6, moment=moment))


@cache
def played() -> dict:
    return play(STUDY, some_solution(), 2, 0, compiled_driver())


def rows_of(weeks: np.ndarray) -> np.ndarray:
    return weeks - run().first_week


def test_both_arms_are_the_scenarios_of_the_paired_run() -> None:
    assert differing(run().base.people, played()["current"].people) == []
    assert differing(run().open_to_all("pull_in").people, played()["pull_in"].people) == []


def test_a_pre_post_pilot_enrols_the_first_whom_workers_take_on_with_enough_behind_them() -> None:
    people = played()["pull_in"].people
    may = (people.enrolled >= 0) & (people.arrives <= people.enrolled - 26)
    assert made("pre_post").at.tolist() == rows_of(np.sort(people.enrolled[may])[:12]).tolist()
    assert made("pre_post").taken_on.all()
    assert made("pre_post").treated.all()


def test_until_they_are_enrolled_people_live_alike_in_both_arms() -> None:
    for design in ("pre_post", "randomised", "stepped_wedge"):
        found = made(design)
        waiting = np.arange(len(found.base))[:, None] < found.start
        assert np.array_equal(found.scenario[waiting[:, 0]], found.base[waiting[:, 0]])


def test_a_coin_takes_half_of_a_randomised_pilot_into_the_programme_and_the_rest_never() -> None:
    found = made("randomised")
    assert found.treated.sum() == 6
    assert found.taken_on.tolist() == found.treated.tolist()
    assert sorted(found.at) == sorted(pilot(run(), Question("randomised", 12, "pull_in", months=6)).at)


def test_people_whom_the_coin_leaves_out_are_nearly_those_of_the_base_case() -> None:
    """What others use of shared hours and homes still reaches them, so nearly."""
    found = made("randomised")
    assert (found.scenario[:, ~found.treated] != found.base[:, ~found.treated]).mean() < 0.1


def test_another_run_throws_other_coins_and_the_same_run_the_same() -> None:
    again = Run(STUDY, some_solution(), 2, 0, 0, compiled_driver(), WEEK.exchange)
    assert np.array_equal(run().coins(), again.coins())
    assert not np.array_equal(run().coins()[:30], run(1).coins()[:30])


def test_a_stepped_wedge_begins_in_waves_of_equal_size_at_equal_steps() -> None:
    found = pilot(run(), Question("stepped_wedge", 12, "pull_in", months=12))
    begins, people = np.unique(found.at, return_counts=True)
    assert begins.tolist() == [found.start + 12 * wave for wave in range(4)]
    assert people.tolist() == [3, 3, 3, 3]


def test_steps_are_whole_periods_and_all_waves_begin_within_the_follow_up() -> None:
    for weeks in range(4, 500, 4):
        assert step_weeks(weeks) % 4 == 0
    assert all(3 * step_weeks(weeks) < weeks for weeks in range(16, 500))


def test_each_person_enrolled_is_matched_with_somebody_of_the_same_cohort_not_enrolled_by_then() -> None:
    found, asked = made("matched"), Question("matched", 12, "pull_in", months=6)
    half = len(found.at) // 2
    assert found.treated.tolist() == [True] * half + [False] * half
    assert found.at[:half].tolist() == found.at[half:].tolist()
    assert found.taken_on[:half].all()
    assert half <= asked.enrolled
    enrolled, cohort = rows_of(played()["pull_in"].people.enrolled), run().base.people.cohort
    assert len(set(found.people[:half])) == len(set(found.people[half:])) == half
    others = enrolled[found.people[half:]]
    assert np.all((played()["pull_in"].people.enrolled[found.people[half:]] < 0) | (others > found.at[half:]))
    assert cohort[found.people[:half]].tolist() == cohort[found.people[half:]].tolist()


def test_people_who_are_taken_on_later_are_among_those_whom_people_are_matched_with() -> None:
    """Who is left out for what comes later would be chosen by their future."""
    found = pilot(run(), Question("matched", 40, "pull_in", months=6))
    others = ~found.treated
    assert 0 < found.taken_on[others].sum() < others.sum()


def test_people_are_matched_with_the_nearest_by_the_inverse_covariance_of_those_alike_in_kind() -> None:
    found, arm = pilot(run(), Question("matched", 20, "pull_in", months=6)), run().open_to_all("pull_in")
    half = len(found.at) // 2
    arrived, enrolled = (rows_of(weeks) for weeks in (arm.people.arrives, arm.people.enrolled))
    taken = np.zeros(len(arrived), bool)
    for person, other, row in zip(found.people[:half], found.people[half:], found.at[:half], strict=True):
        alike = (arm.people.cohort == arm.people.cohort[person]) & (arrived <= row - 52) & ~taken
        alike &= are_in(arm.states[row - 1], PRESENT) & ((arm.people.enrolled < 0) | (enrolled > row))
        features = features_at(arm, row)
        apart = features - features[person]
        weigh = np.linalg.pinv(np.cov(features[np.append(np.flatnonzero(alike), person)], rowvar=False))
        assert other == np.argmin(np.where(alike, np.sum(apart @ weigh * apart, axis=1), np.inf))
        taken[other] = True


def test_nobody_is_matched_with_a_newcomer_of_less_than_a_year() -> None:
    found = pilot(run(), Question("matched", 10_000, "pull_in", months=6))
    assert np.all(found.arrived <= found.at - 52)
    young, half = run().base.people.arrives > 0, len(found.at) // 2
    assert young.sum() > 10
    assert half > 20


def test_features_are_those_of_the_eve_and_of_the_year_before() -> None:
    arm, row = run().base, 60
    features = features_at(arm, row)
    inside = are_in(arm.states, INSIDE)
    assert np.array_equal(features[:, 5], 7 * inside[8:60].sum(axis=0))
    assert np.array_equal(features[:, 4], inside[59])
    assert np.array_equal(features[:, 0], arm.people.age)
    assert np.array_equal(features[:, 1], arm.people.priors)
    assert arm.people.priors.max() > 0
    for column, state in ((2, HOUSED), (3, WITHOUT_HOME)):
        assert np.array_equal(features[:, column], are_in(arm.states[59], state))
        assert 0 < features[:, column].sum() < len(features)


def test_people_enrolled_at_release_are_inside_the_week_before_and_out_that_week() -> None:
    found = made("pre_post", "release", enrolled=8)
    inside = found.base > 0
    assert len(found.at) == 8
    assert inside[found.at - 1, np.arange(8)].all()
    assert not inside[found.at, np.arange(8)].any()
    assert found.treated.all()


def test_only_cohorts_that_the_scenario_is_for_are_enrolled_at_release() -> None:
    closed = town(at_start=(40, 15, 10, 10), levers='reach_out = true\nfor_cohorts = ["young_person"]')
    other = Run(closed, some_solution(), 2, 0, 0, compiled_driver(), WEEK.exchange)
    everybody = pilot(run(), Question("pre_post", 100, "pull_in", months=6, moment="release"))
    young = pilot(other, Question("pre_post", 100, "pull_in", months=6, moment="release"))
    assert len(young.at) < len(everybody.at)


def test_fewer_take_part_where_there_are_no_more() -> None:
    found = pilot(run(), Question("pre_post", 10_000, "pull_in", months=6))
    assert 12 < len(found.at) < 10_000


def test_people_who_came_too_lately_to_be_looked_back_on_take_no_part() -> None:
    found, people = pilot(run(), Question("pre_post", 10_000, "pull_in", months=6)), played()["pull_in"].people
    late = np.flatnonzero((people.enrolled >= 0) & (people.arrives > people.enrolled - 26))
    assert len(late)
    assert not set(late) & set(found.people)
    assert np.all(found.arrived <= found.at - 26)


def test_people_who_come_too_late_to_be_followed_take_no_part() -> None:
    found = pilot(run(), Question("randomised", 10_000, "pull_in", months=24))
    assert len(found.at) < np.sum(played()["pull_in"].people.enrolled >= 0)
    assert np.all(found.at + 104 <= len(found.base))


def test_people_of_all_sites_take_part_and_each_is_invited_at_their_own_site() -> None:
    study = towns({"a": 1, "b": 2}, at_start=(12, 6, 4, 4), levers="reach_out = true")
    both = Run(study, some_solution(), 2, 0, 0, compiled_driver(), WEEK.exchange)
    found = pilot(both, Question("randomised", 16, "pull_in", months=6))
    assert set(both.site_of) == {0, 1}
    assert found.taken_on.tolist() == found.treated.tolist()
    assert len(found.at) == 16


@pytest.mark.parametrize("design", ["pre_post", "matched", "randomised", "stepped_wedge"])
def test_a_question_about_another_outcome_is_about_the_same_people(design: str) -> None:
    asked = Question(design, 12, "pull_in", months=6)
    other = pilot(run(), replace(asked, outcome="crises"))
    assert np.array_equal(other.at, made(design).at)
    assert not np.array_equal(other.base, made(design).base)
