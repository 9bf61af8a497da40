"""The census: a clean sheet at the beginning of a week, and a count of everybody at its end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import WEEK, as_plain, changes_made, people, person, site

from simmodel.measures import GROWN_UP, housing_list, in_community, load
from simmodel.rules.census import clean_sheet, count_week, note_waits
from simmodel.vocabulary import (
    ACCEPTED,
    ATTENDED,
    FUNNEL,
    HOMELESS,
    HOUSING,
    IN_NEED,
    INSECURE,
    KNOWN,
    MENTAL_HEALTH,
    NOT_ASKED,
    ON_REMAND,
    PRACTICAL,
    REFERRED,
    RESOLVED,
    RIGHT_NEED_MET,
    SENTENCED,
    SERVED,
    STABLE,
    WAITING,
    WAS_REFERRED,
    WAS_SERVED,
)
from simmodel.world import GENERAL_LIST, NEVER

some = settings(max_examples=40, deadline=None)
SINCE_WEEK_ZERO = {
    "weeks_in_scope",
    "weeks_stably_housed",
    "weeks_in_work",
    "custody_days",
    "crises",
    "times_told",
    "points_of_engagement",
    "child_reports",
    "child_care_weeks",
}
FUNNEL_FIELDS = {"funnel", "weeks_waited"}
SHARES = ("in_custody", "stably_housed", "homeless", "at_work", "active")


def counted(who: object, week: int = 20) -> object:
    where = site(week=week)
    count_week(who, where)
    return where


@some
@given(people())
def test_last_weeks_facts_are_laid_aside_and_nothing_else(who: object) -> None:
    who.told_to = [int(who.engaged > 0)] * 8
    changed = changes_made(clean_sheet, who, site())

    assert changed <= {"met", "refused", "told_again", "told_to", "engaged"}
    assert (who.met, who.refused, who.told_again, who.engaged, sum(who.told_to)) == (0.0, 0.0, 0.0, 0.0, 0)


@some
@given(people(gone=st.sampled_from((1, 2))))
def test_nobody_who_is_gone_is_counted(who: object) -> None:
    assert changes_made(count_week, who, site()) == set()


@some
@given(people(gone=0))
def test_everybody_in_scope_is_counted_once(who: object) -> None:
    tally = counted(who).tally

    assert tally.people == 1
    assert all(getattr(tally, share) in (0.0, 1.0) for share in SHARES)
    assert tally.in_custody + tally.stably_housed + tally.homeless <= 1
    assert (tally.trust, tally.load) == (who.trust, load(who))


@some
@given(people(gone=0))
def test_counting_changes_nothing_of_a_life(who: object) -> None:
    before = as_plain(who)
    count_week(who, site())

    assert {name for name, value in as_plain(who).items() if value != before[name]} <= SINCE_WEEK_ZERO | FUNNEL_FIELDS


def test_children_under_eighteen_are_counted_in_care_or_not_and_reports_and_weeks_in_care_since_week_zero() -> None:
    born = [WEEK - 30, WEEK - 400, WEEK - GROWN_UP, NEVER]
    for week, counts in ((WEEK, True), (-1, False)):
        who = person(born=[each + week - WEEK for each in born[:3]] + [NEVER], in_care={1: 1}, reported_now=3)
        tally = counted(who, week).tally
        assert (tally.children, tally.children_in_care) == (2, 1)
        assert (who.child_reports, who.child_care_weeks) == ((3.0, 1.0) if counts else (0.0, 0.0))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"tenancy": STABLE}, {"stably_housed"}),
        ({"tenancy": INSECURE}, set()),
        ({"tenancy": HOMELESS}, {"homeless"}),
        ({"tenancy": STABLE, "custody": SENTENCED}, {"in_custody"}),
        ({"tenancy": HOMELESS, "custody": ON_REMAND}, {"in_custody"}),
        ({"tenancy": STABLE, "at_work": 1}, {"stably_housed", "at_work"}),
        ({"tenancy": HOMELESS, "relationship": 1, "coach": 0}, {"homeless", "active"}),
        ({"tenancy": HOMELESS, "relationship": 2, "coach": 0}, {"homeless"}),
        ({"tenancy": HOMELESS, "relationship": 3, "coach": 0}, {"homeless", "active"}),
    ],
)
def test_a_person_counts_as_what_they_are(fields: dict, expected: set) -> None:
    tally = counted(person(**fields)).tally

    assert {name for name in SHARES if getattr(tally, name)} == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"weeks_in_scope": 1, "weeks_stably_housed": 1}),
        ({"tenancy": HOMELESS}, {"weeks_in_scope": 1}),
        ({"custody": SENTENCED}, {"weeks_in_scope": 1, "custody_days": 7}),
        ({"at_work": 1}, {"weeks_in_scope": 1, "weeks_stably_housed": 1, "weeks_in_work": 1}),
        ({"tenancy": INSECURE, "crisis_now": 4}, {"weeks_in_scope": 1, "crises": 1}),
        ({"tenancy": INSECURE, "told_again": 3.0}, {"weeks_in_scope": 1, "times_told": 3}),
        ({"tenancy": INSECURE, "engaged": 2.0}, {"weeks_in_scope": 1, "points_of_engagement": 2}),
    ],
)
def test_a_week_goes_into_what_has_happened_since_week_0(fields: dict, expected: dict) -> None:
    who = person(**fields)
    counted(who, week=0)

    assert {name: getattr(who, name) for name in SINCE_WEEK_ZERO if getattr(who, name)} == expected


def test_a_week_of_the_warm_up_is_counted_at_the_site_and_not_in_the_persons_years() -> None:
    who = person(crisis_now=2, at_work=1, told_again=1.0, engaged=1.0, need=0.9)
    where = counted(who, week=-1)

    assert where.tally.people == 1
    assert {getattr(who, name) for name in SINCE_WEEK_ZERO} == {0.0}
    assert (sum(who.funnel), who.weeks_waited) == (0, 0.0)


def test_weeks_add_up() -> None:
    who, where = person(custody=SENTENCED), site()
    for _ in range(4):
        count_week(who, where)

    assert (who.weeks_in_scope, who.custody_days) == (4, 28)
    assert where.tally.people == 4


@some
@given(people(gone=0))
def test_whoever_waits_or_is_served_is_counted_at_one_unit_for_each_need(who: object) -> None:
    tally = counted(who).tally

    assert sum(tally.served) == who.pathway.count(SERVED)
    assert sum(tally.waiting) == who.pathway.count(WAITING)
    for domain in range(1, 8):
        assert tally.waiting[domain] == (who.pathway[domain] == WAITING)
        assert tally.served[domain] == (who.pathway[domain] == SERVED)


@pytest.mark.parametrize("fields", [{"tenancy": HOMELESS, "priority_case": 1}, {"tenancy": INSECURE}])
def test_an_application_for_housing_is_counted_on_the_list_it_stands_on(fields: dict) -> None:
    who = person(pathway={HOUSING: WAITING}, **fields)
    expected = HOUSING if who.tenancy == HOMELESS else GENERAL_LIST

    assert counted(who).tally.waiting[expected] == 1
    assert housing_list(who) == expected


def test_a_referral_that_is_not_yet_assessed_waits_nowhere() -> None:
    tally = counted(person(pathway={MENTAL_HEALTH: REFERRED})).tally

    assert sum(tally.waiting) == sum(tally.served) == 0


@some
@given(people(gone=0))
def test_the_reference_is_taken_from_everyone_in_scope_and_needs_from_the_community(who: object) -> None:
    gauge, free = counted(who).gauge, in_community(who)

    assert (gauge.people, gauge.trust, gauge.agency, gauge.retold) == (1, who.trust, who.agency, who.told_again)
    assert gauge.community == free
    assert gauge.load == (load(who) if free else 0.0)
    assert gauge.need == (who.need if free else [0.0] * 8)
    assert gauge.confidence == (max(who.trust, who.bond) if free else 0.0)


# How far each need came


def reached(domain: int = MENTAL_HEALTH, weeks: tuple[dict, ...] = ({},), **fields: object) -> set[int]:
    """The steps of the funnel that a need has reached after these weeks, one after the other."""
    who, where = person(**({"need": {domain: 0.8}, "known": 0} | fields)), site()
    for week in weeks:
        for name, value in week.items():
            getattr(who, name)[domain] = value
        count_week(who, where)
    return {step for step in STEPS if who.funnel[domain] & step}


STEPS = (IN_NEED, KNOWN, WAS_REFERRED, ATTENDED, ACCEPTED, WAS_SERVED, RIGHT_NEED_MET, RESOLVED)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"need": {MENTAL_HEALTH: 0.49}, "known": 1}, set()),
        ({}, {IN_NEED}),
        ({"known": 1}, {IN_NEED, KNOWN}),
        ({"pathway": {MENTAL_HEALTH: REFERRED}}, {IN_NEED, KNOWN, WAS_REFERRED}),
        ({"told_to": {MENTAL_HEALTH: 1}}, {IN_NEED, KNOWN, WAS_REFERRED, ATTENDED}),
        ({"pathway": {MENTAL_HEALTH: WAITING}}, {IN_NEED, KNOWN, WAS_REFERRED, ATTENDED, ACCEPTED}),
        (
            {"pathway": {MENTAL_HEALTH: WAITING}, "by_coach": {MENTAL_HEALTH: 1}, "told_to": {MENTAL_HEALTH: 1}},
            {IN_NEED, KNOWN, WAS_REFERRED},
        ),
        (
            {"pathway": {MENTAL_HEALTH: SERVED}},
            {IN_NEED, KNOWN, WAS_REFERRED, ATTENDED, ACCEPTED, WAS_SERVED, RIGHT_NEED_MET},
        ),
        (
            {"pathway": {MENTAL_HEALTH: SERVED}, "need": {MENTAL_HEALTH: 0.8, HOUSING: 0.9}},
            {IN_NEED, KNOWN, WAS_REFERRED, ATTENDED, ACCEPTED, WAS_SERVED},
        ),
        ({"custody": SENTENCED, "known": 1}, set()),
    ],
    ids=[
        "light",
        "hidden",
        "known",
        "referred",
        "heard",
        "waiting",
        "asked by a coach",
        "served",
        "served for less",
        "inside",
    ],
)
def test_a_need_has_come_as_far_as_the_week_shows(fields: dict, expected: set) -> None:
    assert reached(**fields) == expected


def test_a_need_once_active_stays_in_the_funnel_and_steps_reached_are_never_taken_back() -> None:
    weeks = ({}, {"known": 1, "need": 0.2}, {"pathway": REFERRED}, {"pathway": NOT_ASKED})

    assert reached(weeks=weeks) == {IN_NEED, KNOWN, WAS_REFERRED}


def test_a_need_is_resolved_when_it_is_light_again_after_service_and_not_by_itself() -> None:
    by_itself = ({}, {"need": 0.2}, {})
    with_service = ({"pathway": SERVED}, {"need": 0.2}, {})

    assert RESOLVED not in reached(weeks=by_itself)
    assert RESOLVED in reached(weeks=with_service)


def test_a_need_that_was_served_while_another_weighed_more_is_not_resolved_by_it() -> None:
    for_less = ({"pathway": SERVED}, {"need": 0.2}, {})

    assert RESOLVED not in reached(weeks=for_less, need={MENTAL_HEALTH: 0.8, HOUSING: 0.9})


def test_a_home_that_was_let_counts_as_served_and_a_home_found_otherwise_does_not() -> None:
    weeks = ({}, {"need": 0.1}, {})
    let, found = (reached(HOUSING, weeks, supported=supported) for supported in (1, 0))

    assert WAS_SERVED in let
    assert WAS_SERVED not in found


ORDER = [IN_NEED, KNOWN, WAS_REFERRED, ATTENDED, ACCEPTED, WAS_SERVED, RIGHT_NEED_MET, RESOLVED]


@some
@given(people(gone=0, custody=0), st.sampled_from(range(8)))
def test_every_step_of_the_funnel_holds_the_steps_before_it(who: object, domain: int) -> None:
    who.funnel = [0] * 8
    counted(who)
    steps = [bool(who.funnel[domain] & step) for step in ORDER]

    assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize(
    ("fields", "weeks"),
    [
        ({"pathway": {MENTAL_HEALTH: REFERRED}}, 1),
        ({"pathway": {MENTAL_HEALTH: WAITING}}, 1),
        ({"pathway": {MENTAL_HEALTH: SERVED}}, 0),
        ({"pathway": {MENTAL_HEALTH: WAITING}, "need": {MENTAL_HEALTH: 0.3}}, 1),
        ({"pathway": {MENTAL_HEALTH: WAITING, PRACTICAL: REFERRED}, "need": 0.8}, 2),
        ({"pathway": {HOUSING: WAITING}, "need": 0.8}, 0),
    ],
)
def test_a_week_of_waiting_is_counted_for_each_request_homes_aside(fields: dict, weeks: int) -> None:
    who = person(**({"need": {MENTAL_HEALTH: 0.8}} | fields))
    counted(who)

    assert who.weeks_waited == weeks


@some
@given(people(gone=0, custody=0))
def test_whoever_came_as_far_as_one_step_was_in_need_first(who: object) -> None:
    before = list(who.funnel)
    count_week(who, site())

    assert all(after & IN_NEED or after == 0 for after in who.funnel)
    assert all(after & was == was for was, after in zip(before, who.funnel, strict=True))
    assert all(0 <= after < 1 << len(FUNNEL) for after in who.funnel)


@pytest.mark.parametrize(("oldest", "expected"), [(20, 0.0), (8, 12.0), (-240, 260.0), (21, 0.0)])
def test_the_wait_is_how_long_ago_the_head_of_the_queue_asked(oldest: int, expected: float) -> None:
    where = site(week=20, service={MENTAL_HEALTH: {"oldest": oldest}, GENERAL_LIST: {"oldest": 15}})
    note_waits(where)

    assert where.tally.weeks_behind[MENTAL_HEALTH] == expected
    assert where.tally.weeks_behind[GENERAL_LIST] == 5.0


def test_the_hours_used_are_those_that_somebody_took_whatever_is_left_to_give() -> None:
    where = site(service={MENTAL_HEALTH: {"hours": 30.0, "free": 0.0, "taken": 26.0}})
    note_waits(where)

    assert where.tally.hours_used[MENTAL_HEALTH] == 26.0
    assert where.tally.hours_used[HOUSING] == where.tally.hours_used[GENERAL_LIST] == 0.0


def test_of_the_hours_used_those_of_outside_demand_are_told_apart() -> None:
    outside = {"taken": 26.0, "served_outside": 5.0, "place": 0.8}
    where = site(service={MENTAL_HEALTH: outside, HOUSING: {"taken": 0.0}})
    note_waits(where)

    assert where.tally.hours_of_others[MENTAL_HEALTH] == 4.0
    assert where.tally.hours_of_others[HOUSING] == where.tally.hours_of_others[GENERAL_LIST] == 0.0


def test_the_hours_there_are_leave_out_meetings_and_hold_what_a_programme_bought() -> None:
    meeting = {"joins_until": 10**6, "joint_hours": {0: 4.0}, "funded_until": 156, "delivers_from": 0}
    where = site(plan=meeting, service={MENTAL_HEALTH: {"hours": 30.0, "bought_hours": 8.0, "takes_part": 1}})
    note_waits(where)

    assert where.tally.hours_there[MENTAL_HEALTH] == 30.0 + 8.0 - 4.0
    assert where.tally.hours_there[HOUSING] == 0.0
