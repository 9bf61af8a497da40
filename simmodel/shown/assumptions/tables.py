"""The numbers of an area as a table, in the words of its ledger rows."""

from __future__ import annotations

from collections.abc import Sequence

from simmodel.documents.assumptions import team_prices
from simmodel.evidence import GRADE_WORDS
from simmodel.shown.assumptions.areas import AREAS, about
from simmodel.shown.assumptions.numbers import Shown, Value, told
from simmodel.shown.parts import Part, Table, Words

HEAD = ("What it is", "Value used", "What evidence leaves open", "Unit", "Grade", "Source", "Name in a study file")
CHANGED = "Changed by the study"
SET_BY_STUDY = "a study sets it; it is not drawn"


def parts_of(area: str, numbers: Sequence[Shown]) -> list[Part]:
    """What an area holds, in a sentence, and its numbers as a table."""
    return [Words(about(area), "caption"), table_of(area, numbers)]


def label_of(area: str, numbers: Sequence[Shown]) -> str:
    """An area as its fold says it: its name, how many numbers, and how many a study changes."""
    changed = sum(each.is_changed for each in numbers)
    more = f", {changed} changed by the study" if changed else ""
    return f"{AREAS[area]}: {len(numbers)} number{'s' if len(numbers) > 1 else ''}{more}"


def table_of(area: str, numbers: Sequence[Shown]) -> Table:
    """The numbers of an area: value, range, unit, grade and source."""
    rows = tuple(_row(each) for each in numbers)
    return Table("", HEAD, rows, "Ranges are what evidence leaves open, not choices.", f"numbers-{area}")


def _row(each: Shown) -> tuple[str, ...]:
    values = "; ".join(_value(value) for value in each.values)
    ranges = SET_BY_STUDY if each.area == "custody_level" else _ranges(each.values)
    return (each.meaning, values, ranges, each.unit, each.grade, f"{each.evidence}: {each.source}", each.name)


def _value(value: Value) -> str:
    item = f"{value.item} " if value.item else ""
    if not value.is_changed:
        return f"{item}{told(value.value)}"
    return f"{item}{told(value.in_study)} ({CHANGED.lower()}; default {told(value.value)})"


def _ranges(values: Sequence[Value]) -> str:
    ranges = [f"{told(value.low)} to {told(value.high)}" for value in values]
    if len(set(ranges)) == 1:
        return ranges[0] + (" each" if len(values) > 1 else "")
    return "; ".join(f"{value.item} {each}" for value, each in zip(values, ranges, strict=True))


def team_table() -> Table:
    """What a site's team is priced at, line by line."""
    rows = [
        (
            str(r["name"]).replace("_", " "),
            told(r["used"]),
            f"{told(r['low'])} to {told(r['high'])}",
            r["grade"],
            r["unit"],
        )
        for r in team_prices().to_dict("records")
    ]
    head = ("Line of the site budget", "Value used", "What evidence leaves open", "Grade", "Of what, and source")
    note = "Dollars a year of 2026-27, full-time equivalents, or shares. They are not drawn; Site budget sets them."
    return Table("What a team is priced at", head, tuple(tuple(map(str, row)) for row in rows), note, "numbers-team")


def grades_table() -> Table:
    """What each grade means."""
    return Table(
        "What the grades mean", ("Grade", "It rests on"), tuple((grade, words) for grade, words in GRADE_WORDS.items())
    )
