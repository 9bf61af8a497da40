"""The commands that lay the model beside data: thin as the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from simmodel.commands.options import CLUSTER, SEED, as_json, workers


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--quick", is_flag=True, help="A few hundred runs: to look at, not to decide by.")
@click.option("--plan", is_flag=True, help="Only say what the fit will take on this machine: runs, time, memory, disk.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where posterior and report go, and runs are kept; `fit` in FOLDER unless given.",
)
@SEED
@workers("Runs")
@CLUSTER
@as_json("the fit")
@click.pass_obj
def calibrate(command: str, folder: Path, plan: bool, **chosen: Any) -> int:
    """Fit the study in FOLDER to what a pilot observed (study.toml, targets.csv), and say what that cannot tell."""
    if plan:
        from simmodel.commands.plan_fit import plan_fit

        chosen.pop("cluster")
        plan_fit(folder, **chosen)
        return 0
    from simmodel.commands.calibrate import calibrate_study

    return calibrate_study(folder, command=command, **chosen)
