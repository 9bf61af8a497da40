"""`simmodel discover`: when the answer flips, in words, and what choosing wrongly loses."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from simmodel.commands.answers import show
from simmodel.commands.over_draws import question_and_runs
from simmodel.errors import SimmodelError


def ask_discovery(path: Path, gain: float, as_json: bool, **asked: Any) -> None:
    """Print when the answer about a scenario flips, as a page or as JSON; `asked` as in `question_and_runs`."""
    if not math.isfinite(gain):
        raise SimmodelError(f"--gain is {gain:g}; allowed: a number; type --gain 0")
    question, runs = question_and_runs(path, **asked)
    from simmodel.discovery.found import found_in
    from simmodel.discovery.page import print_discovered
    from simmodel.discovery.result import to_json
    from simmodel.discovery.told import sentences

    show(found_in(runs, question, gain), print_discovered, lambda found: to_json(found, sentences(found)), as_json)
