"""Outside cases of waiting lines: the services' own allotment against what queueing theory says.

People ask at random (Poisson), with lengths of need from a named distribution; the model admits, serves and discharges
them. The seven services of a site are seven lines of the same kind, side by side. A line with one place is compared
with its closed form, in steps of which a time unit of the case has 52; its formula holds for whole weeks too, so
nothing is lost. A line with several places is compared with the exact weekly chain, and Erlang's formula is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.validation.case import Case, Effort, Known, mean_and_error
from simmodel.validation.chains import fixed_line, open_line
from simmodel.validation.known import known
from simmodel.validation.lines import (
    SILOS,
    Needs,
    needs_of,
    started_for_an_episode,
    started_in_services,
    started_with_coaches,
    waits,
)

PEOPLE_A_BATCH = 400
THEORY = "Erlang C and Pollaczek-Khinchine (Gross and Harris, Queueing Theory); known/queues.json"
Lengths = Callable[[np.random.Generator, float], Callable[[int], np.ndarray]]
Outcome = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Line:
    """A line: people who ask a week, mean weeks of help, places, what is known of it, and how many people come."""

    asking: float
    help: float
    places: int
    known: Known
    people: int
    lengths: Lengths
    outcome: Outcome
    coaches: bool = False
    episodes: bool = False
    """Whether the model's own episodes end the help; otherwise its lengths are handed over."""


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    lines = [*one_place(effort.quick), *several_places(effort.quick)]
    lines += [] if effort.quick else [episodes()]
    return [checked(line, effort) for line in lines]


def checked(line: Line, effort: Effort) -> Case:
    """The line played by the model, and its verdict."""
    needs = people_of_line(line, effort)
    begun = started(line, needs)
    return line.known.by_chance(*measured(line, needs, begun), effort.fault)


def one_place(quick: bool) -> list[Line]:
    """One place, and lengths that are all alike or vary: the wait follows their second moment."""
    rows = {row["cs2"]: row for row in known("queues")["mg1"]}
    first = known("queues")["mmc"][0]
    found = [
        pollaczek("random", "random (exponential)", first["lam"], 1 / first["mu"], first["Wq"], exponential, 140_000),
        pollaczek("fixed", "all equally long", 0.5, 1.0, rows[0]["Wq"], fixed, 76_000, episodes=True),
    ]
    if not quick:
        found.append(pollaczek("alike", "much alike", 0.3, 2.0, rows[0.25]["Wq"], four_stages, 120_000))
        found.append(pollaczek("unlike", "very unlike", 0.8, 1.0, rows[4]["Wq"], two_kinds, 1_100_000))
    return found


def pollaczek(
    name: str,
    words: str,
    asking: float,
    help_units: float,
    wait: float,
    lengths: Lengths,
    people: int,
    episodes: bool = False,
) -> Line:
    """A line with one place against its closed form; time units are of 52 weeks."""
    told = f"With one place and needs that are {words}, the mean wait is the one of Pollaczek and Khinchine."
    note = "the model's own episode ends the help" if episodes else ""
    what = Known(f"queue-one-{name}", told, THEORY, "time units", wait, note)
    unit = WEEKS_PER_YEAR
    size = (asking / unit, help_units * unit, 1)
    return Line(*size, what, people, lengths, lambda weeks: weeks / unit, episodes=episodes)


def several_places(quick: bool) -> list[Line]:
    """Several places in services, and several people at a time with coaches, against the weekly chain."""
    rows = {row["c"]: row for row in known("queues")["mmc"] if row["offered"] != 2.7}
    few = [erlang(rows[2], 13, 26_000), erlang(rows[3], 13, 24_000), erlang(rows[12], 13, 240_000, coaches=True)]
    return few if quick else [*few, erlang(rows[14], 13, 450_000)]


def episodes() -> Line:
    """A line with several places and the model's own episodes, all of 13 weeks, against Crommelin's exact M/D/c."""
    mean_weeks, places, use = 13, 3, 0.6
    exact = fixed_line(use * places / mean_weeks, mean_weeks, places)
    what = Known(
        f"queue-episodes-{places}",
        f"In a service with {places} places and episodes of {mean_weeks} weeks, at {use:.0%} use, people wait as long "
        "as Crommelin's formula says.",
        "M/D/c, exact in whole weeks too (Crommelin 1932; Gross and Harris)",
        "weeks",
        exact.wait,
        "nothing is handed over but who asks when: the model's own episode ends the help",
    )
    return Line(use * places / mean_weeks, mean_weeks, places, what, 260_000, fixed, lambda weeks: weeks, episodes=True)


def erlang(row: dict[str, Any], mean_weeks: int, people: int, coaches: bool = False) -> Line:
    """A line with several places against the exact weekly chain, needs of `mean_weeks` at the listed load."""
    asking, places = row["offered"] / mean_weeks, row["c"]
    exact = open_line(asking, 1.0 / mean_weeks, places).share_waiting
    where = f"With coaches who have {places} places" if coaches else f"In a service with {places} places"
    what = Known(
        f"queue-{'coaches' if coaches else 'places'}-{places}",
        f"{where}, at {row['rho']:.0%} use, as many people wait as the exact weekly chain says.",
        THEORY,
        "share of people",
        exact,
        f"Erlang C in continuous time: {row['p_wait']:.4f}; whole weeks make {exact / row['p_wait'] - 1:+.1%} of it",
    )
    return Line(asking, mean_weeks, places, what, people, geometric, lambda weeks: (weeks > 0) * 1.0, coaches)


def people_of_line(line: Line, effort: Effort) -> Needs:
    """Who asks when and for how long, in seven lines alike; coaches have one line."""
    luck, silos = effort.luck(line.known.id), SILOS[:1] if line.coaches else SILOS
    horizon = round(effort.times(line.people) / len(silos) / line.asking)
    return needs_of(luck, horizon, line.asking, line.lengths(luck, line.help), silos)


def started(line: Line, needs: Needs) -> np.ndarray:
    """The week in which the model gave each person a place."""
    if line.coaches:
        return started_with_coaches(needs, (line.places // 2, line.places - line.places // 2))
    start = started_for_an_episode if line.episodes else started_in_services
    return start(needs, dict.fromkeys(SILOS, line.places))


def measured(line: Line, needs: Needs, begun: np.ndarray) -> tuple[float, float]:
    """The mean of the outcome and its standard error, from batches of people; what their arrivals and lengths did by
    chance is taken out. The first batch of each line begins with empty places and is left out."""
    values, controls = [], []
    for silo in np.unique(needs.silo):
        mine = needs.of(silo)
        outcome = line.outcome(waits(needs, begun, silo))
        for batch in np.array_split(np.arange(len(mine)), len(mine) // PEOPLE_A_BATCH)[1:]:
            values.append(outcome[batch].mean())
            rows = mine[batch]
            spell = (needs.asks[rows[-1]] - needs.asks[rows[0]]) / (len(rows) - 1)
            controls.append((needs.weeks[rows].mean() - line.help, spell - 1.0 / line.asking))
    return mean_and_error(np.array(values), np.array(controls))


def exponential(luck: np.random.Generator, mean: float) -> Callable[[int], np.ndarray]:
    """Lengths without memory."""
    return lambda count: luck.exponential(mean, count)


def geometric(luck: np.random.Generator, mean: float) -> Callable[[int], np.ndarray]:
    """Whole weeks without memory: each week the need ends with the same chance."""
    return lambda count: luck.geometric(1.0 / mean, count)


def fixed(luck: np.random.Generator, mean: float) -> Callable[[int], np.ndarray]:
    """Lengths all alike."""
    return lambda count: np.full(count, mean)


def four_stages(luck: np.random.Generator, mean: float) -> Callable[[int], np.ndarray]:
    """Lengths of four stages each: variance a quarter of the squared mean."""
    return lambda count: luck.gamma(4.0, mean / 4.0, count)


def two_kinds(luck: np.random.Generator, mean: float) -> Callable[[int], np.ndarray]:
    """Short needs and long ones, with as much work in both kinds: variance four times the squared mean."""
    share = 0.5 * (1.0 + np.sqrt(0.6))

    def lengths(count: int) -> np.ndarray:
        short = luck.random(count) < share
        return luck.exponential(1.0, count) * mean / (2.0 * np.where(short, share, 1.0 - share))

    return lengths
