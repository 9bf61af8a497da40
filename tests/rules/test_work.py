"""Work: agency and an employment service find it, heavy needs cost it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import chance_of, changes_made, lean, lucky, names_of_numbers, people, person, site, weekly

from simmodel.chance import FINDS_WORK, LOSES_WORK
from simmodel.rules.work import work
from simmodel.vocabulary import NOT_ASKED, REFERRED, SENTENCED, SERVED, WAITING, WORK_AND_LEARNING

some = settings(max_examples=30, deadline=None)
NUMBERS = site().numbers.work


def chance_of_change(where: object, **fields: object) -> float:
    """The chance that work is found (or lost, by somebody at work) this week."""

    def changes(luck: float) -> bool:
        who = person(**fields)
        lucky(who, LOSES_WORK if who.at_work else FINDS_WORK, luck)
        before = who.at_work
        work(who, where)
        return who.at_work != before

    return chance_of(changes)


def test_at_reference_needs_and_agency_work_is_found_at_the_rate_of_the_page() -> None:
    assert chance_of_change(site()) == weekly(NUMBERS.finds)


def test_at_the_reference_load_work_is_lost_at_the_rate_of_the_page() -> None:
    assert chance_of_change(site(), at_work=1) == weekly(NUMBERS.loses)


def test_agency_need_and_an_employment_service_act_as_the_page_says() -> None:
    chance = chance_of_change(site(), agency=0.6, need={WORK_AND_LEARNING: 0.7}, pathway={WORK_AND_LEARNING: SERVED})
    log_ratio = NUMBERS.agency * 0.2 - NUMBERS.need * 0.3 + NUMBERS.service

    assert chance == weekly(NUMBERS.finds * math.exp(log_ratio))


@pytest.mark.parametrize("pathway", [NOT_ASKED, REFERRED, WAITING])
def test_an_employment_service_that_is_only_waited_for_finds_no_work(pathway: int) -> None:
    waiting = chance_of_change(site(), pathway={WORK_AND_LEARNING: pathway})

    assert waiting == weekly(NUMBERS.finds)


def test_heavy_needs_cost_work_as_the_page_says() -> None:
    chance = chance_of_change(site(), at_work=1, need={3: 0.8, 5: 0.8})

    assert chance == weekly(NUMBERS.loses * math.exp(NUMBERS.load * 0.1))


@some
@given(people(gone=0, custody=0, at_work=0), st.floats(0.0, 1.0))
def test_more_agency_never_loses_a_chance_of_work(who: object, more: float) -> None:
    work(who, site())
    found = who.at_work
    who.at_work, who.agency = 0, max(who.agency, more)
    work(who, site())

    assert who.at_work >= found


@some
@given(people(gone=0, custody=0, at_work=1), st.integers(0, 7), st.floats(0.0, 1.0))
def test_heavier_needs_never_save_a_job(who: object, domain: int, more: float) -> None:
    work(who, site())
    kept = who.at_work
    who.at_work, who.need[domain] = 1, max(who.need[domain], more)
    work(who, site())

    assert who.at_work <= kept


def test_a_job_is_found_or_lost_in_a_week_and_never_both() -> None:
    for before in (0, 1):
        who = lucky(lucky(person(at_work=before), FINDS_WORK), LOSES_WORK)
        work(who, site())

        assert who.at_work == 1 - before


@pytest.mark.parametrize("fields", [{"gone": 1}, {"gone": 2}, {"custody": SENTENCED}], ids=["died", "moved", "inside"])
@pytest.mark.parametrize("at_work", [0, 1])
def test_nobody_who_is_not_in_the_community_finds_or_loses_work(fields: dict, at_work: int) -> None:
    who = lucky(lucky(person(at_work=at_work, **fields), FINDS_WORK), LOSES_WORK)

    assert changes_made(work, who, site()) == set()


@some
@given(people())
def test_work_changes_nothing_else(who: object) -> None:
    assert changes_made(work, who, site()) <= {"at_work"}
    assert who.at_work in (0, 1)


def test_with_agency_switched_off_work_is_found_as_at_the_reference() -> None:
    assert chance_of_change(site(off=("agency",)), agency=0.9) == pytest.approx(chance_of_change(site()))


def test_switching_agency_off_changes_nothing_for_somebody_at_the_reference() -> None:
    assert chance_of_change(site(off=("agency",))) == chance_of_change(site())


LEANS = {
    "finds": (+1, chance_of_change),
    "agency": (+1, lambda where: chance_of_change(where, agency=0.8)),
    "need": (-1, lambda where: chance_of_change(where, need={WORK_AND_LEARNING: 0.8})),
    "service": (+1, lambda where: chance_of_change(where, pathway={WORK_AND_LEARNING: SERVED})),
    "loses": (+1, lambda where: chance_of_change(where, at_work=1)),
    "load": (+1, lambda where: chance_of_change(where, at_work=1, need=0.8)),
}


@pytest.mark.parametrize("number", LEANS)
def test_every_number_of_the_page_does_what_it_means(number: str) -> None:
    expected, outcome = LEANS[number]

    assert lean(f"work.{number}", outcome) == expected


def test_no_number_of_the_page_is_left_out_here() -> None:
    assert set(LEANS) == names_of_numbers("work")
