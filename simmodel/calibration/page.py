"""A fit on a terminal: what the data cannot tell, then numbers, targets and checks."""

from __future__ import annotations

import numpy as np
from rich.console import Console

from simmodel.calibration.checked import verdicts
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import FIT, told
from simmodel.calibration.told import ParameterTold, cannot_tell, parameters_told, tells, warnings
from simmodel.terminal import add_row, say, table_of

PARAMETER_HEADS = ("before", "after", "learned", "prior from")
TARGET_HEADS = ("runs before", "runs after", "chance")
CHECK_HEADS = ("figure", "allowed", "")


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
    _targets(console, fit)
    _checks(console, fit)
    runs, rest = fit.seconds
    say(
        console,
        f"{len(fit.step.pool) + len(fit.near):,} runs of the whole model took {runs:,.0f} s of processor time "
        f"({runs / max(runs + rest, 1e-9):.0%} of all), fit and checks {rest:,.0f} s.",
    )


def _parameters(console: Console, fit: Fit) -> None:
    table = table_of("Numbers: 50th (5th to 95th) percentile before and after", "number", PARAMETER_HEADS)
    for row in parameters_told(fit):
        cells = [_band(row.before), _band(row.after), f"{row.contraction:.0%}", _origin(row)]
        add_row(table, row.parameter.name, cells)
    console.print(table)


def _targets(console: Console, fit: Fit) -> None:
    table = table_of("Targets, and where nine runs in ten lie", "observed", TARGET_HEADS)
    for place, each in enumerate(fit.targets):
        aside = "" if each.use == FIT else f" [{each.use}]"
        ends = [check.band[:, place] for check in (fit.checks.before, fit.checks.after)]
        bands = [f"{low:.3g} to {high:.3g}" for low, high in ends]
        add_row(table, f"{told(each)}{aside}", [*bands, f"{fit.checks.after.chance[place]:.2f}"])
    console.print(table)


def _checks(console: Console, fit: Fit) -> None:
    table = table_of("Checks", "check", CHECK_HEADS)
    for each in verdicts(fit):
        add_row(table, each.name, [f"{each.figure:.3g}", each.limit, "passed" if each.passed else "FAILED"])
    console.print(table)


def _band(band: np.ndarray) -> str:
    low, middle, high = band
    return f"{middle:.3g} ({low:.3g} to {high:.3g})"


def _origin(row: ParameterTold) -> str:
    return f"{row.parameter.evidence} {row.parameter.grade}".strip() if not row.parameter.because else "study"
