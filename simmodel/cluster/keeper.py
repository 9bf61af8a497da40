"""The process that keeps the app's workers: `python -m simmodel.cluster.keeper WORKERS BYTES`.

It says on stdout where its scheduler listens, and ends when stdin ends, which is when the app does, however that comes
about; its workers end with it, whatever they are doing. It restarts workers that die, hold too much memory, or are
silent; Dask itself gives up a worker that is not back in time, which a busy machine can bring about, so another is
started then. It is a process of its own because Python starts worker processes by reading the main program anew, and
the app's main program is a page.
"""

from __future__ import annotations

import logging
import os
import select
import shutil
import sys
import tempfile
from typing import Any

SILENT_SECONDS = 30
"""A worker that says nothing for so long hangs, and is started anew."""
LOST_SECONDS = 60
"""A worker that is not back after so long is given up, and another takes its place."""
LOOK_SECONDS = 5.0
"""How often it is looked whether any was given up."""
HOW: dict[str, Any] = {
    "distributed.scheduler.allowed-failures": 1,  # what two workers died of is given up
    "distributed.scheduler.worker-ttl": f"{SILENT_SECONDS} s",
    "distributed.deploy.lost-worker-timeout": f"{LOST_SECONDS} s",
    "distributed.scheduler.worker-saturation": 1.0,  # nothing waits at a worker, so that turns are kept
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
}


def keep(workers: int, memory: int) -> None:
    """Keep so many workers, of one thread and so many bytes each, until stdin ends."""
    import dask
    from distributed import LocalCluster

    dask.config.set(HOW)
    folder = tempfile.mkdtemp(prefix="simmodel-workers-")
    cluster = LocalCluster(
        n_workers=0,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=memory,
        local_directory=folder,
        preload=["simmodel.cluster.warm"],
        silence_logs=logging.CRITICAL,
    )
    print(cluster.scheduler_address, flush=True)
    os.dup2(2, 1)  # nobody reads on, and workers must not wait for that
    cluster.scale(workers)
    while not _is_left_alone(LOOK_SECONDS):
        cluster.scale(workers)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _is_left_alone(seconds: float) -> bool:
    """Whether the app ends within so long."""
    ready, _, _ = select.select([sys.stdin.buffer], [], [], seconds)
    return bool(ready) and not sys.stdin.buffer.read(1)


if __name__ == "__main__":
    keep(int(sys.argv[1]), int(sys.argv[2]))
