"""`simmodel plan`: what a run will take, told before it is started."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_study import SMALL

from simmodel.cli import main

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path = tmp_path_factory.mktemp("plan") / "small.toml"
    path.write_text(SMALL.replace('name = "Taree"', 'name = "Taree"\npeople = {leaving_custody = {at_start = 9, '
                    'arrivals_per_year = 3}, homelessness = {at_start = 5, arrivals_per_year = 2}}'))  # fmt: skip
    return CliRunner().invoke(main, ["plan", str(path), "--runs", "6", "--draws", "3", "--workers", "1", "--json"])


def test_a_plan_of_a_study_is_printed_as_json(planned: Result) -> None:
    found = json.loads(planned.stdout)
    assert planned.exit_code == 0
    assert (found["runs"], found["draws"], found["scenarios"], found["site_years"]) == (6, 3, 3, 6 * (3 + 3 * 8))
    assert found["person_weeks"] == 6 * found["measured"]["person_weeks"]
    assert found["core_seconds"]["value"] > 0


def test_the_contract_of_the_plan_is_written_down(planned: Result) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    section = text[text.index("**`plan`**") :].split("```")[1].removeprefix("text")
    written = json.loads(section)
    found = json.loads(planned.stdout)
    assert written.keys() == found.keys()
    assert written["measured"].keys() == found["measured"].keys()


def test_runs_and_draws_that_do_not_go_together_are_refused_before_anything_is_played(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(SMALL)
    result = CliRunner().invoke(main, ["plan", str(tmp_path / "small.toml"), "--runs", "5", "--draws", "2"])
    assert result.exit_code == 2
    assert "as many runs in every draw" in result.stderr


def test_the_folder_of_a_fit_is_refused_with_what_to_type() -> None:
    result = CliRunner().invoke(main, ["plan", str(DOCS.parent / "calibration/example_pilot")])
    assert result.exit_code == 2
    assert "calibration/example_pilot --plan" in result.stderr
