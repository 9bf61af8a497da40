"""The ledger of a fit's runs: what is kept comes back, what is torn does not."""

from pathlib import Path

import numpy as np
import pytest

from simmodel.calibration.ledger import LEDGER, Ledger
from simmodel.calibration.measure import Written
from simmodel.errors import SimmodelError

OURS = {"seed": 1, "study": "a"}
ONE = Written(np.array([0.1, np.nan, 1 / 3]), np.array([10.0, 0.0, 7.0]))


def kept(folder: Path) -> None:
    with Ledger(folder, OURS) as ledger:
        ledger.keep(("wave 0", 0, "a"), ONE)
        ledger.keep(("wave 0", 1, "b"), None)


def test_runs_come_back_to_the_last_bit(tmp_path: Path) -> None:
    kept(tmp_path)
    with Ledger(tmp_path, OURS) as again:
        found = again.held["wave 0", 0, "a"]

        assert found is not None
        assert np.array_equal(found.values, ONE.values, equal_nan=True)
        assert np.array_equal(found.people, ONE.people)
        assert again.held["wave 0", 1, "b"] is None
        assert len(again.held) == 2


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_last_line_that_was_torn_is_dropped_and_the_next_run_stands_in_its_place(tmp_path: Path, cut: int) -> None:
    kept(tmp_path)
    path = tmp_path / LEDGER
    path.write_bytes(path.read_bytes()[:-cut])
    with Ledger(tmp_path, OURS) as again:
        assert list(again.held) == [("wave 0", 0, "a")]
        again.keep(("wave 0", 1, "b"), ONE)
    with Ledger(tmp_path, OURS) as at_last:
        assert list(at_last.held) == [("wave 0", 0, "a"), ("wave 0", 1, "b")]
        assert at_last.held["wave 0", 1, "b"] is not None


def test_runs_of_another_fit_are_never_read(tmp_path: Path) -> None:
    kept(tmp_path)
    with Ledger(tmp_path, OURS | {"seed": 2}) as other:
        assert other.held == {}
        other.keep(("wave 0", 0, "a"), None)


def test_runs_of_another_fit_are_set_aside_and_come_back_when_they_are_asked_for(tmp_path: Path) -> None:
    kept(tmp_path)
    with Ledger(tmp_path, OURS | {"seed": 2}) as other:
        other.keep(("wave 0", 5, "a"), None)
    with Ledger(tmp_path, OURS) as ours:
        assert list(ours.held) == [("wave 0", 0, "a"), ("wave 0", 1, "b")]
    with Ledger(tmp_path, OURS | {"seed": 2}) as again:
        assert list(again.held) == [("wave 0", 5, "a")]
    assert len(list(tmp_path.glob("runs*.jsonl"))) == 2


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\n", b"[1]\n{}\n", b'{"hangs_on": 1}'])
def test_a_file_that_is_no_ledger_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LEDGER).write_bytes(content)
    with Ledger(tmp_path, OURS) as ledger:
        assert ledger.held == {}
    kept(tmp_path)
    with Ledger(tmp_path, OURS) as again:
        assert len(again.held) == 2


def test_a_second_writer_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    with Ledger(tmp_path, OURS), pytest.raises(SimmodelError, match=r"another fit is writing .* --out"):
        Ledger(tmp_path, OURS)
    kept(tmp_path)
