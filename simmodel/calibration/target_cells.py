"""What a cell of a target file says: a number as it was written, a suppressed or banded count, a time after the start.

Nothing is guessed: what may be read in two ways is refused with what to type instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from simmodel.quantities import WEEKS_PER_MONTH
from simmodel.study_faults import shown

_DIGITS = r"-?(?:(?:[1-9]\d{0,2}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,2})?"
_NUMBER = re.compile(rf"(?P<dollar>-?\$ ?)?(?P<digits>{_DIGITS}) ?(?P<percent>%)?", re.ASCII)
_BELOW = re.compile(r"(?:<|less than|fewer than|under) ?(\d{1,6})", re.ASCII | re.IGNORECASE)
_UP_TO = re.compile(r"(?:<=|≤|at most|up to) ?(\d{1,6})", re.ASCII | re.IGNORECASE)
_BAND = re.compile(r"(\d{1,6}) ?(?:-|–|to) ?(\d{1,6})", re.ASCII)
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY_FIRST = rf"\d{{1,2}}[-/. ]+{_MONTH}(?:[-/., ]+\d{{2,4}})?"
_DATE = re.compile(
    rf"(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|{_DAY_FIRST}|{_MONTH}[-/., ]+\d{{1,4}})(?:[T ][\d:. ]+)?",
    re.ASCII | re.IGNORECASE,
)
_MOMENT = re.compile(
    r"(?P<before>[mw])?(?P<number>\d{1,4}(?:\.\d{1,6})?) ?(?P<after>months?|m|weeks?|w)?", re.ASCII | re.IGNORECASE
)
_WINDOW = re.compile(r"([\w. ]+?) ?(?:-|–|to) ?([\w. ]+)", re.ASCII | re.IGNORECASE)
NO_NUMBER = (
    "na",
    "n/a",
    "nan",
    "null",
    "none",
    "inf",
    "-inf",
    "infinity",
    "-",
    "–",
    ".",
    "..",
    "np",
    "n.p.",
    "*",
    "s",
    "x",
)
_THOUSANDS = r"\d{1,3}(?:[ ']\d{3})+"
_THOUSANDS_BY_COMMA = r"[1-9]\d{0,2}(?:,\d{3})+"


class CellError(Exception):
    """A cell that cannot be read; its text goes on from "row 4, column value "."""


@dataclass(frozen=True)
class Figure:
    """A number as it was written: a percentage is a share; `step`: one unit of its last digit."""

    number: float
    step: float
    percent: bool = False
    dollars: bool = False


def figure(text: str, commas_are_marks: bool, whole: bool = False) -> Figure:
    """The number in a cell; CellError where it holds none, or one that may be read in two ways.

    `whole`: whether it counts people, so that only a whole number can be meant.
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        raise CellError(_no_number(text, whole))
    if "," in text and not commas_are_marks:
        if whole:
            digits = text.replace(",", "") if re.fullmatch(_THOUSANDS_BY_COMMA, text, re.ASCII) else "for example 48"
            raise CellError(f"is {shown(text)}; allowed: a whole number in digits; type {digits}")
        raise CellError(f"is {shown(text)}; allowed: digits and a point; type {_pointed(text)}")
    written = Decimal(found["digits"].replace(",", "")).scaleb(-2 if found["percent"] else 0)
    if (found["dollar"] or "").startswith("-"):
        written = -written
    step = 10.0 ** int(written.as_tuple().exponent)
    return Figure(float(written), step, bool(found["percent"]), bool(found["dollar"]))


def _pointed(text: str) -> str:
    whole, _, rest = text.partition(",")
    if len(rest) == 3 and rest.isdigit() and whole.lstrip("-") != "0":
        return f"{whole}{rest} or {whole}.{rest}"
    return f"{whole}.{rest}" if "," not in rest and "." not in rest else text.replace(",", "")


def _no_number(text: str, whole: bool) -> str:
    given = f"is {shown(text)}"
    if text.startswith(("=", "@")) or (text.startswith("+") and not text[1:].replace(".", "").isdigit()):
        return f"{given}, a formula; allowed: a number; type the number that it gives"
    if text.startswith("#"):
        return f"{given}, an error of a spreadsheet; allowed: a number; type what was observed, or delete the row"
    if text.lower() in NO_NUMBER:
        return f'{given}; allowed: a number; delete the row, or type "<5" in value for a cell that was suppressed'
    if is_date(text):
        return f"{given}, which a spreadsheet made a date; allowed: a number; type a band such as 5 to 9 in words"
    parts = re.fullmatch(r"(\d{1,6}) ?(?:/|of|out of) ?(\d{1,6})", text, re.ASCII)
    if parts and int(parts[2]):
        share = f"{int(parts[1]) / int(parts[2]):.4f}"
        return f"{given}; allowed: one number in a cell; type {share} in value and {parts[2]} in n"
    if re.fullmatch(_THOUSANDS, text, re.ASCII):
        return f"{given}; allowed: digits and a point; type {re.sub('[^0-9]', '', text)}"
    if whole:
        return f"{given}; allowed: a whole number in digits; type for example 48"
    comma = re.fullmatch(r"-?\d+,\d+%?", text, re.ASCII)
    return f"{given}; allowed: a number in digits, with a point; type {_pointed(text) if comma else 'for example 0.31'}"


def counted_between(text: str) -> tuple[int, int] | None:
    """The least and the most people that a suppressed or banded cell may stand for; None where it is no such cell.

    >>> counted_between("<5"), counted_between("5-9"), counted_between("0.31")
    ((0, 4), (5, 9), None)
    """
    below, up_to, band = _BELOW.fullmatch(text), _UP_TO.fullmatch(text), _BAND.fullmatch(text)
    if below:
        return 0, int(below[1]) - 1
    if up_to:
        return 0, int(up_to[1])
    return (int(band[1]), int(band[2])) if band else None


def moment(text: str) -> float | None:
    """Months after each person's own start: "12", "m12", "12 months" or "52w"; None where it is none of these.

    >>> moment("12"), moment("m6"), moment("13w"), moment("soon")
    (12.0, 6.0, 3.0, None)
    """
    found = _MOMENT.fullmatch(text)
    if not found or (found["before"] and found["after"]):
        return None
    unit = (found["before"] or found["after"] or "m").lower()
    return float(found["number"]) / (WEEKS_PER_MONTH if unit.startswith("w") else 1)


def window(text: str) -> tuple[float | None, float] | None:
    """(since, until) in months; since is None where only one moment is named; None where neither is said.

    >>> window("12-24"), window("52w-104w"), window("12"), window("m3")
    ((12.0, 24.0), (12.0, 24.0), (None, 12.0), (None, 3.0))
    """
    at = moment(text)
    if at is not None:
        return None, at
    ends = _WINDOW.fullmatch(text)
    if not ends or bool(re.search(r"w", ends[1], re.I)) != bool(re.search(r"w", ends[2], re.I)):
        return None
    since, until = moment(ends[1].strip()), moment(ends[2].strip())
    return None if since is None or until is None else (since, until)


def is_date(text: str) -> bool:
    """Whether a cell reads like a date: what a spreadsheet makes of 5-9 or 12-24."""
    return bool(_DATE.fullmatch(text))


def begins_with_date(text: str) -> bool:
    """Whether the first words name a day: "1/2/1980, of Taree"."""
    return bool(_DATE.match(text))
