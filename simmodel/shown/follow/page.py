"""The page about one life as parts: what it is no evidence for, the lanes, the story, the facts and the events."""

from __future__ import annotations

from simmodel.journey.arms import Journey
from simmodel.journey.moments import when
from simmodel.journey.told import MADE_UP, OF_CHILDREN
from simmodel.shown.follow.chart import swim_lanes
from simmodel.shown.follow.facts import facts_of, finding, rows_of, story
from simmodel.shown.parts import Figure, Heading, Part, Table, Words

ONE_LIFE = (
    "One life is one roll of luck and no evidence for either way of working: another person, or the same person with "
    "other luck, may fare the other way round. What differs on average, and how surely, stands on the page Compare."
)
LANES_NOTE = (
    "Bars say what lasts. The thinner the bar, the less there is to hold on to: a full one is a stable home or help, a "
    "middle one somewhere insecure or a door that stays open, a thin one no home. In the lanes of help a white bar "
    "with a broken edge is a wait. One mark stands for all of its week; how often stands beside the name of the lane. "
    "The same stands in the list of events below."
)


def parts_of(journey: Journey) -> list[Part]:
    """What the page shows of one journey."""
    at = f" at {journey.place}" if journey.place else ""
    whom = Words(
        f"Person {journey.person}{at}: made up, like everybody here. {journey.opening} {_why(journey)}".strip()
    )
    return [
        Words(ONE_LIFE, "finding", f"{finding(journey)}."),
        whom,
        lanes(journey),
        Heading("The story in short"),
        *(Words(f"{arm.title}: {story(facts_of(arm))}") for arm in journey.arms.values()),
        Table("The same in numbers", ("What is counted", *titles(journey)), rows_of(journey), name="one-life-facts"),
        Heading("Everything that happened"),
        events(journey),
        Words(f"{MADE_UP} {OF_CHILDREN}", "caption"),
        *(Words(f"{note}.", "caption") for note in journey.notes),
    ]


def _why(journey: Journey) -> str:
    """Why this person is followed, with the title of the way of working that reached people."""
    told = journey.why
    for name, arm in journey.arms.items():
        told = told.replace(f" whom {name} reached", f" whom “{arm.title}” reached")
    return told


def titles(journey: Journey) -> list[str]:
    """The ways of working as readers know them."""
    return [arm.title for arm in journey.arms.values()]


def lanes(journey: Journey) -> Figure:
    """The swim lanes with their table: what lasted, in both ways of working."""
    return Figure("one-life", finding(journey), swim_lanes(journey), events(journey), LANES_NOTE)


def events(journey: Journey) -> Table:
    """Every event of both lives in order of week; the same in both stands in one row."""
    base, other = (list(arm.events) for arm in journey.arms.values())
    told = {(event.week, event.sentence): (event in base, event in other) for event in (*base, *other)}
    rows = [
        (when(week), sentence, "yes" if left else "", "yes" if right else "")
        for (week, sentence), (left, right) in sorted(told.items(), key=lambda each: each[0][0])
    ]
    return Table(
        "Both lives, week by week", ("When", "What happened", *titles(journey)), tuple(rows), name="one-life-events"
    )
