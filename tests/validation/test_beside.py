"""The trial battery beside the outside cases gives what it gives by itself."""

import json
import subprocess
import sys
from dataclasses import asdict

import pytest

from simmodel.shipped import shipped_trials
from simmodel.validation.trials import battery

TWO = ("camden", "linkage")
SCRIPT = f"""
import json
from dataclasses import asdict
from simmodel.shipped import shipped_trials
from simmodel.validation import beside
paths = [path for path in shipped_trials() if path.stem in {TWO}]
beside.shipped_trials = lambda: paths
told = []
with beside.battery_begun(True, 3, 1) as ended:
    found = ended(lambda *done: told.append(done))
print(json.dumps([told, [asdict(each) for each in found]]))
"""
"""In a process without threads, as a command begins: one that has threads must not be copied."""


@pytest.mark.slow
def test_trials_in_a_process_of_their_own_are_those_of_this_one_and_are_told_one_by_one() -> None:
    here = battery(True, 3, 1, paths=[path for path in shipped_trials() if path.stem in TWO])
    told, found = json.loads(subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True).stdout)
    assert told == [[1, 2], [2, 2]]
    assert found == json.loads(json.dumps([asdict(each) for each in here]))
