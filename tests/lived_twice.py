"""A journey made by hand: one life under two ways of working, for the tests of what is shown of it."""

from typing import Any

from simmodel.journey.arms import Arm, Journey
from simmodel.journey.moments import Event
from simmodel.journey.spans import Span

OUTCOMES = {
    "weeks_in_scope": 100.0,
    "weeks_stably_housed": 0.0,
    "crises": 0.0,
    "custody_days": 0.0,
    "weeks_in_work": 0.0,
    "times_told": 0.0,
    "hours_with_coach": 0.0,
}
REFERRED_OUT = (
    Event(1, "mental_health", "referred", "referred, intake in 2 weeks"),
    Event(3, "mental_health", "turned_away", "turned away"),
    Event(3, "mental_health", "handed_on", "a second provider is asked"),
    Event(9, "crisis", "crisis", "the police are called"),
)
PULLED_IN = (
    Event(2, "mental_health", "brought_in", "the coach asks a specialist to come"),
    Event(4, "practical", "purchase", "the coach buys what is needed, $249"),
    Event(9, "crisis", "crisis", "the police are called"),
)
WITHOUT = (
    Span("lives", "without_home", 0, 100),
    Span("mental_health", "waiting", 1, 9),
    Span("housing", "waiting", 0, 40),
    Span("story", "told", 3, 4),
)
WITH = (
    Span("lives", "without_home", 0, 20),
    Span("lives", "stable", 20, 100),
    Span("worker", "coach", 2, 90),
    Span("mental_health", "waiting", 2, 5),
)


def arm(title: str, events: tuple[Event, ...], spans: tuple[Span, ...], **outcomes: float) -> Arm:
    return Arm(title, events, OUTCOMES | outcomes, spans)


def lived_twice(**changes: Any) -> Journey:
    """Person 17, referred out and then with a coach."""
    arms = {
        "current": arm("Referred out", REFERRED_OUT, WITHOUT, crises=1, times_told=1),
        "pull_in": arm("Pulled in", PULLED_IN, WITH, crises=1, weeks_stably_housed=80, hours_with_coach=61),
    }
    kept = {"study": "taree", "version": "0.1.0", "seed": 1, "run": 0, "draw": 0, "person": 17, "arms": arms}
    return Journey(**(kept | {"why": "Chosen because.", "opening": "Person 17 is 30."} | changes))
