"""The Mesa driver: an ordinary Mesa model of one community, to watch, step, subclass and follow a life in."""

from __future__ import annotations

from typing import Any, ClassVar

import mesa
import numpy as np

from simmodel import chance
from simmodel.engine.agents import Attributes, PersonAgent, pack, plain
from simmodel.engine.loops import passes
from simmodel.engine.start import Start, delivery_of, solution_of, start
from simmodel.errors import SimmodelError
from simmodel.scenario import Study
from simmodel.site import SITE, Delivery, deliver
from simmodel.week import WEEK, Week
from simmodel.world import TALLY


class SiteModel(mesa.Model):
    """One community in one scenario, from the first week of the warm-up.

    `model.step()` plays a week; `model.agents` are the people who have arrived; `model.week` counts weeks (0 is the
    first funded week); `model.tally` is this week's count; `model.datacollector` keeps people in scope, in custody,
    stably housed and in an active relationship with a coach by week. A subclass may set `rules` to a changed week:
    `rules = WEEK.swap("crisis.crisis", my_rule)`.
    """

    rules: ClassVar[Week] = WEEK

    def __init__(
        self, study: Study, scenario: str | None = None, seed: int = 1, run: int = 0, site: str | None = None
    ) -> None:
        """Set a study's scenario (its base case if none is named) at the start of the warm-up.

        Of several sites, name one; it is played alone. `simmodel.engine.state` plays them together.
        """
        chosen = study.named(scenario or study.base_case)
        begin = start(study, solution_of(study), seed, run, site_name=site)
        self._set_up(begin, delivery_of(study, chosen), seed)

    @classmethod
    def from_records(cls, begin: Start, delivery: Delivery) -> SiteModel:
        """The model over records that are already made; `delivery` starts in week 0, after the base case's warm-up.

        Records of a later week hold their plan already.
        """
        model = cls.__new__(cls)
        model._set_up(begin, delivery, seed=0)
        return model

    def _set_up(self, begin: Start, delivery: Delivery, seed: int) -> None:
        super().__init__(rng=seed)
        self.__dict__.update(plain(begin.sites[0]))
        self.delivery = delivery
        self.table: Any = begin.people
        self.weeks_to_play = begin.warm_up_weeks + begin.weeks
        self.last_week = self.week + self.weeks_to_play
        self._play = passes(self.rules)
        self._everyone = [PersonAgent(self, record) for record in self.table[: self.arrived]]
        self._blank: Any = np.zeros(1, TALLY)[0]
        counts = ("people", "in_custody", "stably_housed", "active")
        self.datacollector = mesa.DataCollector(
            model_reporters={"week": lambda model: model.week - 1}
            | {name: (lambda model, name=name: getattr(model.tally, name)) for name in counts}
        )

    def step(self) -> None:
        """Play one week; SimmodelError after the last week of the study, since nobody would arrive any more."""
        if self.week >= self.last_week:
            raise SimmodelError(
                f"the study ends with week {self.last_week - 1}; to play on, give it more years (horizon_years)"
            )
        if self.week == 0:
            deliver(self, self.delivery)
        self._welcome()
        self._fill_luck()
        self.tally = Attributes(self._blank)
        self._play(self._everyone, self)
        self.week += 1
        self.running = self.week < self.last_week
        self.datacollector.collect(self)

    def run_weeks(self, weeks: int | None = None) -> np.recarray:
        """Play `weeks` weeks (all of them if not said); the weekly tallies, shape (weeks,)."""
        count = self.weeks_to_play if weeks is None else weeks
        weekly = np.zeros(count, TALLY).view(np.recarray)
        for place in range(count):
            self.step()
            weekly[place] = self.counted()[0]
        return weekly

    def counted(self) -> np.recarray:
        """What was counted in the week just played, shape (1,)."""
        tally = np.zeros(1, TALLY).view(np.recarray)
        pack(self.tally, tally[0])
        return tally

    def records(self) -> tuple[np.recarray, np.recarray]:
        """The people and the site as records, to the last bit as the batch driver holds them."""
        people, sites = self.table.copy(), np.zeros(1, SITE).view(np.recarray)
        for place, agent in enumerate(self._everyone):
            pack(agent, people[place])
        pack(self, sites[0])
        return people, sites

    def _welcome(self) -> None:
        while self.arrived < len(self.table) and self.table[self.arrived].arrives <= self.week:
            self._everyone.append(PersonAgent(self, self.table[self.arrived]))
            self.arrived += 1

    def _fill_luck(self) -> None:
        here = [person for person in self._everyone if person.gone == 0]
        numbers = np.array([person.luck_number for person in here], np.uint64)
        for person, luck in zip(here, self._words(numbers, chance.PURPOSES), strict=True):
            person.luck = luck
        units = chance.UNITS + np.arange(len(self.service), dtype=np.uint64)
        for service, luck in zip(self.service, self._words(units, chance.UNIT_PURPOSES), strict=True):
            service.luck = luck
        roles = chance.ROLES + np.arange(len(self.role), dtype=np.uint64)
        for role, luck in zip(self.role, self._words(roles, chance.UNIT_PURPOSES), strict=True):
            role.luck = luck
        posts = chance.COACHES + np.arange(self.posts, dtype=np.uint64)
        for coach, luck in zip(self.coach[: self.posts], self._words(posts, chance.UNIT_PURPOSES), strict=True):
            coach.luck = luck

    def _words(self, numbers: np.ndarray, purposes: int) -> list[Any]:
        week = self.week + chance.WEEK_ZERO
        return chance.words(self.luck_number, numbers, week, purposes // 4, (self.key, self.key_high)).tolist()
