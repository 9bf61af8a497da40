"""The batch driver: the week, compiled, over arrays of records."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from simmodel import compiled
from simmodel.chance import PURPOSES, UNIT_PURPOSES, UNITS, WEEK_ZERO, philox
from simmodel.compiled import helper
from simmodel.engine.loops import passes
from simmodel.week import WEEK, Week
from simmodel.world import TALLY

Driver = Callable[[np.recarray, np.recarray, np.recarray, np.recarray], None]

_U4 = np.uint64


@helper
def fill_luck(people: Any, site: Any) -> None:
    """This week's luck, for everyone who has arrived and for each service."""
    key, key_high = _U4(site.key), _U4(site.key_high)
    where, week = _U4(site.luck_number), _U4(site.week + WEEK_ZERO)
    for place in range(site.arrived):
        person = people[place]
        if person.gone == 0:
            number = _U4(person.luck_number)
            for block in range(PURPOSES // 4):
                a, b, c, d = philox(where, number, week, _U4(block), key, key_high)
                person.luck[4 * block] = a
                person.luck[4 * block + 1] = b
                person.luck[4 * block + 2] = c
                person.luck[4 * block + 3] = d
    for unit in range(len(site.service)):
        for block in range(UNIT_PURPOSES // 4):
            a, b, c, d = philox(where, _U4(UNITS + unit), week, _U4(block), key, key_high)
            site.service[unit].luck[4 * block] = a
            site.service[unit].luck[4 * block + 1] = b
            site.service[unit].luck[4 * block + 2] = c
            site.service[unit].luck[4 * block + 3] = d


@helper
def welcome(people: Any, site: Any) -> None:
    """Those whose week has come arrive; the table is in order of arrival."""
    while site.arrived < len(people) and people[site.arrived].arrives <= site.week:
        site.arrived += 1


def driver(week: Week) -> Driver:
    """The plain-Python form of the batch driver for this week; `compiled_driver` compiles it."""
    play, edition = passes(week), compiled.fingerprint()

    def run(people: Any, sites: Any, weekly: Any, blank: Any) -> None:
        _ = edition  # numba's cache must notice an edited rule
        site = sites[0]
        for place in range(len(weekly)):
            welcome(people, site)
            fill_luck(people, site)
            site.tally = blank[0]
            play(people, site)
            weekly[place] = site.tally
            site.week += 1

    return run


@lru_cache(maxsize=16)
def compiled_driver(week: Week = WEEK) -> Driver:
    """The compiled form, once per week and process; numba keeps it on disk between processes."""
    return compiled.compile_driver(driver(week))


def advance(people: np.recarray, sites: np.recarray, weeks: int, run: Driver) -> np.recarray:
    """Play `weeks` weeks in place; the weekly tallies, shape (weeks,)."""
    weekly = np.zeros(weeks, TALLY).view(np.recarray)
    run(people, sites, weekly, np.zeros(1, TALLY).view(np.recarray))
    return weekly
