"""Outside cases of lines beside and behind one another: pooling, services in a row, and Little's law."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.validation.case import Case, Effort, Known, mean_and_error
from simmodel.validation.chains import open_line
from simmodel.validation.known import known
from simmodel.validation.lines import (
    SILOS,
    Needs,
    in_services,
    lengths_handed_over,
    needs_of,
    started_in_services,
    whole_weeks,
)
from simmodel.validation.queues import THEORY, exponential, geometric

PEOPLE_A_BATCH = 1500
MEAN_WEEKS = 13
USE = 0.6
"""Share of places in use where pooling is looked at: at the listed 0.8 it takes millions of people to see 2%."""
LITTLE = "Little (1961), exact over a period that begins and ends empty"


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    found = [in_common(effort, 2), in_common(effort, 3), *littles_law(effort)]
    return found if effort.quick else [pooling(effort), *found, in_a_row(effort)]


def pooling(effort: Effort) -> Case:
    """Three services with one place each against one with three: what is saved."""
    row = known("queues")["pull_in_vs_refer_out"]
    use, people, places = USE, 280_000, row["c"]
    asking = use / MEAN_WEEKS
    alone = open_line(asking, 1.0 / MEAN_WEEKS, 1).wait
    as_one = open_line(asking * places, 1.0 / MEAN_WEEKS, places).wait
    luck, apart = effort.luck("pooling"), SILOS[:places]
    needs = needs_of(luck, round(effort.times(people) / asking / places), asking, geometric(luck, MEAN_WEEKS), apart)
    separate = started_in_services(needs, dict.fromkeys(apart, 1)) - needs.asks
    one = replace(needs, silo=np.full(len(needs.silo), apart[0]))
    together = started_in_services(one, {apart[0]: places}) - needs.asks
    saved = Known(
        "pooling-as-one",
        f"At {use:.0%} use three services with one place each make people wait longer than one with three, by as much "
        "as theory says.",
        THEORY,
        "weeks saved",
        alone - as_one,
        f"exact weekly chain, {alone:.1f} less {as_one:.1f} weeks; one service, not hours in common",
    )
    mean, error = mean_and_error(batched(separate - together), load(needs, asking))
    return saved.by_chance(mean, error, effort.fault)


def in_common(effort: Effort, services: int) -> Case:
    """Services with one place each that hold all hours in common: as long a wait as in one with as many places.

    Parts of a place are put together, so no place stands idle while anybody waits. What the same people wait in one
    service, less what is known of it, is a control.
    """
    asking, apart = USE / MEAN_WEEKS, SILOS[:services]
    exact = open_line(services * asking, 1.0 / MEAN_WEEKS, services).wait
    luck = effort.luck(f"in-common-{services}")
    people = effort.times(6_000) * services
    needs = needs_of(luck, round(people / asking / services), asking, geometric(luck, MEAN_WEEKS), apart)
    waits = started_in_services(needs, dict.fromkeys(apart, 1), pooled=1.0) - needs.asks
    one = replace(needs, silo=np.full(len(needs.silo), apart[0]))
    as_one = batched(started_in_services(one, {apart[0]: services}) - needs.asks) - exact
    what = Known(
        f"pooling-in-common-{services}",
        f"At {USE:.0%} use {services} services with one place each that hold all hours in common make people wait as "
        f"long as one with {services}.",
        THEORY,
        "weeks",
        exact,
        f"exact weekly chain; apart {open_line(asking, 1.0 / MEAN_WEEKS, 1).wait:.1f} weeks. It holds for all hours",
    )
    return what.by_chance(*mean_and_error(batched(waits), as_one[:, None]), effort.fault)


def batched(values: np.ndarray) -> np.ndarray:
    """Means of many people who asked one after the other; the first, who met empty places, left out."""
    return np.array([part.mean() for part in np.array_split(values, len(values) // PEOPLE_A_BATCH)[1:]])


def load(needs: Needs, asking: float) -> np.ndarray:
    """By the same batches: mean length and mean time between requests, less what they are on the whole."""
    spells = np.diff(needs.asks, prepend=0) - 1.0 / asking / len(np.unique(needs.silo))
    return np.stack([batched(needs.weeks - float(MEAN_WEEKS)), batched(spells)], axis=1)


def littles_law(effort: Effort) -> list[Case]:
    """What the census counts week by week is what people lived through, to the last person-week."""
    luck = effort.luck("little")
    needs = needs_of(luck, 520 * WEEKS_PER_YEAR // 4, 0.05, exponential(luck, 17.0), SILOS)
    begun, line = in_services(needs, dict.fromkeys(SILOS, 1), lengths_handed_over())
    waited = Known(
        "little-waiting",
        "The waiting list that the model counts each week adds up to the weeks that people waited: L = lambda W.",
        LITTLE,
        "person-weeks",
        float(np.sum(begun - needs.asks)),
    )
    helped = replace(
        waited,
        id="little-in-service",
        proves="The people in service whom the model counts each week add up to the weeks of help that were needed.",
        expected=float(np.sum(needs.weeks)),
    )
    return [waited.exactly(line.waiting), helped.exactly(line.served)]


def in_a_row(effort: Effort) -> Case:
    """Three services in a row, each with one place: whoever is done in one asks at the next."""
    row, unit = known("queues")["tandem"], WEEKS_PER_YEAR
    luck = effort.luck("tandem")
    asking = row["lam"] / unit
    needs = needs_of(luck, round(effort.times(70_000) / asking), asking, exponential(luck, unit / row["mu"][0]), (1,))
    began, spell = needs.asks, np.stack([needs.weeks - unit / row["mu"][0], np.diff(needs.asks, prepend=0) - unit], 1)
    done = started_in_services(needs, {1: 1}) + needs.weeks
    for place, rate in enumerate(row["mu"][1:], start=2):
        order = np.argsort(done, kind="stable")
        weeks = whole_weeks(luck, luck.exponential(unit / rate, len(began)))
        after = Needs(done[order], weeks, np.full(len(began), place))
        done[order] = started_in_services(after, {place: 1}) + weeks
    what = Known(
        "queue-in-a-row",
        "Three services in a row take as long on the whole as Burke's theorem says.",
        "Burke (1956); known/queues.json",
        "time units",
        row["W_total"],
    )
    controls = np.stack([batched(column) for column in spell.T], axis=1)
    return what.by_chance(*mean_and_error(batched((done - began) / unit), controls), effort.fault)
