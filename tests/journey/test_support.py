"""The coach in a journey: contact, time together, purchases."""

import pytest
from kit import funded
from lives import kinds, life, told

from simmodel.journey.support import CONTACT, change_of_coach, contact, purchases, time_together
from simmodel.vocabulary import ACTIVE, LINKED_BY_WORKER, NO_WORKER, SENTENCED

COACHED = {"relationship": 1, "coach": 0, "enrolled": 18}


@pytest.mark.parametrize(("change", "told_as"), [each for each in CONTACT.items() if each[1][0] != "link_ends"])
def test_contact_that_changes_is_told_and_contact_that_stays_is_not(change: tuple, told_as: tuple) -> None:
    before, first, second = life({"relationship": change[1]}, {}, relationship=change[0])
    assert told(contact(before, first)) == [told_as]
    assert told(contact(first, second)) == []


def test_an_end_with_the_money_says_so() -> None:
    moments = life({"relationship": 0}, first=155, **COACHED)
    assert told(contact(*moments)) == [("contact_ends", "contact ends, for the money has ended")]
    assert "money" not in told(contact(*life({"relationship": 2}, first=155, **COACHED)))[0][1]


def test_a_purchase_is_told_with_its_amount_in_the_week_it_is_made() -> None:
    before, now, later = life({"bought": 12_345.0}, {}, **COACHED)
    later.person.bought = 0.0
    assert told(purchases(before, now)) == [("purchase", "the coach buys what is needed, $123")]
    assert told(purchases(now, later)) == []


def test_a_coach_who_leaves_is_told_once() -> None:
    before, now = life({"changed_coach": 1}, **COACHED)
    assert kinds(change_of_coach(before, now)) == ["coach_leaves"]
    assert kinds(change_of_coach(before, before)) == []


def test_what_the_pool_cannot_pay_is_told_once_and_not_every_week() -> None:
    wanting = {"asks_for_purchase": 1234.5, "hours": 2.0}
    before, first, second = life(wanting, wanting, **COACHED)
    assert told(purchases(before, first)) == [
        ("purchase_unmet", "$1,234 is needed, more than the flexible funds have left")
    ]
    assert told(purchases(first, second)) == []


def test_hours_with_the_coach_are_one_line_a_quarter() -> None:
    moments = life(*[{"hours": 2.0}] * 20, first=5, **COACHED)
    events = list(time_together(moments))
    assert [event.week for event in events] == [12, 25]
    assert told(events) == [("hours", "14 hours together in 7 weeks"), ("hours", "26 hours together in 13 weeks")]


def test_a_quarter_without_the_coach_has_no_line() -> None:
    assert list(time_together(life({}, {}, first=5, **COACHED))) == []
    assert list(time_together(life({"hours": 2.0}, first=-3, **COACHED))) == []


def test_the_hours_of_the_week_of_leaving_were_had() -> None:
    moments = life({"hours": 2.0}, {"hours": 2.0, "gone": 2}, first=25, **COACHED)
    assert told(time_together(moments)) == [("hours", "4 hours together in 2 weeks")]


def test_the_programme_of_these_tests_ends_in_week_156() -> None:
    assert funded().plan.funded_until == 156


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ({"sessions": 5.0}, "leaves; the sessions are over"),
        ({"sessions": 3.0, "custody": SENTENCED}, "contact ends, in custody"),
        ({"sessions": 3.0, "linked_weeks": 13}, "leaves after 13 weeks"),
    ],
)
def test_a_link_workers_leaving_is_told_with_its_reason(now: dict, text: str) -> None:
    before, after = life({"relationship": NO_WORKER} | now, relationship=LINKED_BY_WORKER)
    before.site.plan.link_sessions = after.site.plan.link_sessions = 5
    assert told(contact(before, after)) == [("link_ends", text)]


@pytest.mark.parametrize(("relationship", "worker"), [(ACTIVE, "coach"), (LINKED_BY_WORKER, "link worker")])
def test_whoever_leaves_the_job_is_named(relationship: int, worker: str) -> None:
    before, now = life({"changed_coach": 1}, relationship=relationship)
    (event,) = change_of_coach(before, now)
    assert event.text == f"the {worker} leaves the job; part of the bond is handed over"
