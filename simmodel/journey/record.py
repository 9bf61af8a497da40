"""Replaying a run week by week to look at one person in between; looking changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simmodel.engine.batch import Driver
from simmodel.engine.together import group_of
from simmodel.engine.watched import Watched, watch
from simmodel.journey.moments import Moment
from simmodel.scenario import Study
from simmodel.site import Solution
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

    def look(people: np.recarray, site: Any) -> Moment:
        return Moment(int(site.week) - 1, people[person].copy(), site)

    watched = watch(study, solution, group, seed, run, week, look, scenarios=scenarios, draw=draw, exchange=exchange)
    return {name: _recorded(by_site[home]) for name, by_site in watched.items()}


def _recorded(here: Watched[Moment]) -> Recorded:
    start = Moment(-1, here.before[-1].person, here.sites[0])
    return Recorded([start, *here.seen], here.people, here.sites)
