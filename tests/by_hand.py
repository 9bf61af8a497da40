"""A Dask cluster started by hand on this machine, with the commands of docs/store.md."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

DASK = [sys.executable, "-m", "dask"]
PATIENCE_SECONDS = 60.0


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """A scheduler on loopback: its address, and its process."""
    log = folder / "scheduler.log"
    with _started(log, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard") as process:
        yield f"tcp://127.0.0.1:{said(log, 'Scheduler at:').rpartition(':')[2]}", process


@contextmanager
def worker(folder: Path, address: str, name: str, *options: str) -> Iterator[subprocess.Popen]:
    """A worker of one thread on loopback: the process that watches over it."""
    usual = ("--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(folder / name))
    log = folder / f"{name}.log"
    with _started(log, "worker", address, *usual, *options) as process:
        said(log, "Starting established connection")
        yield process


def the_one_at_work(watcher: subprocess.Popen) -> psutil.Process:
    """The process that plays, of a worker that is watched over."""
    (child,) = (each for each in psutil.Process(watcher.pid).children() if "spawn_main" in " ".join(each.cmdline()))
    return child


def said(log: Path, what: str) -> str:
    """The first line of a log that holds these words, as soon as it is there."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        lines = [line for line in log.read_text().splitlines() if what in line] if log.exists() else []
        if lines:
            return lines[0].strip()
        time.sleep(0.05)
    raise AssertionError(f"{log.name} never said {what!r}:\n{log.read_text()}")


@contextmanager
def _started(log: Path, *words: str) -> Iterator[subprocess.Popen]:
    with log.open("w") as out:
        process = subprocess.Popen([*DASK, *words], stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
    below = psutil.Process(process.pid)
    try:
        yield process
    finally:
        family = [below, *below.children(recursive=True)] if below.is_running() else []
        process.send_signal(signal.SIGKILL)
        for each in family:
            if each.is_running():
                each.kill()
        process.wait()
