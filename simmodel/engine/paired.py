"""One paired run: the warm-up once under the base case, then every scenario from a copy of it, with the same luck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simmodel.engine.batch import Driver
from simmodel.engine.start import Start, delivery_of, start
from simmodel.engine.together import Group, advance_together, group_of, groups_of
from simmodel.scenario import Study
from simmodel.site import Solution, deliver
from simmodel.week import WEEK, Exchange


@dataclass(frozen=True)
class Played:
    """One scenario of one run at one site: people at the end, and the weekly tallies from week 0 on."""

    people: np.recarray
    sites: np.recarray
    weekly: np.recarray


@dataclass(frozen=True)
class Lived:
    """What one scenario of one run came to at one site, beside the base case there."""

    site: str
    scenario: str
    here: Played
    base: Played


@dataclass(frozen=True)
class _Run:
    """What all sites and scenarios of one run have in common."""

    study: Study
    solution: Solution
    seed: int
    run: int
    draw: int
    week: Driver
    exchange: Exchange

    def begin(self, name: str) -> Start:
        return start(self.study, self.solution, self.seed, self.run, self.draw, name)

    def advance(self, lives: list[tuple[np.recarray, np.recarray]], weeks: int, group: Group) -> list[np.recarray]:
        return advance_together(lives, weeks, self.week, self.exchange, group.neighbours)


def play(
    study: Study,
    solution: Solution,
    seed: int,
    run: int,
    week: Driver,
    barred: Sequence[int] = (),
    draw: int = 0,
    site: str | None = None,
    exchange: Exchange = WEEK.exchange,
) -> dict[str, Played]:
    """Every scenario of one run at one site, by name; of several sites, name one.

    `week` is the batch driver, `barred` luck numbers that no coach enrols. `draw` is a part of luck's address only:
    `study` and `solution` are already those of the draw.
    """
    name = study.place(site)
    one, group = _Run(study, solution, seed, run, draw, week, exchange), group_of(study, exchange, name)
    found = {lived.scenario: lived.here for lived in _lived(one, group, {name: barred}) if lived.site == name}
    return {scenario: found[scenario] for scenario in study.scenarios}


def play_all(
    study: Study,
    solution: Solution,
    seed: int,
    run: int,
    week: Driver,
    draw: int = 0,
    exchange: Exchange = WEEK.exchange,
) -> Iterator[Lived]:
    """Every scenario of one run at every site, the base case first; drop each before asking for the next.

    In memory at a time: the warm-up, the base case and one scenario of the sites that learn from one another.
    """
    one = _Run(study, solution, seed, run, draw, week, exchange)
    for group in groups_of(study, exchange):
        yield from _lived(one, group, {})


def play_switched(
    off: Sequence[Sequence[str]],
    study: Study,
    solution: Solution,
    seed: int,
    run: int,
    week: Driver,
    draw: int = 0,
    exchange: Exchange = WEEK.exchange,
) -> Iterator[tuple[int, Lived]]:
    """As `play_all`, once for each set of further mechanisms that is off; each with the place of its set in `off`.

    The warm-up and the base case are played once for all sets, so these must be mechanisms that act on neither.
    """
    one = _Run(study, solution, seed, run, draw, week, exchange)
    for group in groups_of(study, exchange):
        begun = _begun(one, group, {})
        base = _scenario(one, group, begun, study.base_case)
        for place, names in enumerate(off):
            switched = [_without(begin, names) for begin in begun]
            yield from ((place, lived) for lived in _beside_the_base(one, group, switched, base))


def barred_from(people: np.recarray, luck_numbers: Sequence[int]) -> None:
    """No worker of a programme enrols the people of these luck numbers."""
    people.barred[np.isin(people.luck_number, luck_numbers)] = 1


def _lived(one: _Run, group: Group, barred: Mapping[str, Sequence[int]]) -> Iterator[Lived]:
    begun = _begun(one, group, barred)
    yield from _beside_the_base(one, group, begun, _scenario(one, group, begun, one.study.base_case))


def _begun(one: _Run, group: Group, barred: Mapping[str, Sequence[int]]) -> list[Start]:
    """Each site of the group at the end of its warm-up."""
    begun = [one.begin(name) for name in group.names]
    for name, begin in zip(group.names, begun, strict=True):
        barred_from(begin.people, barred.get(name, ()))
    one.advance([(begin.people, begin.sites) for begin in begun], begun[0].warm_up_weeks, group)
    return begun


def _without(begin: Start, mechanisms: Sequence[str]) -> Start:
    """The same people and site, with these mechanisms off from now on."""
    sites = begin.sites.copy()
    for name in mechanisms:
        sites.on[name] = 0
    return replace(begin, sites=sites)


def _beside_the_base(one: _Run, group: Group, begun: list[Start], base: list[Played]) -> Iterator[Lived]:
    """The base case as it was played, then every other scenario from the end of the warm-up on."""
    base_case = one.study.base_case
    for name, here in zip(group.names, base, strict=True):
        yield Lived(name, base_case, here, here)
    for scenario in one.study.scenarios:
        if scenario != base_case:
            yield from _beside(base, group, scenario, _scenario(one, group, begun, scenario))


def _beside(base: list[Played], group: Group, scenario: str, played: list[Played]) -> Iterator[Lived]:
    for name, here, there in zip(group.names, played, base, strict=True):
        yield Lived(name, scenario, here, there)


def _scenario(one: _Run, group: Group, begun: list[Start], scenario: str) -> list[Played]:
    """One scenario from the end of the warm-up on, at each site of the group."""
    delivery = delivery_of(one.study, one.study.scenarios[scenario])
    lives = [(begin.people.copy(), begin.sites.copy()) for begin in begun]
    for _, sites in lives:
        deliver(sites[0], delivery)
    weekly = one.advance(lives, begun[0].weeks, group)
    return [Played(*life, tallies) for life, tallies in zip(lives, weekly, strict=True)]
