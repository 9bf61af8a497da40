"""The whole of what was asked, from a little of it: processor time, time on the clock, memory and size on disk."""

from __future__ import annotations

from dataclasses import dataclass

from simmodel.planning.measure import Measured, measure
from simmodel.planning.question import Asked, expected_people, part_of

MEMORY_BESIDE = 1.5
"""Memory that may be needed, beside what was counted: summaries made of tables, what the system has not taken back."""


@dataclass(frozen=True)
class Range:
    """A figure, and the figures between which it is expected."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Plan:
    """What a run will take: counts, seconds, bytes. `of` is what was measured of how many sites, `sites_played`."""

    asked: Asked
    of: Measured
    sites_played: int
    person_weeks: float
    at_a_time: int
    core_seconds: Range
    wall_seconds: Range
    memory: Range
    store: float
    kept_a_run: float
    in_flight_a_run: float
    core_seconds_a_site_year: float


def plan(asked: Asked, cores: int) -> Plan:
    """What the asked runs take on this machine of so many cores; one run of a few sites is played to know."""
    part = part_of(asked.study)
    of = measure(part, asked.seed, asked.draws > 0)
    return planned(asked, of, len(part.places), expected_people(part), cores)


def planned(asked: Asked, of: Measured, sites_played: int, people_played: float, cores: int) -> Plan:
    """The plan that follows from what was measured on so many sites with so many expected people."""
    times = expected_people(asked.study) / people_played
    together = expected_people(asked.study, asked.largest_group()) / people_played
    at_a_time = max(1, min(asked.workers, cores, asked.runs))
    a_run = of.run_seconds * times
    core = asked.runs * a_run + asked.draws * of.draw_seconds
    kept = of.kept_common + of.kept_of_sites * asked.sites / sites_played
    in_flight = of.in_flight * together
    holding = in_flight * min(asked.workers, asked.runs)
    piling_up = asked.runs * (of.in_memory_common + of.in_memory_of_sites * asked.sites / sites_played)
    memory = of.process + holding + piling_up
    return Plan(
        asked=asked,
        of=of,
        sites_played=sites_played,
        person_weeks=of.person_weeks * times * asked.runs,
        at_a_time=at_a_time,
        core_seconds=Range(core, core * of.quickest, core * of.slowest),
        wall_seconds=_wall(asked, of, core, at_a_time, a_run),
        memory=Range(memory, of.process + holding, of.process + MEMORY_BESIDE * (holding + piling_up)),
        store=kept * asked.runs,
        kept_a_run=kept,
        in_flight_a_run=in_flight,
        core_seconds_a_site_year=a_run / asked.site_years,
    )


def _wall(asked: Asked, of: Measured, core: float, at_a_time: int, a_run: float) -> Range:
    """Seconds on the clock: the least where the machine does nothing else, the most where it stays as busy as now."""
    ready = of.driver_seconds + of.solution_seconds
    alone = max(core / at_a_time, a_run)
    return Range(ready + alone * of.busy, ready + alone * of.quickest, ready + alone * of.busy * of.slowest)
