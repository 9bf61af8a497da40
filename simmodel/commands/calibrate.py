"""`simmodel calibrate`: fit a study to what a pilot observed, and say what that cannot tell."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from simmodel.commands.compare import LEAST_WIDTH, cores
from simmodel.commands.kept_runs import played_on
from simmodel.commands.progress import Progress, progress_told
from simmodel.errors import SimmodelError, StudyError

if TYPE_CHECKING:
    from simmodel.calibration.targets import Target
    from simmodel.scenario import Study

NOT_TO_BE_TRUSTED = 3
"""The exit status of a fit that did not pass its checks."""
STUDY, TARGETS = "study.toml", "targets.csv"


def calibrate_study(
    folder: Path,
    quick: bool,
    out: Path | None,
    seed: int,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
    command: str,
) -> int:
    """Fit the study in a folder to the targets beside it; 0, or 3 where a check of the fit fails.

    Results are written to `out`, the folder's own `fit` unless given; runs are kept there as they are played.
    `command`: what was typed, as the report tells it.
    """
    from simmodel.calibration.as_json import to_json
    from simmodel.calibration.checked import verdicts
    from simmodel.calibration.fit import calibrate
    from simmodel.calibration.folder import FIT, write_fit
    from simmodel.calibration.page import print_fit
    from simmodel.calibration.report.written import PAGE, WORD, reports_of
    from simmodel.calibration.result import QUICK, WHOLE
    from simmodel.players import Players

    study, targets = asked_in(folder)
    to = out or folder / FIT
    with stopped_well(to), played_on(cluster, workers or cores()) as play, ExitStack() as told:

        def tell(name: str, runs: int) -> Progress:
            told.close()
            return told.enter_context(progress_told(f"{study.name}, {name}: {runs:,} runs"))

        found = calibrate(
            study, targets, to, QUICK if quick else WHOLE, seed, Players(workers or cores(), play=play), tell
        )
    write_fit(to, found, reports_of(found, command, date.today()), folder)
    if as_json:
        click.echo(json.dumps(to_json(found), indent=2, allow_nan=False))
    else:
        print_fit(Console(highlight=False, width=max(LEAST_WIDTH, Console().width)), found)
    click.echo(f"The posterior and its report are in {to}: {PAGE} for a browser, {WORD} for Word.", err=True)
    return 0 if all(each.passed for each in verdicts(found)) else NOT_TO_BE_TRUSTED


@contextmanager
def stopped_well(to: Path) -> Iterator[None]:
    """Ctrl-C says what is kept of a fit and how it goes on."""
    from simmodel.calibration.ledger import LEDGER

    try:
        yield
    except KeyboardInterrupt:
        kept = to / LEDGER
        # The first line says what the runs hang on.
        runs = len(kept.read_text(encoding="utf-8").splitlines()) - 1 if kept.is_file() else 0
        told = f"{runs:,} runs that were played are kept in {kept}, and the same command goes on there"
        raise KeyboardInterrupt(
            f"Stopped before there was a fit; {told if runs > 0 else 'nothing was written'}."
        ) from None


def asked_in(folder: Path) -> tuple[Study, tuple[Target, ...]]:
    """The study in a folder and the targets beside it; SimmodelError, or its faults, for what cannot be fitted."""
    from simmodel.calibration.target_file import read_target_file
    from simmodel.calibration.waves import longest_followed, plan_of
    from simmodel.commands.study import settled_study
    from simmodel.scenario import read_study

    if not folder.is_dir():
        raise SimmodelError(
            f"{folder} is no folder; allowed: a folder with {STUDY} and {TARGETS}; type simmodel calibrate "
            "calibration/example_pilot"
        )
    if not (folder / STUDY).is_file():
        raise SimmodelError(
            f"there is no {STUDY} in {folder}; allowed: a folder with {STUDY} and {TARGETS}; begin with a copy of "
            "those in calibration/example_pilot (calibration/README.md says of which pilot each is an example)"
        )
    try:
        study = read_study(folder / STUDY)
    except StudyError as error:
        raise SimmodelError("\n".join([str(error), *_faults_of_targets(folder)])) from None
    found = read_target_file(folder / TARGETS, tuple(plan_of(study).arms), longest_followed(study))
    for warning in found.warnings:
        click.echo(f"Note: {warning}", err=True)
    return settled_study(folder / STUDY), found.targets


def _faults_of_targets(folder: Path) -> Iterator[str]:
    """What is wrong with the targets beside a study that is at fault itself, as far as the names of its arms tell."""
    from simmodel.calibration.target_file import read_target_file
    from simmodel.study_text import parse_toml, read_text

    try:
        given, _ = parse_toml(read_text(folder / STUDY), STUDY)
        arms = tuple(dict(given["calibration"]["arms"]))
        if arms:
            read_target_file(folder / TARGETS, arms, math.inf)
    except (StudyError, KeyError, TypeError, ValueError):
        return
    except SimmodelError as error:
        yield str(error)
