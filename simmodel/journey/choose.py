"""Whom to follow: a person by number, or the one whose life a scenario changes as it does most, or most of all."""

from __future__ import annotations

import numpy as np

from simmodel.appraisal.measured import in_scope, reached
from simmodel.errors import SimmodelError
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.scenario import Study
from simmodel.vocabulary import COHORTS
from simmodel.world import NEVER

TYPICAL, MOST_DIFFERENT = "typical", "most-different"
OUTCOMES = ("weeks_stably_housed", "crises", "custody_days", "weeks_in_work", "cost")
"""What a change is measured in; each by its spread among the people whom it is a choice of."""
WITH_A_PERSON = ("coaches", "link_workers")
"""What money buys when somebody is beside a person, the longest first."""
WEEKS_APART, GROWN_UP_AT = 40, 18
"""Of the children of whoever is chosen by a word: weeks between two births at least, and years of age of the parent."""
LONGEST_NUMBER = 12
"""Digits of a number that might be somebody's."""


def other_scenario(study: Study, named: str | None = None) -> str:
    """The scenario to lay beside the base case: the one named, else the first that buys coaches or workers, else the
    first other; SimmodelError where there is none."""
    others = [name for name in study.scenarios if name != study.base_case]
    if not others:
        raise SimmodelError(f"{study.name} holds only its base case; a journey needs another scenario beside it")
    if named is None:
        buys = {name: study.scenarios[name].buys for name in others}
        return next((name for what in WITH_A_PERSON for name in others if buys[name] == what), others[0])
    study.named(named)
    if named == study.base_case:
        raise SimmodelError(
            f"--scenario is {named}, the base case, which stands beside every other; "
            f"allowed: {', '.join(others)}; type --scenario {others[0]}"
        )
    return named


def pair_of(study: Study, named: str | None = None, beside: str | None = None) -> tuple[str, str]:
    """The two scenarios of a journey: the base case unless `beside` names another, and `other_scenario` or `named`.

    SimmodelError where one of them is none, or both are the same.
    """
    if beside is None or study.named(beside) is study.named(study.base_case):
        return study.base_case, other_scenario(study, named)
    found = named or next((name for name in study.scenarios if name not in (beside, study.base_case)), study.base_case)
    study.named(found)
    if found == beside:
        others = [name for name in study.scenarios if name != beside]
        raise SimmodelError(
            f"--scenario and --beside are both {beside}; allowed beside it: {', '.join(others)}; "
            f"type --scenario {others[0]}"
        )
    return beside, found


def known_cohort(cohort: str | None) -> None:
    """SimmodelError for a cohort that is none."""
    if cohort is not None and cohort not in COHORTS:
        raise SimmodelError(f"--cohort is {cohort}; allowed: {', '.join(COHORTS)}; type --cohort {COHORTS[0]}")


def chosen(who: str, base: np.recarray, other: np.recarray, cohort: str | None = None) -> int:
    """The row of the person meant by `who`, a number or a word; `base` and `other` are the people of both arms.

    A word chooses among a cohort only, where one is given. SimmodelError for a word that is none, a number that is
    nobody's, and a place where nobody is in scope.
    """
    if who not in (TYPICAL, MOST_DIFFERENT):
        return _numbered(who, base)
    rows = candidates(base, other, cohort)
    if len(rows) == 0:
        of_whom = f"nobody of {cohort}" if cohort else "nobody"
        raise SimmodelError(f"{of_whom} is in scope from week 0 on, so there is nobody to follow")
    away = distance(base[rows], other[rows], from_the_middle=who == TYPICAL)
    return int(rows[np.argmin(away) if who == TYPICAL else np.argmax(away)])


def candidates(base: np.recarray, other: np.recarray, cohort: str | None = None) -> np.ndarray:
    """The rows to choose from: people whom the scenario reached, or where it reached nobody everyone in scope.

    Only those of a cohort, where one is given.

    Of these only people who are in scope for as many weeks in both arms, if there are any: otherwise whoever moves
    away in one arm only would always be the most different. And of these, if there are any, only whose children may be
    of those ages: the model draws them crudely.
    """
    counted = in_scope(other)
    if cohort is not None:
        counted = counted & (other.cohort == COHORTS.index(cohort))
    among = counted & reached(other) if (counted & reached(other)).any() else counted
    for suits in (base.weeks_in_scope == other.weeks_in_scope, believable(base)):
        among = among & suits if (among & suits).any() else among
    return np.flatnonzero(among)


def believable(people: np.recarray) -> np.ndarray:
    """Whose children were born one by one, to a parent who had grown up; (people,)."""
    born = np.where(people.born > NEVER, people.born, np.nan)
    apart = np.diff(np.sort(born, axis=1), axis=1)
    age_then = people.age[:, None] - (people.arrives[:, None] - born) / WEEKS_PER_YEAR
    too_soon, too_young = (apart < WEEKS_APART).any(axis=1), (age_then < GROWN_UP_AT).any(axis=1)
    return ~(too_soon | too_young)


def distance(base: np.recarray, other: np.recarray, from_the_middle: bool) -> np.ndarray:
    """How far each person's change lies from the middle one, or from no change; shape (people,), in spreads."""
    change = measured(other) - measured(base)
    spread = change.std(axis=0)
    steps = change / np.where(spread > 0.0, spread, 1.0)
    middle = np.median(steps, axis=0) if from_the_middle else 0.0
    return np.sqrt(np.sum((steps - middle) ** 2, axis=1))


def measured(people: np.recarray) -> np.ndarray:
    """The outcomes of each person since week 0, shape (people, outcomes); cost in dollars, programme left out."""
    columns = [people.cost.sum(axis=1) / 100.0 if name == "cost" else people[name] for name in OUTCOMES]
    return np.stack(columns, axis=1)


def _numbered(who: str, people: np.recarray) -> int:
    last = len(people) - 1
    is_number = who.isascii() and who.isdigit() and len(who) <= LONGEST_NUMBER
    if not is_number or int(who) > last:
        raise SimmodelError(
            f"person is {who}; allowed: {TYPICAL}, {MOST_DIFFERENT}, or a person's number, 0 to {last}; type {TYPICAL}"
        )
    if not in_scope(people)[int(who)]:
        raise SimmodelError(
            f"person {int(who)} was no longer in scope when the funding began, so there is nothing to tell; "
            f"type {TYPICAL}"
        )
    return int(who)
