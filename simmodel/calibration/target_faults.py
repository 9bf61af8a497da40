"""Everything that is wrong with a file of targets, told at once: row, column, what was given, what to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from simmodel.errors import TargetsError
from simmodel.parameters import nearest
from simmodel.study_faults import MOST_TOLD, shown

_PLAIN = re.compile(r"[A-Za-z0-9_. -]{1,40}")


class Placed(str):
    """A sentence about a place of a file: its `row`, its `column`, and the `words` that go on from there."""

    row: int
    column: str
    words: str


@dataclass
class Faults:
    """The faults and warnings of one file, kept once each and told in the order of its rows."""

    where: str
    faults: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)

    def add(self, row: int, column: str, words: str) -> None:
        """A fault: `words` go on from "row 4, column value "."""
        self.faults.setdefault(_placed(row, column, words), row)

    def instead(self, row: int, column: str, words: str) -> None:
        """A fault that explains all others, which are told no more."""
        self.faults.clear()
        self.add(row, column, words)

    def warn(self, row: int, column: str, words: str) -> None:
        """Something that may be meant, and should be looked at."""
        self.warnings.setdefault(_placed(row, column, words), row)

    @property
    def many(self) -> bool:
        """Whether there are as many faults as are told."""
        return len(self.faults) >= MOST_TOLD

    def told(self) -> list[str]:
        """Every fault as a sentence, in the order of the file."""
        sentences = sorted(self.faults, key=self.faults.__getitem__)
        more = "there may be more; mend these first, and read the file again"
        return [*sentences[:MOST_TOLD], more] if self.many else sentences

    def stop(self) -> None:
        """TargetsError with all faults, where there are any."""
        if self.faults:
            raise TargetsError(self.where, self.told())


def _placed(row: int, column: str, words: str) -> Placed:
    called = column if _PLAIN.fullmatch(column) else shown(column)
    sentence = Placed(f"row {row}, column {called} {words}")
    sentence.row, sentence.column, sentence.words = row, called, words
    return sentence


def hint(given: str, known: Iterable[str]) -> str:
    """The nearest right name to what was given, as the end of a sentence; or nothing."""
    return _hint(given[:60], tuple(known))


@lru_cache(maxsize=1000)
def _hint(given: str, known: tuple[str, ...]) -> str:
    return nearest(given.lower(), dict.fromkeys(known)) if given.isprintable() else ""
