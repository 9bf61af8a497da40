"""What is believed of a number before the pilot: its range, unit, source and grade, and a range of a reader's own.

A belief is what nobody decides; no lever of a budget stands among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from simmodel.calibration.fittable import fault_in_prior, may_be_fitted
from simmodel.calibration.plan import LEVELS, Calibration, OwnPrior, is_level
from simmodel.evidence import GRADE_WORDS, ledger
from simmodel.parameters import catalogue
from simmodel.shown.parts import Table

NUMBER, LIKELY, LOW, HIGH, WHY = "Number", "Most likely", "Low", "High", "Why this range"
TO_EDIT = (LIKELY, LOW, HIGH, WHY)
HEAD = (NUMBER, "What it is", "Unit", LIKELY, LOW, HIGH, WHY, "Allowed", "Grade", "Source")


@dataclass(frozen=True)
class Belief:
    """One number that may move: what is believed of it, within which bounds, and on what grounds.

    `items`: for how many things it stands, such as domains; of more than one no range of one's own can be given.
    """

    number: str
    meaning: str
    unit: str
    value: float
    low: float
    high: float
    because: str
    least: float
    most: float
    grade: str
    source: str
    items: int = 1

    @property
    def row(self) -> dict[str, object]:
        """The belief as a row of an editor."""
        cells = (self.number, self.meaning, self.unit, self.value, self.low, self.high, self.because)
        return dict(zip(HEAD, (*cells, f"{self.least:g} to {self.most:g}", self.grade, self.source), strict=True))


def choices() -> list[str]:
    """Every number that may be fitted, by name; levels of return to custody first."""
    return [*LEVELS, *may_be_fitted()]


def beliefs(plan: Calibration, names: Sequence[str]) -> list[Belief]:
    """What is believed of these numbers: the plan's own range, else that of the evidence."""
    own = {each.number: each for each in plan.prior}
    return [_belief(name, own.get(name)) for name in names if is_level(name) or name in may_be_fitted()]


def named_in(plan: Calibration) -> list[str]:
    """The numbers that a plan names, and those to which it gives a range of their own."""
    return list(dict.fromkeys((*plan.numbers, *(each.number for each in plan.prior))))


def own_priors(before: Sequence[Belief], edited: Mapping[str, Mapping[str, object]]) -> list[OwnPrior]:
    """The ranges of their own that numbers have after editing; those that are as evidence has them are none.

    `edited`: by number what its row holds now.
    """
    found = (_own(each, edited.get(each.number, each.row)) for each in before if each.items == 1)
    return [each for each in found if each is not None]


def faults_in(priors: Sequence[OwnPrior]) -> list[str]:
    """Everything that is wrong with these ranges, a sentence each, as the command line says it."""
    return [
        f"{each.number}: {fault}"
        for each in priors
        if (fault := _without_reason(each) or fault_in_prior(each.number, each))
    ]


def several_table(several: Sequence[Belief]) -> Table:
    """Numbers that stand for several things at once, which keep the ranges of their evidence."""
    rows = tuple((each.number, each.meaning, str(each.items), each.grade, each.source) for each in several)
    note = (
        "They move together within the ranges of their evidence; a range of one's own is for a number with one value."
    )
    return Table(
        "Numbers with a value for each of several things",
        (NUMBER, "What it is", "Values", "Grade", "Source"),
        rows,
        note,
    )


def _belief(name: str, own: OwnPrior | None) -> Belief:
    if is_level(name):
        months = name.split("_")[2]
        meaning = f"people back in custody within {months} months"
        return _with_own(
            Belief(name, meaning, "share of people", 0.4, 0.2, 0.6, "", 0.0, 1.0, "", "no range is known"), own
        )
    dotted = may_be_fitted()[name]
    number, value, low, high = catalogue()[dotted[0]]
    entry = ledger()[number.evidence]
    grade = f"{entry.grade} ({GRADE_WORDS[entry.grade]})"
    ends = (float(value), float(low), float(high))
    found = Belief(name, number.meaning, number.unit, *ends, "", *ends[1:], grade, entry.source, len(dotted))
    return _with_own(found, own)


def _with_own(belief: Belief, own: OwnPrior | None) -> Belief:
    if own is None:
        return belief
    values = vars(belief) | {"value": own.value, "low": own.low, "high": own.high, "because": own.because}
    return Belief(**values)


def _own(belief: Belief, row: Mapping[str, object]) -> OwnPrior | None:
    """A range of one's own; None where it is that of the evidence, with no reason given."""
    known = _belief(belief.number, None)
    value, low, high = (_number(row.get(name)) for name in (LIKELY, LOW, HIGH))
    because = str(row.get(WHY) or "").strip()
    if not is_level(belief.number) and not because and (value, low, high) == (known.value, known.low, known.high):
        return None
    try:
        return OwnPrior(number=belief.number, value=value, low=low, high=high, because=because or NO_REASON)
    except ValidationError:
        return OwnPrior(number=belief.number, value=0.0, low=0.0, high=0.0, because=because[:200] or NO_REASON)


NO_REASON = "no reason given"


def _without_reason(prior: OwnPrior) -> str | None:
    if prior.because != NO_REASON:
        return None
    return "its range is not that of its evidence, and nothing says why; allowed: a reason; type it under " + WHY


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else float("nan")
