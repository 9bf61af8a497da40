"""`simmodel journey`: one person's dated events in two scenarios, side by side."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from simmodel.commands.compare import LEAST_WIDTH
from simmodel.commands.progress import patience
from simmodel.commands.study import settled_study
from simmodel.errors import SimmodelError
from simmodel.scenario import Study

MOST_WIDTH = 120


def tell_journey(
    path: Path,
    posterior: Path | None,
    person: str,
    scenario: str | None,
    beside: str | None,
    cohort: str | None,
    site: str | None,
    seed: int,
    draw: int,
    run: int,
    as_json: bool,
) -> None:
    """Print the journey of one person in two scenarios of a study file, one of them the base case unless chosen."""
    study = settled_study(path, posterior)
    known_place(study, site)
    from simmodel.journey.follow import follow, to_json

    with patience():
        journey = follow(study, person, scenario, seed, run, draw=draw, site=site, cohort=cohort, beside=beside)
    if as_json:
        for note in journey.notes:
            click.echo(f"Note: {note}", err=True)
        click.echo(json.dumps(to_json(journey), indent=2, allow_nan=False))
        return
    from simmodel.journey.told import print_journey

    width = min(max(LEAST_WIDTH, Console().width), MOST_WIDTH)
    print_journey(Console(highlight=False, width=width), journey)


def known_place(study: Study, site: str | None) -> None:
    """Refuse a site that is not there, or none where there are several, in the words of the command line."""
    try:
        study.place(site)
    except SimmodelError as error:
        raise SimmodelError(f"--site: {error}") from None
