"""Every command that plays runs takes a posterior, and none of them loses it on the way."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from made_up_posterior import NUMBER, folder_of, made_up
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
LONG = ("plan", "sensitivity")
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


@pytest.mark.parametrize(
    "command", [pytest.param(each, marks=pytest.mark.slow) if each in LONG else each for each in COMMANDS]
)
def test_every_command_plays_the_rows_of_the_posterior_and_says_so(
    command: str, solved: list[Row], tmp_path: Path
) -> None:
    posterior = made_up(source="synthetic", failed=("chains agree",))
    result = type_in(tmp_path, command, "--posterior", str(folder_of(posterior, tmp_path / "pilot/fit").parent))

    assert result.exit_code == 0, result.output
    middle = tuple(posterior.of_draw(0).values())
    draws = {"journey": posterior.draws[1:2], "plan": (), "sensitivity": posterior.draws, "discover": posterior.draws}
    assert set(solved) == {middle, *draws.get(command, posterior.draws[:2])}
    if command == "report":
        with zipfile.ZipFile(next((tmp_path / "out").iterdir())) as tables:
            readme = " ".join(tables.read("README.txt").decode().split())
        assert f"Posterior: made_up_pilot ({posterior.digest}): synthetic" in readme
        return
    if command == "plan":
        return
    told: dict[str, Any] = json.loads(result.stdout)["posterior"]
    assert (told["to"], told["digest"], told["failed_checks"]) == ("made_up_pilot", posterior.digest, ["chains agree"])
    assert "Note: Fitted to made_up_pilot" in result.stderr
    assert "synthetic" in result.stderr


def test_draws_0_has_the_medians_and_says_so_wherever_numbers_are_said_to_stand(
    solved: list[Row], tmp_path: Path
) -> None:
    folder = folder_of(made_up(), tmp_path / "fit")
    result = type_in(tmp_path, "evaluate", "--draws", "0", "--posterior", str(folder))
    page = CliRunner().invoke(
        main, ["compare", "town.toml", "--runs", "2", "--draws", "0", "--store", "none", "--posterior", str(folder)]
    )

    assert set(solved) == {tuple(made_up().of_draw(0).values())}
    assert "no draws were played: what was fitted is at its medians, everything else at its default" in result.stderr
    assert "fitted numbers at their medians, every other at its default" in " ".join(page.stdout.split())
    assert "every number at its default" not in " ".join(page.stdout.split())


def test_more_draws_than_the_posterior_has_begin_again_and_say_so(solved: list[Row], tmp_path: Path) -> None:
    folder = folder_of(made_up(), tmp_path / "fit")
    result = type_in(tmp_path, "compare", "--runs", "4", "--draws", "4", "--posterior", str(folder))

    assert "Note: 4 draws take the 3 of made_up_pilot more than once" in result.stderr
    assert len(set(solved)) == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_a_posterior_is_one_message(command: str, solved: list[Row], tmp_path: Path) -> None:
    result = type_in(tmp_path, command, "--posterior", str(tmp_path))

    assert (result.exit_code, result.stdout, solved) == (2, "", [])
    assert f"there is no posterior in {tmp_path}; allowed: a folder that was fitted; type simmodel calibrate" in (
        " ".join(result.stderr.split())
    )


def test_kept_runs_are_found_again_with_the_same_posterior_and_by_no_other_study(
    solved: list[Row], tmp_path: Path
) -> None:
    kept, posterior = ("--store", str(tmp_path / "store")), made_up()
    with_it = ("--posterior", str(folder_of(posterior, tmp_path / "fit")), *kept)
    first = type_in(tmp_path, "funding", *with_it)
    assert set(posterior.draws[:2]) < set(solved)
    solved.clear()
    again, without = type_in(tmp_path, "funding", *with_it), type_in(tmp_path, "funding", *kept)

    assert again.stdout == first.stdout != without.stdout
    assert "Kept from before: 16 of 16 runs" in again.stderr
    assert "Kept from before" not in without.stderr
    assert not set(posterior.draws[:2]) & set(solved)
