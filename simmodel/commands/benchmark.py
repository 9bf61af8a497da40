"""`simmodel benchmark`: how fast this machine runs the model."""

from __future__ import annotations

import json

import click


def show_benchmark(as_json: bool, whole: bool) -> None:
    """Measure, and print the figures with their targets, or as JSON; what is at work goes to stderr."""
    from simmodel.bench.figures import lines, measure

    figures = measure(lambda text: click.echo(text, err=True), whole)
    for line in [json.dumps(figures, indent=2)] if as_json else lines(figures):
        click.echo(line)
