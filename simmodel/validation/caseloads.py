"""Outside cases of caseloads: people turned away where nobody waits, a caseload that fills, people who come back."""

from __future__ import annotations

import numpy as np

from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.validation.case import Case, Effort, Known, mean_and_error
from simmodel.validation.chains import closed_line
from simmodel.validation.known import known
from simmodel.validation.lines import (
    SILOS,
    Needs,
    coming_back,
    needs_of,
    started_with_coaches,
    taken_on_by_link_workers,
)
from simmodel.validation.queues import PEOPLE_A_BATCH, exponential, fixed

ERLANG_B = "Erlang B, any queueing text (Gross and Harris); known/queues.json"
HELD_WEEKS = 260
"""Weeks with a link worker in the Erlang B cases: long, for a week's rounding makes half a week in so many."""
RAMP = (3, 12, 24)


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    turned = {(row["offered"], row["c"]): row["blocking"] for row in known("queues")["erlang_b"]}
    lost = [(2, 3, 20_000), (10, 10, 14_000)] + ([] if effort.quick else [(27, 24, 40_000)])
    return [
        *(turned_away(effort, offered, places, people, turned[offered, places]) for offered, places, people in lost),
        *ramp_up(effort),
        coming_back_case(effort),
    ]


def turned_away(effort: Effort, offered: int, places: int, people: int, share: float) -> Case:
    """Link workers take on whoever asks while there is a place; others do not wait: Erlang's loss formula."""
    told = f"Link workers with {places} places, offered work for {offered}, turn away the share that Erlang's B says."
    what = Known(
        f"loss-{offered}-for-{places}", told, ERLANG_B, "share of people", share, "lengths do not matter to it"
    )
    luck = effort.luck(what.id)
    asking = offered / HELD_WEEKS
    needs = needs_of(luck, round(effort.times(people) / asking), asking, fixed(luck, HELD_WEEKS), SILOS[:1])
    lost = ~taken_on_by_link_workers(needs, places, HELD_WEEKS)
    batches = np.array_split(np.arange(len(lost)), len(lost) // PEOPLE_A_BATCH)[1:]
    values = np.array([lost[batch].mean() for batch in batches])
    spells = np.array([np.ptp(needs.asks[batch]) / (len(batch) - 1) - 1.0 / asking for batch in batches])
    return what.by_chance(*mean_and_error(values, spells[:, None]), effort.fault)


def ramp_up(effort: Effort) -> list[Case]:
    """An uncapped caseload from empty: as many people as lam x stay x (1 - exp(-t / stay)) after t, Poisson."""
    rows = {row["t"]: row for row in known("queues")["mm_inf_transient"]}
    first, towns = rows[1], effort.times(1000)
    luck, unit = effort.luck("ramp-up"), WEEKS_PER_YEAR
    stay = first["mean_stay"] * unit
    asking = first["lam"] * towns / unit
    needs: Needs = needs_of(luck, max(RAMP) * unit, asking, exponential(luck, stay), SILOS[:1])
    met = started_with_coaches(needs, (60 * towns // 64 + 1,) * 64, to_the_end=False)
    found = []
    for time in RAMP:
        here = np.count_nonzero((met < time * unit) & (met + needs.weeks > time * unit))
        told = f"Coaches with room for all have met as many people after {time} time units as the ramp-up formula says."
        what = Known(
            f"ramp-up-{time}",
            told,
            "M/M/inf from empty; known/queues.json",
            "people",
            rows[time]["expected_in_service"],
        )
        found.append(what.by_chance(here / towns, float(np.sqrt(here)) / towns, effort.fault))
    return found


def coming_back_case(effort: Effort) -> Case:
    """Five people who come back to a service with one place: the finite-source line."""
    row, unit = known("queues")["finite_source"][0], 13
    begins, ending = 1.0 - np.exp(-row["lam_each"] / unit), 1.0 / unit
    exact = closed_line(row["N"], begins, ending, row["c"]).wait
    what = Known(
        "queue-finite-source",
        "Five people who come back to a service with one place wait as long as the exact weekly chain says.",
        "finite-source line (Gross and Harris); known/queues.json",
        "weeks",
        exact,
        f"in continuous time: {row['Wq'] * unit:.3f} weeks; whole weeks make {exact / row['Wq'] / unit - 1:+.1%} of it",
    )
    weeks = effort.times(380_000)
    tallies = coming_back(row["N"], begins, ending, row["c"], weeks, effort.seed & 0xFFFFFFFF)
    values = []
    for batch in np.array_split(np.arange(weeks), 80)[1:]:
        waited, admitted = tallies["weeks_waited"][batch].sum(), tallies["admitted"][batch].sum()
        values.append(waited / admitted)
    return what.by_chance(*mean_and_error(np.array(values)), effort.fault)
