"""The desk of the server: workers as the surroundings say, a store where one can be, threads where nothing else is."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simmodel.cluster.standing import Standing
from simmodel.screens.desk import opened as page
from simmodel.screens.desk.opened import close_desk, kept_runs, number_said, open_desk, the_desk, the_workers


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    the_workers.cache_clear()
    the_desk.clear()
    yield
    the_workers.cache_clear()
    the_desk.clear()


def test_workers_are_as_many_as_is_said_with_a_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(page.WORKERS, "3")
    monkeypatch.setenv(page.WORKER_GB, "0.5")
    workers = the_workers()
    assert workers is not None
    assert (workers.workers, workers.memory) == (3, 500_000_000)
    monkeypatch.delenv(page.WORKER_GB)
    assert 0 < page.usual_bytes(3) <= page.MOST_BYTES


def test_without_dask_and_on_windows_threads_play(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(page.WORKERS, "3")
    monkeypatch.setattr(page, "find_spec", lambda name: None)
    assert the_workers() is None
    assert "uv sync --extra cluster" in caplog.text, "who runs the server is told how to have workers"
    the_workers.cache_clear()
    monkeypatch.undo()
    monkeypatch.setenv(page.WORKERS, "3")
    monkeypatch.setattr(sys, "platform", "win32")
    assert the_workers() is None


@pytest.mark.parametrize("said", ["many", "-1", "nan", "inf"])
def test_a_number_that_is_none_is_not_used_and_noted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, said: str
) -> None:
    monkeypatch.setenv(page.WORKERS, said)
    assert number_said(page.WORKERS, 7) == 7
    assert page.WORKERS in caplog.text


def test_a_folder_that_cannot_be_written_means_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("SIMMODEL_STORE", str(file / "runs"))
    assert kept_runs() is None
    assert "cannot be kept" in caplog.text
    monkeypatch.setenv("SIMMODEL_STORE", str(tmp_path / "runs"))
    store = kept_runs()
    assert store is not None
    assert kept_runs() is not store


def test_the_desk_opens_its_workers_with_the_server_and_ends_them_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[str]()
    monkeypatch.setenv(page.WORKERS, "1")
    monkeypatch.setattr(Standing, "open", lambda self: told.append("open"))
    monkeypatch.setattr(Standing, "close", lambda self: told.append("close"))
    desk = the_desk()
    assert told == []
    assert open_desk() is desk
    close_desk()
    assert told == ["open", "close"]
    assert the_desk() is not desk


def test_the_container_has_what_workers_need() -> None:
    lines = (Path(__file__).parents[3] / "Containerfile").read_text(encoding="utf-8").replace('", "', " ")
    asked = [part for part in lines.split("uv ")[1:] if part.startswith(("sync", "run"))]
    assert len(asked) == 3
    assert all("--extra cluster" in each for each in asked)
