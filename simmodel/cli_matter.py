"""The commands about what is not known: which assumption matters, and when the answer flips; thin as the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from simmodel.commands.options import CLUSTER, DRAWS, POSTERIOR, SEED, STORE, STUDY, as_json, workers
from simmodel.commands.typed import WholeNumber
from simmodel.sampling import DEFAULT_SENSITIVITY_RUNS, MOST_PILOT_PEOPLE, MOST_PILOT_YEARS, MOST_RUNS

RUNS = click.option(
    "--runs",
    type=WholeNumber(1, MOST_RUNS, example=DEFAULT_SENSITIVITY_RUNS),
    default=DEFAULT_SENSITIVITY_RUNS,
    show_default=True,
    help="How many paired runs in all, two for each draw unless --draws says otherwise.",
)
SCENARIO = click.option(
    "--scenario", metavar="NAME", help="Which scenario beside the base case; the first that buys coaches unless given."
)
OUTCOME = click.option(
    "--outcome",
    default="net_present_value",
    show_default=True,
    metavar="NAME",
    help="What it is asked of: net_present_value, or something gained, as in `funding`.",
)


def over_draws[Command: Callable[..., object]](command: Command) -> Command:
    """A command about a study, over draws: the options that all such commands have."""
    options = (
        STUDY,
        POSTERIOR,
        SCENARIO,
        OUTCOME,
        RUNS,
        DRAWS,
        SEED,
        workers("Runs"),
        STORE,
        CLUSTER,
        as_json("what was found"),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@over_draws
@click.option(
    "--pilot-people",
    type=WholeNumber(1, MOST_PILOT_PEOPLE, example=100),
    metavar="NUMBER",
    help="People with the programme in a pilot, beside as many without; as many as the scenario reaches unless given.",
)
@click.option(
    "--pilot-years",
    type=WholeNumber(1, MOST_PILOT_YEARS, example=2),
    metavar="NUMBER",
    help="For how many years they are followed; all years of the study unless given.",
)
def sensitivity(study: Path, **chosen: Any) -> None:
    """Say which assumption of STUDY matters most, how much rests on what nobody has measured, and what to ask first."""
    from simmodel.commands.sensitivity import ask_sensitivity

    ask_sensitivity(study, **chosen)


@click.command()
@over_draws
@click.option(
    "--gain",
    type=float,
    default=0.0,
    show_default=True,
    metavar="AMOUNT",
    help="The answer is whether the scenario brings more than this; dollars, or what --outcome counts.",
)
def discover(study: Path, **chosen: Any) -> None:
    """Say in words when the answer about a scenario of STUDY flips, and what choosing wrongly loses."""
    from simmodel.commands.discover import ask_discovery

    ask_discovery(study, **chosen)
