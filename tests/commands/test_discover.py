"""`simmodel discover`: options reach the runs, results go to stdout, and what can be mended is one message."""

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
        return mattering_runs(draws=40, luck=5_000.0)

    monkeypatch.setattr("simmodel.commands.over_draws.settled_study", lambda path: STUDY)
    monkeypatch.setattr("simmodel.commands.over_draws.read_study", lambda path: STUDY)
    monkeypatch.setattr("simmodel.ensemble.compare", compare)
    return asked


def type_in(*words: str) -> Result:
    return CliRunner().invoke(main, ["discover", "town.toml", *words])


def keys(text: str) -> set[str]:
    return set(re.findall(r'"(\w+)":', text))


def test_json_is_all_that_stdout_holds_and_has_the_keys_that_the_page_promises(played: list[object]) -> None:
    result = type_in("--json", "--runs", "120", "--draws", "40", "--seed", "7", "--workers", "1", "--gain", "5000")
    found = json.loads(result.stdout)
    promised = keys(PAGE.split("**`discover`**")[1].split("```")[1])
    assert promised - {"NAME"} == keys(result.stdout) - {"current", "pull_in"}
    assert played == [(120, 7, 1, 40)]
    assert found["gain"] == 5000.0
    assert {"crisis.weekly_rate"} <= {limit["name"] for box in found["boxes"] for limit in box["limits"]}
    assert "done" not in result.stdout


def test_without_json_a_page_is_printed_that_fits_80_columns(played: list[object]) -> None:
    result = type_in("--outcome", "crises")
    assert result.exit_code == 0, result.stderr
    assert "On the whole pull_in brings more than 0.0: crises avoided" in " ".join(result.stdout.split())
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
        (("--gain", "nan"), "--gain is nan; allowed: a number"),
    ],
)
def test_what_can_be_mended_ends_in_one_message(played: list[object], words: tuple[str, ...], said: str) -> None:
    result = type_in(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (result.stdout, played) == ("", [])
    assert "Traceback" not in result.stderr
