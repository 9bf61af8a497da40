"""Records: a class lists its fields once, with what they mean; `record_type` turns it into a numpy record."""

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Field:
    """One field of a record: its numpy type, how many, and what it means."""

    kind: Any
    meaning: str
    count: int = 0


def real(meaning: str, count: int = 0) -> Any:
    """A number computed with (f8)."""
    return Field("f8", meaning, count)


def whole(meaning: str, count: int = 0) -> Any:
    """A whole number, such as a week (i4)."""
    return Field("i4", meaning, count)


def bits(meaning: str, count: int = 0) -> Any:
    """Yes and no, side by side in up to fifteen bits (i2)."""
    return Field("i2", meaning, count)


def code(meaning: str, count: int = 0) -> Any:
    """A code from the vocabulary, or yes and no (i1)."""
    return Field("i1", meaning, count)


def word(meaning: str, count: int = 0) -> Any:
    """A 32-bit word of luck, or a luck number (u4)."""
    return Field("u4", meaning, count)


def address(meaning: str) -> Any:
    """A part of luck's address that is computed with (i8)."""
    return Field("i8", meaning)


def record_type(record: type, **nested: np.dtype) -> np.dtype:
    """The numpy record of a class of fields, in the order written; `nested` fills fields left as None."""
    names, formats, offsets, end = [], [], [], 0
    for name, value in vars(record).items():
        for kind in _member(name, value, nested):
            words = kind.base.itemsize if kind.base.names is None else 8
            end += -end % words
            names.append(name)
            formats.append(kind)
            offsets.append(end)
            end += kind.itemsize
    layout: Any = {"names": names, "formats": formats, "offsets": offsets, "itemsize": end + -end % 8}
    return np.dtype((np.record, np.dtype(layout)))


def _member(name: str, value: Any, nested: dict[str, np.dtype]) -> list[np.dtype]:
    if name in nested:
        kind, count = nested[name], getattr(value, "count", 0)
    elif isinstance(value, Field):
        kind, count = value.kind, value.count
    else:
        return []
    return [np.dtype((kind, (count,))) if count else np.dtype(kind)]
