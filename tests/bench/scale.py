"""What a site-year costs as sites are added, and the memory of it: `python -m tests.bench.scale`.

A site-year is one site in one scenario for one year of 600 people, its share of the warm-up included. Sites are alike,
so that only their number differs, and sizes take turns in one process.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play_all
from simmodel.engine.start import solution_of
from simmodel.kept import keep

from .state import state

IN_TURN = (5, 5, 20, 5, 100, 5, 20, 5, 5)
"""Sites of the studies that are played one after the other, so that all see the machine as busy."""
YEARS = 10
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Cost:
    """Processor milliseconds a site-year of each run that was played, and the most bytes that the process held."""

    sites: list[int]
    milliseconds: list[float]
    peak: int

    def of(self, sites: int) -> float:
        """The median of the runs with so many sites."""
        both = zip(self.sites, self.milliseconds, strict=True)
        return statistics.median(took for count, took in both if count == sites)


def played_here(sites: Sequence[int], years: int) -> Cost:
    """One run each of studies of so many sites, in this process; what is kept of a run is dropped at once."""
    driver, warm = compiled_driver(), state(1, years, alike=True)
    solution = solution_of(warm)
    keep(0, warm, play_all(warm, solution, 1, 0, driver))
    costs = []
    for run, count in enumerate(sites):
        study = state(count, years, alike=True)
        clock = time.process_time()
        keep(0, study, play_all(study, solution, 1, run, driver))
        site_years = count * (study.time.warm_up_years + years * len(study.scenarios))
        costs.append((time.process_time() - clock) / site_years * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(list(sites), costs, peak)


def played_apart(sites: Sequence[int], years: int = YEARS) -> Cost:
    """The same in a process of its own, where everything has been compiled before."""
    code = "import json, sys; from tests.bench.scale import played_here; "
    code += "print(json.dumps(vars(played_here(json.loads(sys.argv[1]), int(sys.argv[2])))))"
    words = [sys.executable, "-c", code, json.dumps(list(sites)), str(years)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)
    return Cost(**json.loads(done.stdout))


def main() -> None:
    """Print what a site-year costs as sites are added, and the memory of it."""
    played_apart([1])
    costs = played_apart(IN_TURN)
    for sites in sorted(set(IN_TURN)):
        peak = played_apart([sites]).peak if sites < max(IN_TURN) else costs.peak
        print(f"{sites:5} sites {costs.of(sites):8.1f} ms a site-year   peak {peak / 1e9:6.2f} GB", flush=True)


if __name__ == "__main__":
    main()
