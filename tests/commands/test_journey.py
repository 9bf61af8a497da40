"""`simmodel journey`: options reach the journey, results go to stdout, and what can be mended is one message."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from towns import some_solution, town, towns

from simmodel.cli import main
from simmodel.commands.options import LARGEST_SEED
from simmodel.scenario import Study

STUDY = town(levers="reach_out = true\ncaseload = 9")
more_asked: list[dict[str, Any]] = []


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """A small town instead of a file, and what was asked of it."""
    from simmodel.journey import follow

    calls: list[tuple] = []
    more_asked.clear()
    tell = follow.follow

    def noting(study: Study, *chosen: Any, draw: int, site: str | None, **more: Any) -> object:
        calls.append((*chosen, draw, site))
        more_asked.append(more)
        return tell(study, *chosen, draw=draw, site=site, **more)

    monkeypatch.setattr("simmodel.commands.journey.settled_study", lambda path, posterior: STUDY)
    monkeypatch.setattr(follow, "solution_of", lambda study, near=None: some_solution())
    monkeypatch.setattr(follow, "follow", noting)
    return calls


def type_in(*words: str) -> Result:
    return CliRunner().invoke(main, ["journey", "town.toml", *words])


def test_without_options_the_typical_person_is_told_in_two_columns(asked: list[tuple]) -> None:
    result = type_in()
    assert result.exit_code == 0
    assert asked == [("typical", None, 1, 0, 0, None)]
    assert "current and pull_in" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_options_reach_the_journey_and_json_is_all_that_stdout_holds(asked: list[tuple]) -> None:
    words = (
        "--person",
        "4",
        "--scenario",
        "more_places",
        "--seed",
        str(LARGEST_SEED),
        "--run",
        "7",
        "--draw",
        "3",
        "--json",
    )
    found = json.loads(type_in(*words).stdout)
    assert asked == [("4", "more_places", LARGEST_SEED, 7, 3, None)]
    assert (found["person"], found["draw"], found["run"], list(found["arms"])) == (4, 3, 7, ["current", "more_places"])


def test_a_cohort_and_another_scenario_to_stand_beside_reach_the_journey(asked: list[tuple]) -> None:
    words = ("--beside", "pull_in", "--scenario", "more_places", "--cohort", "homelessness", "--json")
    found = json.loads(type_in(*words).stdout)
    assert more_asked == [{"cohort": "homelessness", "beside": "pull_in"}]
    assert list(found["arms"]) == ["pull_in", "more_places"]


@pytest.mark.parametrize(
    "words",
    [
        ("--person", "99999"),
        ("--person", "-1"),
        ("--person", "someone"),
        ("--scenario", "nowhere"),
        ("--scenario", "current"),
        ("--beside", "nowhere"),
        ("--cohort", "nobody"),
        ("--site", "elsewhere"),
        ("--run", "-1"),
        ("--run", "many"),
        ("--seed", "1.5"),
    ],
)
def test_what_can_be_mended_is_one_message_and_status_2(asked: list[tuple], words: tuple) -> None:
    result = type_in(*words)
    assert result.exit_code == 2
    assert words[1] in result.stderr
    assert "allowed" in result.stderr or "has only one" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


SEVERAL = towns({"alder": 4, "birch": 1}, levers="reach_out = true\ncaseload = 9")


def test_of_several_sites_one_is_named_and_told(asked: list[tuple], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.commands.journey.settled_study", lambda path, posterior: SEVERAL)
    found = json.loads(type_in("--site", "birch", "--json").stdout)
    assert (asked[0][5], found["site"]) == ("birch", "birch")
    assert "at Town 2, in town" in type_in("--site", "birch").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--site: no site is named, and town has several; allowed: alder, birch; name one, for example alder"),
        (
            ("--site", "brch"),
            "--site: there is no site called 'brch', and town has several; allowed: alder, birch",
        ),
    ],
)
def test_a_site_that_is_not_named_or_not_there_is_one_message(
    asked: list[tuple], monkeypatch: pytest.MonkeyPatch, words: tuple, said: str
) -> None:
    monkeypatch.setattr("simmodel.commands.journey.settled_study", lambda path, posterior: SEVERAL)
    result = type_in(*words)
    assert (result.exit_code, result.stdout, asked) == (2, "", [])
    assert result.stderr.startswith(said)
