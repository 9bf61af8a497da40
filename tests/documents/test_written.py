"""Documents in a folder: all or none, foreign files untouched, refusals in one sentence."""

from datetime import date
from pathlib import Path

import pytest
from synthetic_runs import made_up_runs

from simmodel.documents.findings import Findings, findings_of
from simmodel.documents.written import check_documents, write_documents
from simmodel.errors import SimmodelError

FOUND = findings_of(made_up_runs(runs=1, scenarios=("current",)), "typed", date(2026, 11, 22))


def says(text: str):
    return lambda findings, path: path.write_text(text)


def stops(findings: Findings, path: Path) -> None:
    path.write_text("half")
    raise KeyboardInterrupt


def test_documents_of_the_same_names_are_replaced_and_other_files_stay(tmp_path: Path) -> None:
    for name in ("taree.xlsx", "letters.txt"):
        (tmp_path / name).write_text("before")

    assert write_documents(FOUND, tmp_path, {"taree.xlsx": says("new")}) == [tmp_path / "taree.xlsx"]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "taree.xlsx": "new",
        "letters.txt": "before",
    }


def test_a_document_that_is_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_text("mine")
    (tmp_path / "taree.xlsx").symlink_to(tmp_path / "mine.xlsx")
    write_documents(FOUND, tmp_path, {"taree.xlsx": says("new")})

    assert (tmp_path / "mine.xlsx").read_text() == "mine"
    assert (tmp_path / "taree.xlsx").read_text() == "new"


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    write_documents(FOUND, tmp_path / "a" / "b", {"taree.zip": says("new")})

    assert (tmp_path / "a" / "b" / "taree.zip").read_text() == "new"


def test_ctrl_c_while_one_is_written_leaves_every_document_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "taree.zip").write_text("before")

    with pytest.raises(KeyboardInterrupt):
        write_documents(FOUND, tmp_path, {"taree.zip": says("new"), "taree.xlsx": stops})

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"taree.zip": "before"}


def test_ctrl_c_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_documents(FOUND, tmp_path / "new", {"taree.xlsx": stops})

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_is_said_in_one_sentence(tmp_path: Path) -> None:
    def full(findings: Findings, path: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(SimmodelError, match=r"documents could not be written to .*: no space left"):
        write_documents(FOUND, tmp_path, {"taree.xlsx": full})


def test_a_file_in_place_of_the_folder_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SimmodelError, match="--out"):
            check_documents(out, ["taree.xlsx"])
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_in_place_of_a_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taree.xlsx").mkdir()

    with pytest.raises(SimmodelError, match=r"holds a folder called taree.xlsx"):
        check_documents(tmp_path, ["taree.zip", "taree.xlsx"])


def test_a_place_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(SimmodelError, match="cannot be written"):
        check_documents(Path("/proc/documents"), ["taree.xlsx"])
