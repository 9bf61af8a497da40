"""Finished work whose results are kept: so many pieces, of so many bytes together, those used last."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from typing import Any

from simmodel.screens.desk.job import Job

KEPT = 24
"""Pieces of finished work whose results are kept."""
KEPT_BYTES = 64_000_000
"""Bytes that these may have together; the last one is kept whatever its size."""
UNKNOWN_BYTES = 4_000_000
"""What is reckoned for a result that cannot be measured."""


class Results:
    """Finished work by its key."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._jobs: OrderedDict[str, tuple[Job, int]] = OrderedDict()

    def find(self, key: str) -> Job | None:
        """The work with this key, which counts as used now."""
        if key not in self._jobs:
            return None
        self._jobs.move_to_end(key)
        return self._jobs[key][0]

    def keep(self, job: Job, size: int) -> None:
        """Keep this work; what was used longest ago goes where there is no room, whoever holds its job."""
        self._jobs.pop(job.key, None)
        self._jobs[job.key] = (job, size)
        while len(self._jobs) > 1 and (len(self._jobs) > KEPT or self._size() > KEPT_BYTES):
            _, (let_go, _) = self._jobs.popitem(last=False)
            let_go.result = None

    def _size(self) -> int:
        return sum(size for _, size in self._jobs.values())


class _Counted:
    """A file that holds nothing and knows how much was written to it."""

    size = 0

    def write(self, part: Any) -> int:
        """Count a part."""
        length = memoryview(part).nbytes
        self.size += length
        return length


def size_of(result: Any) -> int:
    """About how many bytes a result has."""
    counted = _Counted()
    try:
        pickle.dump(result, counted, protocol=5)
    except Exception:
        return UNKNOWN_BYTES
    return counted.size
