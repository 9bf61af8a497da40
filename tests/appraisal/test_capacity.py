"""What became of the hours: which weeks and units are counted, and what is said of people outside the model."""

import numpy as np
import pytest
from kit import funded, site

from simmodel.appraisal.capacity import capacity_of, capacity_table, displaced, funded_weeks
from simmodel.engine.agents import pack
from simmodel.site import SITE, Delivery
from simmodel.vocabulary import CONNECTION, HOUSING, MENTAL_HEALTH
from simmodel.world import GENERAL_LIST, PROGRAMME_DWELLINGS, TALLY


def record(where: object) -> np.record:
    sites = np.zeros(1, SITE).view(np.recarray)
    pack(where, sites[0])
    return sites[0]


def tallies(then: float, later: float) -> np.recarray:
    """Three years in which as many are served a week from outside by two silos and each list, `later` from week 17."""
    weekly = np.zeros(156, TALLY).view(np.recarray)
    weekly.hours_used[:, MENTAL_HEALTH], weekly.hours_used[:, CONNECTION] = 3.0, 4.0
    weekly.hours_there[:17, CONNECTION], weekly.hours_there[17:, CONNECTION], weekly.joint_hours[17:] = 70.0, 75.0, 6.0
    weekly.hours_used[:, HOUSING] = weekly.outside_served[:, PROGRAMME_DWELLINGS] = 99.0
    for unit, times in ((MENTAL_HEALTH, 1.0), (CONNECTION, 2.0), (HOUSING, 0.1), (GENERAL_LIST, 0.2)):
        weekly.outside_served[:17, unit], weekly.outside_served[17:, unit] = then * times, later * times
    return weekly


def test_what_a_scenario_does_is_counted_in_the_weeks_in_which_it_delivers_in_both_arms() -> None:
    where = record(funded(service={CONNECTION: {"bought_hours": 5.0}, HOUSING: {"hours": 0.7}}))
    found = capacity_of(where, tallies(1.0, 3.0), tallies(1.0, 2.0))
    assert found == pytest.approx(
        {
            "hours": 75.0,
            "joint": 6.0,
            "used": 7.0,
            "others": 468,
            "homes": 46.8,
            "usual_others": 312,
            "usual_homes": 31.2,
        }
    )


def test_where_nothing_is_delivered_the_first_year_is_counted_and_nothing_was_bought() -> None:
    where = record(site(service={CONNECTION: {"bought_hours": 5.0}}))
    found = capacity_of(where, tallies(1.0, 0.0), tallies(1.0, 0.0))
    assert (found["hours"], found["others"]) == pytest.approx(((17 * 70.0 + 35 * 75.0) / 52, 51.0))


HOURS = {
    "hours": 0.0,
    "joint": 0.0,
    "used": 0.0,
    "others": 1000.0,
    "homes": 30.0,
    "usual_others": 1000.0,
    "usual_homes": 30.0,
}


def test_serving_more_people_is_said_and_a_change_of_less_than_one_in_a_hundred_is_not() -> None:
    more, hardly = HOURS | {"others": 1100.0}, HOURS | {"others": 1009.0}
    (said,) = displaced([{"current": HOURS, "more": more, "hardly": hardly}])
    assert "under more the services reach 100 more people" in said


def test_a_place_without_specialist_hours_has_none_idle() -> None:
    (row,) = capacity_table([{"current": HOURS}])
    assert row["idle"] == "none"


def test_the_weeks_of_delivery_are_those_of_any_scenario_that_is_paid() -> None:
    early, late = Delivery(funded_weeks=52, set_up_weeks=4), Delivery(funded_weeks=156, set_up_weeks=17)
    assert funded_weeks([Delivery(), early, late]) == slice(4, 156)
    assert funded_weeks([Delivery(set_up_weeks=3)]) == slice(0, 52)
    assert funded_weeks([Delivery(funded_weeks=10, set_up_weeks=17)]) == slice(10, 10)
