"""The two scenarios of an attribution, played with one set of groups on: paired runs, the same people and luck."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from simmodel.appraisal.estimates import Values
from simmodel.appraisal.measured import Row, in_scope, reached, rows_of_people
from simmodel.appraisal.pooled import pooled_rows
from simmodel.attribution.question import Question
from simmodel.engine.paired import Lived, Played
from simmodel.kept import programme_cents
from simmodel.scenario import Study


@dataclass(frozen=True)
class Pair:
    """What is kept of one paired run: the outcome in both arms, and who was counted, over all sites."""

    draw: int
    first: Row
    second: Row
    counted: np.ndarray


def keeping(question: Question, sets: int) -> Callable[[int, Study, Iterable[tuple[int, Lived]]], list[Pair]]:
    """What to keep of each paired run under several sets of groups, one scenario at one site after the other."""

    def keep(draw: int, study: Study, lived: Iterable[tuple[int, Lived]]) -> list[Pair]:
        sites = {name: [_Site({}) for _ in range(sets)] for name in study.places}
        for place, one in lived:
            sites[one.site][place].take(question, study.custody_level.definition, one)
        return [_pair(draw, [by_set[place] for by_set in sites.values()]) for place in range(sets)]

    return keep


def arms_of(pairs: list[Pair], sampled: bool) -> tuple[Values, Values]:
    """Both arms over the runs; a run in which nobody has a value holds NaN."""
    run, draw = np.arange(len(pairs)), np.array([pair.draw for pair in pairs]) if sampled else None
    first, second = ([getattr(pair, arm) for pair in pairs] for arm in ("first", "second"))
    return _values(run, draw, first), _values(run, draw, second)


def overlap(all_on: list[Pair], all_off: list[Pair]) -> float | None:
    """Of the people counted with every group off, the share who are counted with all on; None where there are none."""
    people = sum(int(off.counted.sum()) for off in all_off)
    both = sum(int(np.sum(on.counted & off.counted)) for on, off in zip(all_on, all_off, strict=True))
    return both / people if people else None


def _values(run: np.ndarray, draw: np.ndarray | None, rows: list[Row]) -> Values:
    value, people = np.array([row.value for row in rows], float), np.array([row.people for row in rows], float)
    return Values(run, draw, value, people)


@dataclass
class _Site:
    """The arms of a question at one site: held until both are there, and then counted."""

    arms: dict[str, Played]
    rows: tuple[Row, ...] = ()
    counted: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))

    def take(self, question: Question, definition: str, lived: Lived) -> None:
        """Keep what a scenario came to, if it is one of the two; of both no more than their rows."""
        if lived.scenario in (question.first, question.second):
            self.arms[lived.scenario] = lived.here
        if len(self.arms) == 2:
            self.counted = _counted(question, self.arms)
            both = (question.first, question.second)
            self.rows = tuple(_row(question, name, self.arms[name], definition, self.counted) for name in both)
            self.arms = {}


def _pair(draw: int, sites: Sequence[_Site]) -> Pair:
    """One paired run at all sites together."""
    first, second = pooled_rows(site.rows for site in sites)
    return Pair(draw, first, second, np.concatenate([site.counted for site in sites]))


def _counted(question: Question, arms: Mapping[str, Played]) -> np.ndarray:
    """Whom the outcome is counted of, the same people in both arms. Boolean, shape (people,)."""
    if question.reached_by:
        return reached(arms[question.reached_by].people)
    return in_scope(arms[question.second].people)


def _row(question: Question, name: str, here: Played, definition: str, counted: np.ndarray) -> Row:
    """The outcome of the people counted in one arm."""
    rows = rows_of_people(name, "", here.people[counted], programme_cents(here), definition)
    return next(row for row in rows if row.outcome == question.outcome)
