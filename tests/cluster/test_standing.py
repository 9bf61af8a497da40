"""Workers that stay: fair to all who ask, replaced when they fail, and gone with the process that opened them."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from alike import same
from bad_runs import BAD, is_killed_once, well
from towns import town

from simmodel.cluster import standing as page
from simmodel.cluster.chunks import Chunk, chunks_of
from simmodel.cluster.faults import GIVEN_UP, ClusterError
from simmodel.cluster.manner import Manner, Turn
from simmodel.cluster.standing import Standing, soon
from simmodel.ensemble import compare
from simmodel.errors import SimmodelError
from simmodel.kept import paired

STUDY = town(levers="reach_out = true")
WAIT = 60
MEMORY = 1_200_000_000


class LeavesError(Exception):
    """Nobody waits."""


def on() -> None:
    """Somebody waits."""


class Line:
    """A client of one worker that plays what comes first by priority, whenever it is told to."""

    def __init__(self) -> None:
        self.status, self.out, self.played = "running", list[tuple[int, int, Any]](), list[Any]()
        self.scheduler = SimpleNamespace(address="tcp://there:1")

    def scheduler_info(self) -> dict[str, dict]:
        return {"workers": {"one": {"nthreads": 1, "status": "running"}}}

    def submit(self, task: Any, chunk: Chunk, key: str, retries: int, priority: int) -> Any:
        mine = (-priority, len(self.out) + len(self.played), chunk)
        self.out.append(mine)

        def result(timeout: float) -> list[Any]:
            while mine in self.out:
                first = min(self.out, key=lambda each: each[:2])
                self.out.remove(first)
                self.played.append(first[2])
            return [chunk]

        return SimpleNamespace(result=result)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    made = Line()
    monkeypatch.setattr(page, "opened", lambda workers, memory: SimpleNamespace(client=made, is_well=True))
    return made


def asked(workers: Standing, seed: int, runs: int, turn: Turn | None = None) -> Iterator[Any]:
    return workers.play_for(turn or Turn(), on)(STUDY, seed, [(0, run) for run in range(runs)], paired)


def test_whoever_was_served_least_comes_next(line: Line) -> None:
    workers = Standing(1, MEMORY)
    heavy = asked(workers, 1, 60)
    for _ in range(20):
        next(heavy)
    before = len(line.played)
    light = list(asked(workers, 2, 5))
    assert len(light) == 5
    assert [chunk.seed for chunk in line.played[before:]] == [2] * 5


def test_two_jobs_of_one_reader_have_one_turn_between_them(line: Line) -> None:
    workers, turn = Standing(1, MEMORY), Turn()
    list(asked(workers, 1, 5, turn))
    waiting = asked(workers, 1, 5, turn)
    next(waiting)
    assert {each[0] for each in line.out} <= set(range(5, 10))


def test_runs_of_the_first_draw_are_handed_out_singly_and_others_by_draw() -> None:
    chunks = soon(chunks_of(STUDY, 1, [(1, 0), (1, 1), (2, 0), (2, 1)], paired))
    assert [chunk.addresses for chunk in chunks] == [((1, 0),), ((1, 1),), ((2, 0), (2, 1))]
    assert soon([]) == []


def test_a_large_chunk_may_take_longer_before_it_counts_as_hung() -> None:
    workers = Standing(1, MEMORY)
    one, both = (chunks_of(STUDY, 1, [(1, run) for run in range(runs)], paired) for runs in (1, 2))
    assert page.CHUNK_SECONDS < workers.longest(one) < workers.longest(both)
    assert workers.longest([]) == page.CHUNK_SECONDS


def test_it_is_asked_again_and_again_whether_anybody_waits(line: Line) -> None:
    left = iter([None, None, None])

    def go_on() -> None:
        if next(left, "left") == "left":
            raise LeavesError

    with pytest.raises(LeavesError):
        list(Standing(1, MEMORY).play_for(Turn(), go_on)(STUDY, 1, [(0, run) for run in range(50)], paired))
    assert len(line.played) < 5


def test_a_fault_of_the_workers_is_one_plain_message(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(client: Any, where: str, chunks: Any, manner: Manner) -> Iterator[list[Any]]:
        raise ClusterError("4 workers died at tcp://127.0.0.1:33")
        yield []

    monkeypatch.setattr(page, "in_order", lost)
    with pytest.raises(SimmodelError) as caught:
        list(asked(Standing(1, MEMORY), 1, 1))
    assert str(caught.value) == GIVEN_UP


def test_where_no_workers_can_be_started_threads_play_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried = list[int]()

    def refused(workers: int, memory: int) -> None:
        tried.append(workers)
        raise OSError("no")

    monkeypatch.setattr(page, "opened", refused)
    workers = Standing(2, MEMORY)
    play = workers.play_for(Turn(), on)
    assert same(compare(STUDY, runs=2, seed=2, play=play), compare(STUDY, runs=2, seed=2))
    list(play(STUDY, 1, [(0, 0)], paired))
    assert tried == [2]
    assert "runs are played in threads" in caplog.text


def test_workers_that_are_lost_are_replaced_when_next_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    homes = list[SimpleNamespace]()

    def another(workers: int, memory: int) -> SimpleNamespace:
        homes.append(SimpleNamespace(is_well=True, close=on))
        return homes[-1]

    monkeypatch.setattr(page, "opened", another)
    workers = Standing(1, MEMORY)
    assert workers.home() is workers.home()
    homes[0].is_well = False
    assert workers.home() is homes[1]
    workers.close()
    assert workers.home() is homes[2]


@pytest.fixture(scope="module")
def real() -> Iterator[Standing]:
    """Two workers that can load the helpers of tests, and hang after three seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
        workers = Standing(2, MEMORY, chunk_seconds=3.0)
        patch.setattr(page, "SITE_SECONDS", 0.0)
        workers.home()
        yield workers
        workers.close()


def played(workers: Standing, live: Any, runs: int = 4) -> list[Any]:
    return list(workers.play_for(Turn(), on)(STUDY, 1, [(0, run) for run in range(runs)], live))


@pytest.mark.slow
def test_the_workers_give_the_same_bits_as_threads(real: Standing) -> None:
    play = real.play_for(Turn(), on)
    assert same(compare(STUDY, runs=6, seed=2, play=play), compare(STUDY, runs=6, seed=2, workers=2))


@pytest.mark.slow
@pytest.mark.parametrize("how", BAD)
def test_only_the_work_fails_whose_worker_is_lost_and_the_workers_come_back(real: Standing, how: str) -> None:
    said = list[str]()

    def bad() -> None:
        try:
            played(real, BAD[how], 1)
        except SimmodelError as error:
            said.append(str(error))

    thread = threading.Thread(target=bad)
    thread.start()
    assert played(real, well, 8) == list(range(8))
    thread.join(WAIT)
    assert said == [GIVEN_UP]
    assert played(real, well) == [0, 1, 2, 3]


@pytest.mark.slow
def test_a_worker_that_is_killed_once_costs_nothing(real: Standing, tmp_path: Path) -> None:
    assert played(real, partial(is_killed_once, str(tmp_path))) == [0, 1, 2, 3]
    assert (tmp_path / "killed").exists()


@pytest.mark.slow
def test_nothing_is_left_of_the_workers_when_their_server_is_killed() -> None:
    code = "import sys\nfrom simmodel.cluster.standing import Standing\nworkers = Standing(2, 10**9)\n"
    code += "print(workers.home().process.pid, flush=True)\nsys.stdin.read()"
    words = [sys.executable, "-c", code]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        keeper = psutil.Process(int(server.stdout.readline()))
        until = time.monotonic() + WAIT
        while len(keeper.children()) < 3 and time.monotonic() < until:
            time.sleep(0.1)
        family = [keeper, *keeper.children(recursive=True)]
        assert len(family) >= 3
        os.kill(server.pid, 9)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
