"""`simmodel compare`: read a study, run it, write the files and show what was found."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.worth import appraise_runs
from simmodel.appraisal.worth_json import summary_to_json
from simmodel.bands import paired
from simmodel.commands.kept_runs import kept_runs, played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.typed import STOPPED
from simmodel.documents.findings import Findings
from simmodel.errors import SimmodelError
from simmodel.export import check_out, write_results
from simmodel.money_told import answer, basis_told, rivals_told
from simmodel.others_told import hours_turn
from simmodel.pool import Play
from simmodel.report import print_report
from simmodel.sampling import sampling
from simmodel.store.shelves import Store

LEAST_WIDTH = 80
"""Columns that every table fits; a narrower terminal breaks the lines itself."""


def compare_study(
    path: Path,
    posterior: Path | None,
    runs: int,
    draws: int | None,
    until_error: float | None,
    seed: int,
    workers: int | None,
    store: str | None,
    cluster: str | None,
    out: Path | None,
    as_json: bool,
    command: str,
) -> int:
    """Compare the scenarios of a study file, and give the exit status: 0, or 130 for Ctrl-C after writing.

    Tables or JSON go to stdout, everything else to stderr. Whatever would stop the results from being
    written is found before the runs start.
    """
    sampling(runs, draws)
    if out is not None:
        check_out(out)
    with kept_runs(store) as kept, played_on(cluster, workers or cores()) as play:
        found = _run(path, posterior, runs, draws, until_error, seed, workers or cores(), kept, play)
    comparison, appraisal = summarise(found), appraise_runs(found)
    if out is not None:
        write_results(out, comparison, appraisal, found, command)
        click.echo(f"Results are in {out}.", err=True)
    try:
        _show(Findings(found, comparison, appraisal, command, date.today()), as_json)
    except KeyboardInterrupt:
        if out is None:
            raise
        click.echo(f"Stopped; the results are in {out}.", err=True)
        return STOPPED
    return 0


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run(
    path: Path,
    posterior: Path | None,
    runs: int,
    draws: int | None,
    until_error: float | None,
    seed: int,
    workers: int,
    store: Store | None,
    play: Play | None,
) -> Runs:
    from simmodel.commands.study import settled_study

    study = settled_study(path, posterior)
    if until_error is not None and len(study.scenarios) == 1:
        raise SimmodelError("--until-error given; allowed: with a scenario beside the base case; type --runs 20 alone")
    from simmodel.ensemble import compare

    least = "at least " if until_error else ""
    with progress_told(f"{study.name}: {least}{paired(runs)}", store) as progress:
        return compare(
            study, runs, seed, workers, progress, draws=draws, until_error=until_error, store=store, play=play
        )


def _show(findings: Findings, as_json: bool) -> None:
    comparison, appraisal = findings.comparison, findings.appraisal
    if not as_json:
        in_short = [answer(findings), *rivals_told(findings), hours_turn(findings), basis_told(findings)]
        console = Console(highlight=False, width=max(LEAST_WIDTH, Console().width))
        print_report(console, comparison, appraisal, [told for told in in_short if told] if appraisal.scenarios else [])
        return
    for note in comparison.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(json.dumps(summary_to_json(comparison, appraisal), indent=2, allow_nan=False))
