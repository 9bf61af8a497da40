"""`simmodel sensitivity`: options reach the runs, results go to stdout, and what can be mended is one message."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_up_matter import mattering_runs
from towns import town

from simmodel.cli import main
from simmodel.scenario import Study

PAGE = (Path(__file__).parents[2] / "docs/commands.md").read_text(encoding="utf-8")
STUDY = town()


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was asked to be played, in place of playing it."""
    asked: list[tuple[object, ...]] = []

    def compare(study: Study, *sampling: object, draws: int | None, **_: object) -> object:
        asked.append((*sampling[:3], draws))
        return mattering_runs(draws=40)

    monkeypatch.setattr("simmodel.commands.over_draws.settled_study", lambda path: STUDY)
    monkeypatch.setattr("simmodel.commands.over_draws.read_study", lambda path: STUDY)
    monkeypatch.setattr("simmodel.ensemble.compare", compare)
    return asked


def type_in(*words: str) -> Result:
    return CliRunner().invoke(main, ["sensitivity", "town.toml", *words])


def keys(text: str) -> set[str]:
    return set(re.findall(r'"(\w+)":', text))


def test_json_is_all_that_stdout_holds_and_has_the_keys_that_the_page_promises(played: list[object]) -> None:
    result = type_in("--json", "--runs", "120", "--draws", "40", "--seed", "7", "--workers", "1")
    found = json.loads(result.stdout)
    assert keys(PAGE.split("**`sensitivity`**")[1].split("```")[1]) == keys(result.stdout)
    assert played == [(120, 7, 1, 40)]
    assert found["indices"][0]["names"] == ["crisis.weekly_rate"]
    assert "done" not in result.stdout


def test_without_json_a_page_is_printed_that_fits_80_columns(played: list[object]) -> None:
    result = type_in("--outcome", "crises")
    assert result.exit_code == 0, result.stderr
    assert "Of what evidence leaves open in the crises avoided of pull_in" in " ".join(result.stdout.split())
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert played[0][0] == 200  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--runs", "20"), "--runs is 20; allowed: 40 draws or more, of two runs or more each"),
        (("--draws", "0"), "--runs is 200 and --draws 0; allowed: 40 draws or more"),
        (("--scenario", "pul_in"), "did you mean 'pull_in'?"),
        (("--scenario", "current"), "--scenario is current, the base case"),
        (("--outcome", "crisis"), "did you mean 'crises'?"),
        (("--runs", "none"), "type --runs 200"),
    ],
)
def test_what_can_be_mended_ends_in_one_message(played: list[object], words: tuple[str, ...], said: str) -> None:
    result = type_in(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (result.stdout, played) == ("", [])
    assert "Traceback" not in result.stderr
