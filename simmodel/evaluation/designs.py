"""What each design makes of a pilot, and what is true of the same people in the model. Pure functions.

`weeks` is the length of the follow-up: behind each person's own week, or behind the first step of a stepped wedge.
`weekly` is one arm of the pilot, `pilot.scenario` as it was lived or `pilot.base` as if the programme did nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simmodel.evaluation.estimators import Figure, paired, steps, two_groups
from simmodel.evaluation.pilot import Pilot
from simmodel.evaluation.question import BASELINE_WEEKS, Question
from simmodel.followed.windows import after, before, by_period
from simmodel.quantities import WEEKS_TO_TAKE_STOCK

FEWEST = 2
"""People, or pairs, without whom nothing tells the error."""
PERIOD = WEEKS_TO_TAKE_STOCK
"""Weeks of a period of a stepped wedge."""


class Truth(NamedTuple):
    """The mean effect on people offered a worker over the follow-up, and their level in the base case."""

    effect: float
    level: float


def figure(asked: Question, pilot: Pilot, weekly: np.ndarray, weeks: int) -> Figure:
    """What the pilot would report from one arm; amounts per person over `weeks` weeks."""
    if asked.design == "stepped_wedge":
        return _wedge(pilot, weekly, weeks)
    now = _counted(asked, after(weekly, pilot.at, weeks))
    if asked.design == "pre_post":
        seen = _seen_before(pilot, weeks)
        then = before(weekly[:, seen], pilot.at[seen], weeks)
        return paired(now[seen], _counted(asked, then))
    treated = pilot.treated
    return (paired if asked.design == "matched" else two_groups)(now[treated], now[~treated])


def truth(asked: Question, pilot: Pilot, weeks: int) -> Truth:
    """What the programme did to the people offered a worker: the same people with the same luck in both arms."""
    if asked.design == "stepped_wedge":
        exposed = _exposed(pilot, weeks)
        here, there = (_amounts(pilot, weekly, weeks)[exposed] for weekly in (pilot.scenario, pilot.base))
        return Truth(float((here - there).mean()) * _a_period(weeks), float(there.mean()) * _a_period(weeks))
    who = pilot.treated & (_seen_before(pilot, weeks) if asked.design == "pre_post" else True)
    here, there = (
        _counted(asked, after(weekly[:, who], pilot.at[who], weeks)) for weekly in (pilot.scenario, pilot.base)
    )
    return Truth(float((here - there).mean()), float(there.mean()))


def can_follow(asked: Question, pilot: Pilot, weeks: int) -> bool:
    """Whether so long a follow-up was seen of everybody, and of enough people before as well where that counts."""
    rows = len(pilot.scenario)
    if asked.design == "stepped_wedge":
        return weeks >= PERIOD and pilot.start + weeks <= rows
    if asked.design == "pre_post" and np.sum(_seen_before(pilot, weeks)) < max(FEWEST, len(pilot.at) / 2):
        return False
    return bool(pilot.at.max() + weeks <= rows)


def _counted(asked: Question, amounts: np.ndarray) -> np.ndarray:
    return (amounts > 0).astype(float) if asked.counted.once else amounts


def _seen_before(pilot: Pilot, weeks: int) -> np.ndarray:
    """Who was in scope, and seen, for so many weeks before their own."""
    return (pilot.at >= weeks) & (pilot.arrived <= pilot.at - weeks)


def _wedge(pilot: Pilot, weekly: np.ndarray, weeks: int) -> Figure:
    found = steps(_amounts(pilot, weekly, weeks), _exposed(pilot, weeks).astype(float))
    scale = _a_period(weeks)
    ends = (found.estimate * scale, found.error * scale, found.low * scale, found.high * scale)
    return Figure(*ends, found.p, found.reference * scale)


def _a_period(weeks: int) -> float:
    return weeks / PERIOD


def _amounts(pilot: Pilot, weekly: np.ndarray, weeks: int) -> np.ndarray:
    """Amounts by period, from a year before the first step on; shape (periods, people)."""
    return by_period(weekly, pilot.start - BASELINE_WEEKS, PERIOD, (BASELINE_WEEKS + weeks) // PERIOD)


def _exposed(pilot: Pilot, weeks: int) -> np.ndarray:
    """Whose wave has begun, by period: true or false, shape (periods, people)."""
    begins = pilot.start - BASELINE_WEEKS + PERIOD * np.arange((BASELINE_WEEKS + weeks) // PERIOD)
    return begins[:, None] >= pilot.at[None, :]
