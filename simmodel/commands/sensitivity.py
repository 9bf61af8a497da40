"""`simmodel sensitivity`: which assumption matters, how much nobody has measured, and what to find out first."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from simmodel.bands import paired
from simmodel.commands.compare import LEAST_WIDTH, cores
from simmodel.commands.kept_runs import kept_runs, played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.study import settled_study
from simmodel.sampling import LEAST_SENSITIVITY_DRAWS
from simmodel.scenario import read_study


def ask_sensitivity(
    path: Path,
    scenario: str | None,
    outcome: str,
    runs: int,
    draws: int | None,
    seed: int,
    workers: int | None,
    store: str | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Print what moves a scenario's difference most, as a page or as JSON; progress goes to stderr.

    What the study cannot answer is refused before anything is played.
    """
    from simmodel.sensitivity.question import check_sampling, question_of

    check_sampling(runs, draws, LEAST_SENSITIVITY_DRAWS)
    question = question_of(read_study(path), scenario, outcome)
    study = settled_study(path)
    from simmodel.sensitivity.ask import what_matters
    from simmodel.sensitivity.result import to_json
    from simmodel.sensitivity.told import sentences

    task, workers = f"{study.name}: {paired(runs)}", workers or cores()
    with kept_runs(store) as kept, played_on(cluster, workers) as play, progress_told(task) as progress:
        found = what_matters(study, question, runs, seed, workers, progress, draws, kept, play)
    if not as_json:
        from simmodel.sensitivity.page import print_sensitivity

        print_sensitivity(Console(highlight=False, width=max(LEAST_WIDTH, Console().width)), found)
        return
    for note in found.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(json.dumps(to_json(found, sentences(found)), indent=2, allow_nan=False))
