"""The command line: thin commands over functions that a script can call as well.

Results go to stdout; messages and progress go to stderr. Whatever the person at the keyboard can mend
ends in one message and exit status 2. What a command needs is imported when it runs, so help comes at once.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from simmodel.errors import SimmodelError

DEFAULT_RUNS = 20
MOST_RUNS = 100_000
LARGEST_SEED = 2**64 - 1
MOST_WORKERS = 1024
STOPPED = 130
"""The exit status after Ctrl-C."""


class WholeNumber(click.IntRange):
    """A whole number in a range, whose error says what is allowed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; one sentence where it is none or out of range."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            name = param.opts[0] if param else ""
            self.fail(f"{value} given; allowed: a whole number, {self.min:,} to {self.max:,}; type {name} {self.min}")


class PlainErrors(click.Group):
    """A group of commands whose errors are sentences on stderr, never tracebacks."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run one command and leave with its exit status: 0, 2 for what can be mended, 130 for Ctrl-C."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        typed = list(sys.argv[1:] if args is None else args)
        extra |= {"standalone_mode": False, "obj": shlex.join(["simmodel", *typed])}
        try:
            status = super().main(typed, *more, **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            error.show()
            status = error.exit_code
        except SimmodelError as error:
            click.echo(str(error), err=True)
            status = 2
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 1
        except OSError as error:
            click.echo(f"The result could not be written: {error}", err=True)
            status = 2
        except (click.Abort, KeyboardInterrupt):
            click.echo("Stopped; nothing was written.", err=True)
            status = STOPPED
        sys.exit(status or 0)


@click.group(name="simmodel", cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="simmodel", prog_name="simmodel")
def main() -> None:
    """Compare referring people out with pulling help in, for the same people with the same luck."""


@main.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option(
    "--runs",
    type=WholeNumber(1, MOST_RUNS),
    default=DEFAULT_RUNS,
    show_default=True,
    help="How many paired runs: the same people with the same luck in every scenario.",
)
@click.option(
    "--seed",
    type=WholeNumber(0, LARGEST_SEED),
    default=1,
    show_default=True,
    help="The number that fixes all luck.",
)
@click.option("--workers", type=WholeNumber(1, MOST_WORKERS), help="Runs at a time; one for each core unless given.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder for all runs, the summary and a manifest; results written there before are replaced.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON and nothing else.")
@click.pass_obj
def compare(command: str, **chosen: Any) -> int:
    """Run the scenarios of STUDY side by side and print what differs from its base case."""
    from simmodel.commands.compare import compare_study

    return compare_study(path=chosen.pop("study"), command=command, **chosen)


@main.command()
@click.argument("study", type=click.Path(path_type=Path))
def check(study: Path) -> None:
    """List everything that is wrong with STUDY, or say that it is valid and what it changes."""
    from simmodel.commands.check import check_study

    check_study(study)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON and nothing else.")
def benchmark(as_json: bool) -> None:
    """Measure how fast this machine runs the model, as ratios and as absolute figures."""
    from simmodel.bench import main as measure

    measure(as_json)


@main.command()
@click.option("--port", type=WholeNumber(1, 65535), default=8501, show_default=True, help="Where the app listens.")
def app(port: int) -> int:
    """Open the app in a browser; Ctrl-C ends it."""
    from simmodel.commands.app import open_app

    return open_app(port)
