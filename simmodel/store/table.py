"""A paired run as one tidy table, a row for each value, and back to the last bit.

To keep a further number of a run, yield it in `_pieces` and read it in `_run`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from simmodel.appraisal.groups import GROUPS, OF_GROUP
from simmodel.appraisal.measured import Row
from simmodel.appraisal.packed import packed, packed_by_site
from simmodel.appraisal.pooled import Counts
from simmodel.appraisal.runs import SITE
from simmodel.appraisal.yearly import COUNTED, Yearly
from simmodel.cost_items import COST_ITEMS, HOURS_FOR_OTHERS
from simmodel.kept import OneRun

_WORDS = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("study", _WORDS),
        ("study_hash", _WORDS),
        ("engine", _WORDS),
        ("seed", pa.uint64()),
        ("draw", pa.int32()),
        ("run", pa.int32()),
        ("kind", _WORDS),
        ("site", _WORDS),
        ("scenario", _WORDS),
        ("population", _WORDS),
        ("name", _WORDS),
        ("place", pa.int32()),
        ("people", pa.int64()),
        ("value", pa.float64()),
    ]
)
"""`run` counts within its draw; `place` is a week (from 0) or a year (from 1); `site` is empty for all together."""
TOLD_APART_BY = ("kind", "site", "scenario", "population", "name")
LABELS = ("study", "study_hash", "engine", "seed", "draw", "run")
NO_CURVE = "no_custody_curve"
"""The kind of the one row of a run of a draw for which there is no custody curve."""
_BY_YEAR: Mapping[str, Sequence[str]] = {
    "spent": [item.id for item in COST_ITEMS],
    "counted": COUNTED,
    "for_others": [item.id for item in HOURS_FOR_OTHERS],
}
"""The fields of `Yearly`, in order, and what stands in their columns."""
_NONE = -1
"""In `place` and `people` before they are written: nothing."""


class Piece(NamedTuple):
    """Values that share everything but their place: a series, or one number."""

    kind: str
    values: np.ndarray
    scenario: str = ""
    name: str = ""
    population: str = SITE
    site: str = ""
    first: int = _NONE
    people: int = _NONE


def table_of_run(one: OneRun | None, labels: Mapping[str, str | int]) -> pa.Table:
    """The run as a table of `SCHEMA`; None is one without a custody curve.

    `labels`: study, study_hash, engine, seed, draw and run, which every row carries.
    """
    pieces = list(_pieces(one))
    lengths = [len(piece.values) for piece in pieces]
    columns = {name: _alike(labels[name], sum(lengths), SCHEMA.field(name).type) for name in LABELS}
    columns |= {name: _words([getattr(piece, name) for piece in pieces], lengths) for name in TOLD_APART_BY}
    columns["place"] = _or_nothing(np.concatenate([_places(piece) for piece in pieces]), pa.int32())
    columns["people"] = _or_nothing(np.repeat([piece.people for piece in pieces], lengths), pa.int64())
    columns["value"] = pa.array(np.concatenate([piece.values for piece in pieces]), pa.float64())
    return pa.table({name: columns[name] for name in SCHEMA.names}, schema=SCHEMA)


def run_of_table(table: pa.Table, scenarios: Sequence[str]) -> OneRun | None:
    """The run of such a table, its scenarios in this order; KeyError or ValueError where it is not a whole run."""
    return _run(int(table["draw"][0].as_py()), list(_read(table)), scenarios)


def hash_of_rows(table: pa.Table) -> str:
    """A hash (sha256) of all that is read of such a table, row by row."""
    digest = hashlib.sha256(table["value"].to_numpy().tobytes())
    for name in ("draw", "place", "people"):
        digest.update(table[name].fill_null(_NONE).to_numpy().tobytes())
    for name in TOLD_APART_BY:
        codes, texts = _codes(table[name].combine_chunks())
        digest.update(np.array([text.encode() for text in texts])[codes].tobytes())
    return digest.hexdigest()


def _pieces(one: OneRun | None) -> Iterator[Piece]:
    """Everything that is kept of a run, in an order that `_run` relies on."""
    if one is None:
        yield Piece(NO_CURVE, np.zeros(1))
        return
    yield from (_outcome("outcome", row) for row in one.rows)
    yield from (_outcome("site_outcome", row, site) for site, rows in one.by_site.items() for row in rows)
    yield from _counts("base", "", one.base)
    for name, series in one.weekly.items():
        yield from (Piece("weekly", values, name, which, first=0) for which, values in series.items())
        yield from _yearly(name, one.yearly[name])
        yield from _counts("in_time", name, dict(zip(("in_time", "counted"), one.in_time[name], strict=True)))
        yield from _counts("capacity", name, one.capacity[name])
        yield from _counts("delivery", name, one.delivery[name])
        for group, sums in zip(GROUPS, one.groups[name], strict=True):
            for which, value in zip(OF_GROUP, sums, strict=True):
                yield Piece("group", np.array([value]), name, which, population=group)


def _outcome(kind: str, row: Row, site: str = "") -> Piece:
    return Piece(kind, np.array([row.value]), row.scenario, row.outcome, row.population, site, people=row.people)


def _counts(kind: str, scenario: str, counts: Mapping[str, float]) -> Iterator[Piece]:
    return (Piece(kind, np.array([value]), scenario, name) for name, value in counts.items())


def _yearly(scenario: str, yearly: Yearly) -> Iterator[Piece]:
    for kind, names in _BY_YEAR.items():
        for place, name in enumerate(names):
            yield Piece(kind, getattr(yearly, kind)[:, place], scenario, name, first=1)


def _run(draw: int, pieces: Sequence[Piece], scenarios: Sequence[str]) -> OneRun | None:
    """One run of its pieces."""
    if pieces[0].kind == NO_CURVE:
        return None
    of: dict[tuple[str, str], list[Piece]] = {}
    by_site: dict[str, list[Row]] = {}
    for piece in pieces:
        of.setdefault((piece.kind, piece.scenario), []).append(piece)
        if piece.kind == "site_outcome":
            by_site.setdefault(piece.site, []).append(_row(piece))
    return OneRun(
        draw=draw,
        rows=packed(_row(piece) for piece in pieces if piece.kind == "outcome"),
        weekly={name: {each.name: each.values.astype(np.float32) for each in of["weekly", name]} for name in scenarios},
        base=_counted(of["base", ""]),
        in_time={name: _two(of["in_time", name]) for name in scenarios},
        capacity={name: _counted(of["capacity", name]) for name in scenarios},
        delivery={name: _counted(of.get(("delivery", name), ())) for name in scenarios},
        yearly={name: Yearly(*(_by_year(of[kind, name]) for kind in _BY_YEAR)) for name in scenarios},
        groups={name: _by_group(of["group", name]) for name in scenarios},
        by_site=packed_by_site(by_site),
    )


def _row(piece: Piece) -> Row:
    return Row(piece.scenario, piece.population, piece.people, piece.name, float(piece.values[0]))


def _counted(pieces: Iterable[Piece]) -> Counts:
    return {piece.name: float(piece.values[0]) for piece in pieces}


def _two(pieces: Sequence[Piece]) -> tuple[int, int]:
    part, whole = (int(piece.values[0]) for piece in pieces)
    return part, whole


def _by_year(pieces: Sequence[Piece]) -> np.ndarray:
    return np.stack([piece.values for piece in pieces], axis=-1)


def _by_group(pieces: Sequence[Piece]) -> np.ndarray:
    return np.concatenate([piece.values for piece in pieces]).reshape(len(GROUPS), len(OF_GROUP))


def _read(table: pa.Table) -> Iterator[Piece]:
    """Every piece of a table, in order: rows that nothing but their place tells apart."""
    values = table["value"].to_numpy()
    people = table["people"].fill_null(_NONE).to_numpy()
    words = {name: _codes(table[name].combine_chunks()) for name in TOLD_APART_BY}
    changes = np.any([codes[1:] != codes[:-1] for codes, _ in words.values()], axis=0)
    ends = [0, *(np.flatnonzero(changes) + 1).tolist(), len(values)]
    for start, end in pairwise(ends):
        said = {name: texts[codes[start]] for name, (codes, texts) in words.items()}
        yield Piece(**said, values=values[start:end], people=int(people[start]))


def _codes(column: pa.DictionaryArray) -> tuple[np.ndarray, list[str]]:
    """A column of texts as whole numbers, and the text that each stands for."""
    return column.indices.to_numpy(), column.dictionary.to_pylist()


def _alike(value: str | int, rows: int, kind: pa.DataType) -> pa.Array:
    """A column that says the same in every row."""
    return _words([str(value)], [rows]) if kind == _WORDS else pa.array(np.full(rows, value), kind)


def _words(texts: Sequence[str], lengths: Sequence[int]) -> pa.DictionaryArray:
    """A column of texts, each repeated so many times."""
    known = list(dict.fromkeys(texts))
    codes = {text: code for code, text in enumerate(known)}
    indices = np.repeat(np.array([codes[text] for text in texts], np.int32), lengths)
    return pa.DictionaryArray.from_arrays(indices, pa.array(known, pa.string()))


def _places(piece: Piece) -> np.ndarray:
    count = len(piece.values)
    return np.full(count, _NONE) if piece.first == _NONE else np.arange(piece.first, piece.first + count)


def _or_nothing(numbers: np.ndarray, kind: pa.DataType) -> pa.Array:
    return pa.array(numbers, kind, mask=numbers == _NONE)
