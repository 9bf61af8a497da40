"""One row of a target file as a target: what was counted, of whom, by when, and for what use."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from simmodel.calibration.target_amounts import Counts, Reader
from simmodel.calibration.target_cells import is_date, window
from simmodel.calibration.target_columns import FIGURES
from simmodel.calibration.target_faults import Faults, hint
from simmodel.calibration.target_text import Row
from simmodel.calibration.targets import ALL_PEOPLE, AT_A_TIME, FIT, KINDS, KINDS_OF, STATE, USES, Target
from simmodel.quantities import WEEKS_PER_MONTH
from simmodel.study_faults import shown
from simmodel.vocabulary import COHORTS

LONGEST_TEXT = 500
_TIMES = "allowed: months (12), weeks (52w) or, of what is counted over a while, a window (12-24)"
_A_NUMBER = re.compile(r"[\d.]+", re.ASCII)

_MEANT = {
    **dict.fromkeys(("crises", "crisis", "police"), "police_call_outs"),
    **dict.fromkeys(("reoffending", "reoffended", "reconviction", "convicted"), "new_sentence"),
    **dict.fromkeys(("recidivism", "prison", "back_in_prison", "returned"), "return_to_prison"),
    **dict.fromkeys(("employment", "employed", "job", "work"), "at_work"),
    **dict.fromkeys(("housing", "stable_housing", "tenancy"), "housed"),
    **dict.fromkeys(("emergency", "hospital", "ed", "ed_visits", "admissions"), "times_in_acute_care"),
}
"""What people call an outcome that has another name here."""


@dataclass(frozen=True)
class Plan:
    """What targets are read within: the arms of a pilot, and for how many months it can be followed at most."""

    arms: tuple[str, ...]
    longest_months: float


@dataclass(frozen=True)
class ReadRow:
    """A target beside the row that it was read from; `percents`: by column whether a figure was written with %.

    `step`: one unit of the last digit of what was seen.
    """

    target: Target
    row: Row
    percents: Mapping[str, bool]
    step: float

    @property
    def seen_in(self) -> str:
        """The column in which the file says what was observed."""
        return self.row.called("value" if self.row.get("value") else "lower")


@dataclass(frozen=True)
class RowReader:
    """Reads one row within a plan."""

    row: Row
    plan: Plan
    commas_are_marks: bool
    faults: Faults

    def read(self) -> ReadRow | None:
        """The target with what was written; None, and every fault of the row told, where it has one."""
        before = len(self.faults.faults)
        outcome = self._name("target", KINDS_OF, "")
        kind = self._kind(outcome)
        since, until = self._time(kind)
        group = self._name("group", (*COHORTS, ALL_PEOPLE), ALL_PEOPLE)
        arm, use, source, note = self._arm(), self._name("use", USES, FIT), self._text("source"), self._text("note")
        counts = Counts(outcome, kind, since, until)
        amounts = Reader(self.row, counts, self.commas_are_marks, self.faults).amounts()
        if amounts is None or len(self.faults.faults) > before:
            return None
        value, n, se, lower, upper = (amounts.figures.get(name) for name in FIGURES)
        whom = "" if group == ALL_PEOPLE else group
        line = self.row.line
        target = Target(line, outcome, kind, since, until, whom, arm, value, n, se, lower, upper, use, source, note)
        return ReadRow(target, self.row, amounts.percents, amounts.step)

    def _fault(self, column: str, words: str) -> None:
        self.faults.add(self.row.line, self.row.called(column), words)

    def _name(self, column: str, known: Collection[str], blank: str) -> str:
        """A known name in small letters; "" and a fault where it is none of these."""
        given = self.row.get(column)
        name = given.lower() or blank
        if name in known:
            return name
        what = f"is {shown(given)}" if given else "is missing"
        meant = _MEANT.get(name.replace(" ", "_"), "")
        near = f"; type {meant}" if meant in known else hint(given, known) or f"; type {next(iter(known))}"
        self._fault(column, f"{what}; allowed: {', '.join(known)}{near}")
        return ""

    def _kind(self, outcome: str) -> str:
        given, fitting = self.row.get("kind"), KINDS_OF.get(outcome, KINDS)
        if not given and (not outcome or len(fitting) == 1):
            return fitting[0] if outcome else ""
        if given.lower() in fitting:
            return given.lower()
        what = f"is {shown(given)}" if given else "is missing"
        of = f"allowed for {outcome}" if outcome else "allowed"
        self._fault("kind", f"{what}; {of}: {', '.join(fitting)}{hint(given, fitting) or f'; type {fitting[0]}'}")
        return ""

    def _arm(self) -> str:
        given = self.row.get("arm")
        if given in self.plan.arms or (not given and len(self.plan.arms) == 1):
            return given or self.plan.arms[0]
        if not given and not self.plan.arms:
            return ""
        what = f"is {shown(given)}" if given else "is missing"
        near = hint(given, self.plan.arms) or (f"; type {self.plan.arms[0]}" if self.plan.arms else "; leave it blank")
        self._fault("arm", f"{what}; allowed: {', '.join(self.plan.arms) or 'none, as the plan names no arm'}{near}")
        return ""

    def _time(self, kind: str) -> tuple[float, float]:
        """(since, until) in months; zeros and a fault where the time cannot be used."""
        given = self.row.get("time")
        found = window(given.lower())
        fault = _no_time(given) if found is None else self._misplaced(*found, kind)
        if fault or found is None:
            self._fault(
                "time", f"is {shown(given)}; {fault}" if given else f"is missing; {_TIMES}; type for example 12"
            )
            return 0.0, 0.0
        return found[0] or 0.0, found[1]

    def _misplaced(self, since: float | None, until: float, kind: str) -> str:
        if until > self.plan.longest_months:
            most = f"allowed: up to {self.plan.longest_months:g} months, as long as the plan can follow people"
            return f"{most}; delete the row, or follow people for longer"
        if until * WEEKS_PER_MONTH < 1:
            return "allowed: a week or more after each person's start; type for example 3, for 3 months"
        if since is not None and round(since * WEEKS_PER_MONTH) >= round(until * WEEKS_PER_MONTH):
            early = "0" if since == until else f"{until:g}"
            return f"allowed: a window from an earlier to a later week; type for example {early}-{since:g}"
        if kind == STATE and since is not None:
            return f"allowed: one moment, as a state holds at a time; type {until:g}"
        if kind in AT_A_TIME and since:
            return f"allowed: a time since each person's start, as a {kind} share begins there; type {until:g}"
        return ""

    def _text(self, column: str) -> str:
        """A cell of words; spaces within it count once."""
        words = " ".join(self.row.get(column).split())
        if len(words) > LONGEST_TEXT:
            self._fault(column, f"has {len(words)} characters; allowed: up to {LONGEST_TEXT}; type it shorter")
        elif not words.isprintable():
            self._fault(column, f"is {shown(words)}, with signs that cannot be printed; allowed: words; type it again")
        elif words[:1] and words[0] in "=@+":
            self._fault(column, f"is {shown(words)}, a formula; allowed: words; delete its first sign")
        elif _A_NUMBER.fullmatch(words):
            rest = 'put a number with a comma in quotes, "1,445", or type words'
            self._fault(column, f"is {shown(words)}, perhaps the end of a number; allowed: words; {rest}")
        return words


def _no_time(given: str) -> str:
    if given.startswith("-"):
        return f"{_TIMES}, after each person's start; type it without the minus"
    if is_date(given):
        since = "type months since each person's own start, such as 12, or a window in words: 12 to 24"
        return f"perhaps a window which a spreadsheet made a date; {_TIMES}; {since}"
    if "w" in given.lower():
        return f"{_TIMES}; type both ends in weeks, such as 52w-104w"
    return f"{_TIMES}; type for example 12"
