"""People reached: the waiting line gives every row of the shared table, and fills as it should."""

import math

import pytest
from budgets import plan, rows

from simmodel.budget.people import MOST_LIVES, served
from simmodel.budget.totals import work_out

THEIRS = 400
"""Runs behind the shared table."""
ERRORS = 4
ROUNDED = 0.05


def of(row: dict[str, str]) -> tuple[float, str, str]:
    """The coaches, site and ramp of a row of the table."""
    return (
        float(row["coaches"]),
        f"caseload = {row['caseload']}",
        f"[ramp]\nmean_stay_months = {row['mean_stay_months']}",
    )


def named(row: dict[str, str]) -> str:
    return f"{row['coaches']} of {row['caseload']}, {row['mean_stay_months']} months"


@pytest.mark.parametrize("row", rows("site_throughput.csv"), ids=named)
def test_people_and_place_years_are_those_of_the_shared_table(row: dict[str, str]) -> None:
    coaches, site, ramp = of(row)
    found = served(plan(coaches, site=site, more=ramp), "taree", 1)
    spread = (float(row["p95"]) - float(row["p5"])) / (2 * 1.645)
    error = spread * math.sqrt(1 / THEIRS + 1 / MOST_LIVES)
    assert found.places == int(row["places"])
    assert abs(found.people - float(row["people_3y"])) <= ERRORS * error + ROUNDED
    assert found.place_years == pytest.approx(float(row["place_years_3y"]), rel=0.005)
    assert found.occupancy == pytest.approx(float(row["occupancy"]), abs=0.004)
    of_an_end = error * math.sqrt(0.05 * 0.95) / 0.1031
    for end, value in (("p5", found.low), ("p95", found.high)):
        assert abs(value - float(row[end])) <= ERRORS * of_an_end + 1


@pytest.mark.parametrize("row", rows("site_throughput.csv")[1::3], ids=named)
def test_the_cost_of_a_person_and_of_a_place_year_are_those_of_the_shared_table(row: dict[str, str]) -> None:
    coaches, site, ramp = of(row)
    found = work_out(plan(coaches, site=site, more=ramp), 100, 1).sites[0]
    assert found.real_cost == pytest.approx(1000 * float(row["total_3y_k"]), abs=600)
    assert found.per_person == pytest.approx(1000 * float(row["cost_per_person_k"]), rel=0.02)
    assert found.per_place_year == pytest.approx(1000 * float(row["cost_per_place_year_k"]), rel=0.006)


def test_a_full_team_of_one_place_that_nobody_leaves_holds_it_from_set_up_on() -> None:
    found = served(
        plan(1, site="caseload = 1\nset_up_weeks = 26", more="[ramp]\nmean_stay_months = 60\nstay_spread = 0"),
        "taree",
        1,
    )
    assert (found.people, found.low, found.high) == (1.0, 1.0, 1.0)
    assert found.place_years == 2.5


def test_equal_stays_with_people_enough_are_counted_by_hand() -> None:
    ramp = "[ramp]\nmean_stay_months = 6\nstay_spread = 0\nnew_people_a_month = 30"
    found = served(plan(1, site="caseload = 10\nset_up_weeks = 0", more=ramp), "taree", 1)
    assert (found.people, found.place_years, found.occupancy) == (60.0, 30.0, 1.0)


def test_half_a_person_a_month_is_one_every_second_month() -> None:
    ramp = "[ramp]\nmean_stay_months = 60\nstay_spread = 0\nnew_people_a_month = 0.5"
    found = served(plan(1, site="caseload = 60\nset_up_weeks = 0", more=ramp), "taree", 1)
    assert found.people == 18.0


def test_a_site_that_starts_later_reaches_fewer_and_a_longer_set_up_does_too() -> None:
    usual, late, slow = (
        served(plan(2, site=site), "taree", 1).people for site in ("", "from_year = 2", "set_up_weeks = 52")
    )
    assert late < slow < usual


def test_where_set_up_takes_all_of_the_money_nobody_is_reached_and_no_cost_is_shared_out() -> None:
    found = work_out(plan(2, head="years = 1", site="set_up_weeks = 51"), 100, 1).sites[0]
    assert (found.people.people, found.per_person, found.per_place_year) == (0.0, None, None)
