"""Linking: the sessions of a link worker, and when the worker leaves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import (
    WEEK,
    Attributes,
    as_plain,
    beliefs,
    changes_made,
    funded,
    lean,
    lucky,
    names_of_numbers,
    people,
    person,
    states_are_valid,
    unlucky,
)

from simmodel.chance import ATTEND
from simmodel.rules import coaching, linking, referral
from simmodel.vocabulary import (
    ACTIVE,
    LINKED_BY_WORKER,
    MENTAL_HEALTH,
    NO_WORKER,
    NOT_ASKED,
    QUIET,
    REFERRED,
    SENTENCED,
    SERVED,
    WAITING,
)


def linked(**fields: object) -> Attributes:
    """Somebody whom a link worker took on this week, with a first appointment to come."""
    appointment = {"pathway": {MENTAL_HEALTH: REFERRED}, "asked": {MENTAL_HEALTH: WEEK}, "due": {MENTAL_HEALTH: 30}}
    return person(**({"coach": 0, "relationship": LINKED_BY_WORKER} | appointment | fields))


def linking_site(sessions: int = 5, **changes: object) -> Attributes:
    return funded(**(changes | {"plan": {"link_sessions": sessions} | changes.get("plan", {})}))


def a_week(who: Attributes, where: Attributes) -> None:
    """What happens between a person and a link worker in a week, in order."""
    coaching.meet(who, where)
    linking.hold_sessions(who, where)
    linking.part(who, where)


def weeks_linked(who: Attributes, where: Attributes) -> int:
    """Weeks until the worker leaves, that week included."""
    for weeks in range(1, 60):
        a_week(who, where)
        if who.relationship == NO_WORKER:
            return weeks
    return 60


@pytest.mark.parametrize(("paid_for", "by_week"), [(1, [1, 1]), (3, [3, 3]), (5, [3, 5, 5]), (12, [3, 6, 9, 12, 12])])
def test_a_link_worker_holds_the_sessions_paid_for_some_each_week_and_not_one_more(
    paid_for: int, by_week: list[int]
) -> None:
    who, where, held = linked(), linking_site(paid_for), []
    for _ in by_week:
        a_week(who, where)
        held.append(who.sessions)
    assert held == by_week
    assert where.tally.coach_hours == pytest.approx(paid_for * where.numbers.linking.session_hours)


def test_a_sessions_hours_are_the_hours_of_the_week() -> None:
    who, where = linked(sessions=4.0), linking_site(5)
    linking.hold_sessions(who, where)
    assert (who.hours, who.sessions, who.linked_weeks) == (where.numbers.linking.session_hours, 5.0, 1)


@pytest.mark.parametrize("relationship", [NO_WORKER, ACTIVE, QUIET])
@pytest.mark.parametrize("rule", [linking.hold_sessions, linking.part])
def test_people_without_a_link_worker_have_no_sessions_and_lose_nobody(rule: object, relationship: int) -> None:
    who = person(relationship=relationship, coach=0 if relationship else -1, hours=3.0, linked_weeks=40, sessions=2.0)
    assert changes_made(rule, who, linking_site()) == set()


def test_a_vacant_post_holds_no_session_while_the_weeks_run_on() -> None:
    who, where = linked(), linking_site(coach={0: {"weeks_vacant": 3}})
    assert changes_made(linking.hold_sessions, who, where) == {"linked_weeks"}


def test_a_worker_with_the_sessions_held_leaves_when_no_first_appointment_is_to_come() -> None:
    for stage in (NOT_ASKED, WAITING, SERVED):
        who = linked(sessions=5.0, pathway={MENTAL_HEALTH: stage})
        linking.part(who, linking_site())
        assert (who.relationship, who.coach, who.hours) == (NO_WORKER, -1, 0.0)


def test_a_link_worker_never_leaves_before_the_first_appointment() -> None:
    who, where = linked(sessions=5.0), linking_site()
    for _ in range(8):
        a_week(who, where)
        assert (who.relationship, who.coach) == (LINKED_BY_WORKER, 0)


@pytest.mark.parametrize("comes", [True, False])
def test_the_worker_comes_along_to_the_first_appointment_and_leaves_in_that_week(comes: bool) -> None:
    where = linking_site(week=30)
    who = (lucky if comes else unlucky)(linked(sessions=5.0), ATTEND + MENTAL_HEALTH)
    referral.intake(who, where)
    assert (who.relationship, who.told_again) == (LINKED_BY_WORKER, float(comes))
    a_week(who, where)
    assert who.relationship == NO_WORKER


def test_a_link_worker_never_stays_longer_than_the_longest_time() -> None:
    where = linking_site(1)
    assert weeks_linked(linked(), where) == where.numbers.linking.longest_weeks
    empty = linking_site(50, coach={0: {"weeks_vacant": 99}})
    assert weeks_linked(linked(pathway=NOT_ASKED), empty) == empty.numbers.linking.longest_weeks


@pytest.mark.parametrize("fields", [{"custody": SENTENCED, "custody_weeks_left": 9}, {"gone": 1}, {"gone": 2}])
def test_whoever_goes_inside_dies_or_moves_away_has_no_link_worker_any_more(fields: dict) -> None:
    who = linked(**fields)
    linking.part(who, linking_site())
    assert (who.relationship, who.coach) == (NO_WORKER, -1)


def test_no_session_is_held_with_somebody_inside() -> None:
    who, where = linked(custody=SENTENCED, custody_weeks_left=9), linking_site()
    a_week(who, where)
    assert where.tally.coach_hours == 0.0


def test_a_link_worker_is_gone_when_the_money_ends() -> None:
    who = linked()
    coaching.keep_coach(who, linking_site(week=156))
    assert (who.relationship, who.coach) == (NO_WORKER, -1)


def test_being_linked_brings_no_service_nearer_than_it_is() -> None:
    who, where = linked(), linking_site()
    before = as_plain(who)
    a_week(who, where)
    changed = {name for name, value in as_plain(who).items() if value != before[name]}
    assert changed == {"linked_weeks", "sessions", "hours"}


# The numbers of the page


def weeks_for_six_sessions(where: Attributes) -> int:
    where.plan.link_sessions = 6
    return weeks_linked(linked(pathway=NOT_ASKED), where)


def hours_of_a_session(where: Attributes) -> float:
    who = linked()
    linking.hold_sessions(who, where)
    return who.hours


CLAIMS = {
    "sessions_a_week": (weeks_for_six_sessions, -1),
    "session_hours": (hours_of_a_session, 1),
    "longest_weeks": (lambda where: weeks_linked(linked(), where), 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"linking.{name}", outcome, linking_site) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("linking")


@settings(max_examples=80, deadline=None)
@given(people(relationship=LINKED_BY_WORKER, coach=0, sessions=0.0), beliefs("linking"), st.integers(1, 20))
def test_nobody_has_more_sessions_than_are_paid_for_or_a_worker_longer_than_the_longest_time(
    who: Attributes, believed: dict, paid_for: int
) -> None:
    where = linking_site(paid_for, numbers=believed)
    who.linked_weeks = 0
    weeks = weeks_linked(who, where)
    assert 0.0 <= who.sessions <= paid_for
    assert weeks <= where.numbers.linking.longest_weeks + 1
    assert (who.relationship, who.coach) == (NO_WORKER, -1)
    assert states_are_valid(who)


def sessions_held(to_meet: int, **plan: object) -> float:
    where = linking_site(plan={"link_sessions": 12} | plan, coach={0: {"to_meet": to_meet, "fte": 0.5}})
    who = linked()
    linking.hold_sessions(who, where)
    return who.sessions


def test_a_workers_hours_are_shared_among_those_still_to_be_met() -> None:
    n = linking_site().numbers
    hours = 0.5 * n.workforce.hours_week * (1 - n.workforce.admin)
    assert sessions_held(1) == n.linking.sessions_a_week
    assert sessions_held(20) == pytest.approx(hours / n.linking.session_hours / 20)
    assert sessions_held(20, reflection_every=1) < sessions_held(20)
