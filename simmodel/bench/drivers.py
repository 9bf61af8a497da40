"""Both drivers on the same weeks, in turn: what a person-week takes, with all mechanisms on and with all off."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

import numpy as np

from simmodel.engine.batch import Driver, advance, compiled_driver
from simmodel.engine.model import SiteModel
from simmodel.engine.start import Start, delivery_of, solution_of, start
from simmodel.scenario import Study
from simmodel.site import Delivery, deliver
from simmodel.vocabulary import MECHANISMS

ROUNDS = 5
MESA_WEEKS = 6
BATCH_WEEKS = 52
WARM_UP_WEEKS = 160
"""Weeks from the start of the warm-up until coaches are at work."""


def drivers(study: Study) -> dict[str, float]:
    """Nanoseconds a person-week in both drivers, with coaches at work, and their ratios; one core, in turn."""
    begin, delivery = at_work(study), delivery_of(study, study.scenarios["pull_in"])
    off, run = without_mechanisms(study), compiled_driver()
    rounds = [
        (batch_seconds(begin, run), mesa_seconds(begin, delivery), batch_seconds(off, run)) for _ in range(ROUNDS)
    ]
    batch, mesa, plain = ([took[place] * 1e9 for took in rounds] for place in range(3))
    return {
        "batch_over_mesa": median_ratio(mesa, batch),
        "everything_on_over_off": median_ratio(batch, plain),
        "ns_per_person_week": statistics.median(batch),
        "ns_per_person_week_all_off": statistics.median(plain),
        "mesa_ns_per_person_week": statistics.median(mesa),
    }


def at_work(study: Study, run: int = 0) -> Start:
    """One run of the study's first site, played until coaches are at work."""
    begin = start(study, solution_of(study), 1, run, site_name=next(iter(study.places)))
    deliver(begin.sites[0], delivery_of(study, study.scenarios["pull_in"]))
    advance(begin.people, begin.sites, begin.warm_up_weeks + WARM_UP_WEEKS, compiled_driver())
    return begin


def without_mechanisms(study: Study) -> Start:
    """The same with every mechanism off that a study can switch off."""
    return at_work(study.model_copy(update={"mechanisms": dict.fromkeys(MECHANISMS, False)}))


def batch_seconds(begin: Start, run: Driver) -> float:
    """Seconds a person-week in the batch driver, over a year from here."""
    people, sites = begin.people.copy(), begin.sites.copy()
    clock = time.process_time()
    weekly = advance(people, sites, BATCH_WEEKS, run)
    return (time.process_time() - clock) / float(weekly.people.sum())


def mesa_seconds(begin: Start, delivery: Delivery) -> float:
    """Seconds a person-week in the Mesa driver, over a few weeks from here, its first week left out."""
    again = SiteModel.from_records(replace(begin, warm_up_weeks=0, weeks=MESA_WEEKS + 1), delivery)
    again.step()
    clock = time.process_time()
    weekly: np.recarray = again.run_weeks(MESA_WEEKS)
    return (time.process_time() - clock) / float(weekly.people.sum())


def median_ratio(upper: list[float], lower: list[float]) -> float:
    """The median of the ratios of what was measured in turn."""
    return statistics.median(above / below for above, below in zip(upper, lower, strict=True))
