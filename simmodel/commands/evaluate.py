"""`simmodel evaluate`: what a pilot would have said, beside the effect that is true in the model."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from simmodel.commands.compare import LEAST_WIDTH, cores
from simmodel.commands.kept_runs import played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.study import asked_study, settled_study
from simmodel.sampling import sampling

MOST_WIDTH = 120


def evaluate_study(
    path: Path,
    posterior: Path | None,
    design: str,
    enrolled: int,
    outcome: str,
    follow_up: int,
    scenario: str | None,
    enrol_at: str | None,
    runs: int,
    draws: int,
    seed: int,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Live through the pilots of a study file and print what they would have said, as tables or as JSON.

    What the study cannot answer is refused before anything is lived through.
    """
    from simmodel.evaluation.question import question

    question(asked_study(path, posterior), design, enrolled, scenario, outcome, follow_up, enrol_at)
    sampling(runs, draws)
    study = settled_study(path, posterior)
    from simmodel.evaluation.pilots import evaluate, to_json

    workers = workers or cores()
    with played_on(cluster, workers) as play, progress_told(f"{study.name}: {runs} simulated pilots") as progress:
        found = evaluate(
            study,
            design,
            enrolled,
            outcome,
            follow_up,
            scenario,
            enrol_at,
            runs,
            seed,
            workers,
            progress,
            draws,
            play=play,
        )
    if as_json:
        for note in found.notes:
            click.echo(f"Note: {note}", err=True)
        click.echo(json.dumps(to_json(found), indent=2, allow_nan=False))
        return
    from simmodel.evaluation.reporting import print_evaluation

    width = min(max(LEAST_WIDTH, Console().width), MOST_WIDTH)
    print_evaluation(Console(highlight=False, width=width), found)
