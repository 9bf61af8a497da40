"""A site before week 0: its plan, its hours and lettings, and outside demand already in service and in line."""

import math

import numpy as np
import pytest
from kit import Attributes, as_plain, site
from towns import some_solution

from simmodel.hours import joint_hours, working_jointly
from simmodel.parameters import Parameters
from simmodel.rules import services
from simmodel.site import Conditions, Delivery, Supply, deliver, set_conditions, site_of
from simmodel.vocabulary import (
    ALL_SHARED,
    CONNECTION,
    DOMAINS,
    FAMILY_AND_SAFETY,
    HOUSING,
    MENTAL_HEALTH,
    NOT_BEGUN,
    SHARED_WITH_CONSENT,
    WORST_FIRST,
)
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


def test_homes_leased_and_other_dwellings_of_the_programme_come_evenly_through_the_year() -> None:
    plan = delivered(homes_per_year=26.0, extra_lettings_per_year=13.0).plan
    assert (plan.homes, plan.extra_lettings) == (0.5, 0.25)


def test_levers_of_the_partnership_and_the_regime_reach_the_plan() -> None:
    conditions = Conditions(
        information="consent",
        information_at={"family_and_safety": "full"},
        learning_regime={"creaming": 1.0, "competition": 0.5},
        joint_hours={"operational": 1.5, "hot_desks": 0.25},
        levels=0.75,
        decides="community",
        advantaged_thinking=True,
        plain_words=True,
        reflection_every=4,
    )
    where = delivered(conditions=conditions)
    plan = where.plan
    assert list(plan.learning_regime) == [0.0, 0.0, 1.0, 0.0, 0.5]
    assert list(plan.joint_hours) == [0.0, 1.5, 0.0, 0.25]
    assert (plan.levels, plan.decides, plan.advantaged, plan.plain_words, plan.reflection_every) == (0.75, 2, 1, 1, 4)
    regimes = [where.service[unit].information for unit in range(len(DOMAINS))]
    assert regimes == [ALL_SHARED if unit == FAMILY_AND_SAFETY else SHARED_WITH_CONSENT for unit in range(len(DOMAINS))]


def test_what_one_scenario_set_the_next_one_takes_back() -> None:
    where = site()
    moved = Conditions(
        "full", {"practical": "consent"}, {"workers_admin": 1.0}, {"strategic": 2.0}, 1.0, "jointly", True
    )
    for conditions in (moved, Conditions()):
        set_conditions(where, conditions)
    untouched = site()
    set_conditions(untouched, Conditions())
    assert as_plain(where) == as_plain(untouched)


def weeks_of_joint_work(funded: int, set_up: int = 17) -> list[int]:
    where = site()
    conditions = Conditions(joint_hours={"operational": 1.0})
    deliver(where, Delivery(funded_weeks=funded, set_up_weeks=set_up, conditions=conditions))
    met = []
    for where.week in range(-60, 500):
        met += [where.week] * working_jointly(where)
    return met


def test_joint_work_lasts_as_long_as_the_money_and_for_ever_where_nothing_is_bought() -> None:
    assert weeks_of_joint_work(156) == list(range(17, 156))
    assert weeks_of_joint_work(10) == []
    assert weeks_of_joint_work(0) == list(range(-60, 500))


def test_a_site_begins_without_a_partnership_at_usual_safety_and_each_organisation_is_slow_in_its_own_way() -> None:
    where = settled()
    group = where.partnership
    assert (group.stage, group.learning, group.authorising) == (NOT_BEGUN, 0.0, 0.0)
    assert group.safety == where.numbers.partnership.usual_safety
    bent = where.service["bent"]
    assert len(set(bent.tolist())) == len(bent)
    assert bent.tolist() == settled().service["bent"].tolist()
    many = [bents_of(run) for run in range(200)]
    assert np.mean(many) == pytest.approx(0.5, abs=0.02)
    assert 0.0 < np.min(many) < 0.01 < 0.99 < np.max(many) < 1.0


def bents_of(run: int) -> list[float]:
    return (
        site_of(SUPPLY, Parameters(), some_solution(), 1, (1, run), FIRST, 156, False, {})[0].service["bent"].tolist()
    )


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


def test_joint_work_of_the_base_case_goes_on_before_and_after_the_money() -> None:
    where = site()
    set_conditions(where, Conditions(joint_hours={"operational": 1.0}))
    more = Conditions(joint_hours={"operational": 1.0, "strategic": 2.0})
    deliver(where, Delivery(funded_weeks=100, set_up_weeks=10, conditions=more))
    hours = {}
    for where.week in (0, 9, 10, 99, 100, 300):
        hours[where.week] = joint_hours(where)
    assert hours == {0: 1.0, 9: 1.0, 10: 3.0, 99: 3.0, 100: 1.0, 300: 1.0}


def test_a_programme_that_convenes_nobody_leaves_the_joint_work_of_the_base_case_alone() -> None:
    where = site()
    set_conditions(where, Conditions(joint_hours={"operational": 1.0, "strategic": 2.0}))
    deliver(where, Delivery(funded_weeks=100, conditions=Conditions(joint_hours={"strategic": 0.0})))
    where.week = 50
    assert joint_hours(where) == 1.0


def test_whom_a_programme_is_for_how_true_it_stays_and_hours_in_common_reach_the_plan() -> None:
    plan = delivered(for_cohorts=("young_person",), fidelity_lost=0.3, conditions=Conditions(pooled=0.5)).plan
    assert (list(plan.closed_to), plan.fidelity_lost, plan.pooled) == ([1, 1, 1, 0], 0.3, 0.5)
    plan = delivered().plan
    assert (list(plan.closed_to), plan.fidelity_lost, plan.pooled) == ([0, 0, 0, 0], 0.0, 0.0)
