"""The process that keeps workers: it gives none up for good."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import distributed
import pytest

WAIT = 60.0
IMPATIENT = """
from simmodel.cluster import keeper
keeper.HOW["distributed.deploy.lost-worker-timeout"] = "100 ms"
keeper.LOOK_SECONDS = 0.2
keeper.keep(1, 10**9)
"""


@pytest.fixture
def client() -> Iterator[distributed.Client]:
    """The scheduler of a keeper that gives up a worker which is not back at once."""
    keeper = subprocess.Popen(
        [sys.executable, "-c", IMPATIENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    with keeper.stdout, distributed.Client(keeper.stdout.readline().strip(), set_as_default=False) as found:
        yield found
        keeper.stdin.close()
        assert keeper.wait(WAIT) == 0, "it ends with the process that it keeps workers for"


def worker(client: distributed.Client, other_than: str = "") -> str:
    """The address of a worker that is there, or comes in time."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        there = [each for each in client.scheduler_info()["workers"] if each != other_than]
        if there:
            return str(there[0])
        time.sleep(0.1)
    raise AssertionError(f"no worker came in {WAIT:.0f} seconds")


@pytest.mark.slow
def test_a_worker_that_was_given_up_is_replaced(client: distributed.Client) -> None:
    first = worker(client)
    client.retire_workers([first], close_workers=True)
    assert worker(client, first) != first
