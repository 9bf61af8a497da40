"""Which folder the store is: asked for, named by the surroundings, or the usual one."""

from pathlib import Path

import pytest

from simmodel.errors import SimmodelError
from simmodel.store.where import FOLDER, LIMIT, limit_of, store_at, usual_folder


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.delenv(LIMIT, raising=False)


def test_a_folder_that_is_asked_for_comes_before_the_surroundings_and_those_before_the_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMMODEL_CACHE_DIR", str(tmp_path / "cache"))
    folders = [store_at(None).folder]
    monkeypatch.setenv(FOLDER, str(tmp_path / "surroundings"))
    folders += [store_at(None).folder, store_at(str(tmp_path / "asked")).folder]
    assert folders == [tmp_path / "cache" / "runs", tmp_path / "surroundings", tmp_path / "asked"]


def test_none_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert store_at("none") is None
    monkeypatch.setenv(FOLDER, "none")
    assert store_at(None) is None


def test_a_folder_that_is_asked_for_and_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SimmodelError, match=r"runs cannot be kept in .*file.*type --store none"):
        store_at(str(tmp_path / "file"))


def test_a_link_to_a_folder_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(SimmodelError, match=r"kept in .*link \(a link to .*gone, which is not there\); allowed"):
        store_at(str(tmp_path / "link"))


def test_a_usual_folder_that_cannot_be_written_is_told_and_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SIMMODEL_CACHE_DIR", str(tmp_path / "file"))
    assert store_at(None, said.append) is None
    assert len(said) == 1
    assert str(usual_folder()) in said[0]


@pytest.mark.parametrize("given", ["0", "-1", "nan", "inf", "much"])
def test_a_limit_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(SimmodelError, match=f"{LIMIT} is {given}; allowed: gigabytes above 0"):
        limit_of(given)


def test_the_surroundings_may_say_how_large_the_store_may_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(LIMIT, "0.5")
    assert store_at(str(tmp_path)).limit == 500_000_000
