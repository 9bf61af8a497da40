"""Every number of the model as a reader meets it: values, ranges, grade and source, and those that a study changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache

import pandas as pd

from simmodel.carried import LEVELS, known_numbers
from simmodel.evidence import GRADE_WORDS, ledger
from simmodel.posterior import LEVEL
from simmodel.quantities import Number
from simmodel.ranges import name_of
from simmodel.scenario import Study
from simmodel.shown.assumptions.areas import AREAS

DERIVED, ASSUMED = "worked out from named evidence", "assumption, no source found"
_ROW = re.compile(r"\b[A-Z]{2,5}\d{3}\b")


@dataclass(frozen=True)
class Value:
    """One value of a number: of which item (empty for a number of one value), its range, and what a study says."""

    name: str
    item: str
    value: float
    low: float
    high: float
    in_study: float

    @property
    def is_changed(self) -> bool:
        """Whether the study says otherwise."""
        return self.in_study != self.value


@dataclass(frozen=True)
class Shown:
    """One number with all its values, and the row of the ledger that it cites."""

    name: str
    area: str
    meaning: str
    unit: str
    evidence: str
    grade: str
    source: str
    note: str
    values: tuple[Value, ...]

    @property
    def is_changed(self) -> bool:
        """Whether a study changes one of its values."""
        return any(value.is_changed for value in self.values)

    @property
    def rests_on(self) -> str:
        """What the number rests on: its grade, of grade D whether evidence is named or none was found."""
        if self.grade != "D":
            return f"{self.grade}: {GRADE_WORDS[self.grade]}"
        return f"D: {DERIVED if _ROW.search(self.source) else ASSUMED}"


@dataclass(frozen=True)
class Wanted:
    """What a reader filters by; nothing chosen lets everything through."""

    grades: tuple[str, ...] = ()
    area: str = ""
    search: str = ""
    changed: bool = False


def every_number(study: Study | None = None) -> list[Shown]:
    """Every number by area, as the study has it; at its default without one."""
    own = _own(study) if study is not None else {}
    grouped: dict[str, list[tuple[Number, Value]]] = {}
    for dotted, (number, value, low, high) in known_numbers().items():
        item = dotted.removeprefix(name_of(dotted)).lstrip(".").replace("_", " ")
        found = Value(dotted, item, value, low, high, own.get(dotted, value))
        grouped.setdefault(name_of(dotted), []).append((number, found))
    order = list(AREAS)
    return sorted((_shown(name, values) for name, values in grouped.items()), key=lambda each: order.index(each.area))


def _own(study: Study) -> dict[str, float]:
    levels = {f"{LEVEL}{key}": float(getattr(study.custody_level, key)) for key in LEVELS}
    return levels | {each.number: each.value for each in study.assumptions}


def _shown(name: str, found: Sequence[tuple[Number, Value]]) -> Shown:
    number, values = found[0][0], tuple(value for _, value in found)
    row, area = ledger()[number.evidence], name.partition(".")[0]
    return Shown(name, area, number.meaning, number.unit, row.id, row.grade, row.source, row.note, values)


def chosen(numbers: Sequence[Shown], wanted: Wanted) -> list[Shown]:
    """The numbers that a reader asks for: every word of the search occurs in what is shown of them."""
    words = wanted.search.lower().split()
    return [each for each in numbers if _fits(each, wanted) and all(word in _text(each) for word in words)]


def _fits(number: Shown, wanted: Wanted) -> bool:
    return (
        (not wanted.grades or number.grade in wanted.grades)
        and (not wanted.area or number.area == wanted.area)
        and (not wanted.changed or number.is_changed)
    )


@cache
def _text(number: Shown) -> str:
    parts = (number.name, AREAS[number.area], number.meaning, number.unit, number.source, number.note, number.evidence)
    return " ".join((*parts, *(value.name for value in number.values))).lower()


def by_area(numbers: Sequence[Shown]) -> Iterator[tuple[str, list[Shown]]]:
    """The numbers of each area that has any, in order."""
    for area in AREAS:
        within = [each for each in numbers if each.area == area]
        if within:
            yield area, within


def told(value: float) -> str:
    """A number in as many digits as its source has, without powers of ten.

    >>> told(0.00005), told(650000.0), told(0.425)
    ('0.00005', '650,000', '0.425')
    """
    short = f"{value:,.6g}"
    return short if "e" not in short else f"{value:,.10f}".rstrip("0").rstrip(".")


def frame_of(numbers: Sequence[Shown]) -> pd.DataFrame:
    """Every value of these numbers, one row each, for a file."""
    rows = []
    for each in numbers:
        row = ledger()[each.evidence]
        shared = {key: value for key, value in asdict(each).items() if key not in ("values", "name", "area")}
        for value in each.values:
            own = {"name": value.name, "area": AREAS[each.area], "value": value.in_study, "default": value.value}
            own |= {"low": value.low, "high": value.high, "changed_by_study": value.is_changed}
            rows.append(own | shared | {"how_sure": GRADE_WORDS[each.grade], "rests_on": each.rests_on})
            rows[-1] |= {"source_year": row.source_year, "price_year": row.price_year}
    return pd.DataFrame(rows)
