"""`simmodel attribute`: options reach the runs, results go to stdout, and what can be mended is one message."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from towns import some_solution, town

from simmodel import pool
from simmodel.cli import main

PAGE = (Path(__file__).parents[2] / "docs/commands.md").read_text(encoding="utf-8")
STUDY = town(levers="reach_out = true", more="[mechanisms]\nroles = false\nretelling = false")


@pytest.fixture(autouse=True)
def _a_town(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.commands.attribute.settled_study", lambda path, posterior: STUDY)
    monkeypatch.setattr(pool, "solution_of", lambda study, near=None: some_solution())


def type_in(*words: str) -> Result:
    return CliRunner().invoke(main, ["attribute", "town.toml", *words])


def asked(*words: str) -> Result:
    return type_in("--between", "current", "pull_in", "--outcome", "crises", "--runs", "2", *words)


def keys(text: str) -> set[str]:
    return set(re.findall(r'"(\w+)":', text))


def test_json_is_all_that_stdout_holds_and_has_the_keys_that_the_readme_promises() -> None:
    result = asked("--draws", "0", "--seed", "7", "--json", "--population", "site")
    found = json.loads(result.stdout)
    assert keys(PAGE.split("It takes some minutes")[1].split("```")[1]) == keys(result.stdout)
    assert (found["seed"], found["runs"], found["draws"], found["population"]) == (7, 2, 0, "site")
    assert sum(each["share"] for each in found["shares"]) == pytest.approx(1.0)
    assert "done" in result.stderr


def test_without_json_a_page_is_printed_that_fits_80_columns() -> None:
    result = asked()
    assert result.exit_code == 0
    assert "Crises, pull_in instead of current" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--between", "current", "pul_in"), "no scenario called 'pul_in'"),
        (("--between", "current", "current"), "--between names current twice"),
        (("--between", "current", "pull_in", "--outcome", "crisis"), "did you mean 'crises'?"),
        (("--between", "current", "pull_in", "--population", "all"), "--population is all; allowed: site or reached"),
        (("--between", "current", "pull_in", "--runs", "3", "--draws", "2"), "draws is 2 and runs 3"),
        (("--between", "current", "pull_in", "--runs", "0"), "--runs"),
        (("--between", "current"), "--between"),
        ((), "--between"),
    ],
)
def test_what_can_be_mended_is_one_message_before_any_run(words: tuple, said: str) -> None:
    result = type_in(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert "paired run" not in result.stderr
