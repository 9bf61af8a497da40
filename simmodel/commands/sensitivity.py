"""`simmodel sensitivity`: which assumption matters, how much nobody has measured, and what to find out first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simmodel.commands.answers import show
from simmodel.commands.over_draws import question_and_runs


def ask_sensitivity(path: Path, as_json: bool, **asked: Any) -> None:
    """Print what moves a scenario's difference most, as a page or as JSON; `asked` as in `question_and_runs`."""
    question, runs = question_and_runs(path, **asked)
    from simmodel.sensitivity.found import found_in
    from simmodel.sensitivity.page import print_sensitivity
    from simmodel.sensitivity.result import to_json
    from simmodel.sensitivity.told import sentences

    show(found_in(runs, question), print_sensitivity, lambda found: to_json(found, sentences(found)), as_json)
