"""Hours that services and workers have: bought ones, and what sessions, meetings and reports take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import funded, partnered, site

from simmodel import hours


@pytest.mark.parametrize(("week", "expected"), [(16, 30.0), (17, 42.0), (155, 42.0), (156, 30.0)])
def test_a_service_has_its_own_hours_and_those_bought_while_the_programme_delivers(week: int, expected: float) -> None:
    place = site(service={1: {"hours": 30.0, "bought_hours": 12.0}}, week=week)
    place.plan.delivers_from, place.plan.funded_until = 17, 156

    assert hours.hours_now(place.service[1], place) == expected


@pytest.mark.parametrize("plan", [{}, {"funded_until": 52, "delivers_from": 16}], ids=["nothing bought", "a programme"])
def test_the_weeks_since_a_session_are_counted_from_the_last_one_held(plan: dict) -> None:
    for week in range(-8, 80):
        place = site(week=week, plan={"reflection_every": 8, **plan})
        assert hours.weeks_since_reflection(place) == week - max(held for held in range(-8, 81, 8) if held <= week)
    assert hours.weeks_since_reflection(site(week=9)) < 0


@pytest.mark.parametrize("week", [20, 21])
def test_sessions_leave_a_service_fewer_hours_in_every_week_bought_hours_too(week: int) -> None:
    programme = {"funded_until": 52, "delivers_from": 16, "reflection_every": 4}
    place = site(week=week, service={1: {"hours": 30.0, "bought_hours": 8.0}}, plan=programme)
    lost = place.numbers.workforce.reflection_hours / 4

    assert hours.hours_now(place.service[1], place) == pytest.approx(38.0 - lost)
    assert hours.usual_hours(place.service[1], place) == pytest.approx(30.0 * (1 - lost / 38.0))


@pytest.mark.parametrize(("week", "expected"), [(16, False), (17, True), (155, True), (156, False)])
def test_partners_meet_from_the_first_week_of_joint_work_to_the_last_if_it_takes_any_hours(
    week: int, expected: bool
) -> None:
    lasts = {"joins_from": 17, "joins_until": 156}
    assert hours.working_jointly(partnered(week=week, plan=lasts)) == expected
    assert not hours.working_jointly(partnered(week=week, plan=lasts | {"joint_hours": 0.0}))


def test_hours_of_all_kinds_of_joint_work_add_up() -> None:
    where = partnered(plan={"joint_hours": [0.5, 0.25, 0.125, 2.0]})
    assert hours.joint_hours(where) == 2.875
    assert hours.meeting_time(where) == pytest.approx(2.875 / 38.0)
    assert hours.meeting_time(partnered(plan={"joint_hours": 30.0})) == 1.0
    assert hours.meeting_time(partnered(plan={"joins_until": 0})) == 0.0


def test_joint_work_takes_hours_of_a_service_that_takes_part_and_of_no_other() -> None:
    where = partnered(service={1: {"hours": 30.0}, 2: {"hours": 30.0, "takes_part": 0}}, plan={"joint_hours": 1.0})
    assert [hours.usual_hours(where.service[unit], where) for unit in (1, 2)] == [26.0, 30.0]
    assert [hours.hours_in_meetings(where.service[unit], where) for unit in (1, 2)] == [4.0, 0.0]
    where.plan.joins_until = 0
    assert hours.usual_hours(where.service[1], where) == 30.0


@given(st.floats(0, 100), st.floats(0, 40), st.floats(0, 0.25), st.integers(0, 52))
def test_joint_work_and_sessions_never_take_more_hours_than_a_service_has(
    there: float, joint: float, more: float, every: int
) -> None:
    plan = {"joint_hours": [joint, 0.0, 0.0, 0.0], "reflection_every": every}
    where = partnered(service={1: {"hours": there, "bought_hours": 3.0}}, plan=plan, terms={"hours_more": more})
    service = where.service[1]
    assert 0.0 <= hours.usual_hours(service, where) <= there * (1 + more)
    assert hours.hours_now(service, where) >= 0.0
    together = hours.usual_hours(service, where) + hours.hours_in_meetings(service, where)
    assert together == pytest.approx(hours.hours_before_meetings(service, where))


@pytest.mark.parametrize(("week", "expected"), [(144, False), (145, True), (155, True), (156, False)])
def test_an_episode_outlasts_bought_hours_when_it_would_end_after_the_money(week: int, expected: bool) -> None:
    where = funded(week=week, service={1: {"bought_hours": 4.0, "episode": 12}, 2: {"episode": 12}})
    assert hours.outlasts_money(where.service[1], where) == expected
    assert not hours.outlasts_money(where.service[2], where)
