"""What became of a programme: sums of a run, told for the years they belong to."""

import numpy as np
import pytest
from towns import some_solution, town

from simmodel.appraisal.delivery import delivery_of_run, delivery_table
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play

STUDY = town((40, 20, 10, 10), levers="reach_out = true")


@pytest.fixture(scope="module")
def told() -> dict[str, float]:
    played = play(STUDY, some_solution(), 2, 0, compiled_driver())
    one = played["pull_in"]
    return delivery_of_run(one.sites[0], one.weekly, one.people, played["current"].people)


def test_what_is_spent_and_unspent_is_the_pool_of_every_funded_year(told: dict[str, float]) -> None:
    begun = play(STUDY, some_solution(), 2, 0, compiled_driver())["pull_in"].sites[0]
    assert told["funded"] == 2.0 > told["years"] == pytest.approx(100 / 52)
    assert told["spent"] + told["unspent"] == pytest.approx(told["funded"] * float(begun.plan.brokerage_year) / 100)
    rows = {row["means over runs"]: row["pull_in"] for row in delivery_table([{"pull_in": told}])}
    assert rows["flexible funds spent a funded year"] == f"${told['spent'] / 2:,.0f}"


def test_funds_add_up_where_the_money_lasts_as_long_as_the_study() -> None:
    whole = town((40, 20, 10, 10), funded=3, years=3, levers="reach_out = true")
    one = play(whole, some_solution(), 2, 0, compiled_driver())["pull_in"]
    told = delivery_of_run(one.sites[0], one.weekly, one.people, one.people)
    assert told["spent"] + told["unspent"] == pytest.approx(3 * float(one.sites[0].plan.brokerage_year) / 100)


def test_a_scenario_that_delivers_nothing_has_nothing_to_tell() -> None:
    played = play(STUDY, some_solution(), 2, 0, compiled_driver())["current"]
    assert delivery_of_run(played.sites[0], played.weekly, played.people, played.people) == {}
    assert delivery_table([{"current": {}}]) == []


def test_the_two_halves_of_the_people_reached_are_all_of_them(told: dict[str, float]) -> None:
    assert told["heavier"] + told["lighter"] == told["people"] > 0
    assert np.isfinite(list(told.values())).all()
