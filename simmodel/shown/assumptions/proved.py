"""Is it right?: what `simmodel validate` found last, in the words that the command has for it."""

from __future__ import annotations

from typing import Any

from simmodel.shown.assumptions.keep import changed_since, is_kept, kept
from simmodel.shown.parts import Folded, Part, Table, Words
from simmodel.validation.case import Case, Effort
from simmodel.validation.page import Findings, headline, numbers_of
from simmodel.validation.trials import TrialResult
from simmodel.validation.verdicts import numbers_of_trial, verdict, why_not

CASE_HEAD = ("What it proves", "Unit", "Known", "Model", "Standard errors apart", "Sees a fault of", "Verdict")
TRIAL_HEAD = ("Trial", "What was reported", "Reported", "Its interval", "Model", "Model's range", "Inside", "Why")
CASES_NOTE = (
    "Numbers that are known without the model: closed forms, exact chains, published recursions. They show that the "
    "rules do what they say; they cannot show that the rules are those of life."
)
TRIALS_NOTE = (
    "What trials elsewhere reported, beside what the model gives for the same people and programme. A model that moves "
    "nothing meets a trial that found nothing cheaply: that is no support."
)
NOT_STORED = (
    "No run of simmodel validate is stored with this version. Type simmodel validate --quick to see every outside case "
    "and trial; docs/validation.md of the source has the last long run."
)


def found() -> Findings:
    """What the stored run of `simmodel validate` found."""
    told = kept("validation")
    cases = [Case(**case) for case in told["cases"]]
    return Findings(Effort(told["quick"], told["seed"]), cases, [TrialResult(**trial) for trial in told["trials"]])


def made_by(told: dict[str, Any]) -> str:
    """Version, seed and day of a stored run."""
    return f"simmodel {told['version']}, seed {told['seed']}, made on {told['made']}"


def proved() -> list[Part]:
    """The headline, then every case and every trial; what to type where no run of them is stored."""
    if not is_kept("validation"):
        return [Words(NOT_STORED, "note", "No results are stored")]
    findings, told = found(), kept("validation")
    form = "quick form" if told["quick"] else "long form"
    missed = tuple(f"{line}." for line in why_not(findings.trials))
    return [
        *changed_since(told),
        Words(headline(findings), "finding", "What was checked"),
        Words(f"From a stored run of simmodel validate ({form}): {made_by(told)}.", "caption"),
        Folded(f"What trials reported, beside the model ({len(findings.trials)})", (_trials(findings),)),
        Folded(f"Where the model does not fit, and why ({len(missed)})", tuple(Words(each) for each in missed)),
        Folded(f"Numbers known without the model ({len(findings.cases)})", (_cases(findings),)),
    ]


def _cases(findings: Findings) -> Table:
    rows = tuple((c.proves, c.unit, *numbers_of(c), "passed" if c.passed else "FAILED") for c in findings.cases)
    return Table("Outside cases", CASE_HEAD, rows, CASES_NOTE, "outside-cases")


def _trials(findings: Findings) -> Table:
    rows = tuple((each.title, each.what, *numbers_of_trial(each), verdict(each)) for each in findings.trials)
    return Table("Trials", TRIAL_HEAD, rows, TRIALS_NOTE, "trials")
