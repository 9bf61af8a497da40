"""The simple world in starsim: a module with states as arrays, its distributions, one step a week."""

from __future__ import annotations

import time

import numpy as np
import starsim as ss

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


class World(ss.Module):
    """People's needs, the services that they wait for, and their coaches."""

    def __init__(self) -> None:
        super().__init__(name="world")
        self.define_states(
            *[ss.FloatArr(f"need_{domain}", default=USUAL_NEED) for domain in range(DOMAINS)],
            ss.FloatArr("trust", default=LEAST_TRUST),
            ss.FloatArr("bond", default=0.0),
            ss.FloatArr("waits_for", default=NOBODY),
            ss.FloatArr("asked", default=0),
            ss.FloatArr("helped_by", default=NOBODY),
            ss.FloatArr("weeks_left", default=0),
        )
        self.shocked, self.which = ss.random(), ss.random()
        self.seeks, self.in_crisis, self.ties = ss.random(), ss.random(), ss.random()
        self.crises = self.waiting = self.helped = 0

    def needs(self) -> list[np.ndarray]:
        return [getattr(self, f"need_{domain}").values for domain in range(DOMAINS)]

    def step(self) -> None:
        uids, week = self.sim.people.auids, self.ti
        need = np.array(self.needs())
        waits, helped, left = self.waits_for.values, self.helped_by.values, self.weeks_left.values
        trust, bond, asked = self.trust.values, self.bond.values, self.asked.values
        left = left - (helped != NOBODY)
        helped = np.where(left <= 0, NOBODY, helped)
        need += DRIFT * (USUAL_NEED - need)
        shocked = np.flatnonzero(self.shocked.rvs(uids) < 1.0 - np.exp(-SHOCK))
        which = (self.which.rvs(uids)[shocked] * DOMAINS).astype(int)
        need[which, shocked] = np.minimum(1.0, need[which, shocked] + SHOCK_SIZE)
        greatest = need.argmax(axis=0)
        chance = 1.0 - np.exp(-SEEK * trust * need.max(axis=0))
        seeking = (waits == NOBODY) & (helped == NOBODY) & (self.seeks.rvs(uids) < chance)
        waits, asked = np.where(seeking, greatest, waits), np.where(seeking, week, asked)
        ties = self.ties.rvs(uids)
        for domain in range(DOMAINS):
            free = PLACES - int((helped == domain).sum())
            if free > 0:
                asking = np.flatnonzero(waits == domain)
                admitted = asking[np.lexsort((ties[asking], asked[asking]))[:free]]
                waits[admitted], helped[admitted], left[admitted] = NOBODY, domain, EPISODE
        for domain in range(DOMAINS):
            need[domain, helped == domain] *= HELP
        bond = np.where(np.arange(len(uids)) < COACHED, bond + BONDING * (1.0 - bond), bond * FADING)
        trust = trust + TRUSTING * (LEAST_TRUST + TRUST_OF_BOND * bond - trust)
        hazard = CRISIS * np.exp(CRISIS_NEED * need.mean(axis=0) - CRISIS_BOND * bond)
        crisis = self.in_crisis.rvs(uids) < 1.0 - np.exp(-hazard)
        trust[crisis] *= CRISIS_TRUST
        for domain in range(DOMAINS):
            getattr(self, f"need_{domain}")[uids] = need[domain]
        self.trust[uids], self.bond[uids], self.asked[uids] = trust, bond, asked
        self.waits_for[uids], self.helped_by[uids], self.weeks_left[uids] = waits, helped, left
        self.crises += int(crisis.sum())
        self.waiting += int((waits != NOBODY).sum())
        self.helped += int((helped != NOBODY).sum())


def live(seed: int) -> Lived:
    """The world in starsim."""
    sim = ss.Sim(n_agents=PEOPLE, modules=World(), start=0, dur=WEEKS - 1, dt=1, rand_seed=seed, verbose=0)
    sim.init()
    world = next(module for module in sim.modules if isinstance(module, World))
    clock = time.process_time()
    sim.run()
    seconds, weeks = time.process_time() - clock, PEOPLE * WEEKS
    assert sim.t.npts == WEEKS, sim.t.npts
    return Lived(
        world.crises / weeks,
        world.waiting / weeks,
        world.helped / weeks,
        float(np.mean(world.needs())),
        float(world.trust.values.mean()),
        seconds,
    )
