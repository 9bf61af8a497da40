"""What is compiled and centred but once, done by a process of its own: it takes twice the memory that a run does."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from contextlib import suppress

from simmodel.draws import at_rest
from simmodel.engine.batch import advance, compiled_driver
from simmodel.engine.start import parameters_of, solution_of
from simmodel.reference import FIRST_GUESS, community
from simmodel.scenario import Study
from simmodel.site import Solution, flat_curve


def made_ready_apart(study: Study) -> None:
    """Leave on disk what this study's first run on a machine has to wait for; where that fails, it waits itself."""
    command = [sys.executable, "-m", "simmodel.planning.ready"]
    with suppress(OSError):
        subprocess.run(command, input=pickle.dumps(study), capture_output=True, check=False)


def made_ready(study: Study) -> tuple[float, float, Solution]:
    """Seconds on the clock to the first week played, and to where the model is centred; and its solution."""
    clock = time.perf_counter()
    people, sites = community(parameters_of(study), Solution(1.0, flat_curve(0.0), FIRST_GUESS), 0, 1)
    advance(people, sites, 1, compiled_driver())
    loaded = time.perf_counter()
    centre = solution_of(at_rest(study))
    return loaded - clock, time.perf_counter() - loaded, centre


if __name__ == "__main__":
    made_ready(pickle.load(sys.stdin.buffer))
