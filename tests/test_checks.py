"""Checks of the base case: a misfit is told in words."""

import numpy as np
import pytest
from made_up_posterior import made_up
from towns import lives, town

from simmodel.appraisal.capacity import capacity_table, displaced
from simmodel.carried import carrying
from simmodel.checks import base_counts, checks_of, notes_of
from simmodel.ensemble import compare
from simmodel.vocabulary import CONNECTION, HOUSING, MENTAL_HEALTH
from simmodel.world import GENERAL_LIST, TALLY

FITTING = {
    "releases": 400.0,
    "back_12": 100.0,
    "back_24": 170.0,
    "referrals": 1000.0,
    "attended": 390.0,
    "child_reports": 500.0,
    "child_reports_again": 195.0,
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
        (
            {"child_reports_again": 250.0},
            "children reported to child protection again within 12 months: 50.0% of 1,500 reports, "
            "expected 36.5% to 41.5% (CHI004)" + CHANCE,
        ),
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


def test_a_misfit_over_draws_says_over_how_many():
    (said,) = notes_of(checks_of([FITTING | {"attended": 600.0}] * 4, town()), draws=2)
    assert said.startswith("the base case, over 2 draws, does not fit the evidence on cold referrals completed")


def test_a_share_may_miss_by_two_points_and_what_chance_allows():
    assert notes(back_12=116.0) == notes(back_12=84.0) == ()
    assert len(notes(back_12=120.0)) == len(notes(back_12=80.0)) == 1


def test_reports_again_may_leave_their_range_by_what_chance_allows():
    assert notes(child_reports_again=215.0) == notes(child_reports_again=175.0) == ()
    assert len(notes(child_reports_again=225.0)) == len(notes(child_reports_again=165.0)) == 1


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        ((50, 50, 50), (52, 52, 52), True),
        ((50, 50, 50), (44, 54, 64), True),
        ((40, 50, 60), (44, 54, 64), False),
        ((50, 50, 50), (30, 45, 60), True),
        ((50, 50, 50), (20, 42, 64), False),
        ((50,), (60,), True),
        ((0, 0, 0), (0, 0, 0), True),
    ],
    ids=[
        "within 5%",
        "chance",
        "every run alike",
        "ten per cent",
        "more than chance may excuse",
        "one run tells nothing",
        "nobody",
    ],
)
def test_a_drift_is_a_misfit_when_it_is_more_than_five_per_cent_and_what_chance_allows(first, last, fits):
    runs = [FITTING | {"homeless_first": a, "homeless_last": b} for a, b in zip(first, last, strict=True)]
    assert (notes_of(checks_of(runs, town())) == ()) == fits


def test_chance_is_counted_over_draws_and_not_over_the_runs_of_one_draw():
    ends, draws = [55.3] * 8 + [52.7] * 8, [1] * 8 + [2] * 8
    runs = [FITTING | {"homeless_first": 50.0, "homeless_last": end} for end in ends]
    assert notes_of(checks_of(runs, town())) != ()
    assert notes_of(checks_of(runs, town(), draws)) == ()
    assert notes_of(checks_of(runs, town(), [7] * 16)) == notes_of(checks_of(runs, town()))


def test_one_run_is_said_to_tell_nothing_of_drift():
    (check,) = (each for each in checks_of([FITTING], town()) if "homeless" in each.what)
    assert (check.fits, "one run cannot tell" in check.expected) == (True, True)


def test_nothing_is_said_of_shares_of_nobody():
    nobody = dict.fromkeys(("releases", "back_12", "back_24", "referrals", "attended"), 0.0)
    assert notes(**nobody, child_reports=0.0, child_reports_again=0.0) == ()


def test_what_is_checked_is_counted_from_the_right_weeks_and_units():
    people = lives(*({"index_release": 3, "new_sentence_after": weeks} for weeks in (20, 80, 120)), {})
    weekly = np.zeros(156, TALLY).view(np.recarray)
    weekly.referrals[:10], weekly.attended[:10] = 10.0, 4.0
    weekly.child_reports[:9], weekly.child_reports_again[:3] = 2.0, 1.0
    weekly.weeks_behind[:, HOUSING], weekly.weeks_behind[:, GENERAL_LIST] = 26.0, 260.0
    weekly.homeless[:52], weekly.homeless[104:] = 8.0, 9.0
    weekly.waiting[:, MENTAL_HEALTH], weekly.waiting[:, CONNECTION] = 3.0, 4.0
    weekly.waiting[:, HOUSING], weekly.waiting[:, GENERAL_LIST] = 50.0, 70.0
    expected = {"releases": 3, "back_12": 1, "back_24": 2, "referrals": 100, "attended": 40, "priority_wait": 6}
    expected |= {"general_wait": 60, "homeless_first": 8, "homeless_last": 9, "waiting_first": 7, "waiting_last": 7}
    expected |= {"child_reports": 18, "child_reports_again": 3}
    counts = base_counts(people, weekly, "new_sentence")
    assert {name: counts[name] for name in expected} == pytest.approx(expected)


HOURS = {"hours": 200.0, "joint": 6.0, "used": 180.0}
HOURS |= {"others": 1000.0, "homes": 30.0, "usual_others": 1000.0, "usual_homes": 31.5}


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
    for priority, general in ((0, 0), (0, 9), (9, 0)):
        study = town(site=f"lettings_per_year = {{ priority = {priority}, general = {general} }}")
        checked = {check.what for check in checks_of([FITTING] * 3, study)}
        for kind, lettings in (("priority", priority), ("general", general)):
            assert (f"wait on the {kind} housing list" in checked) == (lettings > 0)


def test_the_level_that_is_expected_is_the_one_that_was_fitted_over_the_draws_that_were_played():
    study = carrying(town(), made_up())
    expected = {draws: checks_of([FITTING] * 4, study, draws)[1].expected for draws in ((), (1, 1, 2, 2), (3, 3, 1, 1))}

    assert [told.partition(",")[0] for told in expected.values()] == ["47.0%", "48.0%", "45.5%"]
