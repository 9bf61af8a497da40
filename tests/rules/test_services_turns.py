"""Whose turn it is at a service: priority and who is passed over; people with a coach and people from outside."""

import pytest
from at_services import in_service, queue, waiting
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import WEEK, Attributes, changes_made, lucky, person, site

from simmodel.chance import DROP_OUT
from simmodel.rules import services
from simmodel.vocabulary import (
    ACTIVE,
    HOUSING,
    INSECURE,
    MENTAL_HEALTH,
    PRACTICAL,
    REFERRED,
    SENTENCED,
    SERVED,
    WAITING,
)
from simmodel.world import GENERAL_LIST, NEVER

# Priority, and who is passed over


BROUGHT_IN = {"by_coach": {MENTAL_HEALTH: 1}, "relationship": ACTIVE, "coach": 0}


def admitted(who: Attributes, where: Attributes) -> Attributes:
    services.admit(who, where, MENTAL_HEALTH)
    assert who.pathway[MENTAL_HEALTH] == SERVED
    return where


def with_a_queue(priority: int = 1, oldest: int = WEEK - 9, **changes: object) -> Attributes:
    return site(plan={"priority": priority}, service=queue(oldest=oldest), **changes)


def test_with_priority_it_is_counted_who_is_admitted_before_others_who_asked_earlier() -> None:
    where = admitted(waiting(weeks=2, **BROUGHT_IN), with_a_queue())
    assert where.tally.out_of_turn[MENTAL_HEALTH] == 1
    assert where.service[MENTAL_HEALTH].jumped == WEEK - 2
    admitted(waiting(weeks=4, **BROUGHT_IN), where)
    assert where.tally.out_of_turn[MENTAL_HEALTH] == 2
    assert where.service[MENTAL_HEALTH].jumped == WEEK - 2


@pytest.mark.parametrize(
    ("priority", "oldest", "fields"),
    [(0, WEEK - 9, BROUGHT_IN), (1, WEEK - 9, {}), (1, WEEK - 2, BROUGHT_IN), (1, WEEK, BROUGHT_IN)],
    ids=["no priority", "a cold referral", "at the head of the queue", "nobody waits"],
)
def test_an_admission_in_turn_passes_nobody_over(priority: int, oldest: int, fields: dict) -> None:
    where = admitted(waiting(weeks=2, **fields), with_a_queue(priority, oldest))
    assert where.tally.out_of_turn[MENTAL_HEALTH] == 0
    later = {"pathway": {MENTAL_HEALTH: WAITING}, "asked": {MENTAL_HEALTH: WEEK - 2}}
    assert not moved_back(where, **later)


def moved_back(where: Attributes, **fields: object) -> bool:
    who = person(**fields)
    services.note_moved_back(who, where)
    assert where.tally.moved_back == who.moved_back
    return who.moved_back == 1


def test_whoever_asked_earlier_and_still_waits_was_passed_over_and_it_is_remembered() -> None:
    jumped = queue(jumped=WEEK - 2)
    early = {"pathway": {MENTAL_HEALTH: WAITING}, "asked": {MENTAL_HEALTH: WEEK - 5}}
    assert moved_back(site(service=jumped), **early)
    assert not moved_back(site(service=jumped), **(early | {"asked": {MENTAL_HEALTH: WEEK - 2}}))
    assert not moved_back(site(service=jumped), **(early | {"pathway": {MENTAL_HEALTH: SERVED}}))
    assert not moved_back(site(service=jumped), **(early | {"by_coach": {MENTAL_HEALTH: 1}}))
    assert not moved_back(site(), **early)
    assert not moved_back(site(service=jumped), **early, custody=SENTENCED, custody_weeks_left=9)
    who = person(moved_back=1)
    services.note_moved_back(who, site())
    assert who.moved_back == 1


def test_a_person_passed_over_in_two_queues_is_one_person_passed_over() -> None:
    two = (MENTAL_HEALTH, PRACTICAL)
    where = site(service={domain: {"jumped": WEEK - 2} for domain in two})
    services.note_moved_back(person(pathway=dict.fromkeys(two, WAITING), asked=dict.fromkeys(two, WEEK - 5)), where)
    assert where.tally.moved_back == 1


def test_whoever_waits_for_a_home_is_passed_over_on_their_own_list() -> None:
    early = {"pathway": {HOUSING: WAITING}, "asked": {HOUSING: 0}, "tenancy": INSECURE}
    assert moved_back(site(service={GENERAL_LIST: {"jumped": WEEK}}), **early)
    assert not moved_back(site(service={HOUSING: {"jumped": WEEK}}), **early)


def test_with_waiting_off_long_waits_cost_trust_as_at_the_reference_and_nobody_leaves() -> None:
    off = site(off=("waiting",), reference={"long_waits": 0.01})
    who = lucky(waiting(weeks=12), DROP_OUT, 0.0, MENTAL_HEALTH)
    services.wait(who, off)
    assert (who.refused, who.pathway[MENTAL_HEALTH]) == (0.01, WAITING)


def test_nobody_who_asked_a_service_is_passed_over_for_a_home() -> None:
    where = site(service={HOUSING: {"jumped": WEEK}})
    assert not moved_back(where, pathway={HOUSING: WAITING}, asked={HOUSING: 0})


def test_who_was_passed_over_last_week_is_not_passed_over_again_without_cause() -> None:
    where = site(service=queue(jumped=WEEK - 3))
    services.open_week(where.service[MENTAL_HEALTH], where)
    assert where.service[MENTAL_HEALTH].jumped == NEVER


def test_a_person_passed_over_is_counted_even_where_nobody_from_outside_asked_earlier() -> None:
    """An intake weeks after the referral puts somebody into a short queue ahead of all outside demand."""
    where = with_a_queue(oldest=WEEK - 1)
    admitted(waiting(weeks=2, **BROUGHT_IN), where)
    assert moved_back(where, pathway={MENTAL_HEALTH: WAITING}, asked={MENTAL_HEALTH: WEEK - 5})


# Displacement


@pytest.mark.parametrize("fields", [{}, BROUGHT_IN], ids=["referred", "brought in"])
def test_with_displacement_off_a_coached_persons_place_takes_no_hours_from_others(fields: dict) -> None:
    off = site(off=("displacement",))
    numbers = off.numbers.services
    taken = 0.0 if fields else numbers.place_hours[MENTAL_HEALTH]
    services.hold_place(in_service(**fields), off)
    assert off.service[MENTAL_HEALTH].free == pytest.approx(10 - taken)
    admitted(waiting(**fields), off)
    assert off.service[MENTAL_HEALTH].free == pytest.approx(10 - 2 * taken)
    assert off.service[MENTAL_HEALTH].taken == pytest.approx(2 * taken)


def test_with_displacement_on_a_coached_persons_place_takes_the_hours_of_a_visit_from_others() -> None:
    where = admitted(waiting(**BROUGHT_IN), site())
    numbers = where.numbers.services
    assert where.service[MENTAL_HEALTH].free == pytest.approx(10 - numbers.place_hours[MENTAL_HEALTH] * numbers.visit)


def test_outside_demand_is_admitted_in_the_order_it_asked_and_only_what_asked_before() -> None:
    where = site(service=queue(free=2.4, oldest=WEEK - 2, asked={18: 2.0, 19: 2.0, 20: 2.0}, waiting=6.0))
    service = where.service[MENTAL_HEALTH]
    services.admit_outside(where, MENTAL_HEALTH, 19.0)
    assert service.asked[18:21] == [0.0, 2.0, 2.0]
    services.admit_outside(where, MENTAL_HEALTH, 21.0)
    assert service.asked[18:21] == pytest.approx([0.0, 1.0, 2.0])
    assert (service.free, service.waiting, service.oldest) == (pytest.approx(0), pytest.approx(3), 19)
    assert service.ending[(WEEK + service.episode) % 128] == pytest.approx(service.served_outside) == 3.0


@given(st.lists(st.floats(0, 20), min_size=6, max_size=6), st.floats(0, 40), st.integers(14, 22))
@settings(max_examples=60, deadline=None)
def test_outside_demand_never_takes_more_than_the_hours_and_nobody_vanishes(
    asking: list[float], free: float, before: int
) -> None:
    asked = dict(enumerate(asking, start=15))
    where = site(service=queue(free=free, place=0.5, oldest=15, asked=asked, waiting=sum(asking)))
    service = where.service[MENTAL_HEALTH]
    services.admit_outside(where, MENTAL_HEALTH, before * 1.0)
    admitted = where.tally.outside_served[MENTAL_HEALTH]
    assert service.free >= -1e-9
    assert admitted * service.place == pytest.approx(free - service.free)
    assert sum(service.asked) + admitted == pytest.approx(sum(asking))
    assert service.waiting == pytest.approx(sum(service.asked))


def test_a_queue_remembers_five_hundred_and_twelve_weeks_and_the_oldest_that_may_still_wait() -> None:
    where = site(week=600, service=queue(oldest=20, free=0.0))
    services.admit_outside(where, MENTAL_HEALTH, 601.0)
    assert where.service[MENTAL_HEALTH].oldest == 600 - 511


def test_outside_demand_that_gets_a_house_keeps_it_and_is_no_episode() -> None:
    where = site(service={GENERAL_LIST: {"free": 1.0, "oldest": 19, "asked": {19: 3.0}, "waiting": 3.0}})
    services.admit_outside(where, GENERAL_LIST, 21.0)
    house = where.service[GENERAL_LIST]
    assert (house.free, house.waiting, house.served_outside, sum(house.ending)) == (0.0, 2.0, 0.0, 0.0)


def test_the_week_after_its_last_an_episode_is_over_and_the_place_is_free() -> None:
    assert changes_made(services.discharge, in_service(due={MENTAL_HEALTH: WEEK - 1}), site()) == {"pathway"}
    assert changes_made(services.discharge, in_service(due={MENTAL_HEALTH: WEEK}), site()) == set()
    for stage in (REFERRED, WAITING):
        who = person(pathway=[stage] * 8, due=[WEEK - 1] * 8)
        assert changes_made(services.discharge, who, site()) == set()
