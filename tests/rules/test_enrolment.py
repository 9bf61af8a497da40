"""Enrolment: whom a coach or a link worker takes on, who is next, and who waits."""

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import (
    WEEK,
    Attributes,
    beliefs,
    changes_made,
    funded,
    lean,
    lucky,
    names_of_numbers,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.chance import BECOMES_QUIET, ENROL
from simmodel.rules import enrolment
from simmodel.vocabulary import (
    ACTIVE,
    CONNECTION,
    CRISES,
    EASIEST_FIRST,
    FIRST_COME,
    LINKED_BY_WORKER,
    LOTTERY,
    MENTAL_HEALTH,
    QUIET,
    SENTENCED,
    WORST_FIRST,
)

INSIDE = {"custody": SENTENCED, "custody_weeks_left": 9}
SEVERAL = {MENTAL_HEALTH: 0.7, CONNECTION: 0.8}
LINKING = {"plan": {"link_sessions": 5}}


def coached(**fields: object) -> Attributes:
    return person(**({"coach": 0, "relationship": ACTIVE, "need": SEVERAL, "enrolled": 18, "has_sought": 1} | fields))


def quiet(**fields: object) -> Attributes:
    return coached(relationship=QUIET, **fields)


def linked(**fields: object) -> Attributes:
    return coached(relationship=LINKED_BY_WORKER, **fields)


def seeker(**fields: object) -> Attributes:
    return person(**({"has_sought": 1, "need": SEVERAL} | fields))


def wants(who: Attributes, where: Attributes | None = None) -> bool:
    return bool(enrolment.wants_worker(who, where or funded(), 0))


def enrolled(who: Attributes, where: Attributes) -> Attributes:
    enrolment.enrol(who, where, 0)
    return who


# Whom a worker is for


def test_a_coach_is_for_people_who_asked_and_have_several_active_needs() -> None:
    assert wants(seeker())
    assert not wants(seeker(need={MENTAL_HEALTH: 0.9}))
    assert not wants(seeker(has_sought=0))
    assert wants(seeker(has_sought=0), funded(plan={"reach_out": 1}))


def test_a_link_worker_is_for_whoever_asks_this_week_however_light_their_needs() -> None:
    assert wants(person(seeking=1), funded(**LINKING))
    assert not wants(seeker(seeking=0), funded(**LINKING))
    assert not wants(seeker(seeking=0), funded(plan={"link_sessions": 5, "reach_out": 1}))
    assert not wants(person(seeking=1, **INSIDE), funded(**LINKING))


GONE_BARRED_OR_MET = (
    {"gone": 1},
    {"gone": 2},
    {"barred": 1},
    {"relationship": ACTIVE, "coach": 0},
    {"relationship": LINKED_BY_WORKER, "coach": 0},
)


@pytest.mark.parametrize("fields", GONE_BARRED_OR_MET)
@pytest.mark.parametrize("changes", [{}, LINKING], ids=["coaches", "link workers"])
def test_nobody_gone_barred_or_already_with_a_worker_is_taken_on(changes: dict, fields: dict[str, int]) -> None:
    assert not wants(seeker(seeking=1, **fields), funded(**changes))


@pytest.mark.parametrize("week", [0, 16, 156, 200])
@pytest.mark.parametrize("changes", [{}, LINKING], ids=["coaches", "link workers"])
def test_before_workers_are_there_and_after_funding_nobody_is_taken_on(changes: dict, week: int) -> None:
    assert not wants(seeker(seeking=1), funded(week=week, **changes))
    assert not wants(seeker(seeking=1), site(week=week, **changes))


@pytest.mark.parametrize("kind", range(len(CRISES)))
def test_a_quiet_relationship_is_taken_up_again_after_any_crisis_and_only_then(kind: int) -> None:
    assert wants(quiet(crisis_now=1 + kind, need=0.1))
    assert not wants(quiet(crisis_now=0))


# Who is next


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        (WORST_FIRST, {"need": 0.9}, {"need": 0.6}),
        (EASIEST_FIRST, {"need": 0.6}, {"need": 0.9}),
        (FIRST_COME, {"first_sought": -50, "arrives": 3}, {"first_sought": 2, "arrives": -50}),
        (LOTTERY, {"luck": {ENROL: 10}}, {"luck": {ENROL: 2**31}}),
    ],
)
def test_the_enrolment_rule_says_who_is_next_and_a_quiet_relationship_comes_before_all(
    rule: int, first: dict, second: dict
) -> None:
    where = funded(plan={"enrolment": rule})
    one, two, back = (enrolment.enrolment_order(who, where, 0) for who in (seeker(**first), seeker(**second), quiet()))
    assert back < one < two


def test_the_lottery_does_not_look_at_needs() -> None:
    light, heavy = (lucky(seeker(need=need), ENROL, 0.3) for need in (0.5, 1.0))
    where = funded(plan={"enrolment": LOTTERY})
    assert enrolment.enrolment_order(light, where, 0) == enrolment.enrolment_order(heavy, where, 0)


# Taking on


def test_taking_on_takes_a_place_of_the_worker_with_most_room_and_notes_the_first_week() -> None:
    where = funded(coach={0: {"active": 5}, 1: {"active": 4}})
    who = enrolled(seeker(), where)
    assert (who.coach, who.relationship, who.enrolled) == (1, ACTIVE, WEEK)
    assert [coach.active for coach in where.coach[:2]] == [5, 5]
    assert (where.tally.enrolled, who.told_again, who.engaged) == (1, 1.0, 1.0)


def test_a_link_worker_links_hears_the_story_and_starts_with_no_session_held() -> None:
    who = enrolled(person(seeking=1, sessions=4.0, linked_weeks=7), funded(**LINKING))
    assert (who.relationship, who.sessions, who.linked_weeks) == (LINKED_BY_WORKER, 0.0, 0)
    assert (who.told_again, who.engaged) == (1.0, 1.0)


def test_whoever_is_linked_a_second_time_tells_the_story_again_and_is_not_counted_as_new() -> None:
    who, where = person(seeking=1, enrolled=3), funded(**LINKING)
    enrolled(who, where)
    assert (who.enrolled, where.tally.enrolled, who.told_again) == (3, 0, 1.0)


def test_a_quiet_relationship_goes_on_with_the_same_coach_even_where_another_has_more_room() -> None:
    where = funded(coach={0: {"active": 0}, 1: {"active": 8}})
    who = enrolled(quiet(coach=1, crisis_now=1), where)
    assert (who.coach, who.relationship, where.coach[1].active) == (1, ACTIVE, 9)


def test_a_quiet_relationship_is_not_taken_up_where_that_coach_is_full() -> None:
    where = funded(coach={0: {"active": 0}, 1: {"active": 9}})
    assert changes_made(enrolment.enrol, quiet(coach=1, crisis_now=1), where, 0) == set()


def test_a_quiet_relationship_is_not_taken_up_by_a_vacant_post() -> None:
    where = funded(coach={0: {"active": 0, "weeks_vacant": 6}})
    assert enrolled(quiet(coach=0, crisis_now=1), where).relationship == QUIET


def test_whoever_comes_back_is_not_counted_as_new_and_need_not_tell_the_story_again() -> None:
    who, where = quiet(crisis_now=1), funded()
    enrolled(who, where)
    assert (who.relationship, who.enrolled, where.tally.enrolled) == (ACTIVE, 18, 0)
    assert (who.told_again, who.engaged) == (0.0, 0.0)


def test_there_is_room_until_every_place_is_taken() -> None:
    assert enrolment.has_room(funded(coach={0: {"active": 9}, 1: {"active": 8}}), 0)
    assert enrolment.has_room(funded(coach={0: {"active": 8}, 1: {"active": 9}}), 0)
    assert not enrolment.has_room(funded(coach={0: {"active": 9}, 1: {"active": 9}}), 0)
    assert not enrolment.has_room(site(), 0)


def test_a_vacant_post_takes_nobody_new() -> None:
    where = funded(coach={0: {"active": 0, "weeks_vacant": 3}, 1: {"active": 8}})
    assert enrolled(seeker(), where).coach == 1
    assert not enrolment.has_room(where, 0)


def test_a_place_beyond_the_posts_of_the_site_takes_nobody() -> None:
    where = funded(posts=1, coach={0: {"active": 9}, 1: {"active": 0}})
    assert not enrolment.has_room(where, 0)


# Loads


def test_every_workers_load_is_counted_anew() -> None:
    where = funded(posts=64, coach={post: {"active": 9, "crises": 2.0} for post in (0, 5, 63)})
    enrolment.clear_load(where)
    assert {(coach.active, coach.crises) for coach in where.coach} == {(0, 0.0)}


def test_people_in_active_relationships_or_linked_count_towards_the_load_and_nobody_else() -> None:
    where = funded()
    for who in (coached(), coached(coach=1), linked(coach=1), quiet(), seeker()):
        enrolment.count_load(who, where)
    assert [coach.active for coach in where.coach[:3]] == [1, 2, 0]


def test_last_weeks_crises_of_the_people_they_meet_land_on_their_worker_and_on_no_other() -> None:
    where = funded()
    for who in (coached(crisis_now=1), coached(), linked(coach=1, crisis_now=3), quiet(crisis_now=2)):
        enrolment.count_load(who, where)
    assert [coach.crises for coach in where.coach[:2]] == [1.0, 1.0]


def test_no_worker_ever_holds_more_people_than_the_post_has_places() -> None:
    full = [coached(coach=0) for _ in range(9)]
    back, where = quiet(coach=0, crisis_now=1), funded()
    for who in full:
        enrolment.count_load(who, where)
    if wants(back, where) and enrolment.has_room(where, 0):
        enrolment.enrol(back, where, 0)
    held = [sum(who.coach == coach and who.relationship == ACTIVE for who in [*full, back]) for coach in range(2)]
    assert held == [coach.active for coach in where.coach[:2]]
    assert all(count <= coach.places for count, coach in zip(held, where.coach, strict=False))


NUMBERS = site().numbers.enrolment


def time_active(where: Attributes, luck: float = 0.5) -> float:
    return enrolled(lucky(seeker(), BECOMES_QUIET, luck), where).quiet_from - where.week * 1.0


@pytest.mark.slow
def test_relationships_are_active_for_the_pages_weeks_on_average_and_some_need_longer_than_others() -> None:
    weeks = [time_active(funded(), (place + 0.5) / 2000) for place in range(2000)]
    assert statistics.fmean(weeks) == pytest.approx(NUMBERS.active_weeks, rel=0.02)
    assert sum(each < 8 for each in weeks) < 10
    assert max(weeks) > 2 * NUMBERS.active_weeks


@pytest.mark.parametrize(("weeks_left", "taken_on"), [(12, True), (13, False)])
def test_a_coach_takes_somebody_on_inside_only_close_to_release(weeks_left: int, taken_on: bool) -> None:
    inside = seeker(custody=SENTENCED, custody_weeks_left=weeks_left)
    assert wants(inside, funded()) == taken_on


@pytest.mark.parametrize(("until", "taken_on"), [(WEEK + 4, False), (WEEK + 5, True)])
def test_shortly_before_the_money_ends_workers_take_on_nobody_new(until: int, taken_on: bool) -> None:
    ending = funded(plan={"funded_until": until})
    assert wants(seeker(), ending) == taken_on
    assert wants(seeker(relationship=QUIET, coach=0, crisis_now=1), ending)
    linking = funded(plan=LINKING["plan"] | {"funded_until": until})
    assert wants(person(seeking=1), linking) == taken_on


def late(where: Attributes) -> float:
    where.plan.funded_until = WEEK + 13
    return float(wants(seeker(), where))


def inside(where: Attributes) -> float:
    return float(wants(seeker(custody=SENTENCED, custody_weeks_left=10), where))


CLAIMS = {
    "fewest_needs": (lambda where: float(wants(seeker(), where)), -1),
    "active_weeks": (time_active, 1),
    "active_spread": (lambda where: time_active(where, 0.99), 1),
    "throughcare": (inside, 1),
    "closes": (late, -1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"enrolment.{name}", outcome, funded) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("enrolment")


@settings(max_examples=80, deadline=None)
@given(people(), beliefs("enrolment"), st.sampled_from((0, 5)))
def test_whoever_is_taken_on_has_a_worker_and_nothing_else_of_their_life_moves(
    who: Attributes, believed: dict, sessions: int
) -> None:
    where = funded(numbers=believed, plan={"link_sessions": sessions})
    if not wants(who, where):
        return
    changed = changes_made(enrolment.enrol, who, where, 0)
    counted = {"site.coach", "site.tally.enrolled"}
    assert changed <= counted | {
        "coach", "relationship", "enrolled", "told_again", "engaged", "linked_weeks", "quiet_from", "sessions",
    }  # fmt: skip
    assert who.relationship == (LINKED_BY_WORKER if sessions else ACTIVE)
    assert 0 <= who.coach < where.posts
    assert states_are_valid(who)


def test_of_a_link_workers_people_those_are_still_to_be_met_whose_sessions_are_not_all_held() -> None:
    where = funded(**LINKING, coach={0: {"to_meet": 7}, 1: {"to_meet": 7}})
    enrolment.clear_load(where)
    for held in (0.0, 4.0, 5.0):
        enrolment.count_load(linked(sessions=held), where)
    enrolment.count_load(coached(), where)
    assert [post.to_meet for post in where.coach[:2]] == [2, 0]
    assert enrolled(person(seeking=1), where).coach == 1
    assert where.coach[1].to_meet == 1


def test_a_programme_for_some_cohorts_takes_on_nobody_of_the_others() -> None:
    for_families = funded(plan={"closed_to": {0: 1, 1: 1, 3: 1}})
    assert [wants(seeker(cohort=cohort), for_families) for cohort in range(4)] == [False, False, True, False]
    assert [wants(seeker(cohort=cohort)) for cohort in range(4)] == [True] * 4
