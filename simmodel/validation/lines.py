"""People with given dates and lengths of need in the lines of the model's services and of its coaches.

Who asks when, and for how many weeks, is handed over as data, like luck. Who waits, who is next, who is admitted or
taken on, how long places are held and when they are free again is decided by the model's own rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.stats import norm

from simmodel import compiled
from simmodel.chance import BECOMES_QUIET, GRANT, PURPOSES, SEEK, philox
from simmodel.compiled import helper
from simmodel.engine.batch import Driver, advance, driver
from simmodel.measures import DOMAIN_COUNT
from simmodel.quantities import WEEKS_AHEAD
from simmodel.site import Delivery, deliver
from simmodel.validation.records import Turnstile, numbers, same_for_all, site_alone, somebody
from simmodel.vocabulary import ACTIVE, NO_WORKER, NOT_ASKED, SERVED, WAITING
from simmodel.week import WEEK, Week
from simmodel.world import NEVER

SERVING = WEEK.only(
    "census.clean_sheet",
    "services.discharge",
    "services.open_week",
    "services.hold_place",
    "pooling.pool_hours",
    "services.hold_back",
    "services.admit",
    "services.note_spare",
)
"""The steps of the model's week that make up a service's line."""
COUNTED = WEEK.only(*SERVING.names(), "census.count_week")
"""The same, with the census at its end."""
COACHING = WEEK.only(
    "enrolment.clear_load",
    "workforce.start_team",
    "coaching.keep_coach",
    "enrolment.count_load",
    "enrolment.enrol",
)
"""The steps that make up a coach's line."""
LINKING = WEEK.only(
    "enrolment.clear_load",
    "workforce.start_team",
    "seeking.seek",
    "coaching.keep_coach",
    "enrolment.count_load",
    "enrolment.enrol",
    "linking.hold_sessions",
    "linking.part",
)
"""The steps that make up a link worker's line, in which nobody waits."""
LONG = WEEKS_AHEAD - 2
SILOS = tuple(range(1, DOMAIN_COUNT))
FOR_EVER = 1 << 29
WORD, LAST_WORD = 2.0**32, 2**32 - 1


@dataclass(frozen=True)
class Needs:
    """Who asks in which week, for how many weeks of help, and in which silo; arrays in order of `asks`."""

    asks: np.ndarray
    weeks: np.ndarray
    silo: np.ndarray

    def of(self, silo: int) -> np.ndarray:
        """Which of them ask in this silo."""
        return np.flatnonzero(self.silo == silo)


def needs_of(
    luck: np.random.Generator, horizon: int, asking: float, lengths: Callable[[int], np.ndarray], silos: tuple[int, ...]
) -> Needs:
    """`asking` people a week in each silo by a Poisson process; lengths (weeks, any positive number) are made whole."""
    silo = np.repeat(silos, luck.poisson(asking * horizon, len(silos)))
    asks = np.floor(luck.random(len(silo)) * horizon).astype(np.int64)
    weeks = whole_weeks(luck, lengths(len(silo)))
    order = np.argsort(asks, kind="stable")
    return Needs(asks[order], weeks[order], silo[order])


def whole_weeks(luck: np.random.Generator, lengths: np.ndarray) -> np.ndarray:
    """Lengths rounded up or down by chance, so that their mean stays; none is under a week."""
    return np.maximum(np.floor(lengths + luck.random(len(lengths))), 1.0).astype(np.int64)


def started_in_services(needs: Needs, places: dict[int, int], pooled: float = 0.0) -> np.ndarray:
    """The week in which each was admitted to the service of their silo, which has so many places.

    `pooled`: the share of hours that the services hold in common.
    """
    return in_services(needs, places, lengths_handed_over(), pooled=pooled)[0]


def started_for_an_episode(needs: Needs, places: dict[int, int]) -> np.ndarray:
    """The same where all need equally long, and the model's own rule ends each episode."""
    return in_services(needs, places, nothing_handed_over(SERVING), int(needs.weeks[0]))[0]


def in_services(
    needs: Needs, places: dict[int, int], run: Driver, episode: int = LONG, pooled: float = 0.0
) -> tuple[np.ndarray, Turnstile]:
    """The same, and the line as it was counted week by week."""
    changes = same_for_all("services.place_hours", 1.0) | same_for_all("services.episode_weeks", float(episode))
    parameters = numbers(changes | same_for_all("community.outside_share", 0.0))
    sites = site_alone(tuple(float(places.get(domain, 0)) for domain in range(DOMAIN_COUNT)), parameters)
    no_outside_demand(sites)
    sites[0].plan.pooled = pooled
    pathway = np.full((len(needs.asks), DOMAIN_COUNT), NOT_ASKED, np.int8)
    rows = np.arange(len(needs.asks))
    pathway[rows, needs.silo] = WAITING
    fields = {
        "pathway": pathway,
        "asked": np.repeat(needs.asks[:, None], DOMAIN_COUNT, axis=1),
        "need": np.repeat(needs.weeks[:, None], DOMAIN_COUNT, axis=1),
        "luck": tie_breaks(len(rows)),
    }
    line = Turnstile(sites, somebody(parameters), needs.asks, fields)
    weeks = int(needs.asks[-1]) + 20 * int(needs.weeks.max()) if len(rows) else 0
    ended = line.play(run, weeks, _served, ("due", "pathway"))
    if np.any(ended["pathway"][rows, needs.silo] != NOT_ASKED):
        raise AssertionError("somebody was still waiting at the end of a line that should have emptied")
    return ended["due"][rows, needs.silo] - needs.weeks + 1, line


def no_outside_demand(sites: np.recarray) -> None:
    """Nobody from outside is in service at the start: all places are free."""
    for service in sites[0].service:
        service.ending[:] = 0.0
        service.served_outside = 0.0


def started_with_coaches(needs: Needs, coaches: tuple[int, ...], to_the_end: bool = True) -> np.ndarray:
    """The week in which each was taken on by one of the coaches, who have so many places each.

    Without `to_the_end` nobody is watched beyond the week of the last request.
    """
    parameters = numbers({"enrolment.closes": 0.0, "enrolment.active_spread": 3.0})
    sites = site_alone((0.0,) * DOMAIN_COUNT, parameters)
    most = float(max(coaches))
    heads = tuple(places / most for places in coaches)
    deliver(sites[0], Delivery(FOR_EVER, heads=heads, caseload=most, enrolment="first_come"))
    fields = {
        "need": np.full((len(needs.asks), DOMAIN_COUNT), 0.9),
        "has_sought": np.ones(len(needs.asks), np.int8),
        "first_sought": needs.asks,
        "luck": lengths_as_luck(needs.weeks, parameters.values),
    }
    line = Turnstile(sites, somebody(parameters), needs.asks, fields)
    weeks = int(needs.asks[-1]) + 1 + to_the_end * 20 * int(needs.weeks.max())
    ended = line.play(nothing_handed_over(COACHING), weeks, _no_longer_met, ("enrolled", "quiet_from"))
    if not np.array_equal(ended["quiet_from"] - ended["enrolled"], needs.weeks):
        raise AssertionError("luck did not give the lengths that it was made for")
    return ended["enrolled"].astype(np.int64)


def tie_breaks(count: int) -> np.ndarray:
    """Luck that only decides between people who asked in the same week: rising, so the first in the list goes first."""
    luck = np.zeros((count, PURPOSES), np.uint32)
    luck[:, GRANT] = np.arange(count) % (1 << 32)
    return luck


def lengths_as_luck(weeks: np.ndarray, values: Any) -> np.ndarray:
    """The luck under which the model's own lognormal time with a coach is so many weeks."""
    spread = values["enrolment.active_spread"]
    z = (np.log(weeks / values["enrolment.active_weeks"]) + 0.5 * spread**2) / spread
    luck = tie_breaks(len(weeks))
    luck[:, BECOMES_QUIET] = np.clip(norm.cdf(z) * WORD - 0.5, 0, WORD - 1).astype(np.uint32)
    return luck


def _served(table: Any) -> np.ndarray:
    return np.asarray(np.all(table["pathway"] == NOT_ASKED, axis=1))


def _alone(table: Any) -> np.ndarray:
    return np.asarray(table["relationship"] == NO_WORKER)


def _no_longer_met(table: Any) -> np.ndarray:
    return np.asarray((table["relationship"] != NO_WORKER) & (table["relationship"] != ACTIVE))


@lru_cache(maxsize=1)
def lengths_handed_over() -> Driver:
    """The compiled line of a service in which whoever was admitted holds the place for as long as their need takes."""

    @helper
    def hand_over(people: Any, site: Any) -> None:
        for place in range(site.arrived):
            person = people[place]
            if person.met > 0.0:  # admitted last week: `met` is laid aside at the start of this one
                for domain in range(1, DOMAIN_COUNT):
                    if person.pathway[domain] == SERVED:
                        person.due[domain] = site.week - 2 + int(person.need[domain])

    return compiled.compile_driver(driver(COUNTED, hand_over))


def taken_on_by_link_workers(needs: Needs, places: int, weeks: int) -> np.ndarray:
    """Whether a link worker took each person on; each stays `weeks` weeks, and whoever is turned away does not ask
    again."""
    pace = {"linking.longest_weeks": float(weeks), "enrolment.closes": 0.0}
    sites = site_alone((0.0,) * DOMAIN_COUNT, numbers(pace))
    delivery = Delivery(FOR_EVER, heads=(1.0,), caseload=float(places), link_sessions=FOR_EVER, enrolment="first_come")
    deliver(sites[0], delivery)
    person = somebody(numbers({}))
    everything = np.ones((len(needs.asks), DOMAIN_COUNT))
    fields = {"known": everything, "need": everything, "luck": tie_breaks(len(needs.asks))}
    line = Turnstile(sites, person, needs.asks, fields)
    ended = line.play(dates_handed_over(), int(needs.asks[-1]) + weeks, _alone, ("enrolled",))
    return np.asarray(ended["enrolled"] > NEVER)


def coming_back(people: int, begins: float, ending: float, places: int, weeks: int, key: int) -> np.recarray:
    """The weekly tallies of seven services, each with so many people of its own who come back.

    Without help a need begins with chance `begins` a week; with help it ends with chance `ending`.
    """
    changes = same_for_all("services.place_hours", 1.0) | same_for_all("community.outside_share", 0.0)
    parameters = numbers(changes | same_for_all("services.episode_weeks", float(LONG)))
    sites = site_alone((0.0, *[float(places)] * len(SILOS)), parameters)
    no_outside_demand(sites)
    sites[0].key, sites[0].arrived = key, people * len(SILOS)
    table: Any = np.repeat(np.array([somebody(parameters)]), sites[0].arrived).view(np.recarray)
    table.luck_number, rows = np.arange(len(table)), np.arange(len(table))
    table.known = 0
    table.known[rows, 1 + rows % len(SILOS)] = 1
    table.set_point, table.need = begins, ending
    return advance(table, sites, weeks, needs_come_and_go())


@lru_cache(maxsize=1)
def dates_handed_over() -> Driver:
    """The compiled line of link workers, in which people ask in the week they come and never again."""

    @helper
    def ask_once(people: Any, site: Any) -> None:
        for place in range(site.arrived):
            people[place].luck[SEEK] = 0 if people[place].arrives == site.week else LAST_WORD

    return compiled.compile_driver(driver(LINKING, ask_once))


@lru_cache(maxsize=1)
def needs_come_and_go() -> Driver:
    """The compiled line of services to which the same people come back; a need is in the domain they know of."""

    @helper
    def come_and_go(people: Any, site: Any) -> None:
        key, key_high, when = np.uint64(site.key), np.uint64(site.key_high), np.uint64(site.week)
        for place in range(site.arrived):
            person = people[place]
            number = np.uint64(person.luck_number)
            _, order, begins, ends = philox(np.uint64(1), number, when, np.uint64(0), key, key_high)
            person.luck[GRANT] = order
            for domain in range(1, DOMAIN_COUNT):
                if person.pathway[domain] == SERVED:
                    over = (ends + 0.5) / WORD < person.need[domain]
                    person.due[domain] = site.week - 1 if over else site.week
                wanted = person.known[domain] == 1 and (begins + 0.5) / WORD < person.set_point[domain]
                if wanted and person.pathway[domain] == NOT_ASKED:
                    person.pathway[domain] = WAITING
                    person.asked[domain] = site.week

    return compiled.compile_driver(driver(SERVING, come_and_go))


@lru_cache(maxsize=2)
def nothing_handed_over(week: Week) -> Driver:
    """The compiled line of a coach or a service; the luck that people came with stays theirs."""

    @helper
    def nothing(people: Any, site: Any) -> None:
        pass

    return compiled.compile_driver(driver(week, nothing))


def waits(needs: Needs, started: np.ndarray, silo: int) -> np.ndarray:
    """Weeks that each person of a silo waited."""
    mine = needs.of(silo)
    return started[mine] - needs.asks[mine]
