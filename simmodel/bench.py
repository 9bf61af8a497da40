"""Benchmarks: ratios within one run of this machine. Absolute times are printed and mean nothing elsewhere.

`batch_over_mesa`: time of a person-week in the Mesa driver over the batch driver, one core, in turn.
`cpu_2_over_1_threads`: processor time of the same runs with two workers over one.
`first_answer_over_import_mesa`: a warm start of `simmodel compare --runs 4` over `import mesa`, whole processes.
`bytes_per_person`: the record of a person, its luck included.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import click

from simmodel.engine.batch import advance, compiled_driver
from simmodel.engine.model import SiteModel
from simmodel.engine.start import Start, delivery_of, solution_of, start
from simmodel.ensemble import compare
from simmodel.scenario import Study, parse_study
from simmodel.site import deliver
from simmodel.world import PERSON

ROUNDS = 5
MESA_WEEKS = 6
THREAD_RUNS = 8
WARM_UP_WEEKS = 160
TARGETS = {
    "batch_over_mesa": ">= 40",
    "cpu_2_over_1_threads": "<= 1.05",
    "first_answer_over_import_mesa": "<= 4",
    "bytes_per_person": "<= 1000",
}


def main(as_json: bool) -> None:
    """Measure, and print the figures with their targets, or as JSON."""
    figures = measure(say=lambda text: click.echo(text, err=True))
    if as_json:
        click.echo(json.dumps(figures, indent=2))
        return
    for name, figure in figures.items():
        target = f"   target {TARGETS[name]}" if name in TARGETS else ""
        click.echo(f"{name:32}{figure:12,.2f}{target}")


def measure(say: Callable[[str], None]) -> dict[str, float]:
    """Every figure by name."""
    study = reference_study()
    compare(study, runs=1, seed=1)
    say("drivers ...")
    figures = drivers(study)
    say("threads ...")
    figures["cpu_2_over_1_threads"] = threads(study)
    say("warm start ...")
    figures |= warm_start()
    say("cold start (compiles everything) ...")
    figures["cold_start_seconds"] = cold_start()
    figures["bytes_per_person"] = float(PERSON.itemsize)
    return figures


def reference_study() -> Study:
    """The study that is measured: it ships inside the package."""
    return parse_study(files("simmodel").joinpath("benchmark.toml").read_text(encoding="utf-8"), "benchmark")


def drivers(study: Study) -> dict[str, float]:
    """Nanoseconds a person-week in both drivers, with coaches at work, and their ratio."""
    solution, run = solution_of(study), compiled_driver()
    begin = start(study, solution, seed=1, run=0)
    delivery = delivery_of(study, study.scenarios["pull_in"])
    deliver(begin.sites[0], delivery)
    advance(begin.people, begin.sites, begin.warm_up_weeks + WARM_UP_WEEKS, run)
    batch, mesa = [], []
    for _ in range(ROUNDS):
        people, sites = begin.people.copy(), begin.sites.copy()
        clock = time.process_time()
        weekly = advance(people, sites, 52, run)
        batch.append((time.process_time() - clock) / float(weekly.people.sum()) * 1e9)
        again = SiteModel.from_records(Start(begin.people, begin.sites, 0, MESA_WEEKS + 1), delivery)
        again.step()
        clock = time.process_time()
        weekly = again.run_weeks(MESA_WEEKS)
        mesa.append((time.process_time() - clock) / float(weekly.people.sum()) * 1e9)
    ratio = statistics.median(slow / fast for slow, fast in zip(mesa, batch, strict=True))
    return {
        "batch_over_mesa": ratio,
        "ns_per_person_week": statistics.median(batch),
        "mesa_ns_per_person_week": statistics.median(mesa),
    }


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
    path = Path(folder) / "benchmark.toml"
    path.write_text(files("simmodel").joinpath("benchmark.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


def _seconds(command: list[str], environment: dict[str, str] | None = None) -> float:
    clock = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **(environment or {})})
    return time.perf_counter() - clock
