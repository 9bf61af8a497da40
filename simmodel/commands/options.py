"""Options that several commands share, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from simmodel.commands.typed import WholeNumber
from simmodel.sampling import DEFAULT_RUNS, MOST_RUNS

LARGEST_SEED = 2**64 - 1
MOST_WORKERS = 1024


SEED = click.option(
    "--seed", type=WholeNumber(0, LARGEST_SEED), default=1, show_default=True, help="The number that fixes all luck."
)


def workers(what: str) -> Any:
    """The option that says how many of something are at work at a time."""
    words = f"{what} at a time; one for each core unless given."
    return click.option("--workers", type=WholeNumber(1, MOST_WORKERS), help=words)


def as_json(what: str) -> Any:
    """The option that prints JSON instead of tables."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON and nothing else.")


STUDY = click.argument("study", type=click.Path(path_type=Path))
RUNS = click.option(
    "--runs",
    type=WholeNumber(1, MOST_RUNS),
    default=DEFAULT_RUNS,
    show_default=True,
    help="How many paired runs in all: the same people with the same luck in every scenario.",
)
STORE = click.option(
    "--store",
    metavar="DIR|none",
    help="Where runs are kept, so that none is played twice; your cache folder unless given, none to play all afresh.",
)
CLUSTER = click.option(
    "--cluster",
    metavar="local|ADDRESS",
    help="Play on a Dask cluster: local for processes of this machine, or a scheduler's address "
    "(tcp://127.0.0.1:8786); in threads of this process unless given.",
)
DRAWS = click.option(
    "--draws",
    type=WholeNumber(0, MOST_RUNS),
    help="How many draws the runs are split into, each with values sampled from the ranges of the evidence; draws of "
    "two runs unless given, 0 for every number at its default.",
)
POSTERIOR = click.option(
    "--posterior",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A folder that was fitted (simmodel calibrate): its numbers come together from there, all others from the "
    "ranges of the evidence.",
)
