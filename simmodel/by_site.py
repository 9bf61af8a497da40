"""The main outcomes of several sites, site by site, as tables of text; of many sites the spread, the lowest and the
highest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simmodel.appraisal.comparison import AtSite, Comparison
from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.outcomes import BY_SITE, OUTCOMES, Outcome
from simmodel.appraisal.runs import SITE
from simmodel.appraisal.spread import HIGH_PERCENTILE, LOW_PERCENTILE
from simmodel.words import amount, change

MOST_ROWS = 10
"""Of more sites than this, not every one is shown."""
FEW = 3
"""How many of the lowest and of the highest sites are named then."""
HEADS = {
    "return_to_custody_24m": "Back in custody in 24 months",
    "weeks_stably_housed": "Weeks stably housed",
    "crises": "Crises",
    "custody_days": "Days in custody",
    "cost_total": "Cost, all payers",
}
"""What heads the column of an outcome; narrower than its label."""

Found = Mapping[str, Mapping[str, Mapping[str, Estimate]]]
Said = Callable[[Outcome, float | None], str]
Rows = Sequence[Mapping[str, object]]


def tables_by_site(comparison: Comparison) -> list[tuple[str, Rows]]:
    """Title and rows of each table: the base case, then each scenario minus the base case; none for one site."""
    if not comparison.sites:
        return []
    base, count = comparison.base_case, len(comparison.sites)
    sites = f"{count} sites; below the middle, nine in ten" if count > MOST_ROWS else f"{count} sites"
    tables = [(f"Site by site: {base}, per person ({sites})", _rows(comparison, base, _levels_of, amount))]
    for name in comparison.differences:
        title = f"Site by site: {name} minus {base}, per person ({sites})"
        tables.append((title, _rows(comparison, name, _differences_of, change)))
    return tables


def _levels_of(site: AtSite) -> Found:
    return site.scenarios


def _differences_of(site: AtSite) -> Found:
    return site.differences


def _rows(comparison: Comparison, scenario: str, found: Callable[[AtSite], Found], said: Said) -> Rows:
    means = {
        site.title: {outcome: each.mean for outcome, each in found(site).get(scenario, {}).get(SITE, {}).items()}
        for site in comparison.sites.values()
    }
    if len(means) > MOST_ROWS:
        return [_spread(OUTCOMES[outcome], means, said) for outcome in BY_SITE]
    everywhere = found_together(comparison, scenario, found is _differences_of)
    together = {outcome: each.mean for outcome, each in everywhere.items()}
    every = [*means.items(), ("All together", together)]
    return [{"site": title, **_cells(mean, said)} for title, mean in every]


def found_together(comparison: Comparison, scenario: str, differences: bool) -> Mapping[str, Estimate]:
    """The levels of a scenario, or its differences from the base case, of everyone at all sites together."""
    found: Found = comparison.differences if differences else comparison.scenarios
    return found[scenario][SITE]


def _cells(mean: Mapping[str, float | None], said: Said) -> dict[str, object]:
    return {HEADS[outcome]: said(OUTCOMES[outcome], mean.get(outcome)) for outcome in BY_SITE}


def _spread(outcome: Outcome, means: Mapping[str, Mapping[str, float | None]], said: Said) -> dict[str, object]:
    """One outcome over many sites: where nine in ten lie, and the lowest and highest few by name."""
    values = [(mean[outcome.id], title) for title, mean in means.items() if mean.get(outcome.id) is not None]
    ordered = sorted((value, title) for value, title in values if value is not None)
    if not ordered:
        return {"outcome": HEADS[outcome.id], "lowest": "none", "middle": "none", "highest": "none"}
    ends = [LOW_PERCENTILE, 50, HIGH_PERCENTILE]
    low, middle, high = (said(outcome, float(end)) for end in np.percentile([value for value, _ in ordered], ends))
    return {
        "outcome": HEADS[outcome.id],
        "lowest": _named(outcome, ordered[:FEW], said),
        "middle": f"{middle},\n{low}\nto {high}",
        "highest": _named(outcome, ordered[: -FEW - 1 : -1], said),
    }


def _named(outcome: Outcome, few: Sequence[tuple[float, str]], said: Said) -> str:
    return ",\n".join(f"{said(outcome, value)} {title}" for value, title in few)
