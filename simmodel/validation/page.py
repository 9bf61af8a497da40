"""What was found, as a table for a terminal, as a page of text, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simmodel import __version__
from simmodel.validation.case import ERRORS, Case, Effort
from simmodel.validation.trials import TrialResult
from simmodel.validation.verdicts import (
    numbers_of_trial,
    or_none,
    outside_its_range,
    shown,
    trials_told,
    why_not,
)

CASE_WIDTH = 28
WITHOUT_A_CASE = """What has no case, because the model cannot say it:

- A waiting room of limited size (M/M/c/K with K above c). No list of the model is ever full: whether an intake turns
  somebody away hangs on their needs, the strain of the service and whether hours stood idle, not on how many wait.
  Where nobody waits at all (K = c) link workers turn people away, and Erlang's B is a case.
- Shelter, and homes that are lived in from the start: a study has lettings, and homes that money pays for. Alameda's
  shelter is taken off its people without a home, and the homes of its start are let in one week.
- A part of all hours in common. Of small services each keeps parts of a place that nobody else can use, so no formula
  holds; people wait no longer than apart, and with all hours in common as short as in one service (a case)."""
TITLE, WRITTEN_BY = "# Is it right?", "Written by `simmodel validate`"
QUICK_FORM, LONG_FORM = "quick form", "long form"
_HEADS = (
    *("trial", "what", "measure", "reported", "interval", "model", "its range", "inside"),
    *("error", "over draws", "overlap", "people a run"),
)


@dataclass(frozen=True)
class Findings:
    """What one `simmodel validate` found."""

    effort: Effort
    cases: Sequence[Case]
    trials: Sequence[TrialResult]

    @property
    def all_passed(self) -> bool:
        """Whether every outside case passed; trials are told and fail nothing."""
        return all(case.passed for case in self.cases)


def as_json(findings: Findings) -> str:
    """The findings for scripts: `cases[].passed`, `trials[].inside`."""
    told: dict[str, object] = {"version": __version__, "seed": findings.effort.seed, "quick": findings.effort.quick}
    told |= {"cases": [asdict(case) for case in findings.cases]}
    told |= {"trials": [asdict(trial) for trial in findings.trials]}
    return json.dumps(told, indent=2, allow_nan=False)


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
        console.print(f"Its range: {_whose_range(findings)}. Trials are told in the unit of their measure.")
        console.print("-: cannot be judged. ~: at the edge, other luck may move it across.")
        for line in outside_its_range(findings.trials):
            console.print(line)
        for line in why_not(findings.trials):
            console.print(f"- {line}")
    console.print(headline(findings))


def _trials(trials: Sequence[TrialResult]) -> Table:
    table = Table(title=Text("Trials: what was reported elsewhere"), title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("Trial", min_width=CASE_WIDTH - 8, overflow="fold")
    for head in ("Reported", "Interval", "Model", "Its range", "Inside"):
        table.add_column(head, justify="right", no_wrap=True)
    for trial in trials:
        *numbers, inside = (each.replace(" to ", "\nto ") for each in numbers_of_trial(trial))
        short = inside.replace("cannot be judged", "-").replace(", at the edge", " ~")
        table.add_row(f"{trial.title}: {trial.what}", *numbers, short)
    return table


def numbers_of(case: Case) -> tuple[str, str, str, str]:
    """Known, found, standard errors apart, and the fault that would be seen, as text."""
    known, found = shown(case.expected), shown(case.found)
    if case.error == 0.0:
        return known, found, "-", "any"
    apart = (case.found - case.expected) / case.error
    sees = f"{ERRORS * case.error / abs(case.expected):.1%}" if case.expected else "-"
    return known, found, f"{apart:+.1f}", sees


def headline(findings: Findings) -> str:
    """How many cases passed and how many trials the model meets, in one sentence."""
    passed, cases = sum(case.passed for case in findings.cases), len(findings.cases)
    trials = f"; {trials_told(findings.trials)}" if findings.trials else ""
    return f"{passed} of {cases} outside cases passed{trials}."


def form_of(text: str) -> str | None:
    """Which form a page that was written here is in; None for any other text."""
    first, _, third = [*text.split("\n", 3), "", "", ""][:3]
    told = third.rpartition(f"{WRITTEN_BY} (")[2]
    return next((form for form in (QUICK_FORM, LONG_FORM) if first == TITLE and told.startswith(f"{form}, ")), None)


def page(findings: Findings) -> str:
    """The page `docs/validation.md`."""
    return "\n".join(_lines(findings)) + "\n"


def _lines(findings: Findings) -> Iterator[str]:
    form = QUICK_FORM if findings.effort.quick else LONG_FORM
    yield TITLE
    yield ""
    yield f"{headline(findings)} {WRITTEN_BY} ({form}, seed {findings.effort.seed})."
    yield ""
    yield "## Outside cases"
    yield ""
    yield "Numbers that are known without the model: closed forms, exact chains, published recursions. The model's own"
    yield "rules play each case but `states-step-error` and `returns-recursion`, which check the sums that others are"
    yield "compared with. They prove those rules that they play; the tests of each page of rules prove the rest."
    yield f"A chance result passes within {ERRORS:g} standard errors, and only where those errors"
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
    yield ""
    yield WITHOUT_A_CASE
    yield from _trial_lines(findings)


def _whose_range(findings: Findings) -> str:
    if findings.effort.quick:
        return "nine runs in ten with every number at its default, luck only"
    return "nine draws in ten, with every number sampled from its range, luck included"


def _trial_lines(findings: Findings) -> Iterator[str]:
    if not findings.trials:
        return
    yield from ("", "## Trials", "")
    yield "Each trial is a study file of its own (`scenarios/trials`): who was enrolled, what was provided, how it was"
    yield "measured. One set of default numbers for all of them, levels of return without any programme first, and no"
    yield "number fitted to these contrasts but two: what sessions with a link worker do to attending was set from"
    yield "referral linkage (REF025), and cold attendance from its first figure, so those rows fit by construction."
    yield "Where the model moves nothing, a trial that found nothing is met cheaply: it is no support."
    yield f"The model is the mean at the defaults; its range: {_whose_range(findings)}. Its error is the standard error"
    yield "over runs. It lies at the edge where its 95% interval, on Student's t for so few runs, holds an end of the"
    yield "trial's. People are those followed in a mean run."
    yield ""
    yield f"| {' | '.join(_HEADS)} |"
    yield f"|{'---|' * len(_HEADS)}"
    for trial in findings.trials:
        measure = trial.measure.replace("_", " ")
        more = (or_none(trial.error), or_none(trial.over_draws), _yes_or_no(trial.overlap), f"{trial.people:.0f}")
        yield f"| {trial.title} | {trial.what} | {measure} | {' | '.join((*numbers_of_trial(trial), *more))} |"
    for line in outside_its_range(findings.trials):
        yield from ("", line)
    yield from ("", "Where the model does not fit, lies at an edge, or cannot be judged, and why:", "")
    yield from (f"- {line}." for line in why_not(findings.trials))
    yield from ("", "What is known and not known of each, and where each interval comes from:", "")
    for title in dict.fromkeys(trial.title for trial in findings.trials):
        one = next(trial for trial in findings.trials if trial.title == title)
        yield f"- {title}: {one.known} Not known: {one.not_known} Source: {one.source}"
        for trial in findings.trials:
            if trial.title == title and trial.interval:
                yield f"  - {trial.what}: {trial.interval}."


def _yes_or_no(value: bool | None) -> str:
    return {True: "yes", False: "no", None: "none"}[value]
