"""Replaying a run week by week to look at one person in between; looking changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simmodel.engine.batch import Driver
from simmodel.engine.start import delivery_of, start
from simmodel.engine.together import advance_together, group_of
from simmodel.journey.moments import Moment
from simmodel.scenario import Study
from simmodel.site import Solution, deliver
from simmodel.week import WEEK, Exchange


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
    site: str | None = None,
    exchange: Exchange = WEEK.exchange,
) -> dict[str, Recorded]:
    """The person in row `person` of a site in these scenarios of one run; the run is that of `engine.paired.play`.

    Sites that this one learns from are played beside it.
    """
    home = study.place(site)
    group = group_of(study, exchange, home)
    begun = [start(study, solution, seed, run, draw, name) for name in group.names]
    begin = [(each.people, each.sites) for each in begun]
    advance_together(begin, begun[0].warm_up_weeks, week, exchange, group.neighbours)
    recorded = {}
    for name in scenarios:
        lives = [(people.copy(), sites.copy()) for people, sites in begin]
        for _, sites in lives:
            deliver(sites[0], delivery_of(study, study.named(name)))
        people, sites = lives[group.names.index(home)]
        moments = [Moment(-1, people[person].copy(), sites[0])]
        for now in range(begun[0].weeks):
            advance_together(lives, 1, week, exchange, group.neighbours)
            moments.append(Moment(now, people[person].copy(), sites[0]))
        recorded[name] = Recorded(moments, people, sites)
    return recorded
