"""From a study to records: every lever and number of the study arrives where it acts."""

import pytest
from towns import some_solution, town

from simmodel.chance import key_of
from simmodel.custody_curve import Target
from simmodel.engine import start as page
from simmodel.engine.start import delivery_of, parameters_of, place_of, solution_of, specialist_prices, start, supply_of
from simmodel.parameters import Parameters
from simmodel.purchase import what_funding_buys
from simmodel.site import Delivery
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


def test_what_a_study_says_of_its_place_stands_before_the_recipe_and_the_rest_is_the_recipes() -> None:
    supply = supply_of(STUDY, Parameters())
    hours = dict(zip(DOMAINS, RECIPE["hours_per_week"].tolist(), strict=True)) | {"connection": 9.0}
    assert dict(zip(DOMAINS, supply.hours_per_week, strict=True)) == hours
    assert (supply.lettings_priority, supply.lettings_general) == (11.0, 3.0)
    usual = supply_of(town(), Parameters())
    assert (usual.lettings_priority, usual.lettings_general) == (37.5, 12.5)
    place = place_of(STUDY, Parameters(), -104, 156)
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
