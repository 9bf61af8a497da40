"""The command line: thin commands over functions that a script can call as well.

Results go to stdout; messages and progress go to stderr. Whatever the person at the keyboard can mend
ends in one message and exit status 2. What a command needs is imported when it runs, so help comes at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from simmodel.cli_fit import calibrate
from simmodel.cli_matter import discover, sensitivity
from simmodel.cli_money import budget, funding, report, split
from simmodel.commands.options import CLUSTER, DRAWS, POSTERIOR, RUNS, SEED, STORE, STUDY, as_json, workers
from simmodel.commands.typed import PlainErrors, Points, WholeNumber
from simmodel.sampling import DEFAULT_PILOTS, DEFAULT_RUNS, FEWEST_ENROLLED, MOST_RUNS


@click.group(name="simmodel", cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="simmodel", prog_name="simmodel")
def main() -> None:
    """Compare referring people out with pulling help in, for the same people with the same luck."""


@main.command()
@STUDY
@POSTERIOR
@RUNS
@DRAWS
@click.option(
    "--until-error",
    type=Points(),
    metavar="POINTS",
    help="Add runs, in whole draws, until the Monte Carlo error of return to custody is at most this many percentage "
    "points in every scenario; --runs is then the least.",
)
@SEED
@workers("Runs")
@STORE
@CLUSTER
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder for all runs, the summary and a manifest; results written there before are replaced.",
)
@as_json("the summary")
@click.pass_obj
def compare(command: str, **chosen: Any) -> int:
    """Run the scenarios of STUDY side by side and print what differs from its base case."""
    from simmodel.commands.compare import compare_study

    return compare_study(path=chosen.pop("study"), command=command, **chosen)


@main.command()
@STUDY
def check(study: Path) -> None:
    """List everything that is wrong with STUDY, or say that it is valid and what it changes."""
    from simmodel.commands.check import check_study

    check_study(study)


@main.command()
@STUDY
@POSTERIOR
@RUNS
@DRAWS
@SEED
@workers("Runs")
@as_json("the plan")
def plan(study: Path, **chosen: Any) -> None:
    """Say what a run of STUDY will take on this machine: time, memory, size on disk."""
    from simmodel.commands.plan import plan_study

    plan_study(study, **chosen)


@main.command()
@STUDY
@POSTERIOR
@click.option(
    "--between",
    nargs=2,
    required=True,
    metavar="FIRST SECOND",
    help="Two scenarios of the study; the difference is the second minus the first.",
)
@click.option(
    "--outcome", default="weeks_stably_housed", show_default=True, metavar="ID", help="What the difference is in."
)
@click.option(
    "--population",
    metavar="site|reached",
    help="Everyone in scope, or the people reached; those reached unless given, where either scenario has workers.",
)
@click.option(
    "--runs",
    type=WholeNumber(1, MOST_RUNS),
    default=DEFAULT_RUNS,
    show_default=True,
    help="How many paired runs, for every set of groups that can be on.",
)
@click.option("--draws", type=WholeNumber(0, MOST_RUNS), help="How many draws the runs are split into, as in compare.")
@SEED
@workers("Runs")
@CLUSTER
@as_json("the shares")
def attribute(study: Path, **chosen: Any) -> None:
    """Share out the difference between two scenarios of STUDY among groups of mechanisms."""
    from simmodel.commands.attribute import attribute_difference

    attribute_difference(study, **chosen)


@main.command()
@as_json("the list")
def mechanisms(as_json: bool) -> None:
    """List the parts of the model that a study can switch off, and what off means."""
    from simmodel.commands.mechanisms import show_mechanisms

    show_mechanisms(as_json)


@main.command()
@STUDY
@POSTERIOR
@click.option(
    "--person",
    default="typical",
    show_default=True,
    metavar="N|typical|most-different",
    help="A person's number, whoever the scenario changes as it does most people, or whoever it changes most.",
)
@click.option("--scenario", help="What to lay beside the base case; the first that buys coaches unless given.")
@click.option("--beside", metavar="NAME", help="Another scenario to lay it beside; the base case unless given.")
@click.option("--cohort", metavar="NAME", help="Choose only among leaving_custody, homelessness, and so on.")
@click.option("--site", metavar="NAME", help="Where the person lives, by the name in the file; only of several sites.")
@SEED
@click.option(
    "--draw",
    type=WholeNumber(0, MOST_RUNS),
    default=0,
    show_default=True,
    help="Which draw of that seed; 0 for every number at its default. `compare` begins with draw 1.",
)
@click.option("--run", type=WholeNumber(0, MOST_RUNS - 1), default=0, show_default=True, help="Which run of that draw.")
@as_json("the journey")
def journey(study: Path, **chosen: Any) -> None:
    """Follow one made-up person of STUDY in its base case and another scenario, with the same luck."""
    from simmodel.commands.journey import tell_journey

    tell_journey(study, **chosen)


@main.command()
@STUDY
@POSTERIOR
@click.option(
    "--design",
    default="",
    metavar="NAME",
    help="pre_post (the same people before and after), matched (with people not enrolled), randomised (a coin), or "
    "stepped_wedge (waves in an order that a coin decides).",
)
@click.option(
    "--enrolled",
    type=WholeNumber(FEWEST_ENROLLED, MOST_RUNS),
    default=40,
    show_default=True,
    help="How many people; of a randomised pilot both halves together.",
)
@click.option(
    "--outcome",
    default="custody_days",
    show_default=True,
    metavar="NAME",
    help="custody_days, times_taken_into_custody, taken_into_custody, weeks_stably_housed, crises or weeks_in_work.",
)
@click.option("--follow-up", type=WholeNumber(1, 240), default=12, show_default=True, metavar="MONTHS")
@click.option("--scenario", help="Whose workers enrol people; the first that buys coaches unless given.")
@click.option(
    "--enrol-at",
    metavar="service|release",
    help="When people are enrolled: when workers take them on, or when they leave custody; as the study says.",
)
@click.option(
    "--runs",
    type=WholeNumber(1, MOST_RUNS),
    default=DEFAULT_PILOTS,
    show_default=True,
    help="How many pilots are simulated.",
)
@click.option(
    "--draws",
    type=WholeNumber(0, MOST_RUNS),
    default=0,
    show_default=True,
    help="How many draws the pilots are split into; 0 for every number at its default.",
)
@SEED
@workers("Pilots")
@CLUSTER
@as_json("the evaluation")
def evaluate(study: Path, **chosen: Any) -> None:
    """Say what a pilot of STUDY would have reported, beside the effect that is true in the model."""
    from simmodel.commands.evaluate import evaluate_study

    evaluate_study(study, **chosen)


@main.command()
@click.option("--quick", is_flag=True, help="Within a minute: cases see a fault of 5% instead of 2%.")
@SEED
@as_json("what was found")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the page goes; docs/validation.md in a checkout, and nowhere else unless given.",
)
def validate(quick: bool, seed: int, as_json: bool, out: Path | None) -> int:
    """Lay the model beside cases with known answers and beside trials, and say where it does not fit."""
    from simmodel.commands.validate import validate_model

    return validate_model(quick, seed, as_json, out)


@main.command()
@click.option("--whole", is_flag=True, help="Play all 200 runs of the flagship job, not a few of them.")
@as_json("the figures")
def benchmark(as_json: bool, whole: bool) -> None:
    """Measure how fast this machine runs the model, as ratios and as absolute figures."""
    from simmodel.commands.benchmark import show_benchmark

    show_benchmark(as_json, whole)


@main.command()
@click.option("--port", type=WholeNumber(1, 65535), default=8501, show_default=True, help="Where the app listens.")
def app(port: int) -> int:
    """Open the app in a browser; Ctrl-C ends it."""
    from simmodel.commands.app import open_app

    return open_app(port)


for command in (budget, report, funding, split, sensitivity, discover, calibrate):
    main.add_command(command)
