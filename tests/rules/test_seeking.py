"""Seeking: who asks for help, and how trust and agency move it."""

import math

import pytest
from hypothesis import given, settings
from kit import (
    Attributes,
    beliefs,
    chance_of,
    changes_made,
    lean,
    lucky,
    names_of_numbers,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.chance import SEEK
from simmodel.rules import seeking
from simmodel.vocabulary import (
    ACTIVE,
    CONNECTION,
    DOMAINS,
    LINKED_BY_WORKER,
    ON_REMAND,
    PRACTICAL,
    QUIET,
    REFERRED,
    WAITING,
)

ABSENT = ({"gone": 1}, {"gone": 2}, {"custody": ON_REMAND, "custody_weeks_left": 9})
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def chance_of_asking(where: Attributes, **fields: object) -> float:
    def asks(luck: float) -> bool:
        who = lucky(person(**fields), SEEK, luck)
        seeking.seek(who, where)
        return who.seeking == 1

    return chance_of(asks)


def test_at_average_trust_and_agency_people_ask_at_the_pages_rate_times_their_worst_known_need() -> None:
    where = site()
    expected = 1 - math.exp(-where.numbers.seeking.rate * 0.8)
    assert chance_of_asking(where, need={PRACTICAL: 0.8}) == pytest.approx(expected, abs=1e-8)


def test_whoever_asks_is_counted_and_remembered_as_having_asked() -> None:
    who, where = lucky(person(), SEEK), site()
    changed = changes_made(seeking.seek, who, where)
    assert changed == {"seeking", "has_sought", "first_sought", "site.tally.seeking"}
    assert (who.seeking, who.has_sought, where.tally.seeking) == (1, 1, 1)
    assert who.first_sought == where.week


def test_the_week_of_asking_for_the_first_time_stays() -> None:
    who = lucky(person(has_sought=1, first_sought=-40), SEEK)
    seeking.seek(who, site())
    assert who.first_sought == -40


@pytest.mark.parametrize("domain", range(len(DOMAINS)))
def test_any_known_need_brings_people_to_ask_housing_too(domain: int) -> None:
    known = [int(other == domain) for other in range(len(DOMAINS))]
    assert chance_of_asking(site(), known=known) > 0.0


def test_most_people_do_not_ask_in_any_one_week_even_at_full_need_trust_and_agency() -> None:
    assert chance_of_asking(site(), need=1.0, trust=1.0, agency=1.0) < 0.1


@pytest.mark.parametrize("state", ["trust", "agency"])
def test_more_trust_or_agency_never_makes_asking_less_likely(state: str) -> None:
    chances = [chance_of_asking(site(), **{state: level}) for level in STEPS]
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


def test_a_heavier_need_never_makes_asking_less_likely() -> None:
    chances = [chance_of_asking(site(), need={CONNECTION: level}) for level in STEPS]
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


@pytest.mark.parametrize("state", ["trust", "agency"])
def test_a_mechanism_that_is_off_leaves_everyone_at_the_reference(state: str) -> None:
    off = [chance_of_asking(site(off=(state,)), **{state: level}) for level in STEPS]
    assert off == [chance_of_asking(site())] * len(STEPS)


@pytest.mark.parametrize("fields", ABSENT)
def test_nobody_in_custody_or_gone_asks(fields: dict[str, int]) -> None:
    who = lucky(person(need=1.0, **fields), SEEK)
    assert changes_made(seeking.seek, who, site()) == set()


def test_while_the_coachs_post_is_vacant_people_go_out_asking_again() -> None:
    assert chance_of_asking(site(), coach=0, relationship=ACTIVE, hours=0.0) == chance_of_asking(site())


def test_people_with_an_active_coach_do_not_go_out_asking_but_those_with_a_quiet_one_may() -> None:
    assert chance_of_asking(site(), coach=0, relationship=ACTIVE, hours=2.0) == 0.0
    assert chance_of_asking(site(), coach=0, relationship=QUIET) == chance_of_asking(site())


def test_people_with_a_link_worker_go_on_asking_for_what_else_they_need() -> None:
    assert chance_of_asking(site(), coach=0, relationship=LINKED_BY_WORKER) == chance_of_asking(site())


def test_with_pull_in_off_a_coach_asks_for_nobody_so_people_go_out_asking_themselves() -> None:
    off = site(off=("pull_in",))
    assert chance_of_asking(off, coach=0, relationship=ACTIVE) == chance_of_asking(site())


def test_a_need_known_but_written_down_by_nobody_is_asked_about_all_the_same() -> None:
    assert chance_of_asking(site(), recorded=0) == chance_of_asking(site(), recorded=1)


def test_needs_that_nobody_has_heard_of_are_not_asked_about() -> None:
    assert chance_of_asking(site(), known=0, need=1.0) == 0.0


@pytest.mark.parametrize("stage", [REFERRED, WAITING])
def test_nobody_asks_again_for_what_is_already_under_way(stage: int) -> None:
    assert chance_of_asking(site(), pathway=[stage] * 8) == 0.0


def test_last_weeks_asking_is_over_this_week() -> None:
    who = person(seeking=1)
    seeking.seek(who, site())
    assert who.seeking == 0


CLAIMS = {
    "rate": (chance_of_asking, 1),
    "trust": (lambda where: chance_of_asking(where, trust=0.9), 1),
    "agency": (lambda where: chance_of_asking(where, agency=0.9), 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"seeking.{name}", outcome) == direction


@pytest.mark.parametrize("name", ["trust", "agency"])
def test_below_average_trust_and_agency_hold_people_back_the_more_they_matter(name: str) -> None:
    assert lean(f"seeking.{name}", lambda where: chance_of_asking(where, **{name: 0.1})) == -1


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("seeking")


@settings(max_examples=60, deadline=None)
@given(people(), beliefs("seeking"))
def test_asking_moves_no_state(who: Attributes, believed: dict) -> None:
    where = site(numbers=believed)
    assert changes_made(seeking.seek, who, where) <= {"seeking", "has_sought", "first_sought", "site.tally.seeking"}
    assert states_are_valid(who)
