"""From one run's records to its outcomes: pure functions, one row per population and outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from simmodel.appraisal.outcomes import FUNNEL_STEPS
from simmodel.appraisal.runs import REACHED, SITE, same_people
from simmodel.measures import GROWN_UP, SCHOOL_AGE
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.vocabulary import DEVELOPMENTALLY_VULNERABLE, NOT_AT_SCHOOL, PAYERS, PROGRAMME
from simmodel.world import NEVER

FOLLOW_UP_WEEKS = 2 * WEEKS_PER_YEAR
ROUTES = {
    "new_sentence": ("new_sentence_after",),
    "return_to_prison": ("new_sentence_after", "breach_after"),
    "any_custody": ("new_sentence_after", "breach_after", "remand_after"),
}
"""By definition of return, the fields that say after how many weeks each route led back."""
SUMMED = (
    "weeks_stably_housed",
    "crises",
    "custody_days",
    "weeks_in_work",
    "weeks_waited",
    "points_of_engagement",
    "times_told",
)
"""Outcomes that are a person's field, summed over people."""
ENROLLED_BY = 26
"""A release counts as reached in time when the person was enrolled at most this many weeks after it."""


Arm = tuple[str, np.recarray, float]
"""A scenario's name, its people, and the programme's cents over the whole horizon."""


class Row(NamedTuple):
    """One value of one outcome for the people counted in one population of one scenario."""

    scenario: str
    population: str
    people: int
    outcome: str
    value: float


def in_scope(people: np.recarray) -> np.ndarray:
    """Everyone in scope at any time from week 0 on; the same people in every scenario. Boolean, shape (people,)."""
    return people.weeks_in_scope > 0


def reached(people: np.recarray) -> np.ndarray:
    """Everyone ever enrolled with a worker, or in a home that a programme leased. Boolean, shape (people,)."""
    return people.enrolled > NEVER


def rows_of_scenario(here: Arm, base: Arm, definition: str) -> Iterator[Row]:
    """The rows of one scenario of a run, and those of the same people in the base case."""
    name, people, cents = here
    yield from rows_of_people(name, SITE, people[in_scope(people)], cents, definition)
    chosen = reached(people)
    if chosen.any():
        yield from rows_of_people(name, REACHED, people[chosen], cents, definition)
        base_case, usual, usual_cents = base
        yield from rows_of_people(base_case, same_people(name), usual[chosen], usual_cents, definition)


def returned_within(people: np.recarray, definition: str, weeks: int = FOLLOW_UP_WEEKS) -> np.ndarray:
    """Of people with a counted release: 1 where they were back within `weeks`, by this definition."""
    counted = people[people.index_release > NEVER]
    back = np.zeros(len(counted), bool)
    for route in ROUTES[definition]:
        back |= (counted[route] > NEVER) & (counted[route] < weeks)
    return back


def enrolled_in_time(people: np.recarray) -> tuple[int, int]:
    """Of people reached who have a counted release: enrolled before it or within 26 weeks after, and all of them."""
    counted = people[reached(people) & (people.index_release > NEVER)]
    return int(np.sum(counted.enrolled <= counted.index_release + ENROLLED_BY)), len(counted)


def rows_of_people(
    scenario: str, population: str, people: np.recarray, programme: float, definition: str
) -> Iterator[Row]:
    """Every outcome of these people; `programme` is the money, in cents, that the scenario spends on its programme."""
    back = returned_within(people, definition)
    share = float(np.mean(back)) if len(back) else float("nan")
    yield Row(scenario, population, len(back), "return_to_custody_24m", share)
    shocks = int(people.shocks.sum())
    off_course = float(people.weeks_off_course.sum()) / shocks if shocks else float("nan")
    yield Row(scenario, population, shocks, "weeks_to_recover", off_course)
    yield from _rows_of_children(scenario, population, people)
    for outcome, total in _totals(people, programme):
        yield Row(scenario, population, len(people), outcome, total / len(people) if len(people) else float("nan"))


def _rows_of_children(scenario: str, population: str, people: np.recarray) -> Iterator[Row]:
    """Outcomes of the children of these people, per child; the same children in every scenario."""
    first = np.maximum(people.arrives, 0)[:, None]
    children = int(np.sum((people.born > NEVER) & (first - people.born < GROWN_UP)))
    for outcome, amount in (
        ("child_reports", 100.0 * people.child_reports.sum()),
        ("child_care_weeks", people.child_care_weeks.sum()),
    ):
        yield Row(scenario, population, children, outcome, float(amount) / children if children else float("nan"))
    started = people.school[(people.school != NOT_AT_SCHOOL) & (people.born + SCHOOL_AGE >= 0)]
    share = float(np.mean(started == DEVELOPMENTALLY_VULNERABLE)) if len(started) else float("nan")
    yield Row(scenario, population, len(started), "children_vulnerable", share)


def _totals(people: np.recarray, programme: float) -> Iterator[tuple[str, float]]:
    for outcome in SUMMED:
        yield outcome, float(np.sum(people[outcome]))
    for place, step in enumerate(FUNNEL_STEPS):
        yield step, float(np.sum((people.funnel >> place) & 1))
    yield "deaths", float(np.sum(people.gone == 1))
    cents = people.cost.sum(axis=0)
    cents[PROGRAMME] += programme
    for payer, paid in zip(PAYERS, cents, strict=True):
        yield f"cost_{payer}", float(paid) / 100.0
    yield "cost_total", float(cents.sum()) / 100.0
