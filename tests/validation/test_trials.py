"""Every trial ships as a valid study, is lived through as it was run, and says why where the model does not fit."""

import re
from pathlib import Path

import pytest
from small_trial import TRIAL, reported
from towns import TOWN

from simmodel.checks import MISFITS
from simmodel.errors import SimmodelError
from simmodel.evidence import ledger
from simmodel.sampling import sampling
from simmodel.scenario import Study, parse_study, read_study
from simmodel.shipped import shipped_trials
from simmodel.validation.contrast import Contrast
from simmodel.validation.trials import RUNS, TrialResult, battery, result_of, results_of

PATHS = shipped_trials()
OF_THE_ISSUE = {
    "connections": "EFF002",
    "parole": "EFF001",
    "initial_transitional_support": "EFF006",
    "j2si": "HOM014",
    "at_home": "HOM017",
    "critical_time": "HOM020",
    "denver": "EFF011",
    "linkage": "REF001",
    "rossi": "HAZ014",
    "camden": "EFF030",
    "rexo": "EFF016",
    "troubled_families": "PIL007",
    "restorative_centre": "EFF004",
    "foyers": "PIL002",
}
"""Every trial that the model must be laid beside, with a row of the ledger that tells of it."""
QUICK = ("rexo", "troubled_families")
PAGE = Path(__file__).parents[2] / "scenarios" / "trials" / "README.md"

REPORTED = "".join(
    (
        reported("housed", "time_housed", "level", 0, 1),
        reported("impossible", "time_housed", "level", 2, 3),
        reported("unmodelled", "none", "difference", 0, 1),
        reported("not_judged", "time_housed", "difference"),
    )
)


def small_trial() -> Study:
    people = "homelessness = { at_start = 40, arrivals_per_year = 5 }"
    words = {"site": "", "people": people, "levers": "", "more": TRIAL + REPORTED, "warm_up": 1, "years": 3}
    return parse_study(TOWN.format(**words, funding=650000, funded=2, set_up=4))


# the files


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_trial_is_a_valid_study_that_sets_no_number_of_the_model(path: Path) -> None:
    study = read_study(path)
    assert study.name == path.stem
    assert study.trial is not None
    assert study.assumptions == ()
    assert min(len(words) for words in (study.trial.source, study.trial.known, study.trial.not_known)) > 20


def test_every_trial_that_the_model_must_be_laid_beside_is_there_and_told_on_the_page() -> None:
    assert {path.stem for path in PATHS} == set(OF_THE_ISSUE)
    page = PAGE.read_text(encoding="utf-8")
    assert [path.name for path in PATHS if f"]({path.name})" not in page] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_trial_cites_rows_of_the_ledger_that_are_there(path: Path) -> None:
    cited = set(re.findall(r"\b[A-Z]{2,5}\d{3}\b", path.read_text(encoding="utf-8"))) - {"CJB245"}
    assert OF_THE_ISSUE[path.stem] in cited
    assert cited - set(ledger()) == set()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_an_interval_that_was_not_reported_gives_its_formula_or_says_that_it_is_none(path: Path) -> None:
    trial = read_study(path).trial
    words = [" ".join(one.interval.split()) for one in trial.outcome if one.low is not None]
    where = r"as reported|^binomial|^derived: |^no confidence interval|Cox"
    assert [each for each in words if not re.search(where, each)] == []


def test_the_trials_of_the_ledger_are_quoted_as_they_stand_there() -> None:
    quoted = {
        "connections": ("return_to_custody", "EFF002"),
        "rossi": ("arrested_52_weeks", "HAZ014"),
        "critical_time": ("homeless_month_18", "HOM020"),
        "linkage": ("five_sessions", "REF002"),
    }
    for name, (outcome, evidence) in quoted.items():
        trial, row = read_study(PATHS[0].with_stem(name)).trial, ledger()[evidence]
        (one,) = (each for each in trial.outcome if each.name == outcome)
        assert [one.reported, one.low, one.high] == [float(each) for each in (row.value, row.low, row.high)]


# living through one


@pytest.fixture(scope="module")
def small() -> dict[str, TrialResult]:
    return {one.id: one for one in results_of(small_trial(), sampling(4, 0))}


def test_a_mean_within_the_interval_is_inside_and_one_beyond_it_is_not(small: dict[str, TrialResult]) -> None:
    assert (small["town.housed"].inside, small["town.housed"].overlap) == (True, True)
    assert (small["town.impossible"].inside, small["town.impossible"].overlap) == (False, False)
    assert 0 < small["town.housed"].model == small["town.impossible"].model < 1


def test_what_the_model_has_no_mechanism_for_is_a_miss_and_not_left_out(small: dict[str, TrialResult]) -> None:
    unmodelled = small["town.unmodelled"]
    assert unmodelled.model is None
    assert unmodelled.inside is False


def test_without_an_interval_nothing_is_judged(small: dict[str, TrialResult]) -> None:
    assert small["town.not_judged"].inside is None
    assert small["town.not_judged"].overlap is None
    assert small["town.not_judged"].model is not None


def test_the_range_of_runs_holds_the_mean_and_an_error_goes_with_it(small: dict[str, TrialResult]) -> None:
    housed = small["town.housed"]
    assert housed.model_low <= housed.model <= housed.model_high
    assert housed.error >= 0
    assert housed.people > 0


HALF_A_TENTH = Contrast(0.05, 0.0, 0.1, 0.01, 0.03)


def judged(measure: str, low: float, high: float, found: Contrast = HALF_A_TENTH, **more: object) -> TrialResult:
    study = small_trial()
    told = {"measure": measure, "low": low, "high": high, **more}
    return result_of(study, study.trial, study.trial.outcome[0].model_copy(update=told), (found, 9.0), None)


@pytest.mark.parametrize(
    ("low", "high", "edge"),
    [(0.0, 0.0799, True), (0.0, 0.0801, False), (0.0201, 0.5, True), (0.0199, 0.5, False), (0.06, 0.5, True)],
)
def test_the_edge_is_as_near_as_other_luck_reaches_and_not_two_errors(low: float, high: float, edge: bool) -> None:
    assert judged("difference", low, high).at_the_edge == edge


@pytest.mark.parametrize(
    ("measure", "low", "high", "barely"),
    [
        ("difference", -0.3, 0.3, True),
        ("difference", -0.2, 0.3, False),
        ("difference", 0.001, 0.9, False),
        ("hazard_ratio", 0.1, 1.2, False),
        ("level", -0.3, 0.3, False),
    ],
)
def test_a_model_that_barely_moves_beside_a_trial_that_found_nothing_is_known(
    measure: str, low: float, high: float, barely: bool
) -> None:
    assert judged(measure, low, high).barely_moved == barely


def test_a_ratio_barely_moves_where_it_is_near_one() -> None:
    near = Contrast(0.99, 0.9, 1.1, 0.01, 0.03)
    assert judged("hazard_ratio", 0.9, 1.12, near).barely_moved
    assert not judged("hazard_ratio", 0.5, 0.995, near).barely_moved


def test_what_was_set_from_the_figure_itself_is_known() -> None:
    assert judged("level", 0.0, 1.0, fitted=True).by_construction
    fitted = {path.stem: [one.fitted for one in read_study(path).trial.outcome] for path in PATHS}
    assert {name for name, flags in fitted.items() if any(flags)} == {"linkage"}
    assert all(fitted["linkage"])


def test_results_do_not_depend_on_the_number_of_workers(small: dict[str, TrialResult]) -> None:
    again = results_of(small_trial(), sampling(4, 0), workers=2)
    assert again == list(small.values())


def test_a_study_that_is_no_trial_is_refused_in_one_sentence() -> None:
    study = small_trial().model_copy(update={"trial": None})
    with pytest.raises(SimmodelError, match="town is no trial; allowed: a study file with a"):
        results_of(study, sampling(1, 0))


# the battery


def untold(results: list[TrialResult]) -> list[str]:
    """Results that the model misses without saying why, or fits while a misfit is still told.

    Whoever lies at the edge of the interval may do either.
    """
    wrong = []
    for one in results:
        says_why = bool(one.because) and not one.because.startswith("fits")
        if says_why != (one.inside is not True) and not one.at_the_edge:
            wrong.append(f"{one.id}: inside {one.inside}, model {one.model}, because {one.because!r}")
    return wrong


def test_a_misfit_that_is_not_told_is_noticed_and_so_is_one_that_has_healed(small: dict[str, TrialResult]) -> None:
    assert [words.split(":")[0] for words in untold([small["town.impossible"]])] == ["town.impossible"]
    told = [TrialResult(**vars(small["town.housed"]) | {"because": words}) for words in ("too slow", "fits: of course")]
    assert [words.split(":")[0] for words in untold(told)] == ["town.housed"]


def test_a_quick_battery_gives_every_outcome_and_says_why_it_misses_what_it_misses() -> None:
    told: list[tuple[int, int]] = []
    paths = [PATHS[0].with_stem(name) for name in QUICK]
    results = battery(quick=True, paths=paths, progress=lambda *done: told.append(done))
    assert told == [(done, len(paths)) for done in range(1, len(paths) + 1)]
    expected = [f"{path.stem}.{one.name}" for path in paths for one in read_study(path).trial.outcome]
    assert [one.id for one in results] == expected
    assert untold(results) == []


@pytest.mark.slow
@pytest.mark.parametrize("quick", [True, False], ids=["quick", "whole"])
def test_the_battery_says_why_it_misses_what_it_misses_and_nothing_else(quick: bool) -> None:
    assert untold(battery(quick=quick, workers=2)) == []


@pytest.mark.slow
def test_the_misfit_that_is_printed_with_every_result_is_the_one_that_the_battery_finds() -> None:
    (told,) = (str(row["the model"]) for row in MISFITS if "HOM015" in str(row["the trial"]))
    (printed,) = re.findall(r"(\d+)% in the trial's own study file \(j2si: 40 homes a year\)", told)
    study = read_study(PATHS[0].with_stem("j2si"))
    (outcome,) = (one for one in study.trial.outcome if one.name == "housed_12_months_treated")
    alone = study.model_copy(update={"trial": study.trial.model_copy(update={"outcome": (outcome,)})})
    (found,) = results_of(alone, sampling(RUNS, 0), workers=2)
    assert study.scenarios["with_houses"].extra_lettings_per_year == 40
    assert 100 * found.model == pytest.approx(int(printed), abs=0.6)
