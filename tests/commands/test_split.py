"""`simmodel split`: options reach the runs, results go to stdout, and what can be mended is one message."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from runs_played import Played, runs_played
from towns import some_solution, town

from simmodel import pool
from simmodel.cli import main
from simmodel.funding import search

PAGE = (Path(__file__).parents[2] / "docs/commands.md").read_text(encoding="utf-8")
STUDY = town()


@pytest.fixture(autouse=True)
def _a_town(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.commands.split.settled_study", lambda path, posterior: STUDY)
    monkeypatch.setattr("simmodel.commands.split.asked_study", lambda path, posterior: STUDY)
    monkeypatch.setattr(pool, "solution_of", lambda study, near=None: some_solution())


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """The scenarios and the address of each run that is played, not read."""
    return runs_played(monkeypatch)


def type_in(*words: str) -> Result:
    return CliRunner().invoke(main, ["split", "town.toml", "--splits", "20", "--runs", "2", *words])


def keys(text: str) -> set[str]:
    return set(re.findall(r'"(\w+)":', text))


def test_json_is_all_that_stdout_holds_and_has_the_keys_that_the_readme_promises() -> None:
    result = type_in("--json", "--seed", "7", "--funding", "700000", "--outcome", "crises")
    found = json.loads(result.stdout)
    promised = keys(PAGE.split("**`split`**")[1].split("```")[1])
    assert promised - {"DOMAIN"} == keys(result.stdout) - {"mental_health", "alcohol_and_other_drugs"}
    assert (found["seed"], found["runs"], found["funding_per_year"]) == (7, 2, 700_000)
    assert len(found["played"]) == 20
    assert found["clearly_better"] is False
    assert "done" in result.stderr


def test_without_json_a_page_is_printed_that_fits_80_columns() -> None:
    result = type_in("--outcome", "net_present_value")
    assert result.exit_code == 0, result.stderr
    assert "pull_in with $650,000 a year" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--funding", "0"), "0 given; allowed: dollars a year, above 0"),
        (("--funding", "100000"), "--funding is $100,000: does not pay for 0.2 of a coach"),
        (("--scenario", "more_places"), "only the money of coaches can be split; allowed: pull_in"),
        (("--outcome", "crisis"), "did you mean 'crises'?"),
        (("--splits", "5"), "5 given; allowed: a whole number, 20 to 99; type --splits 30"),
        (("--splits", "100"), "allowed: a whole number, 20 to 99; type --splits 30"),
        (("--draws", "3"), "draws is 3 and runs 2"),
    ],
)
def test_what_can_be_mended_ends_in_one_message(words: tuple[str, ...], said: str) -> None:
    result = type_in(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_study_of_its_base_case_alone_is_told_that_it_has_no_money_to_split(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = STUDY.model_copy(update={"scenarios": {"current": STUDY.scenarios["current"]}})
    monkeypatch.setattr("simmodel.commands.split.asked_study", lambda path, posterior: alone)
    result = type_in()
    assert result.exit_code == 2
    assert "no scenario of town buys coaches, so there is no money to split" in result.stderr
    assert "journey" not in result.stderr


@pytest.mark.slow
def test_a_search_that_was_stopped_goes_on_where_it_was(
    played: Played, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    afresh = type_in("--json", "--store", "none")
    real = search.compare

    def stop(study: object, *, progress: Callable[[int, int], None], seed: int, **more: object) -> object:
        return real(study, seed=seed, progress=stopping if seed == 2 else progress, **more)

    def stopping(done: int, of: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(search, "compare", stop)
    stopped = type_in("--json", "--store", str(tmp_path))
    assert stopped.exit_code == 130
    assert stopped.stderr.endswith(f" runs are kept in {tmp_path}; the same command goes on from there.\n")
    monkeypatch.setattr(search, "compare", real)
    played.clear()
    assert type_in("--json", "--store", str(tmp_path)).stdout == afresh.stdout
    assert len(played) == 1


def test_options_about_where_runs_are_kept_and_played_are_heard(tmp_path: Path) -> None:
    assert "--cluster nowhere given; allowed: local" in type_in("--cluster", "nowhere").stderr
    (tmp_path / "file").write_text("")
    assert type_in("--store", str(tmp_path / "file")).stderr.startswith("runs cannot be kept in")
