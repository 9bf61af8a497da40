"""One run played week by week, with a look at the people and the site after each; looking changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simmodel.engine.batch import Driver
from simmodel.engine.paired import barred_from
from simmodel.engine.start import delivery_of, start
from simmodel.engine.together import Group, advance_together
from simmodel.scenario import Study
from simmodel.site import Solution, deliver
from simmodel.week import WEEK, Exchange

Invited = Mapping[str, Mapping[int, Sequence[int]]]
"""By site and week, luck numbers of people who are barred until then."""


@dataclass(frozen=True)
class Watched[Seen]:
    """One scenario of one run at one site: what was seen, and people and site at the end.

    `before` holds what was seen after each of the last weeks of the warm-up, up to week -1 (the start, where there is
    no warm-up), the same in every scenario; `seen` what was seen after each week from week 0 on.
    """

    before: Sequence[Seen]
    seen: Sequence[Seen]
    people: np.recarray
    sites: np.recarray


def watch[Seen](
    study: Study,
    solution: Solution,
    group: Group,
    seed: int,
    run: int,
    week: Driver,
    look: Callable[[np.recarray, Any], Seen],
    *,
    scenarios: Sequence[str] | None = None,
    weeks_before: int = 1,
    weeks: int | None = None,
    barred: Mapping[str, Sequence[int]] | None = None,
    invited: Invited | None = None,
    draw: int = 0,
    exchange: Exchange = WEEK.exchange,
) -> dict[str, dict[str, Watched[Seen]]]:
    """What `look` saw in these scenarios (all unless named) of one run, by scenario and site of the group.

    `look(people, site)` gets the people of a site (shape (people,)) and its record as a week leaves them, and copies
    what it keeps. The run is that of `engine.paired.play`. `weeks_before`: how many weeks of the warm-up are looked at;
    `weeks`: how many from week 0 on are played, all unless given; `barred`: by site, luck numbers of people whom no
    worker enrols; `invited`: by site and week (0 or later), those of them whom workers may enrol from that week on.
    """
    begun = [start(study, solution, seed, run, draw, name) for name in group.names]
    lives = [(begin.people, begin.sites) for begin in begun]
    for name, (people, _) in zip(group.names, lives, strict=True):
        barred_from(people, (barred or {}).get(name, ()))
    unseen = max(begun[0].warm_up_weeks - weeks_before + 1, 0)
    advance_together(lives, unseen, week, exchange, group.neighbours)
    first = [[look(people, sites[0])] for people, sites in lives]
    rest = _weeks(lives, begun[0].warm_up_weeks - unseen, week, exchange, group, look)
    found: dict[str, dict[str, Watched[Seen]]] = {}
    for scenario in scenarios or study.scenarios:
        copies = [(people.copy(), sites.copy()) for people, sites in lives]
        for _, sites in copies:
            deliver(sites[0], delivery_of(study, study.named(scenario)))
        seen = _weeks(copies, begun[0].weeks if weeks is None else weeks, week, exchange, group, look, invited)
        rows = zip(group.names, first, rest, seen, copies, strict=True)
        found[scenario] = {name: Watched(one + more, now, *life) for name, one, more, now, life in rows}
    return found


def _weeks[Seen](
    lives: Sequence[tuple[np.recarray, np.recarray]],
    weeks: int,
    week: Driver,
    exchange: Exchange,
    group: Group,
    look: Callable[[np.recarray, Any], Seen],
    invited: Invited | None = None,
) -> list[list[Seen]]:
    """So many weeks of each site, and by site what was seen after each."""
    seen: list[list[Seen]] = [[] for _ in lives]
    for _ in range(weeks):
        for name, (people, sites) in zip(group.names, lives, strict=True):
            _invite(people, (invited or {}).get(name, {}).get(int(sites[0].week), ()))
        advance_together(lives, 1, week, exchange, group.neighbours)
        for (people, sites), here in zip(lives, seen, strict=True):
            here.append(look(people, sites[0]))
    return seen


def _invite(people: np.recarray, luck_numbers: Sequence[int]) -> None:
    """From now on workers may enrol these people."""
    if len(luck_numbers):
        people.barred[np.isin(people.luck_number, luck_numbers)] = 0
