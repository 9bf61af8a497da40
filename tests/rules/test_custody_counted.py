"""The release that is counted from, and the returns that are dated from it."""

import pytest
from hypothesis import settings
from in_custody import AFTER, CURVE, ROUTES, chance_of_return, inside, released
from kit import changes_made, lucky, person, site, weekly

from simmodel.chance import ON_PAROLE, REMAND_OUTCOME
from simmodel.rules.custody import note_week_zero, return_to_custody, serve_time
from simmodel.vocabulary import COHORTS, IN_COMMUNITY, LEAVING_CUSTODY, ON_REMAND, RETURNED_FOR_BREACH, SENTENCED
from simmodel.world import NEVER

some = settings(max_examples=30, deadline=None)
NUMBERS = site().numbers.custody


# the release that is counted from


def test_a_sentence_that_runs_at_week_0_is_noted_and_its_end_is_counted_from() -> None:
    who = inside(SENTENCED, left=2)
    note_week_zero(who, site(week=0))
    assert who.serving_at_start == 1

    serve_time(who, site(week=0))
    assert who.index_release == NEVER

    serve_time(who, site(week=1))
    assert (who.serving_at_start, who.index_release) == (0, 1)


@pytest.mark.parametrize(
    ("who", "week"),
    [
        (inside(SENTENCED), 1),
        (inside(SENTENCED), -1),
        (inside(ON_REMAND), 0),
        (inside(RETURNED_FOR_BREACH), 0),
        (inside(SENTENCED, gone=1), 0),
        (person(), 0),
    ],
    ids=["week 1", "week -1", "remand", "breach", "died", "in the community"],
)
def test_no_other_spell_is_noted(who: object, week: int) -> None:
    assert changes_made(note_week_zero, who, site(week=week)) == set()


def test_a_sentence_that_began_after_week_0_ends_in_a_release_that_is_not_counted() -> None:
    who = inside(SENTENCED, serving_at_start=0)
    serve_time(who, site(week=40))

    assert who.index_release == NEVER


@pytest.mark.parametrize(("week", "counted"), [(155, True), (156, False)])
def test_the_end_of_a_sentence_that_ran_at_week_0_is_counted_while_releases_are_counted(
    week: int, counted: bool
) -> None:
    who = inside(SENTENCED, serving_at_start=1)
    serve_time(who, site(week=week))

    assert who.index_release == (week if counted else NEVER)
    assert who.serving_at_start == 0


def test_arrivals_by_release_are_counted_from_the_week_that_the_plan_says() -> None:
    for first, expected in ((-52, -10), (0, NEVER)):
        who = person(cohort=LEAVING_CUSTODY, arrives=-10, weeks_free=0)
        note_week_zero(who, site(week=-10, plan={"count_from": first}))

        assert who.index_release == expected


@pytest.mark.parametrize(("week", "counted"), [(0, True), (155, True), (156, False), (-1, False)])
def test_an_arrival_by_release_is_counted_while_releases_are_counted(week: int, counted: bool) -> None:
    who = person(cohort=LEAVING_CUSTODY, arrives=week, weeks_free=0)
    note_week_zero(who, site(week=week))

    assert who.index_release == (week if counted else NEVER)


def test_people_who_arrive_by_release_are_on_parole_like_everybody_released() -> None:
    who = lucky(person(cohort=LEAVING_CUSTODY, arrives=20, weeks_free=0), ON_PAROLE)
    note_week_zero(who, site(week=20))

    assert who.parole_weeks == int(NUMBERS.parole_weeks)


@pytest.mark.parametrize("cohort", [place for place in range(len(COHORTS)) if place != LEAVING_CUSTODY])
def test_arrivals_of_another_cohort_are_no_releases(cohort: int) -> None:
    assert changes_made(note_week_zero, person(cohort=cohort, arrives=20), site(week=20)) == set()


def test_a_release_is_counted_once_and_a_later_week_changes_nothing() -> None:
    who = person(cohort=LEAVING_CUSTODY, arrives=20, weeks_free=0)
    note_week_zero(who, site(week=20))
    note_week_zero(who, site(week=21))

    assert who.index_release == 20


@pytest.mark.parametrize("route", AFTER)
def test_each_route_is_dated_from_the_release_that_is_counted(route: int) -> None:
    who = lucky(released(index_release=4), ROUTES[route])
    return_to_custody(who, site(week=20))

    assert getattr(who, AFTER[route]) == 16
    assert [getattr(who, other) for kind, other in AFTER.items() if kind != route] == [NEVER, NEVER]


@pytest.mark.parametrize("route", AFTER)
def test_only_the_first_return_by_a_route_is_dated(route: int) -> None:
    who = lucky(released(index_release=4, **{AFTER[route]: 3}), ROUTES[route])
    return_to_custody(who, site(week=20))

    assert (who.custody, getattr(who, AFTER[route])) == (route, 3)


@pytest.mark.parametrize("route", AFTER)
def test_nothing_is_dated_for_somebody_whose_release_is_not_counted(route: int) -> None:
    who = lucky(released(), ROUTES[route])
    return_to_custody(who, site(week=20))

    assert [getattr(who, name) for name in AFTER.values()] == [NEVER] * 3


def test_in_the_reference_community_a_counted_release_meets_no_new_sentence() -> None:
    held = site(plan={"holding_off": 1})

    assert chance_of_return(held, SENTENCED, index_release=4) == pytest.approx(0.0, abs=1e-8)
    assert chance_of_return(held, SENTENCED) == weekly(CURVE)
    assert chance_of_return(held, ON_REMAND, index_release=4) == weekly(NUMBERS.remand)
    who = lucky(inside(ON_REMAND, index_release=4), REMAND_OUTCOME)
    serve_time(who, held)
    assert who.custody == IN_COMMUNITY


def test_whoever_goes_inside_loses_paid_work() -> None:
    for purpose in ROUTES.values():
        who = lucky(released(at_work=1), purpose)
        return_to_custody(who, site())

        assert who.at_work == 0
