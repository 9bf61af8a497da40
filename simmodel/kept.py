"""What is kept of one paired run: rows of outcomes, weekly series and counts, of all sites together and by site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from simmodel.appraisal.capacity import capacity_of, funded_weeks
from simmodel.appraisal.delivery import ALIKE, delivery_of_run
from simmodel.appraisal.delivery import MEANS as DELIVERY_MEANS
from simmodel.appraisal.groups import added_groups, by_group
from simmodel.appraisal.measured import Row, enrolled_in_time, rows_of_scenario
from simmodel.appraisal.outcomes import BY_SITE
from simmodel.appraisal.packed import Rows, packed, packed_by_site
from simmodel.appraisal.pooled import Counts, added, added_series, pooled_rows
from simmodel.appraisal.yearly import Yearly, together, yearly_of
from simmodel.checks import MEANS as CHECK_MEANS
from simmodel.checks import base_counts
from simmodel.engine.paired import Lived, Played
from simmodel.engine.start import delivery_of
from simmodel.pool import ToPlay
from simmodel.scenario import Study
from simmodel.vocabulary import PROGRAMME

SERIES = ("people", "in_custody", "stably_housed", "homeless", "at_work", "active", "children_in_care")


@dataclass(frozen=True)
class OneRun:
    """What is kept of one paired run: rows of outcomes, weekly series and money by year of each scenario, counts.

    `by_site`: the main outcomes of each site of several.
    """

    draw: int
    rows: Rows
    weekly: Mapping[str, Mapping[str, np.ndarray]]
    base: Counts
    in_time: Mapping[str, tuple[int, int]]
    capacity: Mapping[str, Counts]
    delivery: Mapping[str, Counts]
    yearly: Mapping[str, Yearly]
    groups: Mapping[str, np.ndarray]
    by_site: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True)
class _Part:
    """What is kept of one scenario at one site."""

    rows: list[Row]
    weekly: dict[str, np.ndarray]
    base: Counts
    in_time: tuple[int, int]
    capacity: Counts
    delivery: Counts
    yearly: Yearly
    groups: np.ndarray


def paired(run: ToPlay) -> OneRun:
    """What is kept of a run of every scenario, played now."""
    return keep(run.draw, run.study, run.lived())


def keep(draw: int, study: Study, lived: Iterable[Lived]) -> OneRun:
    """What is kept of one paired run; of `lived` nothing else is, one scenario at one site after the other."""
    weeks = funded_weeks(delivery_of(study, scenario) for scenario in study.scenarios.values())
    parts: dict[str, dict[str, _Part]] = {name: {} for name in study.places}
    for one in lived:
        parts[one.site][one.scenario] = _part(study, one, weeks)
    sites = {name: _at_site(draw, study, by_scenario) for name, by_scenario in parts.items()}
    return _together(sites) if len(sites) > 1 else next(iter(sites.values()))


def series_of(weekly: np.recarray) -> dict[str, np.ndarray]:
    """Weekly series of the site, each of shape (weeks,): counts of people, crises, and dollars; all add up over
    sites."""
    series = {name: np.array(weekly[name], np.float32) for name in SERIES}
    series["crises"] = weekly.crises.sum(axis=1).astype(np.float32)
    series["cost"] = (weekly.cost.sum(axis=1) / 100.0).astype(np.float32)
    return series


def _part(study: Study, lived: Lived, weeks: slice) -> _Part:
    here, base, definition = lived.here, lived.base, study.custody_level.definition
    mine = (lived.scenario, here.people, programme_cents(here))
    usual = (study.base_case, base.people, programme_cents(base))
    site = here.sites[0]
    return _Part(
        rows=list(rows_of_scenario(mine, usual, definition)),
        weekly=series_of(here.weekly),
        base=base_counts(here.people, here.weekly, definition) if here is base else {},
        in_time=enrolled_in_time(here.people),
        capacity=capacity_of(site, here.weekly, base.weekly, weeks),
        delivery=delivery_of_run(site, here.weekly, here.people, base.people),
        yearly=yearly_of(here.weekly, site.numbers.prices.specialist_hour, in_common=site.plan.pooled > 0.0),
        groups=by_group(here.people),
    )


def programme_cents(played: Played) -> float:
    """What the programme itself cost from week 0 on, in cents."""
    return float(played.weekly.cost[:, PROGRAMME].sum())


def _at_site(draw: int, study: Study, parts: Mapping[str, _Part]) -> OneRun:
    """One site's scenarios, in the order of the study."""
    ordered = {name: parts[name] for name in study.scenarios}
    return OneRun(
        draw=draw,
        rows=packed(row for part in ordered.values() for row in part.rows),
        weekly={name: part.weekly for name, part in ordered.items()},
        base=parts[study.base_case].base,
        in_time={name: part.in_time for name, part in ordered.items()},
        capacity={name: part.capacity for name, part in ordered.items()},
        delivery={name: part.delivery for name, part in ordered.items()},
        yearly={name: part.yearly for name, part in ordered.items()},
        groups={name: part.groups for name, part in ordered.items()},
    )


def _together(sites: Mapping[str, OneRun]) -> OneRun:
    """All sites of one run as one, with the main outcomes of each."""
    every = list(sites.values())
    names = list(every[0].weekly)
    return OneRun(
        draw=every[0].draw,
        rows=packed(pooled_rows(one.rows for one in every)),
        weekly={name: added_series([one.weekly[name] for one in every]) for name in names},
        base=added([one.base for one in every], means=CHECK_MEANS),
        in_time={name: _both([one.in_time[name] for one in every]) for name in names},
        capacity={name: added([one.capacity[name] for one in every]) for name in names},
        delivery={name: added([one.delivery[name] for one in every], ALIKE, DELIVERY_MEANS) for name in names},
        yearly={name: together([one.yearly[name] for one in every]) for name in names},
        groups={name: added_groups([one.groups[name] for one in every]) for name in names},
        by_site=packed_by_site({name: _main(one.rows) for name, one in sites.items()}),
    )


def _main(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.outcome in BY_SITE]


def _both(counts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(part for part, _ in counts), sum(whole for _, whole in counts)
