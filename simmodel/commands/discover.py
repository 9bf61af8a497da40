"""`simmodel discover`: when the answer flips, in words, and what choosing wrongly loses."""

from __future__ import annotations

import json
import math
from pathlib import Path

import click
from rich.console import Console

from simmodel.bands import paired
from simmodel.commands.compare import LEAST_WIDTH, cores
from simmodel.commands.kept_runs import kept_runs, played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.study import settled_study
from simmodel.errors import SimmodelError
from simmodel.sampling import LEAST_SENSITIVITY_DRAWS
from simmodel.scenario import read_study


def ask_discovery(
    path: Path,
    scenario: str | None,
    outcome: str,
    gain: float,
    runs: int,
    draws: int | None,
    seed: int,
    workers: int | None,
    store: str | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Print when the answer about a scenario flips, as a page or as JSON; progress goes to stderr.

    What the study cannot answer is refused before anything is played.
    """
    from simmodel.sensitivity.question import check_sampling, question_of

    check_sampling(runs, draws, LEAST_SENSITIVITY_DRAWS)
    if not math.isfinite(gain):
        raise SimmodelError(f"--gain is {gain:g}; allowed: a number; type --gain 0")
    question = question_of(read_study(path), scenario, outcome)
    study = settled_study(path)
    from simmodel.discovery.ask import discover
    from simmodel.discovery.result import to_json
    from simmodel.discovery.told import sentences

    task, workers = f"{study.name}: {paired(runs)}", workers or cores()
    with kept_runs(store) as kept, played_on(cluster, workers) as play, progress_told(task) as progress:
        found = discover(study, question, gain, runs, seed, workers, progress, draws, kept, play)
    if not as_json:
        from simmodel.discovery.page import print_discovered

        print_discovered(Console(highlight=False, width=max(LEAST_WIDTH, Console().width)), found)
        return
    for note in found.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(json.dumps(to_json(found, sentences(found)), indent=2, allow_nan=False))
