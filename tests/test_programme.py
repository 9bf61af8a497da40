"""A named programme beside the model: what is known and not known of it, and what was reported."""

from pathlib import Path

import pandas as pd
import pytest

from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.runs import COLUMNS
from simmodel.ensemble import compare
from simmodel.programme import Programme, Reported, beside, told_of
from simmodel.scenario import StudyError, parse_study, read_study

SCENARIOS = Path(__file__).parents[1] / "scenarios"
NAMED = sorted(path.stem for path in (SCENARIOS / "programmes").glob("*.toml"))
HOUSED, CRISES = (
    {"what": "a home", "reported": "80%", "outcome": "weeks_stably_housed"},
    {"what": "calm", "reported": "half", "outcome": "crises", "measured": "relative_change"},
)


def runs(*rows: tuple[str, str, str, list[float]]) -> pd.DataFrame:
    """A table of runs: scenario, population, outcome and its value in each run."""
    told = [
        (run, 0, scenario, population, 10, outcome, value)
        for scenario, population, outcome, values in rows
        for run, value in enumerate(values)
    ]
    return pd.DataFrame(told, columns=list(COLUMNS))


REACHED = runs(
    ("current", "site", "weeks_stably_housed", [100.0, 110.0]),
    ("pull_in", "site", "weeks_stably_housed", [101.0, 111.0]),
    ("current", "reached:pull_in", "weeks_stably_housed", [50.0, 60.0]),
    ("pull_in", "reached", "weeks_stably_housed", [60.0, 72.0]),
    ("current", "reached:pull_in", "crises", [4.0, 4.0]),
    ("pull_in", "reached", "crises", [2.0, 4.0]),
)


def given(*reported: dict) -> Programme:
    words = {"name": "Foyers", "source": "a report", "known": "80%\n stay", "not_known": "whom"}
    return Programme(**words, reported=tuple(Reported(**each) for each in reported))


def model_says(reported: dict, table: pd.DataFrame = REACHED) -> str:
    (row,) = beside(given(reported), table, "current")
    return str(row["the model"])


def test_a_change_is_told_for_the_people_reached_with_where_it_starts_from_and_its_range() -> None:
    assert model_says(HOUSED).startswith("Weeks stably housed: +11.0 from 55.0 (people reached; +10.1 to +11.9")


def test_a_relative_change_is_a_share_of_the_base_case_with_its_range() -> None:
    assert model_says(CRISES) == "Crises: -25% (people reached; -48% to -3% in nine runs of ten)"


def test_what_was_reported_of_one_scenario_is_told_beside_that_one_alone() -> None:
    homes = runs(("homes", "site", "crises", [1.0, 2.0]))
    both = pd.concat([REACHED, homes])
    names = [row["scenario"] for row in beside(given(CRISES | {"scenario": "homes"}, HOUSED), both, "current")]
    assert names == ["homes", "pull_in", "homes"]


def test_where_nobody_is_reached_everyone_in_scope_is_told_of() -> None:
    everyone = REACHED[REACHED.population == "site"]
    assert "+1.0 from 105.0 (everyone in scope" in model_says(HOUSED, everyone)


def test_what_the_model_does_not_count_is_said_to_have_no_counterpart() -> None:
    assert model_says({"what": "feeling heard", "reported": "told"}) == "no counterpart in the model"


def test_what_is_known_and_not_known_stands_beside_the_result() -> None:
    told = told_of(given(HOUSED), REACHED, "current")
    assert told["Foyers: known"] == "80% stay"
    assert told["Foyers: not known"] == "whom"
    assert len(told["reported of Foyers, and what the model gives"]) == 1


@pytest.mark.parametrize("name", NAMED)
def test_each_named_programme_ships_with_its_source_and_what_is_not_known(name: str) -> None:
    study = read_study(SCENARIOS / "programmes" / f"{name}.toml")
    assert study.name == name
    assert study.programme is not None
    assert min(len(study.programme.source), len(study.programme.known), len(study.programme.not_known)) > 15
    assert study.programme.reported


def test_the_programmes_that_the_sources_name_are_there() -> None:
    sources = {"foyers", "thurrock", "liberated_method", "sunshine", "person_led_coaching", "services_connect"}
    others = {"human_learning_systems", "family_practice", "mission_australia", "better_connected", "troubled_families"}
    assert set(NAMED) == sources | others


def test_an_outcome_that_the_model_does_not_count_is_a_fault_with_the_nearest_name() -> None:
    text = (SCENARIOS / "programmes" / "foyers.toml").read_text(encoding="utf-8")
    with pytest.raises(StudyError, match=r"weeks_in_wrok.*did you mean 'weeks_in_work'"):
        parse_study(text.replace('"weeks_in_work"', '"weeks_in_wrok"'))


def test_what_was_reported_is_printed_beside_what_the_model_gives() -> None:
    study = read_study(SCENARIOS / "programmes" / "foyers.toml")
    facts = compare(study, runs=2, draws=0).facts
    rows = facts["reported of Youth Foyers (Australia), and what the model gives"]
    assert [row["reported"].split(":")[0] for row in rows] == [each.what for each in study.programme.reported]


# presets that disagree


@pytest.mark.slow
def test_the_sceptical_preset_can_lose() -> None:
    found = summarise(compare(read_study(SCENARIOS / "sceptical.toml"), runs=8, draws=0)).differences["pull_in"]
    reached = found["reached"]
    assert reached["cost_total"].low > 0
    assert abs(reached["return_to_custody_24m"].mean) < 0.02
    assert reached["weeks_waited"].low > 0
    assert abs(found["site"]["crises"].mean) < 0.02


@pytest.mark.slow
def test_queues_alone_are_labelled_as_queueing_and_pull_in_is_not() -> None:
    label = "what differs here is queueing and money, not relationship"
    assert any(label in note for note in compare(read_study(SCENARIOS / "queue_only.toml"), runs=2, draws=0).notes)
    assert not any(label in note for note in compare(read_study(SCENARIOS / "taree.toml"), runs=2, draws=0).notes)


@pytest.mark.slow
def test_homes_for_the_same_money_house_more_weeks_a_person_at_the_site_than_coaches_or_about_as_many() -> None:
    found = summarise(compare(read_study(SCENARIOS / "supported_housing.toml"), runs=8, draws=0)).differences
    homes, coaches = (found[name]["site"]["weeks_stably_housed"].mean for name in ("homes", "pull_in"))
    assert homes > 0.1
    assert homes > coaches - 0.1
