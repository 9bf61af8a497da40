"""A keeper of workers and the line to its scheduler, from the side of the app."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from simmodel.cluster.client import ANSWER_SECONDS, say_nothing_of_their_own

START_SECONDS = 60.0
"""How long a keeper may take to say where it listens; its workers may take longer."""
END_SECONDS = 3.0
SURROUNDINGS = {"OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore:resource_tracker:UserWarning"}
"""Each worker has one thread; and that they end at once, on purpose, is no reason to warn."""


@dataclass(frozen=True)
class Home:
    """A process that keeps workers, and a client of its scheduler."""

    process: subprocess.Popen[str]
    client: Any

    @property
    def is_well(self) -> bool:
        """Whether it lives and is heard."""
        return self.process.poll() is None and self.client.status == "running"

    def close(self) -> None:
        """Let the workers end, whatever they play."""
        with suppress(Exception):
            self.client.close(timeout=1)
        end(self.process)


def opened(workers: int, memory: int) -> Home:
    """A new home with so many workers of so many bytes each, which begin to warm up; OSError where that fails."""
    import distributed

    say_nothing_of_their_own()
    process = subprocess.Popen(
        [sys.executable, "-m", "simmodel.cluster.keeper", str(workers), str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the app alone
        env={**os.environ, **SURROUNDINGS},
    )
    try:
        address = _said_by(process)
        return Home(process, distributed.Client(address, timeout=ANSWER_SECONDS, set_as_default=False))
    except BaseException:
        end(process)
        raise


def end(process: subprocess.Popen[str]) -> None:
    """End a keeper: first as it ends by itself, then by force."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _said_by(process: subprocess.Popen[str]) -> str:
    """Where the scheduler listens."""
    assert process.stdout is not None
    heard, _, _ = select.select([process.stdout], [], [], START_SECONDS)
    address = process.stdout.readline().strip() if heard else ""
    if not address:
        raise OSError("the process that keeps workers did not start")
    return address
