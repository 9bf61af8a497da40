"""A fit asked for on the page: the same bits as from the command line, stopped in time, and gone on with afterwards."""

from pathlib import Path
from typing import Any

import pytest
from small_pilot import FAULTY_TEXT, STUDY_TEXT, TARGETS_TEXT, in_folder, without_the_model

from simmodel.calibration.ledger import LEDGER
from simmodel.commands.calibrate import calibrate_study
from simmodel.errors import SimmodelError
from simmodel.screens.desk.job import Hands, NobodyWaitsError
from simmodel.screens.fit.work import LEDGERS, Fitted, FitWork, _forget_oldest, key_of
from simmodel.shown.fit.files import Asked, command_of

ASKED = Asked(STUDY_TEXT, TARGETS_TEXT, quick=True, seed=3, folder="my_pilot")


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A function plays all runs."""
    without_the_model(monkeypatch)


def fitted(folder: Path, progress: Any = lambda done, of: None) -> Fitted:
    (found,) = FitWork(ASKED, ledgers=folder)(Hands(progress, 1))
    return found


def test_the_fit_of_the_page_is_that_of_the_command_to_the_last_bit(tmp_path: Path) -> None:
    typed = command_of(ASKED)
    folder = in_folder(tmp_path / "my_pilot")
    calibrate_study(folder, True, None, 3, 1, None, True, typed)
    draws = (folder / "fit" / "posterior.csv").read_text(encoding="utf-8").splitlines()[1:]
    found = fitted(tmp_path / "ledgers")

    assert typed == "uv run simmodel calibrate my_pilot --quick --seed 3"
    assert [",".join(map(repr, row)) for row in found.fit.posterior.draws] == draws
    assert f'"digest": "{found.fit.posterior.digest}"' in (folder / "fit" / "manifest.json").read_text()


def test_a_fit_that_nobody_waits_for_stops_and_goes_on_there_when_it_is_asked_for_again(tmp_path: Path) -> None:
    def stops(done: int, of: int) -> None:
        if done >= 100:
            raise NobodyWaitsError

    with pytest.raises(NobodyWaitsError):
        fitted(tmp_path, stops)
    (ledger,) = tmp_path.glob(f"*/{LEDGER}")
    assert len(ledger.read_text().splitlines()) == 101

    again = fitted(tmp_path)
    assert again.fit.runs[0] == again.fit.runs[1] - 100
    assert again.fit.posterior == fitted(tmp_path / "fresh").fit.posterior


def test_progress_counts_the_runs_of_each_part_and_says_which_part_it_is(tmp_path: Path) -> None:
    work, seen = FitWork(ASKED, ledgers=tmp_path), []
    list(work(Hands(lambda done, of: seen.append((done, of, work.now)), 1)))

    assert seen[0][:2] == (0, 150)
    assert (60, 60) in [each[:2] for each in seen]
    assert seen[0][2] == "Now: runs over what was believed before, 150 runs."


def test_nothing_that_was_observed_is_written_on_the_server(tmp_path: Path) -> None:
    fitted(tmp_path)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]

    assert {path.name for path in written} == {LEDGER, f".{LEDGER}.lock"}
    assert not [path for path in written if "Our records" in path.read_text()]


def test_a_file_with_faults_is_told_and_never_fitted(tmp_path: Path) -> None:
    work = FitWork(Asked(STUDY_TEXT, FAULTY_TEXT, True, 3, "my_pilot"), ledgers=tmp_path)
    with pytest.raises(SimmodelError, match="row 2, column value"):
        list(work(Hands(lambda done, of: None, 1)))


def test_another_seed_size_or_target_is_another_fit() -> None:
    others = (
        Asked(STUDY_TEXT, TARGETS_TEXT, True, 4, "my_pilot"),
        Asked(STUDY_TEXT, TARGETS_TEXT, False, 3, "my_pilot"),
        Asked(STUDY_TEXT, TARGETS_TEXT.replace("40%", "41%"), True, 3, "my_pilot"),
    )

    assert len({key_of(ASKED), *map(key_of, others)}) == 4


def test_only_so_many_ledgers_are_kept(tmp_path: Path) -> None:
    for number in range(LEDGERS + 5):
        (tmp_path / f"{number:02}").mkdir()
    _forget_oldest(tmp_path / "mine")

    assert len(list(tmp_path.iterdir())) == LEDGERS - 1
