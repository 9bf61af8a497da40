"""How commands that answer a question print what they found: a page, or JSON and nothing else on stdout."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import click
from rich.console import Console

from simmodel.appraisal.runs import OfRuns
from simmodel.commands.compare import LEAST_WIDTH


def show[Answer: OfRuns](
    found: Answer,
    page: Callable[[Console, Answer], None],
    plain: Callable[[Answer], Mapping[str, object]],
    as_json: bool,
) -> None:
    """Print an answer as its `page`, or as the `plain` values of JSON with its notes on stderr."""
    if not as_json:
        page(Console(highlight=False, width=max(LEAST_WIDTH, Console().width)), found)
        return
    for note in found.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(json.dumps(plain(found), indent=2, allow_nan=False))
