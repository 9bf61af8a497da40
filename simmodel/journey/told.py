"""A journey in two columns, side by side, for a terminal, a pipe or a file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simmodel.journey.arms import Arm, Journey
from simmodel.journey.events import LAST
from simmodel.journey.moments import Event, capital, listed, when
from simmodel.quantities import WEEKS_PER_YEAR

AT_THE_END = (
    ("lives here", "{weeks_in_scope:,.0f} weeks"),
    ("stable home", "{weeks_stably_housed:,.0f} weeks"),
    ("crises", "{crises:,.0f}"),
    ("custody", "{custody_days:,.0f} days"),
    ("paid work", "{weeks_in_work:,.0f} weeks"),
    ("children", "{child_reports:,.0f} reports, {child_care_weeks:,.0f} weeks in out-of-home care"),
    ("referred", "{referred} times: {missed} missed, {turned_away} turned away, {lost} lost waiting"),
    ("help begun", "{admitted} times"),
    ("story told", "{times_told:,.0f} times"),
    ("coach", "{hours_with_coach:,.0f} hours, {purchase} purchases, {brought_in} specialists asked"),
    ("trust", "{trust:.2f} of 1"),
    ("cost", "${cost:,.0f}"),
)
"""The lines that close the two columns: name, and form of outcomes and of how often each kind of event happened."""
MADE_UP = "A made-up person: one possible course of one life, with the same luck in both columns, and no evidence."
OF_CHILDREN = "What happens to children, and what child protection pays, rests on an assumed link to the carer's life."
CAVEATS = (
    f"{MADE_UP} Lines that stand in both columns happened in both. Cost: services, all payers, without the programme's "
    f"own money. {OF_CHILDREN}"
)
SHARED = "dim"


def print_journey(console: Console, journey: Journey) -> None:
    """Print who the person is, what happened week by week in both arms, and how both came out; fits 80 columns."""
    at = f"at {journey.place}, " if journey.place else ""
    console.print(Text(f"Person {journey.person} {at}in {journey.study}: {' and '.join(journey.arms)}", "bold"))
    console.print(Text(f"seed {journey.seed}, run {journey.run}, simmodel {journey.version}"))
    notes = [f"Note: {note}." for note in journey.notes]
    for text in (journey.opening, journey.why, *notes, CAVEATS):
        if text:
            console.print(Text(text))
    console.print(table_of(journey))


def table_of(journey: Journey) -> Table:
    """Both arms week by week, and how they came out."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=False)
    table.add_column("", no_wrap=True)
    for name, arm in journey.arms.items():
        table.add_column(Text(f"{name}\n{arm.title}"), ratio=1)
    base, other = journey.arms.values()
    _add_weeks(table, base, other)
    table.add_section()
    for label, form in AT_THE_END:
        table.add_row(label, *(Text(form.format_map(_counted(arm))) for arm in (base, other)))
    return table


def _counted(arm: Arm) -> dict[str, float]:
    kinds = Counter(event.kind for event in arm.events)
    kinds["referred"] += kinds["asked_for_home"] + kinds["handed_on"]
    return defaultdict(int, kinds) | arm.outcomes


def _add_weeks(table: Table, base: Arm, other: Arm) -> None:
    left, right = _by_week(base), _by_week(other)
    year = -1
    for week in sorted(left | right):
        if week // WEEKS_PER_YEAR != year:
            year = week // WEEKS_PER_YEAR
            table.add_section()
        for place, (one, two) in enumerate(side_by_side(left.get(week, []), right.get(week, []))):
            label = when(week) if place == 0 else ""
            table.add_row(label, Text(one), Text(two), style=SHARED if one == two else "")


def side_by_side(left: list[Event], right: list[Event]) -> Iterator[tuple[str, str]]:
    """One week's events of two arms as rows: what both share first, in both; then what is different; leaving last."""
    both = [event for event in left if event in right]
    alone = [event for event in left if event not in right], [event for event in right if event not in left]
    yield from ((line, line) for line in lines([event for event in both if event.kind not in LAST]))
    yield from zip_longest(*(lines(events) for events in alone), fillvalue="")
    yield from ((line, line) for line in lines([event for event in both if event.kind in LAST]))


def _by_week(arm: Arm) -> dict[int, list[Event]]:
    weeks: dict[int, list[Event]] = {}
    for event in arm.events:
        weeks.setdefault(event.week, []).append(event)
    return weeks


def lines(events: list[Event]) -> list[str]:
    """Events of one week as lines: one for each part of life; what is the same in several domains, once; referrals
    behind the asking for help."""
    referred = [event.domain for event in events if event.kind == "referred"]
    asked = [event for event in events if event.kind == "asks_for_help"] if referred else []
    parts: dict[str, list[str]] = {}
    for event in events:
        if event in asked:
            parts[event.domain] = [f"asks for help; referred to: {listed(referred)}"]
        elif event.kind != "referred" or not asked:
            parts.setdefault(event.domain, []).append(event.text)
    together: dict[str, list[str]] = {}
    for domain, texts in parts.items():
        together.setdefault("; ".join(texts), []).append(domain)
    return [capital(f"{listed(domains)}: {text}".removeprefix(": ")) for text, domains in together.items()]
