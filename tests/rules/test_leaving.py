"""Leaving: death, most of all in the weeks after release, and moving away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import chance_of, changes_made, lean, lucky, names_of_numbers, people, person, site, weekly

from simmodel.chance import DEATH, MOVES_AWAY
from simmodel.quantities import weekly_probability
from simmodel.rules.custody import return_to_custody, serve_time
from simmodel.rules.leaving import leave
from simmodel.vocabulary import COHORTS, ON_REMAND, SENTENCED
from simmodel.world import NEVER

some = settings(max_examples=30, deadline=None)
NUMBERS = site().numbers.leaving


def chance_to_die(where: object, **fields: object) -> float:
    def dies(luck: float) -> bool:
        who = lucky(person(**fields), DEATH, luck)
        leave(who, where)
        return who.gone == 1

    return chance_of(dies)


def chance_to_move(where: object, **fields: object) -> float:
    def moves(luck: float) -> bool:
        who = lucky(person(**fields), MOVES_AWAY, luck)
        leave(who, where)
        return who.gone == 2

    return chance_of(moves)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"weeks_free": NEVER},
        {"weeks_free": 60},
        {"custody": SENTENCED, "weeks_free": 2},
    ],
    ids=["never inside", "no release", "released long ago", "inside again"],
)
def test_people_die_at_the_rate_of_the_page(fields: dict) -> None:
    assert chance_to_die(site(), **fields) == weekly(NUMBERS.death)


def test_a_person_just_released_dies_at_the_rate_of_the_weeks_after_release() -> None:
    chance = chance_to_die(site(), weeks_free=1)

    assert chance == weekly(NUMBERS.death_after_release)
    assert chance > weekly_probability(NUMBERS.death)


def test_the_weeks_after_release_are_the_four_that_the_evidence_counts() -> None:
    where = site(custody_level=0.0)
    who = person(custody=SENTENCED, custody_weeks_left=1)
    raised = 0
    for _ in range(10):
        serve_time(who, where)
        return_to_custody(who, where)
        chance = chance_to_die(where, weeks_free=who.weeks_free, custody=who.custody)
        raised += chance == weekly(NUMBERS.death_after_release)

    assert raised == 4


@pytest.mark.parametrize("cohort", range(len(COHORTS)))
def test_people_move_away_at_the_rate_of_their_cohort(cohort: int) -> None:
    assert chance_to_move(site(), cohort=cohort) == weekly(NUMBERS.moves[cohort])


@pytest.mark.parametrize("custody", [SENTENCED, ON_REMAND])
def test_when_people_move_away_does_not_hang_on_custody(custody: int) -> None:
    assert chance_to_move(site(), custody=custody) == chance_to_move(site())


def test_people_die_inside_too() -> None:
    who = lucky(person(custody=SENTENCED), DEATH)
    leave(who, site())

    assert who.gone == 1


def test_whoever_dies_does_not_move_away_in_the_same_week() -> None:
    who, where = lucky(lucky(person(), DEATH), MOVES_AWAY), site()
    leave(who, where)

    assert who.gone == 1
    assert (where.tally.deaths, where.tally.moves) == (1, 0)


def test_a_move_is_counted_as_a_move() -> None:
    who, where = lucky(person(), MOVES_AWAY), site()
    leave(who, where)

    assert who.gone == 2
    assert (where.tally.deaths, where.tally.moves) == (0, 1)


@some
@given(people(gone=st.sampled_from((1, 2))))
def test_nobody_leaves_twice(who: object) -> None:
    lucky(lucky(who, DEATH), MOVES_AWAY)

    assert changes_made(leave, who, site()) == set()


@some
@given(people(gone=0))
def test_leaving_changes_nothing_else_and_is_counted_once(who: object) -> None:
    where = site()

    assert changes_made(leave, who, where) <= {"gone", "site.tally.deaths", "site.tally.moves"}
    assert where.tally.deaths == (who.gone == 1)
    assert where.tally.moves == (who.gone == 2)


LEANS = {
    "death": (+1, chance_to_die),
    "death_after_release": (+1, lambda where: chance_to_die(where, weeks_free=1)),
    "raised_weeks": (+1, lambda where: chance_to_die(where, weeks_free=5)),
    "moves.leaving_custody": (+1, lambda where: chance_to_move(where, cohort=0)),
    "moves.homelessness": (+1, lambda where: chance_to_move(where, cohort=1)),
    "moves.family_with_young_children": (+1, lambda where: chance_to_move(where, cohort=2)),
    "moves.young_person": (+1, lambda where: chance_to_move(where, cohort=3)),
}


@pytest.mark.parametrize("number", LEANS)
def test_every_number_of_the_page_does_what_it_means(number: str) -> None:
    expected, outcome = LEANS[number]

    assert lean(f"leaving.{number}", outcome) == expected


def test_no_number_of_the_page_is_left_out_here() -> None:
    assert {name.split(".")[0] for name in LEANS} == names_of_numbers("leaving")
