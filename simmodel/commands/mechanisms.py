"""`simmodel mechanisms`: what can be switched off, and what that means."""

from __future__ import annotations

import json
from dataclasses import asdict

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simmodel.mechanisms import CATALOGUE

LEAST_WIDTH = 80


def show_mechanisms(as_json: bool) -> None:
    """List every mechanism with what it does and what off means, as a table or as JSON."""
    if as_json:
        click.echo(json.dumps([asdict(mechanism) for mechanism in CATALOGUE], indent=2))
        return
    console = Console(highlight=False)
    table = Table(title=Text("In a study file: [mechanisms] name = false"), title_justify="left", box=box.SIMPLE_HEAD)
    for head in ("Mechanism", "What it does", "Switched off"):
        table.add_column(head, overflow="fold")
    for mechanism in CATALOGUE:
        table.add_row(mechanism.name, mechanism.does, mechanism.off)
    Console(highlight=False, width=max(LEAST_WIDTH, console.width)).print(table)
