"""From a study to records: every lever and number of the study arrives where it acts."""

import math

import pytest
from small_study import SMALL
from towns import some_solution, town, towns

from simmodel.chance import key_of
from simmodel.custody_curve import Target
from simmodel.engine import start as page
from simmodel.engine.start import (
    conditions_of,
    delivery_of,
    parameters_of,
    place_of,
    solution_of,
    specialist_prices,
    start,
    supply_of,
)
from simmodel.parameters import Parameters
from simmodel.purchase import what_funding_buys
from simmodel.scenario import parse_study
from simmodel.site import Conditions, Delivery
from simmodel.vocabulary import DOMAINS

LEVERS = 'caseload = 8\nenrol = "worst_first"\nreach_out = true\npriority = true\nextra_lettings_per_year = 26'
SITE = "luck_number = 7\nhours_per_week = { connection = 9 }\nlettings_per_year = { priority = 11, general = 3 }\n"
MORE = """\
[money]
unit_costs = "average"
[custody_level]
return_12_months = 0.3
return_24_months = 0.5
[mechanisms]
retelling = false
[[assumption]]
number = "crisis.weekly_rate"
value = 0.02
because = "counted"
"""
STUDY = town(warm_up=2, set_up=6, site=SITE, levers=LEVERS, more=MORE)
RECIPE = Parameters().record()["community"]


def test_a_scenario_delivers_what_its_study_says_and_what_its_money_buys() -> None:
    levers = STUDY.scenarios["pull_in"]
    bought = what_funding_buys(650_000, levers, specialist_prices(parameters_of(STUDY)))
    assert delivery_of(STUDY, levers) == Delivery(
        funded_weeks=104,
        set_up_weeks=6,
        yearly_cents=65_000_000,
        heads=bought.heads,
        caseload=8.0,
        brokerage_per_year=bought.brokerage_per_year,
        enrolment="worst_first",
        reach_out=True,
        priority=True,
        extra_lettings_per_year=26.0,
    )
    assert sum(bought.heads) > 1
    assert bought.brokerage_per_year > 0


def test_places_are_hours_of_the_services_that_are_named_and_the_base_case_delivers_nothing() -> None:
    hours = delivery_of(STUDY, STUDY.scenarios["more_places"]).bought_hours
    assert {domain for domain, bought in hours.items() if bought > 0} == {"mental_health", "alcohol_and_other_drugs"}
    assert delivery_of(STUDY, STUDY.scenarios["current"]) == Delivery()


NETWORKED = """\
information = "consent"
information_at = { family_and_safety = "full" }
learning_regime = 0.5
learning_regime_in = { creaming = 1.0, competition = 0.0 }
joint_work = { operational = 4, hot_desks = 26 }
levels_engaged = ["practitioners", "managers", "managers"]
decides = "jointly"
pooled_hours = 0.25
advantaged_thinking = true
plain_words = true
reflection_every_weeks = 4
"""


def test_levers_of_the_partnership_and_the_regime_arrive_and_a_part_that_is_named_beats_the_regime_as_a_whole() -> None:
    conditions = conditions_of(town(levers=NETWORKED).scenarios["pull_in"])
    assert conditions == Conditions(
        information="consent",
        information_at={"family_and_safety": "full"},
        learning_regime={"services_admin": 0.5, "workers_admin": 0.5, "creaming": 1.0, "episodes": 0.5},
        joint_hours={"operational": pytest.approx(4 * 12 / 52), "hot_desks": pytest.approx(6.0)},
        levels=0.5,
        decides="jointly",
        pooled=0.25,
        advantaged_thinking=True,
        plain_words=True,
        reflection_every=4,
    )
    assert conditions_of(town().scenarios["pull_in"]) == Conditions()


@pytest.mark.parametrize(("levels", "share"), [("[]", 0.0), ('["executives"]', 0.25)])
def test_levels_of_governance_are_a_share_of_those_there_are(levels: str, share: float) -> None:
    assert (
        conditions_of(
            town(levers=f"joint_work = {{ operational = 2 }}\nlevels_engaged = {levels}").scenarios["pull_in"]
        ).levels
        == share
    )


def test_money_for_homes_buys_them_at_the_price_that_is_believed() -> None:
    dearer = '[[assumption]]\nnumber = "prices.home"\nvalue = 200000\nbecause = "dear"\n'
    homes = '[scenarios.homes]\ntitle = "Homes"\nbuys = "homes"\nfunding_per_year = 400000\nfunded_years = 2\n'
    for more, price in (("", 165_600.0), (dearer, 200_000.0)):
        study = town(more=homes + more)
        delivery = delivery_of(study, study.scenarios["homes"])
        assert delivery == Delivery(
            funded_weeks=104, set_up_weeks=17, yearly_cents=40_000_000, homes_per_year=pytest.approx(400_000 / price)
        )


def test_in_the_warm_up_services_work_as_in_the_base_case() -> None:
    base = 'buys = "nothing"\n'
    study = parse_study(SMALL.replace(base, base + "joint_work = { operational = 4 }\nlearning_regime = 1.0\n", 1))
    site = start(study, some_solution(), 3, 5).sites[0]
    assert site.plan.joint_hours.sum() == pytest.approx(4 * 12 / 52)
    assert site.plan.learning_regime.tolist() == [1.0] * 5
    assert site.plan.joins_from < site.week < site.plan.joins_until


def test_what_a_study_says_of_its_place_stands_before_the_recipe_and_the_rest_is_the_recipes() -> None:
    supply = supply_of(STUDY.site, Parameters())
    hours = dict(zip(DOMAINS, RECIPE["hours_per_week"].tolist(), strict=True)) | {"connection": 9.0}
    assert dict(zip(DOMAINS, supply.hours_per_week, strict=True)) == hours
    assert (supply.lettings_priority, supply.lettings_general) == (11.0, 3.0)
    usual = supply_of(town().site, Parameters())
    assert (usual.lettings_priority, usual.lettings_general) == (37.5, 12.5)
    place = place_of(STUDY.site, Parameters(), -104, 156)
    assert (place.luck_number, place.at_start, place.arrivals_per_year) == (7, (8, 5, 3, 3), (4.0, 3.0, 2.0, 2.0))


def test_a_run_starts_with_the_studys_beliefs_switches_prices_and_weeks() -> None:
    begin = start(STUDY, some_solution(), seed=3, run=5)
    site = begin.sites[0]
    assert (begin.warm_up_weeks, begin.weeks, site.week) == (104, 156, -104)
    assert begin.people.arrives.min() == -105
    assert (site.luck_number, (site.key, site.key_high)) == (7, key_of(3, 0, 5))
    assert site.numbers.crisis.weekly_rate == 0.02
    assert (site.on.retelling, site.on.trust) == (0, 1)
    assert (site.plan.average_cost, site.plan.count_releases) == (1, 52)
    assert start(town(), some_solution(), 3, 5).sites[0].plan.average_cost == 0


def test_the_model_is_centred_on_the_studys_own_level_of_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "solve", lambda *asked, near: (*asked, near))
    parameters, target, counted, near = solution_of(STUDY, centre := some_solution())
    assert target == Target("new_sentence", 0.3, 0.5)
    assert (counted, near) == (52, centre)
    assert parameters.values["crisis.weekly_rate"] == 0.02


def test_whom_a_programme_is_for_and_how_true_it_stays_arrive() -> None:
    grown = "fidelity_loss = 0.1\nprogramme_sites = 8\n"
    delivery = delivery_of(STUDY, town(levers=grown + 'for_cohorts = ["young_person"]').scenarios["pull_in"])
    assert delivery.for_cohorts == ("young_person",)
    assert delivery.fidelity_lost == pytest.approx(1 - 0.9**3)
    four = towns({"alder": 4, "birch": 1, "cedar": 9, "dogwood": 2})
    levers = four.scenarios["pull_in"].model_copy(update={"fidelity_loss": 0.1})
    assert delivery_of(four, levers).fidelity_lost == pytest.approx(1 - 0.9**2)


def test_demand_that_grows_arrives_with_people_and_with_outside_demand() -> None:
    still, growing = (
        start(town(a_year=(900.0, 0.0, 0.0, 0.0), site=growth), some_solution(), 1, 0)
        for growth in ("", "demand_growth = 0.2")
    )
    assert growing.sites[0].demand_growth == pytest.approx(math.log(1.2) / 52)
    assert (len(growing.people) / len(still.people)) > 1.1
    assert still.sites[0].demand_growth == 0.0
