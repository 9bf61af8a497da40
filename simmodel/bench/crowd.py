"""What a person-week takes where a million people are in memory, beside a thousand."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from simmodel.bench.drivers import ROUNDS, median_ratio
from simmodel.bench.studies import flagship_study
from simmodel.engine.batch import advance, compiled_driver
from simmodel.engine.start import Start, solution_of, start

PEOPLE = 1_000_000
PEOPLE_OF_A_FEW = 1000
WEEKS = 4
"""Weeks that each site plays before the next has its turn, as sites do that learn from one another."""
DISTINCT, GROUPS = 20, 20
"""Sites that are made, of which the others are copies; and how often a thousand people have their turn in a round."""


def crowd(people: int = PEOPLE, few: int = PEOPLE_OF_A_FEW) -> dict[str, float]:
    """Cost of a person-week in sites of 600 with so many people in memory, over the cost with a few; in turn."""
    study = flagship_study(sites=1)
    solution, name = solution_of(study), next(iter(study.places))
    distinct = [_arrived(start(study, solution, 1, run, site_name=name)) for run in range(DISTINCT)]
    each = sum(len(begin.people) for begin in distinct) / DISTINCT
    sites = [_copy(distinct[place % DISTINCT]) for place in range(round(people / each))]
    large, little = [], []
    for _ in range(ROUNDS):
        little.append(_pace_of_few(sites, max(1, round(few / each))))
        large.append(_pace([sites]))
    return {"million_over_thousand": median_ratio(large, little), "million_people": len(sites) * each}


def _arrived(begin: Start) -> Start:
    """One week on, with nobody in the table who has yet to come."""
    advance(begin.people, begin.sites, 1, compiled_driver())
    here: Any = begin.people[: begin.sites[0].arrived]
    return replace(begin, people=here)


def _copy(begin: Start) -> Start:
    return replace(begin, people=begin.people.copy(), sites=begin.sites.copy())


def _pace_of_few(sites: Sequence[Start], few: int) -> float:
    """The pace of so many sites that were just copied, and with nothing else in between; again and again."""
    groups = [sites[first : first + few] for first in range(0, min(len(sites), few * GROUPS), few)]
    return _pace([_copy(begin) for begin in group] for group in groups)


def _pace(groups: Iterable[Sequence[Start]]) -> float:
    """Seconds of the processor a person-week, four weeks of each site of a group after the other."""
    seconds = weeks = 0.0
    for group in groups:
        clock = time.process_time()
        for begin in group:
            weeks += float(advance(begin.people, begin.sites, WEEKS, compiled_driver()).people.sum())
        seconds += time.process_time() - clock
    return seconds / weeks
