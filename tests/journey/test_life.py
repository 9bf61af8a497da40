"""Needs, home, work, crises, custody and leaving, told from records a week apart."""

from collections.abc import Callable
from typing import Any

import pytest
from lives import kinds, life, told

from simmodel.journey.life import (
    ARRIVES,
    CRISIS_WORDS,
    JUMP,
    arrival,
    children,
    crisis,
    custody,
    home,
    leaving,
    needs,
    work,
)
from simmodel.measures import GROWN_UP
from simmodel.vocabulary import (
    COHORTS,
    CRISES,
    DEVELOPMENTALLY_VULNERABLE,
    HOMELESS,
    HOUSING,
    INSECURE,
    LEASED,
    MENTAL_HEALTH,
    NOT_ASKED,
    ON_REMAND,
    ON_TRACK,
    OWN,
    RETURNED_FOR_BREACH,
    SCHOOL,
    SENTENCED,
    STABLE,
    WAITING,
)


def week(page: Callable, now: dict[str, Any], **start: Any) -> list[tuple[str, str]]:
    return told(page(*life(now, **start)))


@pytest.mark.parametrize("page", [arrival, needs, home, work, crisis, custody, children, leaving])
def test_a_quiet_week_has_nothing_to_tell(page: Callable) -> None:
    assert week(page, {}) == []
    assert week(page, {}, custody=SENTENCED, custody_weeks_left=9, tenancy=HOMELESS) == []
    assert week(page, {}, supported=1, at_work=1, gone=2) == []
    assert week(page, {}, born={0: -300, 1: -40}, in_care={1: 1}, last_report={0: 3}, school={0: 2}) == []


def test_somebody_new_arrives_in_the_week_of_arrival_and_never_again() -> None:
    before, first, second = life({}, {}, arrives=20, cohort=1)
    assert told(arrival(before, first)) == [("arrives", ARRIVES["homelessness"])]
    assert told(arrival(first, second)) == []


def test_every_cohort_and_every_crisis_has_words_of_its_own() -> None:
    assert set(ARRIVES) == set(COHORTS)
    assert set(CRISIS_WORDS) == set(CRISES)


def test_a_need_becomes_known_once() -> None:
    before, first, second = life({"known": {MENTAL_HEALTH: 1}}, {}, known={MENTAL_HEALTH: 0})
    assert told(needs(before, first)) == [("known", "speaks of this need for the first time")]
    assert told(needs(first, second)) == []


def test_a_need_that_jumps_is_a_setback_and_one_that_drifts_is_not() -> None:
    assert week(needs, {"need": {MENTAL_HEALTH: 0.4 + JUMP - 0.01}}) == []
    assert week(needs, {"need": {MENTAL_HEALTH: 0.8}}) == [("shock", "a setback; heavier now (very heavy)")]


def test_a_lost_home_is_told_as_home_and_not_as_a_setback() -> None:
    assert week(needs, {"need": {HOUSING: 0.95}, "tenancy": HOMELESS}) == []


@pytest.mark.parametrize(
    ("was", "becomes", "kind"),
    [
        (STABLE, INSECURE, "home_lost"),
        (INSECURE, HOMELESS, "homeless"),
        (HOMELESS, STABLE, "private_rental"),
        (INSECURE, STABLE, "private_rental"),
    ],
)
def test_every_change_of_tenancy_is_told(was: int, becomes: int, kind: str) -> None:
    assert [each for each, _ in week(home, {"tenancy": becomes}, tenancy=was)] == [kind]


def test_a_home_lost_inside_says_what_there_is_to_return_to() -> None:
    inside = {"custody": SENTENCED, "custody_weeks_left": 9}
    assert week(home, {"tenancy": HOMELESS}, **inside) == [("homeless", "lost while in custody; no home to return to")]
    assert week(home, {"tenancy": INSECURE}, **inside)[0][1] == (
        "lost while in custody; somewhere insecure to return to"
    )


def test_keys_are_given_after_the_weeks_since_asking() -> None:
    listed = {"tenancy": HOMELESS, "pathway": {HOUSING: WAITING}, "asked": {HOUSING: 11}}
    keys = {"tenancy": STABLE, "supported": 1, "pathway": {HOUSING: NOT_ASKED}}
    assert week(home, keys, **listed) == [("letting", "gets the keys to a social home after 9 weeks")]


def test_keys_without_a_wait_are_those_of_the_programme() -> None:
    assert week(home, {"tenancy": STABLE, "supported": 1}, tenancy=HOMELESS) == [
        ("letting", "gets the keys to one of the programme's own homes")
    ]


def test_keys_given_in_the_week_of_asking_came_without_a_wait() -> None:
    now = {"tenancy": STABLE, "supported": 1, "asked": {HOUSING: 20}}
    assert week(home, now, tenancy=HOMELESS)[0][1] == "gets the keys to a social home the same week"


def test_a_leased_home_is_told_as_one_and_its_lease_ends_without_a_move() -> None:
    listed = {"tenancy": HOMELESS, "pathway": {HOUSING: WAITING}, "asked": {HOUSING: 11}}
    keys = {"tenancy": STABLE, "supported": LEASED, "pathway": {HOUSING: NOT_ASKED}}
    leased = [("letting", "gets the keys to a home that the programme leases, after 9 weeks")]
    assert week(home, keys, **listed) == leased
    over = week(home, {"supported": OWN}, tenancy=STABLE, supported=LEASED)
    assert over == [("lease_over", "the lease is over; the home is now the person's own")]


def test_a_private_rental_found_while_waiting_is_no_letting() -> None:
    listed = {"tenancy": INSECURE, "pathway": {HOUSING: WAITING}}
    rented = {"tenancy": STABLE, "pathway": {HOUSING: NOT_ASKED}}
    assert [kind for kind, _ in week(home, rented, **listed)] == ["private_rental"]


def test_a_letting_lost_in_the_same_week_is_told_with_its_loss() -> None:
    listed = {"tenancy": INSECURE, "pathway": {HOUSING: WAITING}, "asked": {HOUSING: 11}}
    assert [kind for kind, _ in week(home, {"pathway": {HOUSING: NOT_ASKED}}, **listed)] == ["letting", "home_lost"]


def test_work_is_found_and_lost() -> None:
    assert week(work, {"at_work": 1}) == [("work_found", "found")]
    assert week(work, {"at_work": 0}, at_work=1) == [("work_lost", "lost")]


def test_a_crisis_is_told_by_its_kind_in_its_own_week() -> None:
    before, first, second = life({"crisis_now": 3}, {})
    assert told(crisis(before, first)) == [("crisis", "the police are called")]
    assert told(crisis(first, second)) == []


@pytest.mark.parametrize(
    ("code", "kind"), [(ON_REMAND, "remand"), (SENTENCED, "sentence"), (RETURNED_FOR_BREACH, "breach")]
)
def test_custody_says_which_kind_and_for_how_long(code: int, kind: str) -> None:
    events = week(custody, {"custody": code, "custody_weeks_left": 7, "arrested_now": 1})
    assert [each for each, _ in events] == [kind]
    assert events[0][1].endswith(", 7 weeks")


def test_a_release_is_told() -> None:
    assert week(custody, {"custody": 0}, custody=SENTENCED, custody_weeks_left=1) == [("release", "released")]


def test_remand_that_ends_in_a_sentence_is_no_release() -> None:
    start = {"custody": ON_REMAND, "custody_weeks_left": 1}
    convicted = {"custody": SENTENCED, "custody_weeks_left": 30}
    assert week(custody, convicted, **start) == [("sentence", "remand ends in a sentence, 30 weeks")]


@pytest.mark.parametrize("was", [ON_REMAND, SENTENCED])
def test_a_release_and_an_arrest_in_the_same_week_are_both_told(was: int) -> None:
    start = {"custody": was, "custody_weeks_left": 1}
    arrested = {"custody": SENTENCED, "custody_weeks_left": 30, "arrested_now": 1}
    assert [kind for kind, _ in week(custody, arrested, **start)] == ["release", "sentence"]


CHILD = {"born": {0: 20 - 190}}


def test_a_report_is_told_in_its_week_with_the_age_of_the_child() -> None:
    before, first, second = life({"last_report": {0: 20}}, {}, **CHILD)
    assert told(children(before, first)) == [("child_reported", "one, aged 3, is reported to child protection")]
    assert told(children(first, second)) == []
    assert week(children, {"last_report": {0: 20}}, born={0: 20 - 51}) == [
        ("child_reported", "one, under one, is reported to child protection")
    ]


def test_going_into_care_and_coming_home_are_told() -> None:
    taken = {"last_report": {0: 20}, "in_care": {0: 1}}
    assert [kind for kind, _ in week(children, taken, **CHILD)] == ["child_reported", "child_to_care"]
    assert week(children, {"in_care": {0: 0}}, in_care={0: 1}, **CHILD) == [
        ("child_home", "one, aged 3, comes home from out-of-home care")
    ]


def test_coming_home_and_going_back_into_care_in_the_same_week_are_all_told() -> None:
    back = [kind for kind, _ in week(children, {"last_report": {0: 20}}, in_care={0: 1}, **CHILD)]
    assert back == ["child_home", "child_reported", "child_to_care"]


def test_at_eighteen_leaving_care_is_not_told_as_coming_home() -> None:
    events = week(children, {"in_care": {0: 0}}, in_care={0: 1}, born={0: 20 - GROWN_UP})
    assert [kind for kind, _ in events] == ["child_grown"]


@pytest.mark.parametrize("school", [ON_TRACK, DEVELOPMENTALLY_VULNERABLE])
def test_starting_school_is_told_with_how(school: int) -> None:
    ((kind, text),) = week(children, {"school": {0: school}}, **CHILD)
    assert kind == f"school_{SCHOOL[school]}"
    assert text == f"one starts school, {SCHOOL[school].replace('_', ' ')}"


def test_each_child_is_told_apart() -> None:
    both = {"last_report": {0: 20, 1: 20}}
    assert len(week(children, both, born={0: 20 - 190, 1: 20 - 400})) == 2


@pytest.mark.parametrize(("gone", "kind"), [(1, "dies"), (2, "moves_away")])
def test_leaving_is_told(gone: int, kind: str) -> None:
    assert kinds(leaving(*life({"gone": gone}))) == [kind]
