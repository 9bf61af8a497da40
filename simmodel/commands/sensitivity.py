"""`simmodel sensitivity`: which assumption matters, how much nobody has measured, and what to find out first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from simmodel.commands.answers import show
from simmodel.commands.over_draws import question_and_runs
from simmodel.scenario import read_study
from simmodel.sensitivity.pilot import Size, check_size
from simmodel.sensitivity.question import NET


def ask_sensitivity(
    path: Path, as_json: bool, outcome: str, pilot_people: int | None, pilot_years: int | None, **asked: Any
) -> None:
    """Print what moves a scenario's difference most, as a page or as JSON; `asked` as in `question_and_runs`."""
    pilot = Size(pilot_people, pilot_years)
    if pilot.asked:
        check_size(pilot, outcome == NET, read_study(path).time.horizon_years)
    question, runs = question_and_runs(path, outcome=outcome, **asked)
    from simmodel.sensitivity.found import found_in
    from simmodel.sensitivity.page import print_sensitivity
    from simmodel.sensitivity.result import to_json
    from simmodel.sensitivity.told import sentences

    found = found_in(runs, question, pilot)
    if pilot.asked and found.pilot is None:
        untold = f"No pilot is told: in some run {question.scenario} reaches nobody who can be followed."
        found = replace(found, notes=(*found.notes, untold))
    show(found, print_sensitivity, lambda found: to_json(found, sentences(found)), as_json)
