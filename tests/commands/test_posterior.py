"""Every command that plays runs takes a posterior, and none of them loses it on the way."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from made_up_posterior import LEVELS, NUMBER, folder_of, made_up
from towns import some_solution, town

from simmodel.cli import main
from simmodel.custody_curve import Target
from simmodel.engine import start
from simmodel.parameters import Parameters
from simmodel.site import Solution

STUDY = town(levers="reach_out = true\ncaseload = 9")
Row = tuple[float, float]
TWO_DRAWS = ("--runs", "4", "--draws", "2")
COMMANDS: dict[str, tuple[str, ...]] = {
    "compare": (*TWO_DRAWS, "--json"),
    "report": (*TWO_DRAWS, "--csv"),
    "attribute": ("--between", "current", "pull_in", "--runs", "2", "--draws", "2", "--json"),
    "evaluate": ("--design", "randomised", "--enrolled", "8", "--runs", "4", "--draws", "2", "--json"),
    "funding": ("--from", "600000", "--to", "700000", "--levels", "2", *TWO_DRAWS, "--json"),
    "split": ("--splits", "20", *TWO_DRAWS, "--json"),
    "sensitivity": ("--runs", "80", "--json"),
    "discover": ("--runs", "80", "--json"),
    "journey": ("--draw", "2", "--json"),
    "plan": ("--runs", "4", "--draws", "0", "--json"),
}
KEPT = ("compare", "report", "funding", "split", "sensitivity", "discover")


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """What every draw believed of both fitted numbers when the model was centred on it; nobody lives for that."""
    found: list[Row] = []

    def solve(parameters: Parameters, target: Target, *_: object, **__: object) -> Solution:
        found.append((parameters.values[NUMBER], target.at_24_months))
        return some_solution()

    monkeypatch.setattr(start, "solve", solve)
    monkeypatch.setattr("simmodel.commands.study.read_study", lambda path: STUDY)
    return found


def type_in(folder: Path, command: str, *words: str) -> Result:
    more = (
        *(("--store", "none") if command in KEPT else ()),
        *(("--out", str(folder / "out")) if command == "report" else ()),
    )
    return CliRunner().invoke(main, [command, "town.toml", *COMMANDS[command], *more, *words])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_plays_the_rows_of_the_posterior_and_says_so(
    command: str, solved: list[Row], tmp_path: Path
) -> None:
    posterior = made_up(source="synthetic", failed=("chains agree",))
    result = type_in(tmp_path, command, "--posterior", str(folder_of(posterior, tmp_path / "pilot/fit").parent))

    assert result.exit_code == 0, result.output
    middle = (posterior.of_draw(0)[NUMBER], LEVELS[1])
    draws = {"journey": posterior.draws[1:2], "plan": (), "sensitivity": posterior.draws, "discover": posterior.draws}
    assert set(solved) == {middle, *draws.get(command, posterior.draws[:2])}
    if command in ("report", "plan"):
        return
    told: dict[str, Any] = json.loads(result.stdout)["posterior"]
    assert (told["to"], told["digest"], told["failed_checks"]) == ("made_up_pilot", posterior.digest, ["chains agree"])
