"""What this machine makes of it: two threads, a warm start, a cold start."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simmodel.bench.studies import FILE, reference_text
from simmodel.ensemble import compare
from simmodel.scenario import Study

THREAD_RUNS = 8


def threads(study: Study) -> float:
    """Processor time with two workers over one, the same runs, in turn."""
    ratios = []
    for _ in range(3):
        spent = []
        for workers in (1, 2):
            clock = time.process_time()
            compare(study, runs=THREAD_RUNS, seed=1, workers=workers)
            spent.append(time.process_time() - clock)
        ratios.append(spent[1] / spent[0])
    return statistics.median(ratios)


def warm_start() -> dict[str, float]:
    """Whole processes in turn: four paired runs with everything compiled, and `import mesa`."""
    answers, imports = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = _study_file(folder)
        _seconds([*_COMPARE, str(path)])
        for _ in range(3):
            imports.append(_seconds([sys.executable, "-c", "import mesa"]))
            answers.append(_seconds([*_COMPARE, str(path)]))
    ratio = statistics.median(answer / load for answer, load in zip(answers, imports, strict=True))
    return {
        "first_answer_over_import_mesa": ratio,
        "first_answer_seconds": statistics.median(answers),
        "import_mesa_seconds": statistics.median(imports),
    }


def cold_start() -> float:
    """Seconds to four paired runs with nothing compiled and no solution kept."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = {"NUMBA_CACHE_DIR": f"{folder}/numba", "SIMMODEL_CACHE_DIR": f"{folder}/solutions"}
        return _seconds([*_COMPARE, str(_study_file(folder))], fresh)


_COMPARE = [sys.executable, "-m", "simmodel", "compare", "--runs", "4", "--workers", "2", "--json"]


def _study_file(folder: str) -> Path:
    path = Path(folder) / FILE
    path.write_text(reference_text(), encoding="utf-8")
    return path


def _seconds(command: list[str], environment: dict[str, str] | None = None) -> float:
    clock = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **(environment or {})})
    return time.perf_counter() - clock
