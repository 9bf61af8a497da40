"""What may be made of a run that harms the worker which plays it; told by the run's number within its draw."""

import os
import signal
import time
from collections.abc import Callable

from simmodel.pool import ToPlay


def well(run: ToPlay) -> int:
    return run.within


def hangs(run: ToPlay) -> int:
    time.sleep(600)
    return run.within


def fills_its_memory(run: ToPlay) -> int:
    held = []
    while True:
        held.append(bytearray(os.urandom(1_000_000)) * 20)
        time.sleep(0.05)


def is_killed(run: ToPlay) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return run.within


def is_killed_once(folder: str, run: ToPlay) -> int:
    """Kills the first worker that plays it."""
    try:
        os.close(os.open(f"{folder}/killed", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return run.within
    return is_killed(run)


def is_stopped(run: ToPlay) -> int:
    """As one who hangs so that not even its signals are heard."""
    os.kill(os.getpid(), signal.SIGSTOP)
    return run.within


BAD: dict[str, Callable[[ToPlay], int]] = {"hung": hangs, "out of memory": fills_its_memory, "killed": is_killed}
