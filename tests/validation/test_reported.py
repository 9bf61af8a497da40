"""What every trial reported is what its source says: each figure, interval and number of people, from raw numbers.

`evidence_of_trials.csv` holds the rows of the project's evidence library that tell of these trials, word for word, each
with its source. Here every figure of a trial file is worked out from numbers that are quoted from those rows.
"""

import csv
import math
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from simmodel.evidence import ledger
from simmodel.scenario import read_study
from simmodel.shipped import shipped_trials
from simmodel.trial import TrialOutcome

Z = 1.96
TRIALS = {path.stem: read_study(path) for path in shipped_trials()}
OUTCOMES = {f"{name}.{one.name}": one for name, study in TRIALS.items() for one in study.trial.outcome}
with Path(__file__).with_name("evidence_of_trials.csv").open(encoding="utf-8", newline="") as file:
    ROWS = {row["id"]: row for row in csv.DictReader(file)}
WORDS = {name: " ".join(row.values()) for name, row in ROWS.items()}


@dataclass(frozen=True)
class Told:
    """What a file must say, to the digits that it gives, and the words of the row in which the raw numbers stand."""

    row: str
    words: tuple[str, ...]
    reported: float | None = None
    low: float | None = None
    high: float | None = None


def share(row: str, words: str, p: float, n: int) -> Told:
    reach = Z * math.sqrt(p * (1 - p) / n)
    return Told(row, (words,), p, p - reach, p + reach)


def two_shares(row: str, words: tuple[str, ...], p1: float, n1: int, p0: float, n0: int) -> Told:
    reach = Z * math.sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0)
    return Told(row, words, p1 - p0, p1 - p0 - reach, p1 - p0 + reach)


def fall_in_denver(words: str, r: float, spread: float) -> Told:
    reach = Z * (1 + r) * spread * math.sqrt(1 / 363 + 1 / 361)
    return Told("EFF011", (words, "(363/361)"), r, r - reach, r + reach)


def fewer_on_parole() -> Told:
    with_it, without, each = 0.275 - 0.05, 0.275, 25_000  # REC011; half of 50,000 assumed
    reach = math.exp(Z * math.sqrt((1 - with_it) / (with_it * each) + (1 - without) / (without * each)))
    ratio = 1 - 0.182
    return Told("EFF001", ("-0.05", "(-18.2%)", ">50,000"), -0.182, ratio / reach - 1, ratio * reach - 1)


def nothing_of(row: str, words: str, p: float, people: float, reported: float | None) -> Told:
    """`people`: 1 / (1 / n1 + 1 / n0)."""
    reach = Z * math.sqrt(p * (1 - p) / people)
    return Told(row, (words,), reported, -reach, reach)


IN_REXO = 1 / (1 / 2804 + 1 / 1851)
ON_PAROLE = 0.284 + 0.108
A_SITE = "site A 62.7% vs 29.7%; site B 73.2% vs 23.6%"
EXPECTED = {
    "at_home.time_housed": Told("HOM017", (A_SITE,), None, 0.627 - 0.297, 0.732 - 0.236),
    "at_home.time_housed_without": Told("HOM017", (A_SITE,), None, 0.236, 0.297),
    "at_home.time_housed_assertive": Told("HOM018", ("71% vs 29% of time stable",), 0.71 - 0.29),
    "camden.acute_care_180_days": Told("EFF030", ("adj. diff 0.82 points, -5.97 to 7.61",), 0.0082, -0.0597, 0.0761),
    "camden.fall_without_programme": Told("EFF030", ("-0.38 ", "points over 6 months"), -0.38),
    "connections.return_to_custody": Told("EFF002", ("1.01 0.92 1.12 HR",), 1.01, 0.92, 1.12),
    "connections.drug_treatment": Told("HEA006", ("1.21 1.06 1.39 OR",), 1.21, 1.06, 1.39),
    "connections.deaths_in_28_days": Told("EFF002", ("28-day mortality HR 0.38 (0.14-1.03)",), 0.38, 0.14, 1.03),
    "critical_time.homeless_month_18": Told("HOM020", ("0.22 0.06 0.88 odds ratio",), 0.22, 0.06, 0.88),
    "critical_time.homeless_nights": Told("HOM020", ("30 vs 91 homeless nights over 18 months",), 30 - 91),
    "denver.jail_days": fall_in_denver("jail days -27%", -0.27, 1.4),
    "denver.jail_stays": fall_in_denver("jail stays -30%", -0.30, 1.1),
    "denver.arrests": fall_in_denver("-0.4 ", -0.40, 1.1),
    "denver.police_contacts": fall_in_denver("Police contacts -34%", -0.34, 1.1),
    "foyers.stable_home": Told("PIL002", ("(80% / 65% / 60%)",), 0.80),
    "foyers.work": Told("PIL002", ("(80% / 65% / 60%)", "stable housing / secure work"), 0.65),
    "initial_transitional_support.return_to_custody": nothing_of("EFF006", "501 parolees", ON_PAROLE, 501 / 4, None),
    "j2si.housed_36_months": two_shares("HOM014", ("0.85 0.41", "40 vs 44"), 0.85, 40, 0.41, 44),
    "j2si.housed_36_months_treated": share("HOM014", "0.85 0.41", 0.85, 40),
    "j2si.housed_36_months_without": share("HOM014", "0.85 0.41", 0.41, 44),
    "j2si.time_housed": Told("HOM014", ("67% vs 35% of the time",), 0.67 - 0.35),
    "j2si.housed_12_months": two_shares("HOM015", ("0.6 0.3", "RCT 90/96"), 0.60, 90, 0.30, 96),
    "j2si.housed_12_months_treated": share("HOM015", "0.6 0.3", 0.60, 90),
    "j2si.housed_12_months_without": share("HOM015", "0.6 0.3", 0.30, 96),
    "linkage.referral_alone": share("REF001", "n=230", 0.387, 230),
    "linkage.one_session": share("REF003", "n=226", 0.447, 226),
    "linkage.five_sessions": share("REF002", "n=222", 0.55, 222),
    "linkage.five_sessions_more": two_shares("REF002", ("n=222",), 0.55, 222, 0.387, 230),
    "parole.new_sentence_12_months": fewer_on_parole(),
    "restorative_centre.justice_cost": Told(
        "EFF004", ("16 10 16 AUD million", "275-client"), None, -16e6 / 275, -10e6 / 275
    ),
    "restorative_centre.custody_days_before_and_after": Told("EFF003", ("-0.66 ",), -0.66),
    "restorative_centre.custody_days_without_programme": Told("EFF003", ("-0.66 ",), -0.66),
    "rexo.return_to_custody": nothing_of("EFF016", "(2,804/1,851)", 0.425, IN_REXO, 0.0),
    "rexo.at_work": nothing_of("EFF016", "(2,804/1,851)", 0.5, IN_REXO, 0.0),
    "rossi.arrested_52_weeks": Told("HAZ014", ("0.684 0.47 0.996 HR",), 0.684, 0.47, 0.996),
    "troubled_families.crime": Told("PIL007", ("no discernible impact", "crime, work"), 0.0),
    "troubled_families.work": Told("PIL007", ("no discernible impact", "crime, work"), 0.0),
}
"""By trial and outcome; `low` to `high` of a formula is worked out from shares and numbers of people."""


def test_every_outcome_of_every_trial_has_a_figure_here() -> None:
    assert list(EXPECTED) == list(OUTCOMES)


def test_the_rows_are_those_of_the_ledger_word_for_word() -> None:
    told = {name: {key: str(getattr(ledger()[name], key) or "") for key in row} for name, row in ROWS.items()}
    assert told == ROWS


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_figure_is_worked_out_from_the_words_of_its_row(name: str) -> None:
    found, told = OUTCOMES[name], EXPECTED[name]
    assert [each for each in told.words if each not in WORDS[told.row]] == []
    for key in ("reported", "low", "high"):
        given, known = getattr(found, key), getattr(told, key)
        assert (given is None) == (known is None), key
        assert known is None or given == pytest.approx(known, abs=digits_of(found, given)), key


def digits_of(outcome: TrialOutcome, value: float) -> float:
    """Half of the last digit that the file gives; the binomial intervals of the library have two or three."""
    if "binomial" in outcome.interval:
        return 0.005
    return 0.5 if abs(value) > 1000 else 0.00051


@pytest.mark.parametrize("name", TRIALS)
def test_every_number_of_what_is_known_stands_in_a_row(name: str) -> None:
    trial = TRIALS[name].trial
    rows = {EXPECTED[f"{name}.{one.name}"].row for one in trial.outcome} | ALSO.get(name, set())
    words = " ".join(WORDS[row] for row in rows).replace(",", "")
    there = {float(each) for each in re.findall(r"\d+(?:\.\d+)?", words)}
    there |= {round(100 * each, 6) for each in there} | OTHERWISE.get(name, set())
    known = re.sub(r"(\d),(\d{3})", r"\1\2", trial.known)
    assert [each for each in re.findall(r"\d+(?:\.\d+)?", known) if float(each) not in there] == []


ALSO = {"parole": {"REC011"}, "linkage": {"REF001"}}
OTHERWISE = {"connections": {2015.0, 3973.0, 1576.0}, "linkage": {90.0}}
"""Numbers of `known` that no row has: the arms of Connections (the library's page of pilot targets; they add up to
5,549), and the 90 days within which linkage was counted."""


def test_levels_without_a_programme_are_those_of_the_rows() -> None:
    assert "30.6% not" in WORDS["HAZ014"]
    assert TRIALS["rossi"].custody_level.return_12_months == 0.306


def test_sums_that_reasons_quote_are_worked_out() -> None:
    saved = [abs(each) for each in (EXPECTED["restorative_centre.justice_cost"].high, -16e6 / 275)]
    days = [each / float(ROWS["COST001"]["value"]) for each in saved]
    (outcome,) = (one for one in TRIALS["restorative_centre"].trial.outcome if one.name == "justice_cost")
    assert f"some {days[0]:.0f} to {days[1]:.0f} days" in " ".join(outcome.because.split())
    assert ROWS["REC016"]["value"] == "0.284"
    assert "10.8% re-imprisoned (breach) first" in WORDS["REC016"]
    assert ROWS["REC001"]["value"] == "0.425"
    assert ROWS["REC011"]["value"] == "0.275"
    assert round(0.05 / 0.275, 3) == 0.182
    assert 3973 + 1576 == 5549


def test_log_odds_of_linkage_are_those_of_its_shares() -> None:
    odds = {row: math.log(p / (1 - p)) for row in ("REF001", "REF002", "REF003") for p in [float(ROWS[row]["value"])]}
    one, five = (odds[row] - odds["REF001"] for row in ("REF003", "REF002"))
    assert f"are {one:.2f} and {five:.2f}" in ledger()["REF025"].note
