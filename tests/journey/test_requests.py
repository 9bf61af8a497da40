"""What becomes of a request, found again from records a week apart."""

import itertools
from typing import Any

import pytest
from lives import kinds, life, told

from simmodel.journey.requests import requests
from simmodel.vocabulary import (
    CONNECTION,
    HOMELESS,
    HOUSING,
    MENTAL_HEALTH,
    NOT_ASKED,
    PRACTICAL,
    REFERRED,
    SENTENCED,
    SERVED,
    STABLE,
    WAITING,
)

ONE, TWO = MENTAL_HEALTH, CONNECTION
DUE = {"pathway": {ONE: REFERRED}, "asked": {ONE: 16}, "due": {ONE: 20}, "known": 1}
BOTH_DUE = {"pathway": {ONE: REFERRED, TWO: REFERRED}, "asked": {ONE: 16, TWO: 16}, "due": {ONE: 20, TWO: 20}}
QUEUED = {"pathway": {ONE: WAITING}, "asked": {ONE: 10}, "due": {ONE: 12}}


def week(now: dict[str, Any], **start: Any) -> list[tuple[str, str]]:
    """What is told of week 20 of somebody who was `start` in week 19 and is `now`."""
    return told(requests(*life(now, **start)))


def test_a_week_without_a_change_has_no_request_to_tell() -> None:
    coming = {"pathway": {ONE: REFERRED}, "asked": {ONE: 18}, "due": {ONE: 22}}
    for start in ({}, coming, QUEUED, {"pathway": {ONE: SERVED}, "due": {ONE: 20}}):
        assert week({}, **start) == []


def test_a_cold_referral_says_to_which_service_and_when_its_intake_is() -> None:
    now = {"seeking": 1, "pathway": {ONE: REFERRED}, "asked": {ONE: 20}, "due": {ONE: 23}}
    events = list(requests(*life(now)))
    assert kinds(events) == ["asks_for_help", "referred"]
    assert events[1].sentence == "Mental health: referred, intake in 3 weeks"


def test_asking_for_a_home_is_told_as_that() -> None:
    now = {"seeking": 1, "pathway": {HOUSING: REFERRED}, "asked": {HOUSING: 20}, "due": {HOUSING: 21}}
    assert week(now)[1] == ("asked_for_home", "asks for a home, intake in 1 week")


def test_an_intake_that_leaves_no_trace_was_missed() -> None:
    assert week({"pathway": {ONE: NOT_ASKED}}, **DUE) == [("missed", "misses the intake")]


def test_whoever_is_refused_at_the_intake_came_and_told_the_story() -> None:
    now = {"pathway": {ONE: NOT_ASKED}, "refused": 1.0, "told_again": 1.0, "told_to": {ONE: 1}}
    assert week(now, **DUE) == [("attended", "comes to the intake, tells the story"), ("turned_away", "turned away")]


def test_a_story_told_before_is_told_again() -> None:
    now = {"pathway": {ONE: WAITING}, "told_again": 1.0, "told_to": {ONE: 1}}
    assert week(now, **DUE, told=0.4)[0] == ("attended", "comes to the intake, tells the story again")


def test_a_story_that_was_passed_on_need_not_be_told() -> None:
    assert week({"pathway": {ONE: WAITING}, "told_to": {ONE: 1}}, **DUE)[0] == (
        "attended",
        "comes to the intake, need not tell the story again",
    )


def test_an_intake_may_lead_to_the_queue_or_to_help_at_once() -> None:
    queued = {"pathway": {ONE: WAITING}, "told_again": 1.0, "told_to": {ONE: 1}}
    helped = queued | {"pathway": {ONE: SERVED}, "due": {ONE: 33}}
    assert week(queued, **DUE)[1:] == [("waiting", "on the waiting list")]
    assert week(helped, **DUE)[1:] == [("admitted", "help begins after 4 weeks")]


def test_a_second_provider_is_asked_for_some_who_are_turned_away() -> None:
    now = {"handed_on": {ONE: 1}, "asked": {ONE: 20}, "due": {ONE: 22}, "refused": 1.0, "told_again": 1.0}
    now["told_to"] = {ONE: 1}
    assert [kind for kind, _ in week(now, **DUE)] == ["attended", "turned_away", "handed_on"]


@pytest.mark.parametrize(
    "other",
    [{"pathway": {ONE: NOT_ASKED, TWO: WAITING}}, {"handed_on": {TWO: 1}, "asked": {TWO: 20}, "refused": 1.0}],
    ids=["accepted", "handed on"],
)
def test_a_story_told_at_one_intake_is_not_counted_for_another(other: dict) -> None:
    heard = {"pathway": {ONE: NOT_ASKED}, "due": {TWO: 25}, "told_again": 1.0, "told_to": {TWO: 1}}
    before, now = life(heard | other, **BOTH_DUE)
    assert [event.kind for event in requests(before, now) if event.domain == "mental_health"] == ["missed"]


@pytest.mark.parametrize("handed_on", [0, 1])
def test_after_a_missed_intake_the_coach_may_ask_in_the_same_week(handed_on: int) -> None:
    now = {"pathway": {ONE: WAITING}, "asked": {ONE: 20}, "by_coach": {ONE: 1}}
    assert [kind for kind, _ in week(now, **DUE, handed_on={ONE: handed_on})] == ["missed", "brought_in", "agreed"]


def test_keys_on_the_day_of_the_intake_leave_no_wait_to_tell() -> None:
    start = {"tenancy": HOMELESS, "pathway": {HOUSING: REFERRED}, "asked": {HOUSING: 16}, "due": {HOUSING: 20}}
    now = {"tenancy": STABLE, "supported": 1, "pathway": {HOUSING: NOT_ASKED}, "told_again": 1.0}
    now["told_to"] = {HOUSING: 1}
    assert week(now, **start) == [("attended", "comes to the intake, tells the story")]
    both = {"pathway": {HOUSING: REFERRED, ONE: REFERRED}, "asked": {HOUSING: 16, ONE: 16}, "due": 20}
    before, after = life(now | {"pathway": NOT_ASKED}, **start | both)
    assert {event.domain: event.kind for event in requests(before, after)} == {
        "housing": "attended",
        "mental_health": "missed",
    }


def test_a_long_wait_for_a_home_is_never_counted_as_a_refusal() -> None:
    start = DUE | {"pathway": {ONE: REFERRED, HOUSING: WAITING}, "asked": {ONE: 16, HOUSING: 8}}
    now = {"pathway": {ONE: NOT_ASKED}, "refused": 1.0, "told_again": 1.0, "told_to": {ONE: 1}}
    assert [kind for kind, _ in week(now, **start)] == ["attended", "turned_away"]


def test_a_wait_beyond_what_was_said_is_no_refusal_at_the_intake() -> None:
    start = {"pathway": {ONE: REFERRED, TWO: WAITING}, "asked": {ONE: 16, TWO: 8}, "due": {ONE: 20}}
    assert week({"pathway": {ONE: NOT_ASKED}, "refused": 1.0}, **start) == [("missed", "misses the intake")]


def test_a_wait_with_the_coach_beyond_what_was_said_is_no_refusal_at_the_intake_either() -> None:
    start = {"pathway": {ONE: REFERRED, TWO: WAITING}, "asked": {ONE: 16, TWO: 8}, "due": {ONE: 20}}
    with_coach = start | {"by_coach": {TWO: 1}, "relationship": 1, "coach": 0}
    now = {"pathway": {ONE: NOT_ASKED}, "refused": 2.0, "told_again": 1.0, "told_to": {ONE: 1}}
    assert [kind for kind, _ in week(now, **with_coach)] == ["attended", "turned_away"]


def test_where_some_were_told_the_story_and_others_knew_it_nothing_is_said_of_it() -> None:
    now = {"pathway": {ONE: WAITING, TWO: WAITING}, "told_again": 1.0, "told_to": {ONE: 1, TWO: 1}}
    assert [text for kind, text in week(now, **BOTH_DUE) if kind == "attended"] == ["comes to the intake"] * 2


def test_a_story_told_to_a_service_that_a_coach_asked_is_not_told_at_an_intake() -> None:
    now = {
        "pathway": {ONE: WAITING, TWO: WAITING},
        "by_coach": {TWO: 1},
        "told_again": 1.0,
        "told_to": {ONE: 1, TWO: 1},
    }
    start = {"pathway": {ONE: REFERRED, TWO: REFERRED}, "asked": 16, "due": {ONE: 20, TWO: 20}, "by_coach": {TWO: 1}}
    assert [text for kind, text in week(now, **start) if kind == "attended"] == ["comes to the intake"]


def test_the_story_told_to_a_new_coach_is_no_intake() -> None:
    now = {"pathway": {ONE: NOT_ASKED}, "enrolled": 20, "relationship": 1, "coach": 0, "told_again": 1.0}
    assert week(now, **DUE) == [("missed", "misses the intake")]


def test_whoever_leaves_the_queue_is_told_to_have_waited_for_nothing() -> None:
    assert week({"pathway": {ONE: NOT_ASKED}}, **QUEUED) == [
        ("lost", "leaves the waiting list after 10 weeks, without help")
    ]


def test_whoever_leaves_the_queue_may_be_helped_by_the_coach_at_once() -> None:
    now = {"asked": {ONE: 20}, "by_coach": {ONE: 1}}
    assert [kind for kind, _ in week(now, **QUEUED)] == ["lost", "brought_in", "agreed"]


def test_whoever_gives_up_on_the_day_of_the_intake_is_lost_and_not_turned_away() -> None:
    now = {"pathway": {ONE: NOT_ASKED}, "told_again": 1.0, "told_to": {ONE: 1}}
    assert [kind for kind, _ in week(now, **DUE)] == ["attended", "lost"]


def test_a_place_on_a_housing_list_that_ends_with_a_home_is_not_lost() -> None:
    start = {"pathway": {HOUSING: WAITING}, "asked": {HOUSING: 10}}
    assert week({"pathway": {HOUSING: NOT_ASKED}, "tenancy": STABLE, "supported": 1}, **start) == []


def test_help_that_has_run_its_weeks_is_complete_and_may_begin_again_at_once() -> None:
    start = {"pathway": {ONE: SERVED}, "due": {ONE: 19}, "by_coach": {ONE: 1}}
    again = {"due": {ONE: 33}, "asked": {ONE: 20}}
    assert week({"pathway": {ONE: NOT_ASKED}}, **start) == [("ended", "this stretch of help is complete")]
    assert [kind for kind, _ in week(again, **start)] == ["ended", "brought_in", "agreed", "admitted"]
    assert week(again, **start)[3][1] == "help begins the same week"


def test_the_coach_asks_a_specialist_who_comes_when_there_are_hours() -> None:
    asked = {"pathway": {ONE: REFERRED}, "asked": {ONE: 20}, "due": {ONE: 20}, "by_coach": {ONE: 1}}
    before, *weeks = life(asked, {"pathway": {ONE: WAITING}}, {"pathway": {ONE: SERVED}, "due": {ONE: 34}})
    story = [told(requests(earlier, later)) for earlier, later in itertools.pairwise([before, *weeks])]
    assert story == [
        [("brought_in", "the coach asks a specialist to come")],
        [("agreed", "the service says yes")],
        [("admitted", "help begins after 2 weeks")],
    ]


def test_a_cold_referral_that_the_coach_takes_over_keeps_its_date() -> None:
    start = {"pathway": {ONE: REFERRED}, "asked": {ONE: 18}, "due": {ONE: 22}}
    now = {"pathway": {ONE: SERVED}, "by_coach": {ONE: 1}, "due": {ONE: 33}}
    assert [kind for kind, _ in week(now, **start)] == ["brought_in", "agreed", "admitted"]
    assert week(now, **start)[2] == ("admitted", "help begins after 2 weeks")


@pytest.mark.parametrize(("priority", "name"), [(1, "priority"), (0, "general")])
def test_the_list_for_a_home_is_named(priority: int, name: str) -> None:
    start = {"tenancy": HOMELESS, "priority_case": priority}
    by_coach = {"pathway": {HOUSING: WAITING}, "asked": {HOUSING: 20}, "by_coach": {HOUSING: 1}}
    due = {"pathway": {HOUSING: REFERRED}, "asked": {HOUSING: 16}, "due": {HOUSING: 20}}
    assert week(by_coach, **start) == [("home_by_coach", f"the coach asks for a home; on the {name} list")]
    assert week({"pathway": {HOUSING: WAITING}, "told_again": 1.0, "told_to": {HOUSING: 1}}, **start, **due)[1] == (
        "waiting",
        f"on the {name} list",
    )


def test_custody_stops_help_and_requests_but_not_the_wait_for_a_home() -> None:
    start = {"custody": SENTENCED, "custody_weeks_left": 9, "due": {PRACTICAL: 30}}
    start |= {"pathway": {ONE: WAITING, PRACTICAL: SERVED, TWO: REFERRED, HOUSING: WAITING}}
    now = {"pathway": {ONE: NOT_ASKED, PRACTICAL: NOT_ASKED, TWO: NOT_ASKED}}
    assert week(now, **start) == [
        ("stopped", "the request lapses in custody"),
        ("stopped", "help stops in custody"),
        ("stopped", "the request lapses in custody"),
    ]
