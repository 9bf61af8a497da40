"""What is compiled and centred but once is done by another process, and found by this one."""

from pathlib import Path

import pytest
from towns import towns

from simmodel.planning.ready import made_ready_apart
from simmodel.reference import cache_folder

STUDY = towns({"a": 1}, years=3)


@pytest.mark.slow
def test_another_process_leaves_the_solution_where_this_one_finds_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SIMMODEL_CACHE_DIR", str(tmp_path))

    made_ready_apart(STUDY)

    assert cache_folder() == tmp_path
    assert len(list(tmp_path.glob("*.json"))) == 1


def test_where_another_process_fails_nothing_is_said_and_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIMMODEL_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "no_python"))

    made_ready_apart(STUDY)

    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []
