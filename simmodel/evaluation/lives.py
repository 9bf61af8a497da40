"""One run of a study, seen week by week, with workers who enrol whom they like or only people who were invited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simmodel.chance import key_of, uniforms
from simmodel.engine.batch import Driver
from simmodel.engine.together import groups_of
from simmodel.engine.watched import Invited, Watched, watch
from simmodel.followed.states import states_of
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.scenario import Study
from simmodel.site import Solution
from simmodel.week import Exchange

type Seen = Watched[np.ndarray]

COIN_WEEK = 2
"""The counter's week for a pilot's coins: neither birth, nor a draw, nor any week that is played."""


@dataclass(frozen=True)
class Arm:
    """One scenario of a run, the people of all sites side by side.

    `states` (see `followed.states`) has shape (weeks, people), 0 before people arrive; row 0 is the first week of the
    warm-up. `people` is how each person stands at the end.
    """

    states: np.ndarray
    people: np.recarray


@dataclass(frozen=True)
class Run:
    """One run of one draw: the same people with the same luck, however often it is lived through."""

    study: Study
    solution: Solution
    seed: int
    draw: int
    run: int
    driver: Driver
    exchange: Exchange

    @property
    def first_week(self) -> int:
        """The week that row 0 holds: -1 is the start of a study without a warm-up."""
        return -max(self.study.time.warm_up_years * WEEKS_PER_YEAR, 1)

    @cached_property
    def site_of(self) -> np.ndarray:
        """Each person's site, as its place in the study; shape (people,)."""
        return np.concatenate([np.full(len(one.people), place) for place, one in enumerate(self._base.values())])

    @cached_property
    def _base(self) -> dict[str, Seen]:
        return self._watched(self.study.base_case, {}, {})

    @cached_property
    def base(self) -> Arm:
        """The base case."""
        return self._side_by_side(self._base)

    def open_to_all(self, scenario: str) -> Arm:
        """A scenario whose workers enrol whomever they would."""
        return self._side_by_side(self._watched(scenario, {}, {}))

    def by_invitation(self, scenario: str, people: np.ndarray, weeks: np.ndarray) -> Arm:
        """A scenario whose workers enrol nobody but these people (places among all), each from their own week on."""
        barred: dict[str, Sequence[int]] = {}
        invited: dict[str, dict[int, list[int]]] = {}
        for place, (name, one) in enumerate(self._base.items()):
            here = self.site_of[people] == place
            numbers = self.luck_numbers[people[here]]
            barred[name] = one.people.luck_number.tolist()
            invited[name] = {week: numbers[weeks[here] == week].tolist() for week in np.unique(weeks[here]).tolist()}
        return self._side_by_side(self._watched(scenario, barred, invited))

    @property
    def luck_numbers(self) -> np.ndarray:
        """Each person's luck number at their site; shape (people,)."""
        return np.concatenate([one.people.luck_number for one in self._base.values()])

    def coins(self) -> np.ndarray:
        """A coin for each person, between 0 and 1, that decides nothing but who goes where in a pilot."""
        key, sites = key_of(self.seed, self.draw, self.run), self.study.places
        thrown = [
            uniforms(sites[name].luck_number, one.people.luck_number, COIN_WEEK, 1, key)[:, 0]
            for name, one in self._base.items()
        ]
        return np.concatenate(thrown)

    def _watched(self, scenario: str, barred: Mapping[str, Sequence[int]], invited: Invited) -> dict[str, Seen]:
        found: dict[str, Seen] = {}
        for group in groups_of(self.study, self.exchange):
            found |= watch(
                self.study,
                self.solution,
                group,
                self.seed,
                self.run,
                self.driver,
                lambda people, site: states_of(people),
                scenarios=[scenario],
                weeks_before=-self.first_week,
                barred=barred,
                invited=invited,
                draw=self.draw,
                exchange=self.exchange,
            )[scenario]
        return {name: found[name] for name in self.study.places}

    def _side_by_side(self, sites: dict[str, Seen]) -> Arm:
        people: np.recarray = np.concatenate([one.people for one in sites.values()]).view(np.recarray)
        states = np.concatenate([np.stack([*one.before, *one.seen]) for one in sites.values()], axis=1)
        weeks = self.first_week + np.arange(len(states))
        states[weeks[:, None] < people.arrives[None, :]] = 0
        return Arm(states, people)
