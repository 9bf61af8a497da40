"""`simmodel funding`: options reach the runs, results go to stdout, and what can be mended is one message."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from runs_played import Played, runs_played
from towns import some_solution, town

from simmodel import pool
from simmodel.cli import main

PAGE = (Path(__file__).parents[2] / "docs/commands.md").read_text(encoding="utf-8")
STUDY = town()
SITE_KEYS = {"mental_health", "alcohol_and_other_drugs", "pull_in", "more_places", "weeks_stably_housed"}


@pytest.fixture(autouse=True)
def _a_town(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.commands.funding.settled_study", lambda path, posterior: STUDY)
    monkeypatch.setattr("simmodel.commands.funding.asked_study", lambda path, posterior: STUDY)
    monkeypatch.setattr(pool, "solution_of", lambda study, near=None: some_solution())


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """The scenarios and the address of each run that is played, not read."""
    return runs_played(monkeypatch)


def type_in(*words: str) -> Result:
    few = ("--from", "400000", "--to", "800000", "--levels", "2", "--runs", "4")
    return CliRunner().invoke(main, ["funding", "town.toml", *few, *words])


def keys(text: str) -> set[str]:
    return set(re.findall(r'"(\w+)":', text))


def test_json_is_all_that_stdout_holds_and_has_the_keys_that_the_readme_promises() -> None:
    result = type_in("--json", "--seed", "7", "--outcome", "crises", "--gain", "2")
    found = json.loads(result.stdout)
    promised = keys(PAGE.split("**`funding`**")[1].split("```")[1])
    named = {"NAME", "OUTCOME", "DOMAIN"}
    counts = {"returns_to_custody", "crises", "children_vulnerable"}
    assert promised - named == keys(result.stdout) - SITE_KEYS - counts
    assert (found["seed"], found["runs"], found["gain"]) == (7, 4, 2.0)
    assert list(found["scenarios"]) == ["pull_in", "more_places"]
    assert found["sentences"]
    assert "done" in result.stderr


def test_without_json_a_page_is_printed_that_fits_80_columns_and_says_where_it_pays() -> None:
    result = type_in("--scenario", "pull_in")
    assert result.exit_code == 0, result.stderr
    assert "pull_in, $400,000 to $800,000 a year, 2 levels: no level played pays" in " ".join(result.stdout.split())
    assert "more_places" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_level_at_the_study_s_own_money_is_the_scenario_itself() -> None:
    from simmodel.ensemble import compare
    from simmodel.funding.levels import at_levels
    from simmodel.funding.question import Question

    played = at_levels(STUDY, Question(("pull_in",), (400_000, 650_000))).study
    own, asked = (compare(study, runs=4).yearly for study in (STUDY, played))
    assert (own["pull_in"].spent == asked["pull_in_at_650000"].spent).all()
    assert (own["pull_in"].spent != asked["pull_in_at_400000"].spent).any()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "0"), "0 given; allowed: dollars a year, above 0 to 50,000,000; type --from 300000"),
        (("--to", "nan"), "nan given; allowed: dollars a year"),
        (("--to", "300000"), "--from is 400,000 and --to 300,000"),
        (("--scenario", "pul_in"), "did you mean 'pull_in'?"),
        (("--chance", "50"), "50 given; allowed: a chance, above 0 to 1; type --chance 0.5"),
        (("--outcome", "crisis"), "did you mean 'crises'?"),
        (("--from", "1000", "--to", "2000"), "no level buys what it should"),
        (("--runs", "3", "--draws", "2"), "draws is 2 and runs 3"),
    ],
)
def test_what_can_be_mended_ends_in_one_message(words: tuple[str, ...], said: str) -> None:
    result = type_in(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_level_that_was_played_is_found_again_beside_others(played: Played, tmp_path: Path) -> None:
    store = ("--scenario", "pull_in", "--json", "--store", str(tmp_path))
    type_in(*store, "--runs", "2")
    played.clear()
    more = type_in(*store, "--levels", "3")
    missing, every = (600_000,), (400_000, 600_000, 800_000)
    names = [("current", *(f"pull_in_at_{level}" for level in levels)) for levels in (missing, every)]
    assert played == [(names[0], (1, 0)), (names[0], (1, 1)), (names[1], (2, 0)), (names[1], (2, 1))]
    assert f"Kept from before: 4 of 12 runs, in {tmp_path}." in more.stderr
    assert more.stdout == type_in(*store[:-1], "none", "--levels", "3").stdout


def test_options_about_where_runs_are_kept_and_played_are_heard(tmp_path: Path) -> None:
    assert "--cluster nowhere given; allowed: local" in type_in("--cluster", "nowhere").stderr
    (tmp_path / "file").write_text("")
    assert type_in("--store", str(tmp_path / "file")).stderr.startswith("runs cannot be kept in")
