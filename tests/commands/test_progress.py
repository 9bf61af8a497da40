"""The time that is left is told by what was played, and is told again where more is found to be needed."""

from pathlib import Path

import pytest

from simmodel.commands.progress import LINES, progress_told
from simmodel.store.shelves import Store


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock is ten seconds after the one before."""
    now = iter(range(100, 10_000, 10))
    monkeypatch.setattr("simmodel.commands.progress.time.monotonic", lambda: float(next(now)))


def test_runs_that_were_kept_tell_nothing_of_how_long_the_others_take(
    clock: None, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    store = Store(tmp_path)
    store.due = 4
    with progress_told("taree: 8 paired runs", store) as tell:
        for done in range(1, 9):
            if done <= 4:
                store.due, store.taken_from = 4 - done, done
            tell(done, 8)
    told = capsys.readouterr().err.splitlines()[1:]
    assert told == ["2 of 8 done", "4 of 8 done", "6 of 8 done, about 30 s left", "8 of 8 done"]


def test_kept_runs_that_are_yet_to_come_are_not_waited_for(
    clock: None, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    store = Store(tmp_path)
    store.due = 3
    with progress_told("taree: 5 paired runs", store) as tell:
        tell(1, 5)
        tell(2, 5)
    assert capsys.readouterr().err.splitlines()[1:] == ["2 of 5 done"]


def test_rounds_that_add_runs_go_on_telling(clock: None, capsys: pytest.CaptureFixture) -> None:
    with progress_told("taree: at least 20 paired runs") as tell:
        for total in (20, 60):
            for done in range(total - 40 if total > 20 else 0, total):
                tell(done + 1, total)
    told = capsys.readouterr().err.splitlines()[1:]
    assert told[LINES - 1] == "20 of 20 done"
    assert [line.split(" done")[0] for line in told[LINES:]] == ["30 of 60", "45 of 60", "60 of 60"]
