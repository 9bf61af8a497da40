"""Checks of the base case: a misfit is told in words."""

import pytest
from towns import town

from simmodel.appraisal.capacity import capacity_table, displaced
from simmodel.checks import checks_of, notes_of
from simmodel.ensemble import compare

FITTING = {
    "releases": 400.0,
    "back_12": 100.0,
    "back_24": 170.0,
    "referrals": 1000.0,
    "attended": 390.0,
    "priority_wait": 7.0,
    "general_wait": 60.0,
}
DRIFTING = ("in_custody", "stably_housed", "homeless", "waiting")
FITTING |= {f"{name}_{when}": 50.0 for name in DRIFTING for when in ("first", "last")}


POINTS, CHANCE = ", give or take 2 points and chance", ", give or take chance"


def notes(**changes):
    return notes_of(checks_of([FITTING | changes] * 3, town()))


def test_a_base_case_that_fits_has_nothing_to_say():
    assert notes() == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"back_12": 160.0},
            "back within 12 months (new_sentence): 40.0% of 1,200 releases, expected 25.0%" + POINTS,
        ),
        (
            {"back_24": 80.0},
            "back within 24 months (new_sentence): 20.0% of 1,200 releases, expected 42.5%" + POINTS,
        ),
        ({"attended": 600.0}, "cold referrals completed: 60.0%, expected 39% (REF001; NSW 41%, REF010)"),
        ({"priority_wait": 14.0}, "wait on the priority housing list: 14.0 months, expected 5 to 12 months (HOM011)"),
        ({"general_wait": 12.0}, "wait on the general housing list: 12.0 months, expected 36 to 80 months (HOM010)"),
        (
            {"in_custody_last": 60.0},
            "people in custody, last year against first: +20.0%, expected within 5%" + CHANCE,
        ),
        (
            {"waiting_last": 40.0},
            "people waiting for a service, last year against first: -20.0%, expected within 5%" + CHANCE,
        ),
    ],
)
def test_each_misfit_is_one_sentence_with_what_was_found_and_what_was_expected(change, said):
    assert notes(**change) == (f"the base case does not fit the evidence on {said}",)


def test_nothing_is_said_of_shares_of_nobody():
    assert notes(releases=0.0, back_12=0.0, back_24=0.0, referrals=0.0, attended=0.0) == ()


HOURS = {"hours": 200.0, "used": 180.0, "others": 1000.0, "homes": 30.0, "usual_others": 1000.0, "usual_homes": 31.5}


def test_idle_hours_and_changes_in_the_same_weeks_are_shown_beside_the_result():
    (row,) = capacity_table([{"current": HOURS}])
    assert row["idle"] == "10%"
    assert row["others served a year"] == "1,000 (+0)"
    assert row["others housed a year"] == "30.0 (-1.5)"


def test_serving_fewer_people_outside_the_model_is_said():
    runs = [{"current": HOURS, "pull_in": HOURS | {"others": 900.0}, "same": HOURS}]
    (said,) = displaced(runs)
    assert said.startswith("under pull_in the services reach 100 fewer people a year who are outside the model")


def test_the_base_case_is_never_compared_with_other_weeks_than_its_own():
    runs = compare(town((30, 20, 10, 10)), runs=2, seed=3)
    rows = {row["scenario"]: row for row in runs.facts["hours and homes for people outside the model"]}
    assert rows["current"]["others served a year"].endswith("(+0)")
    assert rows["more_places"]["others housed a year"].endswith(("(+0.0)", "(-0.0)"))


def test_a_place_without_lettings_has_no_wait_to_check():
    none = town(site="lettings_per_year = { priority = 0, general = 0 }")
    assert not any("housing list" in check.what for check in checks_of([FITTING] * 3, none))
