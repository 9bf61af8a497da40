"""Faults tried on whole commands: nothing is lost, nothing counts twice, and one message says what happened."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from by_hand import scheduler, worker
from small_study import SHORT

RUNS = 40
COMPARE = [sys.executable, "-m", "simmodel", "compare"]


def started(folder: Path, *words: str, **more: object) -> subprocess.Popen:
    """A comparison in a process group of its own, whose runs are kept in `store`."""
    study = folder / "small.toml"
    study.write_text(SHORT, encoding="utf-8")
    asked = [str(study), "--runs", str(RUNS), "--draws", "0", "--json", "--store", str(folder / "store"), *words]
    return subprocess.Popen(
        [*COMPARE, *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **more,
    )


def ended(process: subprocess.Popen) -> tuple[int, str, str]:
    out, said = process.communicate(timeout=300)
    return process.returncode, out, said


def kept(folder: Path) -> int:
    return len(list((folder / "store").glob("*/*.parquet")))


def wait_for(folder: Path, runs: int, process: subprocess.Popen) -> None:
    """Until so many runs are kept."""
    while kept(folder) < runs:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


@pytest.fixture(scope="module")
def afresh(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What all runs give that are played in one go."""
    status, out, _ = ended(started(tmp_path_factory.mktemp("afresh"), "--store", "none"))
    assert status == 0
    return json.loads(out)


def goes_on(folder: Path, afresh: dict) -> None:
    """The same command takes what is kept, plays the rest, and gives what one go would have."""
    before = kept(folder)
    status, out, said = ended(started(folder))
    assert status == 0
    assert (f"Kept from before: {before} of {RUNS} runs" in said) == (before > 0)
    assert json.loads(out) == afresh
    assert kept(folder) == RUNS


@pytest.mark.slow
@pytest.mark.parametrize("where", [(), ("--cluster", "local", "--workers", "2")])
def test_after_ctrl_c_one_message_says_what_is_kept(tmp_path: Path, afresh: dict, where: tuple) -> None:
    process = started(tmp_path, *where)
    wait_for(tmp_path, 5, process)
    os.killpg(process.pid, signal.SIGINT)
    status, out, said = ended(process)
    there = kept(tmp_path)
    assert (status, out) == (130, "")
    assert 5 <= there < RUNS
    assert said.splitlines()[-1].startswith(f"Stopped; nothing was written. {there} runs are kept in {tmp_path}")
    assert "Traceback" not in said
    goes_on(tmp_path, afresh)


@pytest.mark.slow
def test_a_command_that_is_killed_goes_on_where_it_was(tmp_path: Path, afresh: dict) -> None:
    process = started(tmp_path)
    wait_for(tmp_path, 5, process)
    process.kill()
    process.communicate()
    assert 5 <= kept(tmp_path) < RUNS
    goes_on(tmp_path, afresh)


@pytest.mark.slow
def test_two_commands_on_one_store_end_alike_and_keep_each_run_once(tmp_path: Path, afresh: dict) -> None:
    for process in [started(tmp_path), started(tmp_path)]:
        status, out, _ = ended(process)
        assert status == 0
        assert json.loads(out) == afresh
    assert kept(tmp_path) == RUNS
    assert not list((tmp_path / "store").glob("**/*.part"))


@pytest.mark.slow
def test_where_a_file_cannot_grow_the_result_is_whole_and_one_message_says_so(tmp_path: Path, afresh: dict) -> None:
    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    status, out, said = ended(started(tmp_path, preexec_fn=no_room))
    assert status == 0
    assert json.loads(out) == afresh
    assert said.count("From here on runs are not kept") == 1
    assert kept(tmp_path) == 0


@pytest.mark.slow
def test_a_scheduler_that_is_lost_is_told_with_what_is_kept(tmp_path: Path, afresh: dict) -> None:
    with scheduler(tmp_path) as (address, at), worker(tmp_path, address, "one"):
        process = started(tmp_path, "--cluster", address)
        wait_for(tmp_path, 5, process)
        at.kill()
        status, out, said = ended(process)
    there = kept(tmp_path)
    assert (status, out) == (2, "")
    assert said.splitlines()[-1] == (
        f"the scheduler at {address} was lost. {there} runs are kept in {tmp_path / 'store'}; the same command goes on "
        "from there."
    )
    assert "Traceback" not in said
    goes_on(tmp_path, afresh)


@pytest.mark.slow
def test_workers_without_enough_memory_are_told_and_nothing_is_lost(tmp_path: Path, afresh: dict) -> None:
    with scheduler(tmp_path) as (address, _), worker(tmp_path, address, "small", "--memory-limit", "200MiB"):
        status, out, said = ended(started(tmp_path, "--cluster", address))
    assert (status, out) == (2, "")
    assert "most often for want of memory; give each worker more" in said.splitlines()[-1]
    assert "Traceback" not in said
    goes_on(tmp_path, afresh)


@pytest.mark.slow
def test_a_worker_out_of_memory_beside_one_with_enough_changes_nothing(tmp_path: Path, afresh: dict) -> None:
    with (
        scheduler(tmp_path) as (address, _),
        worker(tmp_path, address, "large"),
        worker(tmp_path, address, "small", "--memory-limit", "200MiB"),
    ):
        status, out, _ = ended(started(tmp_path, "--cluster", address))
        said_so = "memory budget" in (tmp_path / "small.log").read_text()
    assert (status, said_so) == (0, True)
    assert json.loads(out) == afresh
    assert kept(tmp_path) == RUNS
