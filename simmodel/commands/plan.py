"""`simmodel plan`: what a run of a study will take, before it is started."""

from __future__ import annotations

import json
from pathlib import Path

import click

from simmodel.commands.calibrate import STUDY
from simmodel.commands.compare import cores
from simmodel.commands.progress import patience
from simmodel.commands.study import asked_study
from simmodel.errors import SimmodelError
from simmodel.sampling import sampling


def plan_study(
    path: Path, posterior: Path | None, runs: int, draws: int | None, seed: int, workers: int | None, as_json: bool
) -> None:
    """Print what the runs will take on this machine, as lines or as JSON; one run of a few sites is played to know."""
    if (path / STUDY).is_file():
        raise SimmodelError(
            f"{path} is the folder of a fit; allowed: a study file; type simmodel calibrate {path} --plan"
        )
    from simmodel.planning import told
    from simmodel.planning.estimate import plan
    from simmodel.planning.question import Asked

    asked = Asked(asked_study(path, posterior), sampling(runs, draws), seed, workers or cores())
    with patience():
        found = plan(asked, cores())
    if as_json:
        click.echo(json.dumps(told.as_json(found), indent=2, allow_nan=False))
        return
    for line in told.told(found):
        click.echo(line)
