"""Study files whose people do nothing but what a case is about: a town from a text, its week cut to a few rules."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from simmodel import compiled
from simmodel.chance import DISCLOSE, MOVES_AWAY, SENTENCE_LENGTH, WEEK_ZERO, philox
from simmodel.compiled import helper
from simmodel.engine.batch import Driver, advance, driver
from simmodel.engine.start import start
from simmodel.scenario import Assumption, Study, parse_study
from simmodel.site import Solution
from simmodel.vocabulary import COHORTS, MECHANISMS
from simmodel.week import WEEK

BECAUSE = "an outside case: a number may leave the range of its evidence, which a study file may not"
TEXT = """
name = "{name}"
title = "An outside case"
[time]
warm_up_years = 0
horizon_years = {years}
count_releases_weeks = 1
{more}
[site]
name = "Nowhere"
lettings_per_year = {{ priority = {lettings}, general = 0 }}
[site.people]
{people}
[mechanisms]
{off}
[scenarios.current]
title = "Nothing is bought"
base_case = true
buys = "nothing"
"""
EVENTS = (
    "custody.serve_parole",
    "custody.note_week_zero",
    "custody.serve_time",
    "custody.return_to_custody",
    "housing.tenancy",
    "crisis.crisis",
    "census.count_week",
    "leaving.leave",
)
"""The week's events, without services, relationships and needs: these would only move what a case holds still."""
FIRST_BLOCK, LAST_BLOCK = DISCLOSE // 4, MOVES_AWAY // 4
"""The first and last of the blocks of a person's luck that these events read; the others need not be filled."""
NO_RATIOS = dict.fromkeys(
    [f"custody.{ratio}" for ratio in ("unstable_home", "drugs", "distress", "no_work", "no_connection", "prior", "age")]
    + [f"housing.{ratio}" for ratio in ("arrears", "drugs", "distress", "rental_work", "rental_practical")]
    + ["custody.first_entry", "custody.parole_share", "custody.remand", "community.frailty_spread"]
    + ["leaving.death_after_release", "community.inside_at_start", "community.free_weeks"]
    + [f"leaving.moves.{cohort}" for cohort in COHORTS]
    + ["crisis.per_load", "crisis.per_bond", "crisis.per_skill"],
    0.0,
) | {"leaving.death": 1e-12}
"""Hazards that hang on nothing, and no other way in or out: what a case does not set stays away."""


def study_of(
    name: str,
    years: int,
    people: Mapping[str, int],
    more: str = "",
    coming: Mapping[str, float] | None = None,
    lettings: float = 0.0,
) -> Study:
    """A study file, read and checked, with all mechanisms off; by cohort who is there, and who is `coming` a year."""
    later = coming or {}
    lines = (
        f"{cohort} = {{ at_start = {people.get(cohort, 0)}, arrivals_per_year = {later.get(cohort, 0)} }}"
        for cohort in COHORTS
    )
    off = "\n".join(f"{mechanism} = false" for mechanism in MECHANISMS)
    text = TEXT.format(name=name, years=years, people="\n".join(lines), more=more, off=off, lettings=lettings)
    return parse_study(text, f"the study of the case {name}")


def with_numbers(study: Study, values: Mapping[str, float]) -> Study:
    """The same study believing these numbers, as a draw does: no range is asked for."""
    beliefs = NO_RATIOS | dict(values)
    return study.model_copy(
        update={"assumptions": tuple(Assumption(number=n, value=v, because=BECAUSE) for n, v in beliefs.items())}
    )


@dataclass(frozen=True)
class Town:
    """A run of a study before its first week."""

    people: Any
    sites: np.recarray
    weeks: int

    def play(self, run: Driver) -> np.recarray:
        """Every week of the study, in place; the weekly tallies."""
        return advance(self.people, self.sites, self.weeks, run)


def started(study: Study, solution: Solution, seed: int, run: int) -> Town:
    """People and site of one run, from the model's own makers."""
    begun = start(study, solution, seed, run)
    return Town(begun.people, begun.sites, begun.weeks)


def lived(
    study: Study, solution: Solution, seed: int, runs: int, play: Driver
) -> Iterator[tuple[np.recarray, np.recarray]]:
    """By run the people after the years of the study, and the weekly tallies."""
    for run in range(runs):
        town = started(study, solution, seed, run)
        weekly = town.play(play)
        yield town.people, weekly


@helper
def fill_luck_of_events(people: Any, site: Any) -> None:
    """This week's luck, the engine's own, as far as `EVENTS` read it."""
    key, key_high = np.uint64(site.key), np.uint64(site.key_high)
    where, week = np.uint64(site.luck_number), np.uint64(site.week + WEEK_ZERO)
    for place in range(site.arrived):
        person = people[place]
        if person.gone == 0:
            for block in range(FIRST_BLOCK, LAST_BLOCK + 1):
                address = (where, np.uint64(person.luck_number), week, np.uint64(block))
                a, b, c, d = philox(*address, key, key_high)
                person.luck[4 * block] = a
                person.luck[4 * block + 1] = b
                person.luck[4 * block + 2] = c
                person.luck[4 * block + 3] = d


@lru_cache(maxsize=1)
def events_with_stays() -> Driver:
    """The compiled events of the week, with the engine's luck, and stays in custody without memory.

    The model's stays are lognormal in their luck. That luck is turned so that the stay which the model makes of it is
    exponential, with the mean `custody.sentence_weeks`; no rule is changed.
    """

    @helper
    def turn_stays(people: Any, site: Any) -> None:
        fill_luck_of_events(people, site)
        spread = site.numbers.custody.spread
        for place in range(site.arrived):
            luck = (people[place].luck[SENTENCE_LENGTH] + 0.5) / 4294967296.0
            z = (math.log(-math.log(luck)) + 0.5 * spread * spread) / spread
            turned = 0.5 * math.erfc(-z / math.sqrt(2.0)) * 4294967296.0
            people[place].luck[SENTENCE_LENGTH] = min(max(int(turned), 0), 4294967295)

    return compiled.compile_driver(driver(WEEK.only(*EVENTS), turn_stays))
