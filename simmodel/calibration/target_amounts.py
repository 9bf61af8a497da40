"""What a row of a target file says was observed: a value of so many people, one with its error, or an interval."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from simmodel.calibration.target_cells import CellError, Figure, counted_between, figure
from simmodel.calibration.target_columns import FIGURES
from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_text import Row
from simmodel.calibration.targets import COST, COUNTED_IN_N, MEAN, is_share
from simmodel.quantities import DAYS_PER_WEEK, ROUNDING
from simmodel.study_faults import shown

MOST_PEOPLE = 100_000_000
DAYS_PER_YEAR = 366
"""Of a leap year: nobody is in custody for longer in a year."""
_IN_DAYS = {
    "custody_days": DAYS_PER_YEAR,
    "homeless_nights": DAYS_PER_YEAR,
    "weeks_in_work": DAYS_PER_YEAR / DAYS_PER_WEEK,
}
"""The most of these that one person can have in a year."""
_MONTHS = 12
_TWO_SIDES = 3.92
"""A 95% confidence interval is so many standard errors wide."""


@dataclass(frozen=True)
class Counts:
    """What a row counts, as far as it is understood: outcome, kind and window in months; "" or 0 where it is not."""

    outcome: str
    kind: str
    since: float = 0.0
    until: float = 0.0

    @property
    def known(self) -> bool:
        """Whether it is understood what is counted."""
        return bool(self.outcome and self.kind)

    @property
    def share(self) -> bool:
        """Whether it is a share, 0 to 1."""
        return self.known and is_share(self.outcome, self.kind)

    @property
    def of_whole_counts(self) -> bool:
        """Whether it is a number of people, or of appointments, of n."""
        return self.share and (self.kind != MEAN or self.outcome in COUNTED_IN_N)

    @property
    def most(self) -> float:
        """The largest value that can be."""
        a_year = _IN_DAYS.get(self.outcome, math.inf)
        if self.share:
            return 1.0
        window = self.until - self.since
        return a_year * (window / _MONTHS if window else math.inf) if self.kind == MEAN else a_year


@dataclass(frozen=True)
class Amounts:
    """The figures of one row, by name; `percents`: of each but n whether it was written with a percent sign.

    `step`: one unit of the last digit of what was seen; 0 for a band of counts.
    """

    figures: Mapping[str, float]
    percents: Mapping[str, bool]
    step: float = 0.0


@dataclass(frozen=True)
class Reader:
    """Reads the figures of one row and tells its faults."""

    row: Row
    counts: Counts
    commas_are_marks: bool
    faults: Faults

    def fault(self, column: str, words: str) -> None:
        """A fault in a cell of this row."""
        self.faults.add(self.row.line, self.row.called(column), words)

    def amounts(self) -> Amounts | None:
        """The figures of the row; None, and faults told, where they are not exactly one way to say what was seen."""
        given = [name for name in FIGURES if self.row.get(name)]
        between = counted_between(self.row.get("value"))
        read = {name: self._figure(name) for name in given if not (name == "value" and between)}
        fits = self._one_way(given, between is not None)
        if not fits or None in read.values():
            return None
        figures = {name: one for name, one in read.items() if one is not None}
        numbers = {name: one.number for name, one in figures.items()}
        if between:
            numbers |= self._between(*between, numbers["n"]) or {}
        signs = {name: one.percent for name, one in figures.items() if name != "n" and one.number}
        good = self._possible(numbers, figures) if not between or "upper" in numbers else False
        step = max((one.step for name, one in figures.items() if name in ("value", "lower", "upper")), default=0.0)
        return Amounts(numbers, signs, step) if good else None

    def _figure(self, column: str) -> Figure | None:
        try:
            found = figure(self.row.get(column), self.commas_are_marks, whole=column == "n")
        except CellError as error:
            self.fault(column, str(error))
            return None
        fault = self._fault_of_n(found) if column == "n" else self._fault_of_size(column, found)
        if fault:
            self.fault(column, f"is {shown(self.row.get(column))}; {fault}")
            return None
        return found

    def _fault_of_n(self, found: Figure) -> str:
        if found.percent or found.dollars or not found.number.is_integer() or not 1 <= found.number <= MOST_PEOPLE:
            return f"allowed: a whole number, 1 to {MOST_PEOPLE:,}; type how many were followed, such as 58"
        return ""

    def _fault_of_size(self, column: str, found: Figure) -> str:
        counts = self.counts
        if not counts.known:
            return ""
        if found.percent and not counts.share:
            return f"allowed: an amount, as {counts.outcome} is no share; type it without %"
        if found.dollars and counts.kind != COST:
            return "allowed: no $, as this is not money; type the number alone"
        if column == "se" and found.number <= 0:
            return "allowed: above 0; type the standard error, or give n instead of it"
        if not 0 <= found.number <= counts.most:
            return self._out_of_range(column, found)
        return ""

    def _out_of_range(self, column: str, found: Figure) -> str:
        most, number = self.counts.most, found.number
        if not self.counts.share:
            ends = "0 or more" if most == math.inf else f"0 to {most:.4g}, as there are no more in the window"
            return f"allowed: {ends}; type it as so many a person"
        if found.percent or not 1 < number <= 100:
            return "allowed: a share from 0 to 1, or 0% to 100%; type for example 0.31 or 31%"
        instead = f"type {number:g}% if it is a percentage"
        people = self.row.get("n")
        if column == "value" and number.is_integer() and people.isdecimal() and number <= int(people):
            instead += f", or {number / int(people):.4f} if it is {number:g} of {people}"
        return f"allowed: a share from 0 to 1, or a percentage with its sign; {instead}"

    def _one_way(self, given: list[str], between: bool) -> bool:
        """Whether the row says in exactly one way what was seen."""
        there = set(given)
        ways = "allowed: exactly one of value with n, value with se, lower with upper"
        if not there:
            self.fault("value", f"is missing; {ways}; type for example 0.31 in value and 58 in n")
        elif between and there != {"value", "n"}:
            self._not_beside_a_count(there)
        elif "value" in there and there & {"lower", "upper"}:
            self._interval_beside_value(there, ways)
        elif {"value", "n", "se"} <= there:
            self.fault(
                "se", f"stands beside value and n; {ways}; delete se, or n if se allows for how people were chosen"
            )
        elif "se" in there and "value" not in there:
            self.fault("se", f"stands without value; {ways}; type the value, or delete se")
        elif "value" in there and not there & {"n", "se"}:
            self.fault("n", f"is missing; {ways}; type how many people were followed")
        elif "value" not in there and not {"lower", "upper"} <= there:
            gone = "lower" if "lower" not in there else "upper"
            gone = "value" if not there & {"lower", "upper"} else gone
            example = {"value": "for example 0.31", "lower": "0 if nothing is known", "upper": "the largest it may be"}
            self.fault(gone, f"is missing; {ways}; type {example[gone]}")
        else:
            return True
        return False

    def _not_beside_a_count(self, there: set[str]) -> None:
        value = shown(self.row.get("value"))
        for name in sorted(there - {"value", "n"}):
            self.fault(
                name, f"stands beside {value} in value; allowed: a count between two others has n alone; delete it"
            )
        if "n" not in there:
            self.fault("n", f"is missing beside {value} in value; allowed: of how many; type for example 58")

    def _interval_beside_value(self, there: set[str], ways: str) -> None:
        name = "lower" if "lower" in there else "upper"
        try:
            low, high = (figure(self.row.get(end), self.commas_are_marks).number for end in ("lower", "upper"))
            error = f"type {(high - low) / _TWO_SIDES:.3g} in se" if high > low else "type its standard error in se"
        except CellError:
            error = "type its standard error in se"
        words = f"stands beside value; {ways}; {error} if it is a 95% confidence interval"
        self.fault(name, f"{words}, and delete {' and '.join(sorted(there - {'value', 'se'}))}; or delete value")

    def _between(self, least: int, most: int, people: float) -> dict[str, float] | None:
        """The interval of a share of n that a suppressed or banded cell stands for."""
        given = shown(self.row.get("value"))
        if self.counts.known and not self.counts.of_whole_counts:
            words = "allowed: a number, as only shares of people can be told by a count of them"
            self.fault("value", f"is {given}; {words}; type lower and upper instead")
            return None
        if not least < most <= people:
            words = f"allowed: a count from low to high, the high one at most n = {people:g}"
            self.fault("value", f"is {given}; {words}; type for example <5, or delete the row if it says nothing")
            return None
        return {"lower": least / people, "upper": most / people}

    def _possible(self, numbers: dict[str, float], figures: dict[str, Figure]) -> bool:
        """Whether the figures can be true beside one another; a value that is no whole count of n is a warning."""
        if "upper" in numbers and not numbers["lower"] < numbers["upper"]:
            words = f"is {shown(self.row.get('lower'))}, and upper is {shown(self.row.get('upper'))}"
            self.fault("lower", f"{words}; allowed: lower below upper; type the smaller one in lower")
            return False
        if self.counts.share and (numbers.get("lower"), numbers.get("upper")) == (0.0, 1.0):
            column = "value" if self.row.get("value") else "lower"
            words = "allowed: an interval that leaves something out, as any share lies from 0 to 1"
            self.fault(column, f"is {shown(self.row.get(column))}; {words}; delete the row, which says nothing")
            return False
        if self.counts.share and "se" in numbers:
            return self._error_fits(numbers["value"], numbers["se"])
        if self.counts.of_whole_counts and "value" in figures:
            self._whole(figures["value"], numbers["n"])
        return True

    def _error_fits(self, value: float, error: float) -> bool:
        largest = math.sqrt(value * (1 - value))
        if error <= largest + ROUNDING:
            return True
        words = f"allowed: up to {largest:.3g}, the standard error of one person at a share of {value:g}"
        given = shown(self.row.get("se"))
        self.fault("se", f"is {given}; {words}; type it as a share or with %, or give n instead of it")
        return False

    def _whole(self, found: Figure, people: float) -> None:
        nearest = round(found.number * people)
        if abs(found.number - nearest / people) > found.step / 2 + ROUNDING:
            words = f"of n = {people:g} is {found.number * people:.4g}, no whole count"
            near = f"the nearest is {nearest} of {people:g}, {nearest / people:.4f}"
            text = f"is {shown(self.row.get('value'))}, which {words}; {near}; look whether both are of the same people"
            self.faults.warn(self.row.line, self.row.called("value"), text)
