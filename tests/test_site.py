"""A site before week 0: its plan, its hours and lettings, and outside demand already in service and in line."""

import math

import numpy as np
import pytest
from kit import Attributes, site
from towns import some_solution

from simmodel.parameters import Parameters
from simmodel.rules import services
from simmodel.site import Delivery, Supply, deliver, site_of
from simmodel.vocabulary import CONNECTION, HOUSING, MENTAL_HEALTH, WORST_FIRST
from simmodel.world import GENERAL_LIST, PATIENCE_WEEKS, PROGRAMME_DWELLINGS

FIRST = -52
SUPPLY = Supply((0.0, 60.0, 50.0, 30.0, 40.0, 40.0, 6.0, 20.0), 37.5, 12.5)
RECIPE = Parameters().record()["community"]


def settled() -> np.record:
    return site_of(SUPPLY, Parameters(), some_solution(), 1, (1, 2), FIRST, 156, False, {})[0]


def delivered(**plan: object) -> Attributes:
    where = site()
    deliver(where, Delivery(**({"funded_weeks": 156, "set_up_weeks": 17} | plan)))
    return where


def test_a_plan_is_written_into_the_site_as_it_was_bought() -> None:
    where = delivered(yearly_cents=5.0, brokerage_per_year=0.016, enrolment="worst_first", extra_lettings_per_year=26.0)
    plan = where.plan
    assert (plan.funded_until, plan.delivers_from, plan.yearly_cents, plan.brokerage_year) == (156, 17, 5.0, 2)
    assert (plan.enrolment, plan.extra_lettings) == (WORST_FIRST, 0.5)
    assert [hours.bought_hours for hours in delivered(bought_hours={"connection": 4.0}).service[6:8]] == [0.0, 4.0]
    for lever in ("reach_out", "priority"):
        plan = delivered(**{lever: True}).plan
        assert (plan.reach_out, plan.priority) == (int(lever == "reach_out"), int(lever == "priority"))


def test_money_that_ends_before_the_set_up_does_never_delivers() -> None:
    plan = delivered(funded_weeks=10).plan
    assert plan.delivers_from == plan.funded_until == 10


def test_a_post_has_as_many_whole_places_as_its_share_of_a_caseload() -> None:
    coach = delivered(heads=(1.0, 0.5, 0.7), caseload=9.0).coach
    assert [(post.fte, post.places) for post in coach[:4]] == [(1.0, 9), (0.5, 4), (0.7, 6), (0.0, 0)]
    assert delivered(heads=(0.58,), caseload=50.0).coach[0].places == 29


def test_services_begin_full_of_outside_demand_whose_episodes_end_evenly() -> None:
    where = settled()
    service = where.service[MENTAL_HEALTH]
    assert service.served_outside * service.place == pytest.approx(service.hours) == 60.0
    for where.week in range(FIRST, FIRST + service.episode):
        before = float(service.served_outside)
        services.open_week(service, where)
        assert before - service.served_outside == pytest.approx(60.0 / service.place / service.episode)
    assert service.served_outside == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    ("unit", "share", "wait"),
    [
        (HOUSING, "outside_priority", float(RECIPE["outside_wait"][HOUSING])),
        (GENERAL_LIST, "outside_general", float(RECIPE["general_wait"])),
        (MENTAL_HEALTH, MENTAL_HEALTH, float(RECIPE["outside_wait"][MENTAL_HEALTH])),
        (CONNECTION, CONNECTION, float(RECIPE["outside_wait"][CONNECTION])),
    ],
)
def test_a_queue_begins_as_long_as_its_wait_and_of_a_weeks_askers_as_many_last_as_are_admitted(
    unit: int, share: str | int, wait: float
) -> None:
    service = settled().service[unit]
    if isinstance(share, str):
        admitted = SUPPLY.lettings_priority if unit == HOUSING else SUPPLY.lettings_general
        admitted *= float(RECIPE[share]) / 52
    else:
        admitted = service.hours / service.place / service.episode * float(RECIPE["outside_share"][share])
    asked = [service.asked[(FIRST - weeks) % PATIENCE_WEEKS] for weeks in range(PATIENCE_WEEKS)]
    waiting = [weeks for weeks, count in enumerate(asked) if count > 0]
    assert waiting == list(range(1, int(wait) + 1))
    assert (service.oldest, service.waiting) == (FIRST - int(wait), pytest.approx(sum(asked)))
    assert asked[1] / asked[2] == pytest.approx(math.exp(service.leaving))
    assert service.arrivals == pytest.approx(admitted * math.exp(service.leaving * wait))


def test_nobody_from_outside_asks_for_the_programmes_dwellings() -> None:
    dwellings = settled().service[PROGRAMME_DWELLINGS]
    assert (dwellings.hours, dwellings.arrivals, dwellings.waiting, dwellings.oldest) == (0.0, 0.0, 0.0, FIRST)
