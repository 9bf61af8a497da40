"""Rows of outcomes, packed: names are held once and numbers in arrays, so that runs of many sites fit in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from simmodel.appraisal.measured import Row
from simmodel.appraisal.runs import COLUMNS

_OF = ("scenario", "population", "outcome")
Of = tuple[str, str, str]
"""What a row is of: scenario, population and outcome."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows in order: `which` of all that they are `of` each is, how many `people`, and the `value`; shape (rows,)."""

    of: tuple[Of, ...]
    which: np.ndarray
    people: np.ndarray
    value: np.ndarray

    def __len__(self) -> int:
        """How many rows."""
        return len(self.which)

    def __iter__(self) -> Iterator[Row]:
        """Each row, unpacked."""
        for which, people, value in zip(self.which.tolist(), self.people.tolist(), self.value.tolist(), strict=True):
            scenario, population, outcome = self.of[which]
            yield Row(scenario, population, people, outcome, value)

    def __reduce__(self) -> tuple[Any, ...]:
        """Names are held once wherever rows come from."""
        return _rows, (self.of, self.which, self.people, self.value)

    @property
    def nbytes(self) -> int:
        """Bytes of the numbers; names are held once for all runs."""
        return self.which.nbytes + self.people.nbytes + self.value.nbytes

    def at(self, chosen: slice | np.ndarray) -> Rows:
        """Some of the rows."""
        return Rows(self.of, self.which[chosen], self.people[chosen], self.value[chosen])


@dataclass(frozen=True, eq=False)
class RowsBySite(Mapping[str, Rows]):
    """The rows of each site by its name, one site's behind another's; `ends`: where each one's end. Shape (sites,)."""

    sites: tuple[str, ...]
    ends: np.ndarray
    rows: Rows

    def __getitem__(self, site: str) -> Rows:
        """The rows of a site; KeyError where there is none of this name."""
        place = _places(self.sites)[site]
        return self.rows.at(slice(self.ends[place - 1] if place else 0, self.ends[place]))

    def __iter__(self) -> Iterator[str]:
        """The names of the sites, in order."""
        return iter(self.sites)

    def __len__(self) -> int:
        """How many sites."""
        return len(self.sites)

    def __reduce__(self) -> tuple[Any, ...]:
        """Names are held once wherever rows come from."""
        return _by_site, (self.sites, self.ends, self.rows)


class TablesBySite(Mapping[str, pd.DataFrame]):
    """The tidy table of each site by its name, made when it is asked for: all at once would be most of the memory."""

    def __init__(self, draws: Sequence[int], runs: Sequence[Mapping[str, Rows]]) -> None:
        """Runs in order, of which draw each is, and the rows of its sites."""
        self._draws, self._runs = draws, runs

    def __getitem__(self, site: str) -> pd.DataFrame:
        """The columns of `simmodel.appraisal.runs.COLUMNS`."""
        return tabled(self._draws, [by_site[site] for by_site in self._runs])

    def __iter__(self) -> Iterator[str]:
        """The names of the sites, in order."""
        return iter(self._runs[0] if self._runs else ())

    def __len__(self) -> int:
        """How many sites."""
        return len(self._runs[0]) if self._runs else 0


class SeriesOfRuns(Mapping[str, np.ndarray]):
    """Series by name, put together when they are asked for: all of them at once would be there twice."""

    def __init__(self, runs: Sequence[Mapping[str, np.ndarray]]) -> None:
        """The series of each run, in order; the same names in all."""
        self._runs = runs

    def __getitem__(self, name: str) -> np.ndarray:
        """Shape (runs, weeks)."""
        return np.stack([series[name] for series in self._runs])

    def __iter__(self) -> Iterator[str]:
        """The names of the series, in order."""
        return iter(self._runs[0])

    def __len__(self) -> int:
        """How many series."""
        return len(self._runs[0])


def packed(rows: Iterable[Row]) -> Rows:
    """The same rows, packed."""
    listed, known = list(rows), dict[Of, int]()
    which = [known.setdefault((row.scenario, row.population, row.outcome), len(known)) for row in listed]
    people, value = [row.people for row in listed], [row.value for row in listed]
    return _rows(tuple(known), np.array(which, np.uint16), np.array(people, np.int32), np.array(value, float))


def packed_by_site(sites: Mapping[str, Iterable[Row]]) -> Mapping[str, Rows]:
    """The same rows of each site, packed together; nothing where there is no site."""
    if not sites:
        return {}
    listed = [list(rows) for rows in sites.values()]
    ends = np.cumsum([len(rows) for rows in listed], dtype=np.int32)
    return _by_site(tuple(sites), ends, packed(row for rows in listed for row in rows))


def tabled(draws: Sequence[int], runs: Sequence[Rows]) -> pd.DataFrame:
    """The tidy table of these runs, numbered in order; `draws`: of which draw each run is."""
    known, lengths = dict[Of, int](), [len(rows) for rows in runs]
    which = [np.array([known.setdefault(of, len(known)) for of in rows.of], np.intp)[rows.which] for rows in runs]
    names, rows_of = list(zip(*known, strict=True)) or [()] * len(_OF), _together(which, np.intp)
    scenario, population, outcome = (pd.array(list(words), dtype="str").take(rows_of) for words in names)
    columns = {
        "run": np.repeat(np.arange(len(runs)), lengths),
        "draw": np.repeat(np.array(draws, np.int64), lengths),
        "scenario": scenario,
        "population": population,
        "people": _together([rows.people for rows in runs], np.int64),
        "outcome": outcome,
        "value": _together([rows.value for rows in runs], float),
    }
    return pd.DataFrame(columns, columns=list(COLUMNS), copy=False)


def _together(parts: Sequence[np.ndarray], kind: Any) -> np.ndarray:
    return np.concatenate([np.empty(0, kind), *parts], dtype=kind)


@lru_cache(maxsize=256)
def _once[Names: tuple[Any, ...]](names: Names) -> Names:
    """The same names, held once however many runs have them."""
    return names


@lru_cache(maxsize=256)
def _places(sites: tuple[str, ...]) -> Mapping[str, int]:
    return {site: place for place, site in enumerate(sites)}


def _rows(of: tuple[Of, ...], which: np.ndarray, people: np.ndarray, value: np.ndarray) -> Rows:
    return Rows(_once(of), which, people, value)


def _by_site(sites: tuple[str, ...], ends: np.ndarray, rows: Rows) -> RowsBySite:
    return RowsBySite(_once(sites), ends, rows)
