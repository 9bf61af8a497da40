"""A fit on a terminal: what the data cannot tell, then numbers, targets and checks."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from simmodel.calibration.checked import verdicts
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import FIT, between, told
from simmodel.calibration.told import (
    ParameterTold,
    cannot_tell,
    chance_told,
    figure,
    parameters_told,
    second_opinion_told,
    tells,
    time_told,
    warnings,
)
from simmodel.terminal import add_row, empty_table, say

PARAMETER_HEADS = ("before", "after", "learned")
TARGET_HEADS = ("runs before", "runs after", "chance")
CHECK_HEADS = ("figure", "", "allowed")


def print_fit(console: Console, fit: Fit) -> None:
    """Everything that was found, the most important first."""
    say(console, f"{fit.study.title}: what {len(fit.fitted)} targets say about {len(fit.prior.names)} numbers", "bold")
    for text in warnings(fit):
        say(console, text, "yellow")
    for head, sentences in (("What your data cannot tell", cannot_tell(fit)), ("What they tell", tells(fit))):
        say(console, f"\n{head}", "bold")
        for text in sentences:
            say(console, f"- {text}")
    _parameters(console, fit)
    say(console, second_opinion_told(fit))
    _targets(console, fit)
    _checks(console, fit)
    say(console, f"{time_told(fit)}.")


def _parameters(console: Console, fit: Fit) -> None:
    table = empty_table("Numbers: 5th to 95th percentile before and after", "number, unit; prior from", PARAMETER_HEADS)
    for row in parameters_told(fit):
        ends = [f"{band[0]:.2g} to {band[2]:.2g}" for band in (row.before, row.after)]
        label = f"{row.parameter.name}, {row.unit}; {_origin(row)}"
        add_row(table, label, [*ends, f"{row.contraction:.0%}"])
    _print(console, table)


def _targets(console: Console, fit: Fit) -> None:
    title = "Targets: where nine runs in ten lie, and how often they lie as far out as what was observed"
    table = empty_table(title, "observed", TARGET_HEADS)
    for place, each in enumerate(fit.targets):
        aside = "" if each.use == FIT else f" [{each.use}]"
        bands = [between(each, *check.band[:, place]) for check in (fit.checks.before, fit.checks.after)]
        add_row(table, f"{told(each)}{aside}", [*bands, chance_told(fit.checks.after.chance[place])])
    _print(console, table)


def _checks(console: Console, fit: Fit) -> None:
    table = empty_table("Checks", "check", CHECK_HEADS)
    for each in verdicts(fit):
        add_row(table, each.name, [figure(each), "passed" if each.passed else "FAILED", each.limit])
    _print(console, table)


def _print(console: Console, table: Table) -> None:
    """A table with all its cells whole: only its labels and the last column may break."""
    table.pad_edge = False
    for column in table.columns[1:-1]:
        column.no_wrap = True
    console.print(table)


def _origin(row: ParameterTold) -> str:
    return f"{row.parameter.evidence} {row.parameter.grade}".strip() if not row.parameter.because else "study"
