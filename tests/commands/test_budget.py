"""`simmodel budget`: several files side by side, results on stdout, and what can be mended in one message."""

import json
import re
from pathlib import Path

import pytest
from budgets import SHIPPED, text_of
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_study import SMALL

from simmodel.cli import main
from simmodel.scenario import parse_study

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
FILES = [str(SHIPPED / f"{name}.toml") for name in ("two_coaches", "two_and_a_half")]


def type_in(*words: str) -> Result:
    return CliRunner().invoke(main, ["budget", *words])


def keys(text: str) -> set[str]:
    return set(re.findall(r'"(\w+)":', text))


def test_json_is_all_that_stdout_holds_and_has_the_keys_that_the_readme_promises() -> None:
    result = type_in(FILES[0], "--json", "--seed", "7", "--runs", "200")
    found = json.loads(result.stdout)
    assert (found["seed"], found["draws"], list(found["budgets"])) == (7, 200, ["two_coaches"])
    promised = keys(PAGE.split("**`budget`**")[1].split("```")[1]) - {"NAME", "SITE", "LINE"}
    lines = {line["name"] for line in found["budgets"]["two_coaches"]["sites"]["taree"]["lines"]}
    assert keys(result.stdout) - (lines - {"indirect"}) - {"two_coaches", "taree"} == promised


def test_several_files_are_laid_side_by_side() -> None:
    result = type_in(*FILES)
    assert result.exit_code == 0
    assert "two_coaches," in result.stdout
    assert "two_and_a_half," in result.stdout
    assert "in 69 of 100 draws and above it in 31 of 100 draws" in " ".join(result.stdout.split())
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_scenarios_are_printed_as_a_study_file_says_them() -> None:
    result = type_in(*FILES, "--scenario")
    study = parse_study(SMALL.split("[scenarios.pull_in]")[0] + result.stdout)
    assert [levers.funding_per_year for levers in study.scenarios.values()] == [0, 642_605.42, 744_947.5]


def test_a_study_gives_the_budget_of_each_team_that_it_buys() -> None:
    result = type_in(str(ROOT / "scenarios/commitments.toml"), "--json", "--runs", "100")
    years = [budget["years"] for budget in json.loads(result.stdout)["budgets"].values()]
    assert years == [1, 3, 5]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((FILES[0], FILES[0]), "both have a budget called two_coaches"),
        ((FILES[0], "--json", "--scenario"), "--json and --scenario given; allowed: one of them"),
        ((FILES[0], "--runs", "99"), "allowed: a whole number, 100 to 100,000; type --runs 100"),
        ((FILES[0], "nowhere.toml"), "nowhere.toml has 1 fault"),
        ((), "Missing argument"),
    ],
)
def test_what_can_be_mended_is_one_message_and_nothing_is_printed(words: tuple[str, ...], said: str) -> None:
    result = type_in(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(content=st.one_of(st.binary(max_size=300), st.integers(0, 120).map(lambda end: text_of(2)[:end].encode())))
def test_any_bytes_at_all_end_in_one_message(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "budget.toml"
    path.write_bytes(content)
    result = type_in(str(path), "--runs", "100")
    assert result.exit_code in (0, 2)
    assert isinstance(result.exception, SystemExit | None)
    assert "Traceback" not in result.output
