"""`simmodel check`: what is wrong with a study file, or what it changes."""

from __future__ import annotations

from pathlib import Path

import click

from simmodel.commands.compare import cores
from simmodel.commands.progress import patience


def check_study(path: Path) -> None:
    """Say that a study is valid and what differs from its base case and the defaults; faults are an error.

    A table of returns that the base case misses is noted, as `compare` would.
    """
    from simmodel.commands.study import settled_study
    from simmodel.ensemble import table_misses

    study = settled_study(path)
    others = len(study.scenarios) - 1
    count = "1 scenario" if others == 1 else f"{others} scenarios"
    sites = len(study.places)
    where = f" at {sites} sites" if sites > 1 else ""
    click.echo(f"{path.name} is a valid study: {count} compared with {study.base_case}{where}.")
    changed = study.changed()
    if changed:
        click.echo("What differs from the base case or the defaults:")
    for name, value, default in changed:
        click.echo(f"  {name} = {_plain(value)} (otherwise {_otherwise(name, default)})")
    with patience():
        for note in table_misses(study, workers=cores()):
            click.echo(f"Note: {note}", err=True)


def _otherwise(name: str, default: object) -> str:
    if default is None:
        return "the recipe's number" if name.startswith(("site.", "sites.")) else "none"
    return _plain(default)


def _plain(value: object) -> str:
    """A value as a study file would write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(str, value))}]"
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
