"""One pilot lived through: who takes part, from when on, and what each week held for them in both arms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.evaluation.lives import Arm, Run
from simmodel.evaluation.matching import nearest, unlikeness
from simmodel.evaluation.people import WAVES, Enrolment, first_release, half, in_order, wave
from simmodel.evaluation.question import BASELINE_WEEKS, Question
from simmodel.followed.states import HOUSED, INSIDE, PRESENT, WITHOUT_HOME, are_in, days_inside
from simmodel.quantities import WEEKS_PER_YEAR, WEEKS_TO_TAKE_STOCK
from simmodel.vocabulary import COHORTS


@dataclass(frozen=True)
class Pilot:
    """People of a pilot (their places among all people), and what each week held for them.

    `at` is the row of each person's own week, `arrived` that of coming into scope; all of shape (people,), and weekly
    amounts of the outcome in the scenario and in the base case of shape (weeks, people). `treated`: offered a worker;
    `taken_on`: a worker took them on, then or later. A matched pilot holds the people enrolled and then, in the same
    order, whom they are compared with. `start` is the row in which the first begin.
    """

    people: np.ndarray
    at: np.ndarray
    arrived: np.ndarray
    treated: np.ndarray
    taken_on: np.ndarray
    scenario: np.ndarray
    base: np.ndarray
    start: int


def pilot(run: Run, asked: Question) -> Pilot:
    """The pilot of this run; it has fewer people than were asked for where no more could be enrolled and followed."""
    made = {"pre_post": _pre_post, "matched": _matched, "randomised": _randomised, "stepped_wedge": _stepped_wedge}
    return made[asked.design](run, asked)


def _pre_post(run: Run, asked: Question) -> Pilot:
    if asked.moment == "release":
        chosen = _released(run, asked)
        scenario = run.by_invitation(asked.scenario, chosen.people, chosen.weeks)
    else:
        scenario = run.open_to_all(asked.scenario)
        chosen = _served(run, asked, scenario)
    return _kept(run, asked, scenario, chosen, np.ones(len(chosen.people), bool))


def _matched(run: Run, asked: Question) -> Pilot:
    scenario = run.open_to_all(asked.scenario)
    chosen = _served(run, asked, scenario)
    others = _look_alikes(run, scenario, chosen)
    pairs = chosen.only(others >= 0)
    both = Enrolment(np.concatenate([pairs.people, others[others >= 0]]), np.tile(pairs.weeks, 2))
    return _kept(run, asked, scenario, both, np.arange(len(both.people)) < len(pairs.people))


def _randomised(run: Run, asked: Question) -> Pilot:
    if asked.moment == "release":
        chosen = _released(run, asked)
    else:
        chosen = _served(run, asked, run.open_to_all(asked.scenario))
    treated = half(run.coins()[chosen.people])
    scenario = run.by_invitation(asked.scenario, chosen.people[treated], chosen.weeks[treated])
    return _kept(run, asked, scenario, chosen, treated)


def _stepped_wedge(run: Run, asked: Question) -> Pilot:
    """People whom workers would enrol, in waves that begin one after the other, who is in which by coin."""
    first = _first_week(run, asked)
    people = _served(run, asked, run.open_to_all(asked.scenario), first).people
    weeks = first + wave(run.coins()[people]) * step_weeks(asked.weeks)
    chosen = Enrolment(people, weeks)
    scenario = run.by_invitation(asked.scenario, people, weeks)
    return _kept(run, asked, scenario, chosen, np.ones(len(people), bool))


def step_weeks(follow_up: int) -> int:
    """Weeks between two waves, whole periods: the last of them is seen at least as long as the one before waited."""
    return max(follow_up // WAVES // WEEKS_TO_TAKE_STOCK, 1) * WEEKS_TO_TAKE_STOCK


def _first_week(run: Run, asked: Question) -> int:
    return run.study.named(asked.scenario).set_up_weeks


def _served(run: Run, asked: Question, scenario: Arm, first: int | None = None) -> Enrolment:
    """The first people whom workers take on, of those the pilot can follow; from a common `first` week where one is
    given."""
    enrolled = scenario.people.enrolled
    begins = enrolled if first is None else np.full_like(enrolled, first)
    may = (enrolled >= 0) & _can_be_followed(run, asked, scenario.people, begins)
    return in_order(enrolled, may, run.coins()).first(asked.enrolled)


def _released(run: Run, asked: Question) -> Enrolment:
    """The first people to leave custody once workers have started, of those the pilot can follow."""
    people, row = run.base.people, _first_week(run, asked) - run.first_week
    weeks = first_release(run.base.states, max(row, 1)) + run.first_week
    cohorts = run.study.named(asked.scenario).for_cohorts
    open_to = np.isin(people.cohort, [COHORTS.index(name) for name in cohorts or COHORTS])
    may = (weeks >= 0) & open_to & _can_be_followed(run, asked, people, weeks)
    return in_order(weeks, may, run.coins()).first(asked.enrolled)


def _can_be_followed(run: Run, asked: Question, people: np.recarray, weeks: np.ndarray) -> np.ndarray:
    end = run.study.time.horizon_years * WEEKS_PER_YEAR
    seen_before = (asked.look_back == 0) | (people.arrives <= weeks - asked.look_back)
    return seen_before & (weeks + asked.weeks <= end)


def _look_alikes(run: Run, scenario: Arm, chosen: Enrolment) -> np.ndarray:
    """For each person enrolled the most similar one of the same site and cohort whom no worker has taken on, or -1.

    Only what is known in that week decides: whoever is taken on later may be chosen, and stays, as people offered do.
    """
    others, free = np.full(len(chosen.people), -1), np.ones(len(scenario.people), bool)
    enrolled = scenario.people.enrolled
    for place, (person, week) in enumerate(zip(chosen.people, chosen.weeks, strict=True)):
        row = int(week) - run.first_week
        here = _alike_in_kind(run, scenario, row, int(person)) & free & ((enrolled < 0) | (enrolled > week))
        if here.any():
            features = features_at(scenario, row)
            weights = unlikeness(features[here | (np.arange(len(here)) == person)])
            candidates = np.flatnonzero(here)
            others[place] = candidates[nearest(features[person], features[candidates], weights)]
            free[others[place]] = False
    return others


def _alike_in_kind(run: Run, scenario: Arm, row: int, person: int) -> np.ndarray:
    """Who is of the same site and cohort, in scope the week before, and has been for a year."""
    people, week = scenario.people, row + run.first_week
    there = are_in(scenario.states[row - 1], PRESENT)
    settled = people.arrives <= week - BASELINE_WEEKS
    return (run.site_of == run.site_of[person]) & (people.cohort == people.cohort[person]) & there & settled


def features_at(scenario: Arm, row: int) -> np.ndarray:
    """What a pilot knows of everybody on the eve of week `row`, shape (people, 6).

    Age, earlier convictions, a stable home, homeless, in custody, and days in custody in the year before.
    """
    eve, inside = scenario.states[row - 1], days_inside(scenario.states[row - BASELINE_WEEKS : row]).sum(axis=0)
    where = [are_in(eve, state).astype(float) for state in (HOUSED, WITHOUT_HOME, INSIDE)]
    return np.column_stack([scenario.people.age, scenario.people.priors, *where, inside])


def _kept(run: Run, asked: Question, scenario: Arm, chosen: Enrolment, treated: np.ndarray) -> Pilot:
    people, weekly = chosen.people, asked.counted.weekly
    return Pilot(
        people=people,
        at=chosen.weeks - run.first_week,
        arrived=scenario.people.arrives[people] - run.first_week,
        treated=treated,
        taken_on=scenario.people.enrolled[people] >= 0,
        scenario=weekly(scenario.states[:, people]),
        base=weekly(run.base.states[:, people]),
        start=_first_week(run, asked) - run.first_week,
    )
