"""The commands about money: budgets of sites, and documents to hand over; thin as those of `simmodel.cli`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from simmodel.commands.options import CLUSTER, DRAWS, POSTERIOR, RUNS, SEED, STORE, STUDY, as_json, workers
from simmodel.commands.typed import Amount, WholeNumber
from simmodel.sampling import (
    DEFAULT_CHANCE,
    DEFAULT_LEVELS,
    DEFAULT_PRICE_DRAWS,
    DEFAULT_SPLITS,
    FEWEST_LEVELS,
    FEWEST_SPLITS,
    LEAST_PRICE_DRAWS,
    MOST_DOLLARS,
    MOST_LEVELS,
    MOST_RUNS,
)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--runs",
    type=WholeNumber(LEAST_PRICE_DRAWS, MOST_RUNS),
    default=DEFAULT_PRICE_DRAWS,
    show_default=True,
    help="How many times all prices are drawn from their ranges.",
)
@SEED
@as_json("the budgets")
@click.option("--scenario", "as_scenarios", is_flag=True, help="Print the scenarios that buy these teams, as TOML.")
def budget(files: tuple[Path, ...], **chosen: Any) -> None:
    """Lay out what sites cost: each FILE a budget, or a study whose scenarios buy coaches."""
    from simmodel.commands.budget import budget_files

    budget_files(files, **chosen)


@click.command()
@STUDY
@POSTERIOR
@click.option("--docx", is_flag=True, help="A brief of two pages in Word.")
@click.option("--xlsx", is_flag=True, help="A workbook with live formulas, by the steps of a cost-benefit analysis.")
@click.option("--html", is_flag=True, help="One page for a browser, charts included.")
@click.option("--csv", is_flag=True, help="Every table as CSV in a zip, with a README.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="A folder for the documents; documents written there before are replaced.",
)
@RUNS
@DRAWS
@SEED
@workers("Runs")
@STORE
@CLUSTER
@click.pass_obj
def report(command: str, **chosen: Any) -> None:
    """Write documents about STUDY: all of them from one result, or only those named."""
    from simmodel.commands.report import report_study

    report_study(path=chosen.pop("study"), command=command, **chosen)


@click.command()
@STUDY
@POSTERIOR
@click.option(
    "--from",
    "first",
    type=Amount("dollars a year", MOST_DOLLARS, "300000"),
    required=True,
    metavar="DOLLARS",
    help="The least funding that is asked about, a year and site.",
)
@click.option(
    "--to",
    "last",
    type=Amount("dollars a year", MOST_DOLLARS, "1000000"),
    required=True,
    metavar="DOLLARS",
    help="The most funding that is asked about, a year and site.",
)
@click.option(
    "--levels",
    type=WholeNumber(FEWEST_LEVELS, MOST_LEVELS),
    default=DEFAULT_LEVELS,
    show_default=True,
    help="How many sums are played, evenly spread.",
)
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="NAME",
    help="What the money buys; give it again for more. Coaches and what else the study buys for the same money unless "
    "given.",
)
@click.option(
    "--chance",
    type=Amount("a chance", 1, "0.5"),
    default=DEFAULT_CHANCE,
    show_default=True,
    help="The chance of paying that the least funding is looked for.",
)
@click.option("--outcome", metavar="NAME", help="Look also for the least funding with that chance of gaining this.")
@click.option(
    "--gain",
    type=float,
    default=0.0,
    metavar="AMOUNT",
    help="How much more than of it, discounted like dollars; any at all unless given.",
)
@RUNS
@DRAWS
@SEED
@workers("Runs")
@STORE
@CLUSTER
@as_json("what was found")
def funding(study: Path, **chosen: Any) -> None:
    """Say what each sum of money brings in STUDY, where the next dollar stops paying, and the least for a chance."""
    from simmodel.commands.funding import ask_funding

    ask_funding(study, **chosen)


@click.command()
@STUDY
@POSTERIOR
@click.option(
    "--funding",
    type=Amount("dollars a year", MOST_DOLLARS, "650000"),
    metavar="DOLLARS",
    help="The money to split, a year and site; the scenario's own unless given.",
)
@click.option(
    "--outcome",
    default="weeks_stably_housed",
    show_default=True,
    metavar="NAME",
    help="What to make the most of: something counted each year, or net_present_value.",
)
@click.option("--scenario", metavar="NAME", help="Whose money is split; the first that buys coaches unless given.")
@click.option(
    "--splits",
    type=WholeNumber(FEWEST_SPLITS, MOST_LEVELS, example=DEFAULT_SPLITS),
    default=DEFAULT_SPLITS,
    show_default=True,
    help="How many splits are played, the scenario's own among them.",
)
@RUNS
@DRAWS
@SEED
@workers("Runs")
@STORE
@CLUSTER
@as_json("what was found")
def split(study: Path, **chosen: Any) -> None:
    """Look for the best split of a site's money in STUDY: coaches, flexible funds, hours in the silos, joint work."""
    from simmodel.commands.split import ask_split

    ask_split(study, **chosen)
