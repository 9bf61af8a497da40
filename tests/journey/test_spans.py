"""What lasts: states of a life, week by week, as spans."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lives import life

from simmodel.journey.spans import ASKED_OF_SERVICES, LANES, Span, spans_of, weeks_in
from simmodel.vocabulary import HOMELESS, INSECURE, MENTAL_HEALTH, REFERRED, SENTENCED, SERVED, STABLE, WAITING


def lane(spans: list[Span], name: str) -> list[tuple[str, int, int]]:
    return [(each.state, each.begin, each.end) for each in spans if each.lane == name]


def test_where_a_person_lives_is_one_span_until_it_changes() -> None:
    found = spans_of(life({}, {"tenancy": HOMELESS}, {}, {"custody": SENTENCED}, tenancy=INSECURE))
    assert lane(found, "lives") == [
        ("insecure", 20, 21),
        ("without_home", 21, 23),
        ("custody", 23, 24),
    ]


def test_a_wait_begins_with_the_referral_and_ends_with_the_help() -> None:
    weeks = [{"pathway": {MENTAL_HEALTH: code}} for code in (REFERRED, WAITING, SERVED, 0)]
    assert lane(spans_of(life(*weeks)), "mental_health") == [("waiting", 20, 22), ("served", 22, 23)]


def test_nothing_lasts_before_week_0_before_arrival_or_after_leaving() -> None:
    assert lane(spans_of(life({}, {}, {}, first=-2, tenancy=STABLE)), "lives") == [("stable", 0, 2)]
    assert lane(spans_of(life({}, {}, {}, first=4, arrives=6)), "lives") == [("stable", 6, 8)]
    assert lane(spans_of(life({}, {"gone": 2}, {})), "lives") == [("stable", 20, 22)]


def test_the_story_told_work_and_a_child_in_care_are_shown_while_they_last() -> None:
    found = spans_of(life({"told_again": 1.0, "at_work": 1}, {"in_care": {0: 1}, "told_again": 0.0}, {"at_work": 0}))
    assert lane(found, "story") == [("told", 20, 21)]
    assert lane(found, "paid_work") == [("work", 20, 22)]
    assert lane(found, "children") == [("care", 21, 23)]


def test_a_week_waited_for_two_services_counts_once() -> None:
    spans = [
        Span("mental_health", "waiting", 3, 7),
        Span("practical", "waiting", 5, 9),
        Span("housing", "waiting", 0, 9),
    ]
    assert weeks_in(spans, "waiting", ASKED_OF_SERVICES) == 6
    assert weeks_in(spans, "waiting", ["housing"]) == 9


@given(st.lists(st.sampled_from([HOMELESS, INSECURE, STABLE]), min_size=1, max_size=20))
def test_spans_of_where_a_person_lives_leave_no_gap(tenancies: list[int]) -> None:
    found = lane(spans_of(life(*({"tenancy": each} for each in tenancies))), "lives")
    assert (found[0][1], found[-1][2]) == (20, 20 + len(tenancies))
    assert all(one[2] == two[1] and one[0] != two[0] for one, two in pairwise(found))


def test_every_lane_has_a_name_of_its_own() -> None:
    assert len(set(LANES)) == len(LANES) == 13
