"""Replaying a run week by week to look at one person in between; looking changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simmodel.engine.batch import Driver, advance
from simmodel.engine.start import delivery_of, start
from simmodel.journey.moments import Moment
from simmodel.scenario import Study
from simmodel.site import Solution, deliver


@dataclass(frozen=True)
class Recorded:
    """One scenario of one run: the person's moments from week -1 on, and all people and the site at the end."""

    moments: list[Moment]
    people: np.recarray
    sites: np.recarray


def record(
    study: Study,
    solution: Solution,
    seed: int,
    run: int,
    week: Driver,
    scenarios: Sequence[str],
    person: int,
    draw: int = 0,
) -> dict[str, Recorded]:
    """The person in row `person` in these scenarios of one run; the run is that of `engine.paired.play`."""
    begin = start(study, solution, seed, run, draw)
    advance(begin.people, begin.sites, begin.warm_up_weeks, week)
    recorded = {}
    for name in scenarios:
        people, sites = begin.people.copy(), begin.sites.copy()
        deliver(sites[0], delivery_of(study, study.named(name)))
        moments = [Moment(-1, people[person].copy(), sites[0])]
        for now in range(begin.weeks):
            advance(people, sites, 1, week)
            moments.append(Moment(now, people[person].copy(), sites[0]))
        recorded[name] = Recorded(moments, people, sites)
    return recorded
