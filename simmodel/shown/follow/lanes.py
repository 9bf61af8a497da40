"""One life as rows of a chart: a bar for what lasted, a mark for what happened, one panel for each way of working."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from simmodel.charts import COLOURS, INK
from simmodel.journey.arms import Arm, Journey
from simmodel.journey.moments import Event, capital, name_of, when
from simmodel.journey.spans import LANES, Span
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.shown.follow.facts import CHANGES_OF_WORKER, REFUSED, SENT_ON, facts_of

WHITE = "#ffffff"
FULL, MIDDLE, THIN = 1.0, 0.8, 0.6


@dataclass(frozen=True)
class Look:
    """How a state looks: its words, shorter words for a short bar, its colour, that of its letters, and its height as
    a share of its row."""

    words: str
    short: str
    colour: str
    letters: str = WHITE
    height: float = FULL


STATES = {
    "stable": Look("in a stable home", "home", COLOURS[0]),
    "insecure": Look("somewhere insecure", "insecure", "#b9dcf2", INK, MIDDLE),
    "without_home": Look("without a home", "no home", "#f2a93b", INK, THIN),
    "custody": Look("in prison", "prison", "#3a3a3a"),
    "waiting": Look("waiting", "wait", WHITE, INK),
    "served": Look("with help", "help", COLOURS[2]),
    "coach": Look("with a coach", "coach", COLOURS[3]),
    "coach_quiet": Look("the coach's door stays open", "open", "#ecd9e6", INK, MIDDLE),
    "link_worker": Look("with a link worker", "link", COLOURS[3]),
    "work": Look("in paid work", "work", COLOURS[4]),
    "care": Look("a child in out-of-home care", "care", COLOURS[1]),
}
NAMES = {"lives": "Lives", "worker": "Beside the person", "housing": "A home", "paid_work": "Paid work"}
MARKS = {
    "handed_on": ("Handed on", "triangle-right", COLOURS[1]),
    "refused": ("Missed or refused", "cross", INK),
    "told": ("Tells the story", "circle", COLOURS[0]),
    "bought": ("Needs bought", "square", COLOURS[2]),
    "crisis": ("Crises", "diamond", COLOURS[1]),
}
"""The lanes of marks: name, shape and colour."""
OF_KIND = {
    **dict.fromkeys((*SENT_ON, *CHANGES_OF_WORKER), "handed_on"),
    **dict.fromkeys((*REFUSED, "missed"), "refused"),
    "purchase": "bought",
    "crisis": "crisis",
}
"""By kind of event the lane that marks it."""
BARS = tuple(name for name in LANES if name != "story")


@dataclass(frozen=True)
class Lanes:
    """The rows of the chart from above to below (id and label), and what stands in them."""

    rows: tuple[tuple[str, str], ...]
    headings: tuple[dict[str, Any], ...]
    bars: tuple[dict[str, Any], ...]
    marks: tuple[dict[str, Any], ...]


def lanes_of(journey: Journey) -> Lanes:
    """Both panels, one below the other, with the same lanes: those in which something lasts or happens in either."""
    arms = list(journey.arms.values())
    used = {span.lane for arm in arms for span in arm.spans} | {each for arm in arms for each, _, _ in marked(arm)}
    names = [name for name in (*BARS, *MARKS) if name in used]
    rows: list[tuple[str, str]] = []
    for place, arm in enumerate(arms):
        rows.append((f"{place} heading", ""))
        rows += [(f"{place} {name}", _label(name, counted(arm))) for name in names]
    return Lanes(
        tuple(rows),
        tuple({"row": f"{place} heading", "title": arm.title} for place, arm in enumerate(arms)),
        tuple(_bar(place, span) for place, arm in enumerate(arms) for span in arm.spans if span.lane in BARS),
        tuple(_mark(place, *each) for place, arm in enumerate(arms) for each in marked(arm)),
    )


def marked(arm: Arm) -> list[tuple[str, int, str]]:
    """What is marked in a life: the lane, the week and what is told of it."""
    told = [("told", week, "Tells the story") for span in arm.spans if span.lane == "story" for week in _weeks(span)]
    return [*((OF_KIND[event.kind], event.week, event.sentence) for event in _shown(arm.events)), *told]


def counted(arm: Arm) -> dict[str, int]:
    """How often each thing that is marked happened; one mark stands for all of its week."""
    facts = facts_of(arm)
    return {
        "handed_on": facts.hand_offs,
        "refused": facts.missed + facts.refused,
        "told": facts.times_told,
        "bought": facts.purchases,
        "crisis": facts.crises,
    }


def lane_name(lane: str) -> str:
    """A lane in plain words."""
    return MARKS[lane][0] if lane in MARKS else NAMES.get(lane, capital(name_of(lane)))


def _shown(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if event.kind in OF_KIND]


def _weeks(span: Span) -> range:
    return range(span.begin, span.end)


def _label(name: str, counts: dict[str, int]) -> str:
    return f"{lane_name(name)}: {counts[name]}" if name in MARKS else lane_name(name)


def _bar(place: int, span: Span) -> dict[str, Any]:
    look = STATES[span.state]
    long = "waiting for a home" if (span.lane, span.state) == ("housing", "waiting") else look.words
    return {
        "row": f"{place} {span.lane}",
        "from": round(span.begin / WEEKS_PER_YEAR, 3),
        "to": round(span.end / WEEKS_PER_YEAR, 3),
        "words": long,
        "short": look.short,
        "colour": look.colour,
        "letters": look.letters,
        "height": look.height,
        "told": f"{capital(long)}, {when(span.begin)} to {when(span.end - 1)}",
    }


def _mark(place: int, lane: str, week: int, told: str) -> dict[str, Any]:
    _, shape, colour = MARKS[lane]
    return {
        "row": f"{place} {lane}",
        "from": round((week + 0.5) / WEEKS_PER_YEAR, 3),
        "shape": shape,
        "colour": colour,
        "told": f"{told}, {when(week)}",
    }
