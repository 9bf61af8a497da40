"""The parts of a page as plain values: they draw in the app (`simmodel.screens.draw`) and keep as JSON.

A page is a list of parts. Words of people and files stand in them as they are: whoever draws makes them harmless.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import Field, TypeAdapter

from simmodel.documents.told import Told

type Chart = dict[str, Any]
"""A Vega-Lite chart; its `description` states the numbers to those who cannot see it."""
Tone = Literal["plain", "strong", "caption", "finding", "note", "warning"]


@dataclass(frozen=True)
class Heading:
    """A heading within a page."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Words:
    """Sentences; a finding, a note and a warning stand in a box, which may have a title. `points`: a list below."""

    text: str
    tone: Tone = "plain"
    title: str = ""
    points: tuple[str, ...] = ()
    kind: Literal["words"] = "words"


@dataclass(frozen=True)
class Table:
    """A table of words: a title, a head, rows that begin with their label, and a note below. `name`: of its file."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    name: str = ""
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Figure:
    """A chart under its finding, the same numbers as a table, and a note. `name`: of its files, and unlike others'."""

    name: str
    title: str
    chart: Chart
    table: Table
    note: str = ""
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True)
class Folded:
    """Parts that are folded away under a label until somebody asks."""

    label: str
    parts: tuple[Part, ...]
    kind: Literal["folded"] = "folded"


@dataclass(frozen=True)
class Choice:
    """Parts of which one is shown: a reader chooses by `label` among `options`, the first unless they do."""

    label: str
    options: tuple[Option, ...]
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True)
class Option:
    """One of the parts that a reader may choose among."""

    label: str
    parts: tuple[Part, ...] = field(default=())


type Part = Annotated[Heading | Words | Table | Figure | Folded | Choice, Field(discriminator="kind")]

_PARTS: TypeAdapter[list[Part]] = TypeAdapter(list[Part])


def to_json(parts: Sequence[Part]) -> bytes:
    """Parts as JSON."""
    return _PARTS.dump_json(list(parts))


def from_json(text: bytes) -> list[Part]:
    """Parts from JSON; ValueError where it is none of ours."""
    return _PARTS.validate_json(text)


def table_of(told: Told, name: str = "") -> Table:
    """A table of the documents as a part of a page."""
    return Table(told.title, told.head, told.rows, told.note, name)


def table_of_frame(frame: pd.DataFrame, title: str, label: str = "Outcome", note: str = "", name: str = "") -> Table:
    """A frame of text, whose index holds the labels of its rows; `label` heads them."""
    rows = tuple((str(row), *map(str, values)) for row, values in zip(frame.index, frame.to_numpy(), strict=True))
    return Table(title, (label, *map(str, frame.columns)), rows, note, name)


def labelled(parts: Sequence[Part], label: str) -> list[Part]:
    """The same parts, with what all their numbers are fitted to below every table and chart; as they are for none."""
    return [_labelled(part, label) for part in parts] if label else list(parts)


def _labelled(part: Part, label: str) -> Part:
    match part:
        case Table():
            return replace(part, note=f"{part.note} {label}.".strip())
        case Figure():
            table = replace(part.table, note=f"{part.table.note} {label}.".strip())
            return replace(part, table=table, note=f"{part.note} {label}.".strip())
        case Folded():
            return replace(part, parts=tuple(labelled(part.parts, label)))
        case Choice():
            options = tuple(replace(each, parts=tuple(labelled(each.parts, label))) for each in part.options)
            return replace(part, options=options)
        case _:
            return part
