"""Strain of services: what wears a service down, and that it eases again. What strain does stands with its pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import WEEK, Attributes, as_plain, beliefs, lean, names_of_numbers, site

from simmodel.rules import strain
from simmodel.vocabulary import CRISES, DOMAINS, MENTAL_HEALTH
from simmodel.world import GENERAL_LIST, PROGRAMME_DWELLINGS

NUMBERS = site().numbers.strain


def worn(
    where: Attributes | None = None,
    wait: float = 0,
    crises: float = 0.0,
    people: float = 100.0,
    weeks: int = 1,
    **fields: object,
) -> float:
    """Strain of mental health after so many weeks with this wait at the head of its queue and these crises."""
    where = where or site()
    service = where.service[MENTAL_HEALTH]
    service.oldest, where.tally.people, where.tally.crises[0] = WEEK - wait, people, crises
    service.strain = fields.pop("strain", 0.2)
    for _ in range(weeks):
        strain.wear_down(service, where)
    return service.strain


def test_strain_closes_a_share_of_the_gap_to_what_the_queue_and_crises_set() -> None:
    level = NUMBERS.from_queue * 12 / (12 + NUMBERS.long_wait) + NUMBERS.from_crises * 5 / 100
    assert worn(wait=12, crises=5.0) == pytest.approx(0.2 + NUMBERS.pace * (level - 0.2))
    assert worn(wait=12, crises=5.0, weeks=500) == pytest.approx(level)


def test_a_longer_queue_or_more_crises_never_wear_a_service_down_less() -> None:
    by_wait = [worn(wait=wait) for wait in (0, 1, 6, 12, 26, 104)]
    by_crises = [worn(crises=crises) for crises in (0.0, 1.0, 5.0, 10.0)]
    assert by_wait == sorted(by_wait)
    assert by_crises == sorted(by_crises)
    assert by_wait[0] < by_wait[-1]
    assert by_crises[0] < by_crises[-1]


def test_without_a_queue_and_crises_strain_eases_until_none_is_left() -> None:
    after = [worn(strain=0.8, weeks=weeks) for weeks in (0, 1, 10, 100, 1000)]
    assert after == sorted(after, reverse=True)
    assert after[-1] == pytest.approx(0.0, abs=1e-6)


def test_an_endless_queue_sets_no_more_strain_than_the_page_says_and_half_of_it_at_a_long_wait() -> None:
    assert worn(wait=10**7, weeks=1000) == pytest.approx(NUMBERS.from_queue, abs=1e-5)
    assert worn(wait=NUMBERS.long_wait, weeks=1000) == pytest.approx(NUMBERS.from_queue / 2)


def test_crises_of_every_kind_land_on_every_service_a_head_of_the_people_there() -> None:
    for kind in range(len(CRISES)):
        where = site(tally={"crises": {kind: 4.0}, "people": 100.0})
        for service in where.service[1 : len(DOMAINS)]:
            strain.wear_down(service, where)
        assert {service.strain for service in where.service[1 : len(DOMAINS)]} == {worn(strain=0.0, crises=4.0)}
    assert worn(crises=4.0, people=50.0) > worn(crises=4.0, people=100.0)


def test_a_place_where_nobody_lives_has_no_strain_and_divides_by_nobody() -> None:
    assert worn(strain=0.0, people=0.0) == 0.0


@pytest.mark.parametrize("unit", [0, GENERAL_LIST, PROGRAMME_DWELLINGS])
def test_a_list_of_people_waiting_for_a_letting_is_no_service_and_knows_no_strain(unit: int) -> None:
    where = site(service={unit: {"oldest": 0}}, tally={"crises": 3.0, "people": 9.0})
    before = as_plain(where)
    strain.wear_down(where.service[unit], where)
    assert as_plain(where) == before


def test_strain_wears_down_even_where_the_mechanism_is_off_so_that_it_can_be_shown() -> None:
    assert worn(site(off=("strain",)), wait=12) == worn(wait=12)


def test_the_reference_is_gauged_from_every_weeks_strain_of_every_silo() -> None:
    where = site(service={domain: {"strain": domain / 10} for domain in range(len(DOMAINS))})
    strain.gauge_strain(where)
    strain.gauge_strain(where)
    assert where.gauge.weeks_counted == 2
    assert where.gauge.strain == pytest.approx([2 * domain / 10 for domain in range(len(DOMAINS))])


CLAIMS = {
    "from_queue": (lambda where: worn(where, wait=12), 1),
    "long_wait": (lambda where: worn(where, wait=12), -1),
    "from_crises": (lambda where: worn(where, crises=5.0), 1),
    "pace": (lambda where: worn(where, wait=50, strain=0.0), 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"strain.{name}", outcome) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("strain")


@settings(max_examples=60, deadline=None)
@given(beliefs("strain"), st.floats(0, 1), st.integers(-5, 300), st.floats(0, 500), st.floats(0, 100))
def test_strain_stays_between_0_and_1_whatever_happens(
    believed: dict, start: float, wait: int, crises: float, people: float
) -> None:
    where = site(numbers=believed)
    assert 0.0 <= worn(where, wait=wait, crises=crises, people=people, weeks=50, strain=start) <= 1.0
