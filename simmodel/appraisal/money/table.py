"""The appraisal at one glance: every view, both unit-cost bases and 5, 3 and 7 per cent together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.draws import estimate_amount, estimate_ratio
from simmodel.appraisal.money.present_value import RATES, Discounting, Timing, present_value
from simmodel.appraisal.money.ratios import Chance, chance_it_pays
from simmodel.appraisal.money.views import VIEWS, Effects, Kind, View, benefits_of, costs_of, kind_of


@dataclass(frozen=True)
class Appraised:
    """One view at one basis of unit costs and one discount rate, in present dollars with bands.

    `benefit_cost_ratio` is benefits / cost, `net_ratio` (benefits - cost) / cost; without a mean where the view pays
    nothing. `kind` is printed with both. `convention` says how later years were discounted.
    """

    basis: str
    convention: str
    rate: float
    view: View
    kind: Kind
    benefits: Estimate
    costs: Estimate
    net: Estimate
    benefit_cost_ratio: Estimate
    net_ratio: Estimate
    pays: Chance


def appraise(
    bases: Mapping[str, Effects],
    set_up: ArrayLike = 0.0,
    timing: Timing = "mid_year",
) -> list[Appraised]:
    """Every view at every basis of unit costs and every rate, the headline first.

    `bases`: what the scenario changes, priced at each basis of unit costs (average, avoidable); `set_up`: dollars that
    the funder spends at the start, shape (draws, runs) or one for all.
    """
    return [
        _appraised(basis, effects, view, Discounting(rate, timing), set_up)
        for view in VIEWS.values()
        for basis, effects in bases.items()
        for rate in RATES
    ]


def _appraised(basis: str, effects: Effects, view: View, how: Discounting, set_up: ArrayLike) -> Appraised:
    benefits = present_value(benefits_of(effects, view), how)
    costs = present_value(costs_of(effects, view), how, np.asarray(set_up) if view.pays_programme else 0.0)
    return Appraised(
        basis=basis,
        convention=how.told,
        rate=how.rate,
        view=view,
        kind=kind_of(effects, view),
        benefits=estimate_amount(benefits),
        costs=estimate_amount(costs),
        net=estimate_amount(benefits - costs),
        benefit_cost_ratio=estimate_ratio(benefits, costs),
        net_ratio=estimate_ratio(benefits - costs, costs),
        pays=chance_it_pays(benefits - costs),
    )
