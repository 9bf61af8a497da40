"""What was found, as a table for a terminal, as a page of text, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simmodel import __version__
from simmodel.validation.case import ERRORS, Case, Effort

TRIAL = (
    "id",
    "title",
    "what",
    "design",
    "reported",
    "low",
    "high",
    "model",
    "model_low",
    "model_high",
    "inside",
    "overlap",
    "because",
    "source",
)
"""The fields of a trial, as `simmodel.validation.battery` gives them."""


CASE_WIDTH = 28


@dataclass(frozen=True)
class Findings:
    """What one `simmodel validate` found; trials have the fields of `TRIAL`."""

    effort: Effort
    cases: Sequence[Case]
    trials: Sequence[Any]

    @property
    def all_passed(self) -> bool:
        """Whether every outside case passed; trials are told and fail nothing."""
        return all(case.passed for case in self.cases)


def as_json(findings: Findings) -> str:
    """The findings for scripts: `cases[].passed`, `trials[].inside`."""
    trials = [{name: getattr(trial, name) for name in TRIAL} for trial in findings.trials]
    told = {"version": __version__, "seed": findings.effort.seed, "quick": findings.effort.quick}
    return json.dumps(told | {"cases": [asdict(case) for case in findings.cases], "trials": trials}, indent=2)


def print_findings(console: Console, findings: Findings) -> None:
    """The tables and the sentence at the end."""
    table = Table(title=Text("Outside cases: known without the model"), title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("Case", min_width=CASE_WIDTH, overflow="fold")
    for head in ("Known", "Model", "Apart", "Sees", "Verdict"):
        table.add_column(head, justify="right", no_wrap=True)
    for case in findings.cases:
        table.add_row(case.proves, *numbers_of(case), "passed" if case.passed else "FAILED")
    console.print(table)
    console.print("Apart: in standard errors. Sees: the fault that four standard errors would show.")
    if findings.trials:
        console.print(_trials(findings.trials))
    console.print(headline(findings))


def _trials(trials: Sequence[Any]) -> Table:
    table = Table(title=Text("Trials: what was reported elsewhere"), title_justify="left", box=box.SIMPLE_HEAD)
    for head in ("Trial", "Reported", "Interval", "Model", "Inside", "Why not, or what to know"):
        table.add_column(head, overflow="fold")
    for trial in trials:
        interval = f"{trial.low:.3g} to {trial.high:.3g}"
        inside = "yes" if trial.inside else "NO"
        table.add_row(trial.title, f"{trial.reported:.3g}", interval, f"{trial.model:.3g}", inside, trial.because)
    return table


def numbers_of(case: Case) -> tuple[str, str, str, str]:
    """Known, found, standard errors apart, and the fault that would be seen, as text."""
    known, found = shown(case.expected), shown(case.found)
    if case.error == 0.0:
        return known, found, "-", "any"
    apart = (case.found - case.expected) / case.error
    sees = f"{ERRORS * case.error / abs(case.expected):.1%}" if case.expected else "-"
    return known, found, f"{apart:+.1f}", sees


def shown(value: float) -> str:
    """A number in four digits, or whole where it is large."""
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"


def headline(findings: Findings) -> str:
    """How many cases passed and how many trials the model meets, in one sentence."""
    passed, cases = sum(case.passed for case in findings.cases), len(findings.cases)
    told = f"{passed} of {cases} outside cases passed"
    if findings.trials:
        inside = sum(bool(trial.inside) for trial in findings.trials)
        told += f"; the model's mean lies inside the interval of {inside} of {len(findings.trials)} trials"
    return told + "."


def page(findings: Findings) -> str:
    """The page `docs/validation.md`."""
    return "\n".join(_lines(findings)) + "\n"


def _lines(findings: Findings) -> Iterator[str]:
    form = "quick form" if findings.effort.quick else "long form"
    yield "# Is it right?"
    yield ""
    yield f"{headline(findings)} Written by `simmodel validate` ({form}, seed {findings.effort.seed})."
    yield ""
    yield "## Outside cases"
    yield ""
    yield "Numbers that are known without the model: closed forms, exact chains, published recursions. The model's own"
    yield f"rules play each case. A chance result passes within {ERRORS:g} standard errors, and only where those errors"
    yield f"are small enough to see a fault of {findings.effort.fault:.0%}; a blunt result fails."
    yield ""
    yield "| case | unit | known | model | standard errors apart | sees a fault of | verdict |"
    yield "|---|---|---|---|---|---|---|"
    for case in findings.cases:
        numbers = " | ".join(numbers_of(case))
        yield f"| {case.proves} | {case.unit} | {numbers} | {'passed' if case.passed else '**failed**'} |"
    yield ""
    yield "How each was judged, and from where it is known:"
    yield ""
    for case in findings.cases:
        note = f" {case.note[0].upper()}{case.note[1:]}." if case.note else ""
        yield f"- `{case.id}`: {case.judged}. Source: {case.source}.{note}"
    yield from _trial_lines(findings.trials)


def _trial_lines(trials: Sequence[Any]) -> Iterator[str]:
    if not trials:
        return
    yield from ("", "## Trials", "")
    yield "| trial | what | reported | interval | model | inside | what to know | source |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in trials:
        interval, inside = f"{one.low:.3g} to {one.high:.3g}", "yes" if one.inside else "**no**"
        numbers = f"{one.reported:.3g} | {interval} | {one.model:.3g} | {inside}"
        yield f"| {one.title} | {one.what} | {numbers} | {one.because} | {one.source} |"
