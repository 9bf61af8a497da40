"""One paired run: the warm-up once under the base case, then every scenario from a copy of it, with the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simmodel.engine.batch import Driver, advance
from simmodel.engine.start import delivery_of, start
from simmodel.scenario import Study
from simmodel.site import Solution, deliver


@dataclass(frozen=True)
class Played:
    """One scenario of one run: people at the end, and the weekly tallies from week 0 on."""

    people: np.recarray
    sites: np.recarray
    weekly: np.recarray


def play(
    study: Study,
    solution: Solution,
    seed: int,
    run: int,
    week: Driver,
    barred: Sequence[int] = (),
    draw: int = 0,
) -> dict[str, Played]:
    """Every scenario of one run, by name; `week` is the batch driver, `barred` luck numbers that no coach enrols.

    `draw` is a part of luck's address only: `study` and `solution` are already those of the draw.
    """
    begin = start(study, solution, seed, run, draw)
    begin.people.barred[np.isin(begin.people.luck_number, barred)] = 1
    advance(begin.people, begin.sites, begin.warm_up_weeks, week)
    played = {}
    for name, scenario in study.scenarios.items():
        people, sites = begin.people.copy(), begin.sites.copy()
        deliver(sites[0], delivery_of(study, scenario))
        played[name] = Played(people, sites, advance(people, sites, begin.weeks, week))
    return played
