"""`simmodel calibrate --plan`: what a fit will take, before it is started."""

from __future__ import annotations

import json
from pathlib import Path

import click

from simmodel.commands.calibrate import asked_in
from simmodel.commands.compare import cores
from simmodel.commands.progress import patience


def plan_fit(folder: Path, quick: bool, out: Path | None, seed: int, workers: int | None, as_json: bool) -> None:
    """Print what a fit of the study in this folder will take here, as lines or as JSON; a few runs are played to know.

    Nothing is written; runs that `out`, or the folder's own `fit`, keeps already are taken off.
    """
    from simmodel.calibration.fit import what_it_hangs_on
    from simmodel.calibration.folder import FIT
    from simmodel.calibration.ledger import held_in
    from simmodel.calibration.result import QUICK, WHOLE
    from simmodel.planning import fit_told
    from simmodel.planning.fit_plan import plan_of_fit
    from simmodel.planning.fit_runs import ToCome

    study, targets = asked_in(folder)
    held = held_in(out or folder / FIT, what_it_hangs_on(study, targets, seed))
    with patience():
        found = plan_of_fit(ToCome(study, targets, QUICK if quick else WHOLE, seed, held), workers or cores(), cores())
    if as_json:
        click.echo(json.dumps(fit_told.as_json(found), indent=2, allow_nan=False))
        return
    for line in fit_told.told(found):
        click.echo(line)
