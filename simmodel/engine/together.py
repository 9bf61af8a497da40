"""Sites side by side: those that learn from one another play four weeks, exchange, play four weeks, and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simmodel.engine.batch import Driver, advance
from simmodel.measures import fourth_week
from simmodel.quantities import WEEKS_TO_TAKE_STOCK
from simmodel.scenario import Study
from simmodel.week import Exchange, nothing_to_share
from simmodel.world import TALLY


@dataclass(frozen=True)
class Group:
    """Sites that learn from one another, directly or through others, in order of luck number.

    `neighbours` holds for each of them the places in `names` of those it learns from.
    """

    names: tuple[str, ...]
    neighbours: tuple[tuple[int, ...], ...]


def groups_of(study: Study, exchange: Exchange) -> list[Group]:
    """The groups of a study, in order of their first sites; where nothing is shared, every site is alone."""
    places = study.places
    if exchange is nothing_to_share or len(places) == 1:
        return [Group((name,), ((),)) for name in places]
    linked, groups, grouped = study.neighbours, [], set[str]()
    for name in places:
        if name not in grouped:
            names = sorted(_reached_from(name, linked), key=lambda member: places[member].luck_number)
            groups.append(Group(tuple(names), tuple(tuple(map(names.index, linked[one])) for one in names)))
            grouped |= set(names)
    return groups


def group_of(study: Study, exchange: Exchange, name: str) -> Group:
    """The group that a site belongs to."""
    return next(group for group in groups_of(study, exchange) if name in group.names)


def advance_together(
    lives: Sequence[tuple[np.recarray, np.recarray]],
    weeks: int,
    run: Driver,
    exchange: Exchange,
    neighbours: Sequence[Sequence[int]],
) -> list[np.recarray]:
    """Play `weeks` weeks of each (people, site) of a group in place; the weekly tallies of each, shape (weeks,)."""
    if len(lives) == 1:
        return [advance(*lives[0], weeks, run)]
    sites = [site[0] for _, site in lives]
    weekly = [np.zeros(weeks, TALLY).view(np.recarray) for _ in lives]
    blank, done = np.zeros(1, TALLY).view(np.recarray), 0
    while done < weeks:
        until = min(weeks, done + WEEKS_TO_TAKE_STOCK - int(sites[0].week) % WEEKS_TO_TAKE_STOCK)
        for (people, site), tallies in zip(lives, weekly, strict=True):
            stretch: Any = tallies[done:until]
            run(people, site, stretch, blank)
        if fourth_week(sites[0]):
            exchange(sites, neighbours)
        done = until
    return weekly


def _reached_from(name: str, linked: Mapping[str, Sequence[str]]) -> set[str]:
    """This site and all from which learning comes to it, directly or through others."""
    found, ahead = {name}, [name]
    while ahead:
        more = set(linked[ahead.pop()]) - found
        found |= more
        ahead += more
    return found
