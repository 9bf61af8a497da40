"""The store of a command: what is kept, what is said of it, and what is left when it is stopped."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_study import SHORT

from simmodel.cli import main
from simmodel.commands.kept_runs import kept_runs, told_of_kept
from simmodel.store.shelves import Store


def compare(folder: Path, *words: str) -> Result:
    (folder / "small.toml").write_text(SHORT, encoding="utf-8")
    return CliRunner().invoke(main, ["compare", str(folder / "small.toml"), "--draws", "0", "--json", *words])


def test_what_was_played_before_is_said_and_changes_nothing(tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "runs")]
    first, second = compare(tmp_path, "--runs", "1", *store), compare(tmp_path, "--runs", "2", *store)
    afresh = compare(tmp_path, "--runs", "2", "--store", "none")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "Kept from before" not in first.stderr
    assert f"Kept from before: 1 of 2 runs, in {tmp_path / 'runs'}.\n" in second.stderr
    assert second.stdout == afresh.stdout


def test_a_folder_that_cannot_be_written_is_one_message_before_any_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = compare(tmp_path, "--store", str(tmp_path / "file"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("runs cannot be kept in")
    assert len(result.stderr.splitlines()) == 1


def test_whoever_stops_a_command_is_told_what_is_kept(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt) as stopped, kept_runs(str(tmp_path)):
        raise KeyboardInterrupt
    assert str(stopped.value) == "Stopped; nothing was written."


@pytest.mark.parametrize(("runs", "said"), [(1, "1 run is kept"), (14, "14 runs are kept")])
def test_the_sentence_counts_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, runs: int, said: str) -> None:
    monkeypatch.setattr(Store, "runs", runs)
    sentence = told_of_kept("Stopped; nothing was written", Store(tmp_path))
    assert sentence == f"Stopped; nothing was written. {said} in {tmp_path}; the same command goes on from there."
    assert told_of_kept("Stopped", None) == "Stopped."
