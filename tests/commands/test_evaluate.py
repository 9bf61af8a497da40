"""`simmodel evaluate`: options reach the pilots, results go to stdout, and what can be mended is one message."""

import json

import pytest
from click.testing import CliRunner, Result
from towns import some_solution, town

import simmodel.pool
from simmodel.cli import main

STUDY = town(at_start=(40, 15, 10, 10), levers="reach_out = true")


@pytest.fixture(autouse=True)
def _a_small_town_instead_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.commands.evaluate.settled_study", lambda path, posterior: STUDY)
    monkeypatch.setattr("simmodel.commands.evaluate.asked_study", lambda path, posterior: STUDY)
    monkeypatch.setattr(simmodel.pool, "solution_of", lambda study, near=None: some_solution())


def type_in(*words: str) -> Result:
    few = ("--enrolled", "10", "--follow-up", "6", "--runs", "2")
    return CliRunner().invoke(main, ["evaluate", "town.toml", *few, *words])


def test_a_pilot_is_told_in_tables_that_fit_and_ends_in_a_sentence() -> None:
    result = type_in("--design", "pre_post")
    assert result.exit_code == 0, result.stderr
    assert "A pre/post pilot of pull_in in town: days in custody" in result.stdout
    assert " ".join(result.stdout.split()).endswith("days in custody.")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "2 simulated pilots ..." in result.stderr


def test_options_reach_the_pilots_and_json_is_all_that_stdout_holds() -> None:
    chosen = ("--outcome", "crises", "--scenario", "pull_in", "--enrol-at", "release", "--seed", "7", "--draws", "0")
    result = type_in("--design", "randomised", *chosen, "--json")
    found = json.loads(result.stdout)
    asked = {key: found[key] for key in ("study", "seed", "draws", "pilots", "scenario", "design", "outcome")}
    assert list(asked.values()) == ["town", 7, 0, 2, "pull_in", "randomised", "crises"]
    assert (found["follow_up_months"], found["enrol_at"], found["enrolled_asked"]) == (6, "release", 10)
    assert {"reported", "first_pilot", "true", "bias", "without_effect", "power", "least_detectable"} <= found.keys()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "design is ''; allowed: pre_post, matched, randomised, stepped_wedge; type --design pre_post"),
        (("--design", "matchd"), "did you mean 'matched'?"),
        (("--design", "pre_post", "--outcome", "crisis"), "did you mean 'crises'?"),
        (("--design", "pre_post", "--scenario", "more_places"), "type --scenario pull_in"),
        (("--design", "pre_post", "--enrolled", "999"), "type --enrolled"),
        (("--design", "pre_post", "--follow-up", "99"), "allowed: 1 to 35"),
        (("--design", "pre_post", "--runs", "3", "--draws", "2"), "as many runs in every draw"),
        (("--design", "pre_post", "--enrolled", "none"), "none given; allowed: a whole number"),
        (
            ("--design", "pre_post", "--enrolled", "7"),
            "7 given; allowed: a whole number, 8 to 100,000; type --enrolled 8\n",
        ),
        (("--design", "pre_post", "--runs", "999999"), "1 to 100,000; type --runs 100000\n"),
    ],
)
def test_what_can_be_mended_is_one_message(words: tuple[str, ...], said: str) -> None:
    result = type_in(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert "Traceback" not in result.stderr
