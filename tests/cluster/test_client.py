"""The same runs on a cluster: the same bits, whatever happens to a worker, and one sentence where it cannot be."""

import re
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError
from functools import partial
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any

import pytest
from alike import same
from by_hand import scheduler, the_one_at_work, worker
from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker
from made_up_posterior import LEVEL_24, LEVELS, made_up
from towns import town

from simmodel.carried import carrying
from simmodel.cluster import client as page
from simmodel.cluster.chunks import chunks_of
from simmodel.cluster.client import AHEAD, cluster_at
from simmodel.cluster.faults import ClusterError
from simmodel.cluster.manner import Manner
from simmodel.ensemble import compare
from simmodel.errors import SimmodelError
from simmodel.kept import paired
from simmodel.store.shelves import Store

STUDY = town(levers="reach_out = true")


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    """A scheduler with two workers on this machine, and the process that watches over the first of them."""
    folder = tmp_path_factory.mktemp("by_hand")
    with (
        scheduler(folder) as (address, _),
        worker(folder, address, "one") as first,
        worker(folder, address, "two"),
    ):
        yield address, first


@pytest.mark.slow
def test_two_workers_started_by_hand_give_the_same_bits_as_threads(by_hand: tuple[str, Any]) -> None:
    with cluster_at(by_hand[0], 1) as play:
        found = compare(STUDY, runs=6, seed=2, play=play)
    assert same(found, compare(STUDY, runs=6, seed=2, workers=2))


@pytest.mark.slow
def test_processes_of_this_machine_give_the_same_bits_as_threads_with_the_posterior_that_a_study_carries() -> None:
    study = carrying(STUDY, made_up())
    with cluster_at("local", 1) as play:
        found = compare(study, runs=5, seed=2, play=play)
    assert found.numbers[LEVEL_24].tolist() == list(LEVELS)
    assert same(found, compare(study, runs=5, seed=2, workers=2))


@pytest.mark.slow
def test_a_worker_that_is_killed_loses_nothing_and_nothing_counts_twice(
    by_hand: tuple[str, Any], tmp_path: Path
) -> None:
    address, watcher = by_hand
    told = list[int]()

    def kill(done: int, of: int) -> None:
        told.append(done)
        if done == 2:
            the_one_at_work(watcher).kill()

    with cluster_at(address, 1) as play:
        found = compare(STUDY, 12, 2, progress=kill, draws=0, play=play, store=Store(tmp_path))
    assert same(found, compare(STUDY, runs=12, seed=2, workers=2, draws=0))
    assert told == list(range(1, 13))
    assert len(list(tmp_path.glob("*/*.parquet"))) == 12


class Future:
    """A future whose result is what it is told to be; an error is raised."""

    def __init__(self, *results: Any) -> None:
        self.results = list(results)

    def result(self, timeout: float) -> Any:
        found = self.results.pop(0) if len(self.results) > 1 else self.results[0]
        if isinstance(found, BaseException):
            raise found
        return found


class Client:
    """A client of a cluster with so many threads, whose futures are made up."""

    def __init__(self, threads: int, *futures: Future, status: str = "running", at_work: str = "running") -> None:
        self.futures, self.out, self.most, self.status = list(futures), 0, 0, status
        self.workers = {"worker": {"nthreads": threads, "status": at_work}}
        self.keys = list[str]()

    def scheduler_info(self) -> dict[str, dict]:
        return {"workers": self.workers}

    def submit(self, function: Any, chunk: Any, **options: Any) -> Future:
        self.keys.append(options["key"])
        self.out += 1
        self.most = max(self.most, self.out)
        return self.futures.pop(0)


def fetched(client: Client, runs: int = 1) -> list[list[Any]]:
    chunks = chunks_of(STUDY, 2, [(0, run) for run in range(runs)], paired)
    found = []
    for chunk in page.in_order(client, "tcp://there:1", chunks, Manner()):
        client.out -= 1
        found.append(chunk)
    return found


def test_only_a_few_chunks_for_each_thread_are_out_at_a_time_and_they_come_in_in_order() -> None:
    client = Client(3, *(Future([run]) for run in range(20)))
    assert fetched(client, 20) == [[run] for run in range(20)]
    assert client.most == AHEAD * 3


def test_commands_share_a_chunk_of_the_very_same_runs_and_no_other() -> None:
    client = Client(1, *(Future([run]) for run in range(5)))
    for runs in ([0, 1], [0, 1], [0, 2], [0, 1, 2], [1, 2]):
        list(page.in_order(client, "tcp://there:1", chunks_of(STUDY, 2, [(1, run) for run in runs], paired), Manner()))
    assert client.keys[0] == client.keys[1]
    assert len(set(client.keys)) == 4


def test_what_is_made_of_runs_and_how_draws_are_solved_tell_chunks_apart_in_scripts_too() -> None:
    def key(live: Any, solve: Any = None) -> str:
        client = Client(1, Future([1]))
        list(page.in_order(client, "tcp://there:1", chunks_of(STUDY, 2, [(1, 0)], live, solve), Manner()))
        return client.keys[0]

    assert key(partial(made, 1)) == key(partial(made, 1))
    keys = {key(paired), key(made), key(partial(made, 1)), key(partial(made, 2)), key(paired, made), in_a_script(key)}
    assert len(keys | {in_a_script(key, "else")}) == 7


def made(*of: Any) -> Any:
    """What may be made of a run."""
    return of


def in_a_script(key: Any, says: str = "so") -> str:
    """The key for a function called `told` of the script that is run, which gives what it `says`."""
    told = FunctionType(compile(f"def told(run): return {says!r}", "script", "exec").co_consts[0], {})
    told.__module__, told.__qualname__ = "__main__", "told"
    with pytest.MonkeyPatch.context() as script:
        script.setattr(sys.modules["__main__"], "told", told, raising=False)
        return key(told)


LOST = FutureCancelledError("key", "scheduler-connection-lost")
KILLED = KilledWorker("key", SimpleNamespace(address="tcp://there:2"), 3)
UNKNOWN = ModuleNotFoundError("No module named 'simmodel'")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LOST, "the scheduler at tcp://there:1 was lost"),
        (CancelledError(), "the scheduler at tcp://there:1 was lost"),
        (KILLED, "4 workers died while they played run 0 of draw 0, the last of them tcp://there:2, most often for"),
        (UNKNOWN, "the cluster could not play run 0 of draw 0: ModuleNotFoundError: No module named 'simmodel'"),
        (ClusterError("another model"), "another model"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(error: BaseException, said: str) -> None:
    with pytest.raises(ClusterError, match=re.escape(said)) as caught:
        fetched(Client(1, Future(error)))
    assert "\n" not in str(caught.value)


def test_a_cluster_that_has_no_worker_for_a_minute_is_given_up_and_a_busy_one_is_waited_for() -> None:
    slow = [TimeoutError()] * 50
    assert fetched(Client(1, Future(*slow, [1]))) == [[1]]
    for client in (Client(0, Future(*slow, [1])), Client(1, Future(*slow, [1]), at_work="paused")):
        with pytest.raises(ClusterError, match="no worker at tcp://there:1 could play for 60 seconds; start one"):
            fetched(client)


def test_a_client_that_was_closed_has_lost_its_scheduler() -> None:
    with pytest.raises(ClusterError, match="the scheduler at tcp://there:1 was lost"):
        fetched(Client(1, Future([1]), status="closed"))


NO_ADDRESS = ["here", "127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", ""]
NO_PORT = ["tcp://127.0.0.1:99999", "tcp://127.0.0.1:0"]
NO_MACHINE = ["tcp://[::1:8786", "tcp://a:b:1", "tcp://..:8786", f"tcp://{'a' * 70}:8786"]


@pytest.mark.parametrize("where", NO_ADDRESS + NO_PORT + NO_MACHINE)
def test_an_address_that_is_none_is_refused(where: str) -> None:
    with pytest.raises(SimmodelError, match="given; allowed: local, or the address"), cluster_at(where, 1):
        pass


NOBODY = "tcp://127.0.0.1:9"


def test_where_no_scheduler_answers_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "ANSWER_SECONDS", 1.0)
    with pytest.raises(SimmodelError, match=r"no scheduler answers at tcp://.* within 1 sec"), cluster_at(NOBODY, 1):
        pass


def test_where_something_listens_that_is_no_scheduler_that_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "ANSWER_SECONDS", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        where = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(SimmodelError, match=f"no scheduler answers at {where} within 1 sec"), cluster_at(where, 1):
            pass


def test_tls_without_certificates_is_one_sentence() -> None:
    with pytest.raises(SimmodelError, match="Dask knows of no certificates"), cluster_at("tls://127.0.0.1:9", 1):
        pass


def test_without_dask_the_message_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SimmodelError, match=r"type pip install 'simmodel\[cluster\]'"), cluster_at("local", 1):
        pass
