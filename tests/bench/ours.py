"""The simple world by rules in the form of the model, played by its batch driver."""

from __future__ import annotations

import time
from functools import cache
from math import exp
from typing import Any

import numpy as np

from simmodel import compiled
from simmodel.chance import happens, key_of, luck_of, philox
from simmodel.compiled import helper, rule
from simmodel.engine.batch import Driver, driver
from simmodel.records import real, record_type, whole, word
from simmodel.week import Allotment, Step, Week, people

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

SHOCKED, WHICH, SEEKS, IN_CRISIS, BLOCKS = 0, 1, 2, 3, 2
SITE_NUMBER = 1


class Person:
    """A person of the simple world."""

    luck_number = word("the person's own number")
    luck = word("this week's luck", 4 * BLOCKS)
    arrives = whole("week of arrival")
    need = real("needs, 0 to 1", DOMAINS)
    trust = real("0 to 1")
    bond = real("0 to 1")
    coached = whole("1 with a coach")
    waits_for = whole("the service waited for, or NOBODY")
    asked = whole("week of asking")
    helped_by = whole("the service that helps, or NOBODY")
    weeks_left = whole("weeks of help left")


class Tally:
    """Counts of a week."""

    people = real("people")
    crises = real("crises")
    waiting = real("people waiting")
    helped = real("people helped")


class Site:
    """The place: where it is, which week, and how many places are taken."""

    luck_number = whole("the site's own number")
    key = word("luck's key")
    key_high = word("luck's key")
    week = whole("the week")
    arrived = whole("people who are there")
    busy = whole("places taken", DOMAINS)
    tally = None


PERSON, TALLY = record_type(Person), record_type(Tally)
SITE = record_type(Site, tally=TALLY)


@helper
def fill_luck(everyone: Any, site: Any) -> None:
    """This week's luck, two blocks of four words each."""
    key, key_high = np.uint64(site.key), np.uint64(site.key_high)
    for place in range(site.arrived):
        person = everyone[place]
        for block in range(BLOCKS):
            words = philox(
                np.uint64(site.luck_number), np.uint64(person.luck_number), np.uint64(site.week), np.uint64(block),
                key, key_high,
            )  # fmt: skip
            person.luck[4 * block] = words[0]
            person.luck[4 * block + 1] = words[1]
            person.luck[4 * block + 2] = words[2]
            person.luck[4 * block + 3] = words[3]


@rule
def open_week(site: Any) -> None:
    """Places are counted anew each week."""
    for domain in range(DOMAINS):
        site.busy[domain] = 0


@rule
def move_on(person: Any, site: Any) -> None:
    """Help that has lasted its weeks ends; otherwise it holds its place."""
    if person.helped_by != NOBODY:
        person.weeks_left -= 1
        if person.weeks_left == 0:
            person.helped_by = NOBODY
        else:
            site.busy[person.helped_by] += 1


@rule
def drift(person: Any, site: Any) -> None:
    """Needs drift; a shock makes one of them greater."""
    for domain in range(DOMAINS):
        person.need[domain] += DRIFT * (USUAL_NEED - person.need[domain])
    if happens(person, SHOCKED, SHOCK):
        domain = int(luck_of(person, WHICH) * DOMAINS)
        person.need[domain] = min(1.0, person.need[domain] + SHOCK_SIZE)


@rule
def seek(person: Any, site: Any) -> None:
    """Whoever has no help may seek some for the greatest need."""
    if person.waits_for == NOBODY and person.helped_by == NOBODY:
        greatest = 0
        for domain in range(1, DOMAINS):
            if person.need[domain] > person.need[greatest]:
                greatest = domain
        if happens(person, SEEKS, SEEK * person.trust * person.need[greatest]):
            person.waits_for = greatest
            person.asked = site.week


@rule
def waits(person: Any, site: Any, unit: int) -> bool:
    """Whether somebody waits for this service."""
    return person.waits_for == unit


@rule
def week_asked(person: Any, site: Any, unit: int) -> float:
    """Who asked first is next."""
    return person.asked * 1.0


@rule
def has_place(site: Any, unit: int) -> bool:
    """Whether a place is free."""
    return site.busy[unit] < PLACES


@rule
def admit(person: Any, site: Any, unit: int) -> None:
    """A place, for some weeks."""
    site.busy[unit] += 1
    person.waits_for = NOBODY
    person.helped_by = unit
    person.weeks_left = EPISODE


@rule
def help_with_need(person: Any, site: Any) -> None:
    """Help makes the need smaller that it is for."""
    if person.helped_by != NOBODY:
        person.need[person.helped_by] *= HELP


@rule
def bond(person: Any, site: Any) -> None:
    """A bond grows with a coach and fades without one; trust follows."""
    if person.coached == 1:
        person.bond += BONDING * (1.0 - person.bond)
    else:
        person.bond *= FADING
    person.trust += TRUSTING * (LEAST_TRUST + TRUST_OF_BOND * person.bond - person.trust)


@rule
def crisis(person: Any, site: Any) -> None:
    """Great needs bring crises, a bond keeps them off."""
    load = 0.0
    for domain in range(DOMAINS):
        load += person.need[domain]
    load /= DOMAINS
    if happens(person, IN_CRISIS, CRISIS * exp(CRISIS_NEED * load - CRISIS_BOND * person.bond)):
        site.tally.crises += 1
        person.trust *= CRISIS_TRUST


@rule
def count(person: Any, site: Any) -> None:
    """The week's counts."""
    site.tally.people += 1
    if person.waits_for != NOBODY:
        site.tally.waiting += 1
    if person.helped_by != NOBODY:
        site.tally.helped += 1


WEEK = Week(
    (
        Step("site", open_week),
        *people(move_on, drift, seek),
        Allotment(admit, tuple(range(DOMAINS)), waits, week_asked, has_place),
        *people(help_with_need, bond, crisis, count),
    )
)


@cache
def compiled_twin() -> Driver:
    """The batch driver of this week, compiled."""
    return compiled.compile_driver(driver(WEEK, fill_luck))


def begin(seed: int) -> tuple[np.recarray, np.recarray]:
    """People and site in week 0: the first so many have a coach."""
    everyone = np.zeros(PEOPLE, PERSON).view(np.recarray)
    everyone.luck_number = np.arange(PEOPLE)
    everyone.need, everyone.trust = USUAL_NEED, LEAST_TRUST
    everyone.coached[:COACHED] = 1
    everyone.waits_for, everyone.helped_by = NOBODY, NOBODY
    site = np.zeros(1, SITE).view(np.recarray)
    site.luck_number, site.arrived = SITE_NUMBER, PEOPLE
    site.key, site.key_high = key_of(seed, 0, 0)
    return everyone, site


def live(seed: int) -> Lived:
    """The world by our rules."""
    everyone, site = begin(seed)
    weekly, blank = np.zeros(WEEKS, TALLY).view(np.recarray), np.zeros(1, TALLY).view(np.recarray)
    clock = time.process_time()
    compiled_twin()(everyone, site, weekly, blank)
    seconds = time.process_time() - clock
    weeks = PEOPLE * WEEKS
    return Lived(
        float(weekly.crises.sum()) / weeks,
        float(weekly.waiting.sum()) / weeks,
        float(weekly.helped.sum()) / weeks,
        float(everyone.need.mean()),
        float(everyone.trust.mean()),
        seconds,
    )
