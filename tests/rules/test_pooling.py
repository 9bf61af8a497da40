"""Hours held in common: they go where people wait, add up, and no silo gives more than its share."""

import pytest
from kit import changes_made, funded, person, site

from simmodel.rules import pooling
from simmodel.vocabulary import CONNECTION, MENTAL_HEALTH

SILOS = range(1, 8)


def test_people_with_a_biography_who_wait_draw_hours_held_in_common_too() -> None:
    where = site(plan={"pooled": 1.0}, service={CONNECTION: {"people_waiting": 4.0}})
    for unit in SILOS:
        where.service[unit].hours = 20.0 if unit != CONNECTION else 0.0
    pooling.pool_hours(where)
    assert where.service[CONNECTION].free == pytest.approx(20.0 * (len(SILOS) - 1))


def test_hours_that_a_programme_bought_stay_where_they_were_bought() -> None:
    where = funded(plan={"pooled": 1.0}, service={MENTAL_HEALTH: {"bought_hours": 8.0}, CONNECTION: {"waiting": 9.0}})
    for unit in SILOS:
        where.service[unit].hours = 20.0
    pooling.pool_hours(where)
    assert where.service[MENTAL_HEALTH].free == pytest.approx(8.0)
    assert where.service[CONNECTION].free == pytest.approx(20.0 * len(SILOS))


def test_hours_held_in_common_go_where_people_wait_and_add_up() -> None:
    quiet, busy = MENTAL_HEALTH, CONNECTION
    where = site(plan={"pooled": 0.5}, service={busy: {"hours": 20.0, "taken": 20.0, "waiting": 9.0}})
    for unit in SILOS:
        where.service[unit].hours = 20.0
    before = sum(where.service[unit].hours - where.service[unit].taken for unit in SILOS)
    pooling.pool_hours(where)
    free = {unit: where.service[unit].free for unit in SILOS}
    assert free[quiet] == pytest.approx(10.0)
    assert free[busy] > 0.0
    assert sum(free.values()) == pytest.approx(before)


def test_a_silo_gives_no_more_than_its_share_and_owes_what_it_took_of_others() -> None:
    where = site(plan={"pooled": 0.5}, service={MENTAL_HEALTH: {"taken": 30.0, "waiting": 1.0}})
    for unit in SILOS:
        where.service[unit].hours = 20.0
    pooling.pool_hours(where)
    common = len(SILOS) * 10.0 - 20.0
    assert where.service[MENTAL_HEALTH].free == pytest.approx(common)


def test_without_hours_in_common_nothing_is_moved() -> None:
    where = site(service={MENTAL_HEALTH: {"waiting": 9.0}})
    assert changes_made(lambda who, place: pooling.pool_hours(place), person(), where) == set()


@pytest.mark.parametrize(("week", "free"), [(120, 13.0), (150, 7.0)])
def test_with_hours_in_common_too_bought_hours_are_not_promised_beyond_the_money(week: int, free: float) -> None:
    silo = {"hours": 20.0, "bought_hours": 6.0, "taken": 3.0, "promised": 3.0, "episode": 12}
    where = funded(week=week, plan={"pooled": 0.5}, service={MENTAL_HEALTH: silo, CONNECTION: {"waiting": 9.0}})
    pooling.pool_hours(where)
    assert where.service[MENTAL_HEALTH].free == pytest.approx(free)


def places_free(waiting: dict[int, float], hours: float, pooled: float, taken: dict[int, float]) -> dict[int, float]:
    """Free hours of silos whose place takes one hour, with so many hours each."""
    where = site(plan={"pooled": pooled}, service={unit: {"waiting": people} for unit, people in waiting.items()})
    for unit in SILOS:
        service = where.service[unit]
        service.hours, service.place = (hours if unit in waiting else 0.0), 1.0
        service.taken = taken.get(unit, 0.0)
    pooling.pool_hours(where)
    return {unit: where.service[unit].free for unit in waiting}


def test_parts_of_a_place_are_put_together_for_the_longest_queue() -> None:
    free = places_free({1: 3.0, 2: 2.0, 3: 2.0, 4: 0.0}, hours=1.0, pooled=1.0, taken={})
    assert free == pytest.approx({1: 2.0, 2: 1.0, 3: 1.0, 4: 0.0})


def test_parts_that_make_no_place_for_the_longest_queue_make_one_for_the_next() -> None:
    free = places_free({1: 9.0, 2: 1.0}, hours=1.0, pooled=0.5, taken={1: 1.0})
    assert free == pytest.approx({1: 0.0, 2: 1.0})


def test_a_place_made_of_parts_goes_to_a_shorter_queue_where_the_longest_has_places_for_everyone() -> None:
    free = places_free({1: 2.0, 2: 1.5}, hours=3.5, pooled=0.5, taken={2: 1.75})
    assert free == pytest.approx({1: 3.25, 2: 2.0})


def test_rounding_takes_no_whole_place_from_a_queue() -> None:
    where = site(plan={"pooled": 1.0}, service={1: {"waiting": 5.0}, 2: {"waiting": 5.0}})
    for unit in SILOS:
        where.service[unit].hours, where.service[unit].place = (0.3 if unit in (1, 2) else 0.0), 0.1
    pooling.pool_hours(where)
    assert [where.service[unit].free for unit in (1, 2)] == pytest.approx([0.3, 0.3])


def test_a_place_made_of_thirds_is_a_whole_place_to_the_last_bit() -> None:
    free = places_free({1: 1.0, 2: 2.0, 3: 0.0}, hours=1.0, pooled=1.0, taken={2: 1.0})
    assert free == {1: 1.0, 2: 1.0, 3: 0.0}
