"""The batch driver: the week, compiled, over arrays of records."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from simmodel import compiled
from simmodel.chance import COACHES, PURPOSES, ROLES, UNIT_PURPOSES, UNITS, WEEK_ZERO, philox, words
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
        a, b, c, d = philox(where, _U4(UNITS + unit), week, _U4(0), key, key_high)
        hand_over(site.service[unit].luck, a, b, c, d)
    for post in range(site.posts):
        a, b, c, d = philox(where, _U4(COACHES + post), week, _U4(0), key, key_high)
        hand_over(site.coach[post].luck, a, b, c, d)
    for role in range(len(site.role)):
        a, b, c, d = philox(where, _U4(ROLES + role), week, _U4(0), key, key_high)
        hand_over(site.role[role].luck, a, b, c, d)


@helper
def hand_over(luck: Any, a: Any, b: Any, c: Any, d: Any) -> None:
    """The four words of a unit's one block of luck."""
    luck[0] = a
    luck[1] = b
    luck[2] = c
    luck[3] = d


@helper
def welcome(people: Any, site: Any) -> None:
    """Those whose week has come arrive; the table is in order of arrival."""
    while site.arrived < len(people) and people[site.arrived].arrives <= site.week:
        site.arrived += 1


def fill_luck_at_once(people: np.recarray, site: Any) -> None:
    """As `fill_luck`, for plain Python: whole arrays at a time, the same words."""
    here, key = np.flatnonzero(people.gone[: site.arrived] == 0), (site.key, site.key_high)
    where, week = site.luck_number, int(site.week) + WEEK_ZERO
    people.luck[here] = words(where, people.luck_number[here], week, PURPOSES // 4, key)
    units = UNITS + np.arange(len(site.service))
    site.service["luck"][:] = words(where, units, week, UNIT_PURPOSES // 4, key)
    site.role["luck"][:] = words(where, ROLES + np.arange(len(site.role)), week, UNIT_PURPOSES // 4, key)
    posts = COACHES + np.arange(site.posts)
    site.coach["luck"][: site.posts] = words(where, posts, week, UNIT_PURPOSES // 4, key)


def driver(week: Week, fill: Callable[[Any, Any], None]) -> Driver:
    """The batch driver of this week as a plain Python function over arrays of records."""
    play = passes(week)
    edition = compiled.fingerprint(play, fill)

    def run(people: Any, sites: Any, weekly: Any, blank: Any) -> None:
        _ = edition  # numba's cache must notice an edited rule
        site = sites[0]
        for place in range(len(weekly)):
            welcome(people, site)
            fill(people, site)
            site.tally = blank[0]
            play(people, site)
            weekly[place] = site.tally
            site.week += 1

    return run


def plain_driver(week: Week = WEEK) -> Driver:
    """The batch driver without compiling: slow, to be read, stepped through and compared with."""
    return driver(week, fill_luck_at_once)


def compiled_driver(week: Week = WEEK) -> Driver:
    """The compiled form, once per week and process; numba keeps it on disk between processes."""
    return _compiled(Week(week.steps))


@lru_cache(maxsize=16)
def _compiled(week: Week) -> Driver:
    return compiled.compile_driver(driver(week, fill_luck))


def advance(people: np.recarray, sites: np.recarray, weeks: int, run: Driver) -> np.recarray:
    """Play `weeks` weeks in place; the weekly tallies, shape (weeks,)."""
    weekly = np.zeros(weeks, TALLY).view(np.recarray)
    run(people, sites, weekly, np.zeros(1, TALLY).view(np.recarray))
    return weekly
