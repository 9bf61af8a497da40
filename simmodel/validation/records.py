"""Records for cases that are played without a study: a site and people from the model's own makers, many alike.

Nothing here decides anything: the week that plays them is made of the model's own rules (`Week.only`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simmodel.engine.batch import Driver, advance
from simmodel.parameters import Parameters
from simmodel.population import Place, people_of
from simmodel.site import Solution, Supply, flat_curve, site_of
from simmodel.vocabulary import COHORTS, DOMAINS
from simmodel.world import PERSON

STRETCH = 260
"""Weeks that are played at a time; then people whose time is over are laid aside, so that the table stays small."""
KEY = (1, 1)


def numbers(changes: Mapping[str, float]) -> Parameters:
    """The model's numbers with these changed, also beyond the range of their evidence: a case is no place."""
    return Parameters().override(changes)


def same_for_all(number: str, value: float) -> dict[str, float]:
    """One value for each domain of a number such as `services.place_hours`."""
    return {f"{number}.{domain}": value for domain in DOMAINS}


def site_alone(hours: tuple[float, ...], parameters: Parameters, first_week: int = 0) -> np.recarray:
    """A site of the model's making with these specialist hours by domain and no lettings; nothing is funded."""
    nothing_centred = Solution(1.0, flat_curve(0.0), {})
    return site_of(Supply(hours, 0.0, 0.0), parameters, nothing_centred, 1, KEY, first_week, 1, False, {})


def somebody(parameters: Parameters) -> Any:
    """One person of the model's making, to be copied: in the community, with no request anywhere."""
    at_start = tuple(int(cohort == "young_person") for cohort in COHORTS)
    return people_of(Place(1, at_start, (0.0,) * len(COHORTS), 0, 1), parameters, KEY)[0]


class Turnstile:
    """People who come one after the other, each with given fields, and go when `over` says so, in a small table.

    `arrives` must rise. `waiting` and `served` add up the model's own weekly counts of people, where the week that is
    played has its census.
    """

    def __init__(self, sites: np.recarray, person: Any, arrives: np.ndarray, fields: Mapping[str, np.ndarray]) -> None:
        """Line up the people who will come."""
        self.sites, self.arrives, self.fields = sites, arrives, fields
        self.person = np.frombuffer(person.tobytes(), np.uint8)
        self.here = np.zeros(0, np.int64)
        self.waiting, self.served = 0.0, 0.0
        self.table: Any = None
        self.bytes: Any = np.zeros((0, PERSON.itemsize), np.uint8)
        self._make_room(1 << 12)

    def play(self, run: Driver, weeks: int, over: Any, wanted: tuple[str, ...]) -> dict[str, np.ndarray]:
        """Play `weeks` weeks; by field, what those who came and went had at the end, shape (people who came, ...)."""
        kept = {name: np.zeros((len(self.arrives), *PERSON[name].shape), PERSON[name].base) for name in wanted}
        came = 0
        for start in range(0, weeks, STRETCH):
            until = int(np.searchsorted(self.arrives, start + STRETCH))
            count = self._seat(came, until)
            came, table = until, self.table[:count]
            weekly = advance(table, self.sites, min(STRETCH, weeks - start), run)
            self.waiting += float(weekly["waiting"].sum())
            self.served += float(weekly["served"].sum())
            for name in wanted:
                kept[name][self.here] = table[name]
            self._lay_aside(~over(table))
        return kept

    def _seat(self, came: int, until: int) -> int:
        seated, count = len(self.here), len(self.here) + until - came
        if count > len(self.table):
            self._make_room(2 * count)
        self.bytes[seated:count] = self.person
        fresh = self.table[seated:count]
        fresh["arrives"] = self.arrives[came:until]
        fresh["luck_number"] = np.arange(came, until)
        for name, values in self.fields.items():
            fresh[name] = values[came:until]
        self.here = np.concatenate([self.here, np.arange(came, until)])
        self.sites[0].arrived = seated
        return count

    def _make_room(self, rows: int) -> None:
        seated = self.bytes[: len(self.here)].copy()
        self.table = np.zeros(rows, PERSON).view(np.recarray)
        self.bytes = self.table.view(np.uint8).reshape(rows, -1)
        self.bytes[: len(seated)] = seated

    def _lay_aside(self, stay: np.ndarray) -> None:
        self.bytes[: np.count_nonzero(stay)] = self.bytes[: len(stay)][stay]
        self.here = self.here[stay]
