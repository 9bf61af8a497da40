"""Whom a trial followed, found in a run of the model, and both of its arms for one outcome."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simmodel.engine.watched import Watched
from simmodel.followed.states import INSIDE, PRESENT, WITHOUT_HOME, are_in
from simmodel.followed.windows import follow_up
from simmodel.trial import BEFORE, BEFORE_IN_CONTROL, NOT_ON_PAROLE, Followed, Trial, TrialOutcome
from simmodel.validation.contrast import Pair
from simmodel.validation.counted import FOLLOWED, Arm, times_in_acute_care
from simmodel.vocabulary import COHORTS
from simmodel.world import NEVER

WEEKS_OF_HISTORY = 26
"""Half a year before the follow-up, in which times in acute care are counted."""

Life = Watched[np.ndarray]


def weeks_needed_before(trial: Trial, outcome: TrialOutcome) -> int:
    """Weeks of the warm-up that must be looked at, so that everyone's time before is seen."""
    history = WEEKS_OF_HISTORY if trial.people.times_in_acute_care else 0
    earlier = outcome.weeks if outcome.compared_with in (BEFORE, BEFORE_IN_CONTROL) else 0
    return max(history, earlier) + 1


def arms_of(trial: Trial, outcome: TrialOutcome, lives: Mapping[str, Life]) -> Pair:
    """The treated arm and the one it is compared with; `lives` is what was seen of each scenario."""
    treated, control = lives[outcome.treated or trial.treated], lives[trial.control]
    if outcome.compared_with == NOT_ON_PAROLE:
        return _parole(trial.people, outcome, control)
    who, week = enrolled(trial.people, treated)
    if outcome.compared_with == BEFORE:
        return _after_and_before(outcome, treated, who, week)
    if outcome.compared_with == BEFORE_IN_CONTROL:
        return _after_and_before(outcome, control, who, week)
    return _count(outcome, treated, who, week), _count(outcome, control, who, week)


def enrolled(people: Followed, life: Life) -> tuple[np.ndarray, np.ndarray]:
    """Whom a scenario enrols in time, as they were the week before: who they are, and in which week; shape (n,) each.

    In the community, still in scope, and as the trial asks.
    """
    began = life.people.enrolled
    who = np.flatnonzero((began > NEVER) & (began < people.begins_within_weeks))
    return _suited(people, life, who, began[who])


def released(people: Followed, life: Life) -> tuple[np.ndarray, np.ndarray]:
    """Whom a sentence released from week 0 on, followed from the week after that; as `enrolled`."""
    week = life.people.index_release
    who = np.flatnonzero((week >= 0) & (week < people.begins_within_weeks - 1))
    return _suited(people, life, who, week[who] + 1)


def _suited(people: Followed, life: Life, who: np.ndarray, week: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    (as_they_were,) = _seen(life, who, week, 0)
    states = as_they_were["states"]
    suits = are_in(states, PRESENT) & ~are_in(states, INSIDE)
    if people.cohorts:
        suits &= np.isin(life.people.cohort[who], [COHORTS.index(name) for name in people.cohorts])
    if people.homeless_weeks:
        suits &= are_in(states, WITHOUT_HOME) & (as_they_were["tenancy_weeks"] >= people.homeless_weeks)
    if people.released_within_weeks:
        free = as_they_were["weeks_free"]
        suits &= (free > NEVER) & (free <= people.released_within_weeks)
    if people.times_in_acute_care:
        suits &= life.people.arrives[who] <= week - WEEKS_OF_HISTORY
        history = _seen(life, who, week - WEEKS_OF_HISTORY, WEEKS_OF_HISTORY)
        suits &= times_in_acute_care(history).total >= people.times_in_acute_care
    return who[suits], week[suits]


def _seen(life: Life, who: np.ndarray, week: np.ndarray, length: int) -> np.ndarray:
    """`length` weeks of these people from their own week on, behind the week before it."""
    return follow_up([*life.before, *life.seen], who, week + len(life.before), length)


def _count(outcome: TrialOutcome, life: Life, who: np.ndarray, week: np.ndarray) -> Arm:
    return FOLLOWED[outcome.outcome].count(_seen(life, who, week, outcome.weeks))


def _after_and_before(outcome: TrialOutcome, life: Life, who: np.ndarray, week: np.ndarray) -> Pair:
    """The time after and the time before, of people whose time before is known."""
    known = life.people.arrives[who] <= week - outcome.weeks
    who, week = who[known], week[known]
    return _count(outcome, life, who, week), _count(outcome, life, who, week - outcome.weeks)


def _parole(people: Followed, outcome: TrialOutcome, life: Life) -> Pair:
    """People released on parole, and those released without: luck alone decides which in the model."""
    who, week = released(people, life)
    (as_they_were,) = _seen(life, who, week, 0)
    on_parole = as_they_were["on_parole"]
    with_it, without = (_count(outcome, life, who[chosen], week[chosen]) for chosen in (on_parole, ~on_parole))
    return with_it, without
