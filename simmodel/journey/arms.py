"""What a journey gives back: one person, one arm for each of two scenarios, and what happened in each."""

from __future__ import annotations

from dataclasses import dataclass

from simmodel.appraisal.runs import Fitted
from simmodel.journey.moments import Event
from simmodel.journey.spans import Span


@dataclass(frozen=True)
class Arm:
    """A journey in one scenario: its title, what happened in order of week, and the outcomes since week 0.

    `spans`: what lasted, from its first week up to the week after its last.
    Weeks, days, times and dollars are the person's own; trust runs from 0 to 1. `cost` is what services cost all
    payers, undiscounted, without the programme's own money, which is not shared out to people.
    """

    title: str
    events: tuple[Event, ...]
    outcomes: dict[str, float]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Journey:
    """One person in two scenarios of one run; `arms` by scenario, the base case first unless another stands there.

    `site` is the name of the person's site, of several, and `place` its title; both are empty where there is one.
    """

    study: str
    version: str
    seed: int
    run: int
    draw: int
    person: int
    why: str
    opening: str
    arms: dict[str, Arm]
    site: str = ""
    place: str = ""
    fitted: Fitted | None = None
    notes: tuple[str, ...] = ()
