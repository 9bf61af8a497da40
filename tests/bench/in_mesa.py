"""The simple world in plain Mesa: agents with attributes and methods, the model's own generator."""

from __future__ import annotations

import time
from math import exp

import mesa

from .world import (
    BONDING,
    COACHED,
    CRISIS,
    CRISIS_BOND,
    CRISIS_NEED,
    CRISIS_TRUST,
    DOMAINS,
    DRIFT,
    EPISODE,
    FADING,
    HELP,
    LEAST_TRUST,
    NOBODY,
    PEOPLE,
    PLACES,
    SEEK,
    SHOCK,
    SHOCK_SIZE,
    TRUST_OF_BOND,
    TRUSTING,
    USUAL_NEED,
    WEEKS,
    Lived,
)


class Person(mesa.Agent):
    """A person of the simple world."""

    def __init__(self, model: World, coached: bool) -> None:
        super().__init__(model)
        self.need = [USUAL_NEED] * DOMAINS
        self.trust, self.bond, self.coached = LEAST_TRUST, 0.0, coached
        self.waits_for = self.helped_by = NOBODY
        self.asked = self.weeks_left = 0

    def happens(self, hazard: float) -> bool:
        return self.random.random() < 1.0 - exp(-hazard)

    def begin_week(self) -> None:
        if self.helped_by != NOBODY:
            self.weeks_left -= 1
            if self.weeks_left == 0:
                self.helped_by = NOBODY
            else:
                self.model.busy[self.helped_by] += 1
        need = self.need
        for domain in range(DOMAINS):
            need[domain] += DRIFT * (USUAL_NEED - need[domain])
        if self.happens(SHOCK):
            domain = self.random.randrange(DOMAINS)
            need[domain] = min(1.0, need[domain] + SHOCK_SIZE)
        if self.waits_for == NOBODY and self.helped_by == NOBODY:
            greatest = need.index(max(need))
            if self.happens(SEEK * self.trust * need[greatest]):
                self.waits_for, self.asked = greatest, self.model.week

    def end_week(self) -> None:
        if self.helped_by != NOBODY:
            self.need[self.helped_by] *= HELP
            self.model.helped += 1
        if self.coached:
            self.bond += BONDING * (1.0 - self.bond)
        else:
            self.bond *= FADING
        self.trust += TRUSTING * (LEAST_TRUST + TRUST_OF_BOND * self.bond - self.trust)
        if self.happens(CRISIS * exp(CRISIS_NEED * sum(self.need) / DOMAINS - CRISIS_BOND * self.bond)):
            self.model.crises += 1
            self.trust *= CRISIS_TRUST
        if self.waits_for != NOBODY:
            self.model.waiting += 1


class World(mesa.Model):
    """The place, its services and its weeks."""

    def __init__(self, seed: int) -> None:
        super().__init__(rng=seed)
        self.week = self.crises = self.waiting = self.helped = 0
        self.busy = [0] * DOMAINS
        for place in range(PEOPLE):
            Person(self, coached=place < COACHED)

    def step(self) -> None:
        self.busy = [0] * DOMAINS
        self.agents.do("begin_week")
        for domain in range(DOMAINS):
            self.admit(domain)
        self.agents.do("end_week")
        self.week += 1

    def admit(self, domain: int) -> None:
        free = PLACES - self.busy[domain]
        if free > 0:
            asking = [person for person in self.agents if person.waits_for == domain]
            self.random.shuffle(asking)
            for person in sorted(asking, key=lambda one: one.asked)[:free]:
                person.waits_for, person.helped_by, person.weeks_left = NOBODY, domain, EPISODE


def live(seed: int) -> Lived:
    """The world in Mesa."""
    model = World(seed)
    clock = time.process_time()
    for _ in range(WEEKS):
        model.step()
    seconds, weeks = time.process_time() - clock, PEOPLE * WEEKS
    people = list(model.agents)
    return Lived(
        model.crises / weeks,
        model.waiting / weeks,
        model.helped / weeks,
        sum(sum(person.need) for person in people) / (PEOPLE * DOMAINS),
        sum(person.trust for person in people) / PEOPLE,
        seconds,
    )
