"""What people type, read with errors that say what is allowed; and errors of commands as sentences."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from typing import Any

import click

from simmodel.errors import SimmodelError

MOST_POINTS = 100
STOPPED = 130
"""The exit status after Ctrl-C."""


class WholeNumber(click.IntRange):
    """A whole number in a range, whose error says what is allowed and suggests `example`, else the nearer end."""

    def __init__(self, least: int, most: int, example: int | None = None) -> None:
        """Keep what the error says."""
        super().__init__(least, most)
        self.example = example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; one sentence where it is none or out of range."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            name, above = param.opts[0] if param else "", str(value).isdigit() and int(value) > (self.max or 0)
            usual = self.example or (self.max if above else self.min)
            self.fail(f"{value} given; allowed: a whole number, {self.min:,} to {self.max:,}; type {name} {usual}")


class Amount(click.ParamType):
    """A number above 0 and up to `most`, in a unit; the error says what is allowed and gives an example."""

    name = "number"

    def __init__(self, unit: str, most: float, example: str) -> None:
        """Keep what the error says."""
        self.unit, self.most, self.example = unit, most, example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; one sentence where it is none or out of range."""
        try:
            amount = float(value)
        except ValueError:
            amount = 0.0
        if not 0.0 < amount <= self.most:
            name = param.opts[0] if param else ""
            self.fail(f"{value} given; allowed: {self.unit}, above 0 to {self.most:,.10g}; type {name} {self.example}")
        return amount


class Points(click.ParamType):
    """Percentage points above 0, whose error says what is allowed."""

    name = "points"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; one sentence where it is none or out of range."""
        try:
            points = float(value)
        except ValueError:
            points = 0.0
        if not 0.0 < points <= MOST_POINTS:
            name = param.opts[0] if param else ""
            self.fail(f"{value} given; allowed: percentage points, above 0 to {MOST_POINTS}; type {name} 0.5")
        return points


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
        except (click.Abort, KeyboardInterrupt) as stopped:
            click.echo(str(stopped.__cause__ or stopped) or "Stopped; nothing was written.", err=True)
            status = STOPPED
        sys.exit(status or 0)
