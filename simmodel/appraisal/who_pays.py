"""Who pays and who saves in all, and how the account stands after each year: what charts and sentences are made from.

Dollars are present dollars at 5% a year real where a docstring says so; a gain is above 0. Everyone at the site counts.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.flows import effects_of, extra_of
from simmodel.appraisal.money.draws import estimate_amount
from simmodel.appraisal.money.present_value import Discounting, present_value
from simmodel.appraisal.money.views import FUNDER, HEADLINE_VIEW, benefits_of, costs_of
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.worth import Worth

CUSTODY = ("custody", "custody_beyond_avoidable")


def gained_by(runs: Runs, name: str, basis: str | None = None) -> dict[str, Estimate]:
    """What each payer gains (below 0: pays more), and each layer that the study supplies, in present dollars.

    Without the Commonwealth they add up to the headline's net present value; setting up is the funder's.
    """
    return {account: estimate_amount(gain) for account, gain in _gains(runs, name, basis or runs.unit_costs).items()}


def spent_more(runs: Runs, name: str) -> dict[str, Estimate]:
    """What each payer spends more than in the base case (below 0: less) in all years and on setting up; undiscounted.

    Hours of services, which are paid whoever uses them, are in none of it.
    """
    set_up = extra_of(runs, name).set_up
    cost = effects_of(runs, name, runs.unit_costs).cost
    return {
        payer: estimate_amount(dollars.sum(axis=-1) + (set_up if payer == FUNDER else 0.0))
        for payer, dollars in cost.items()
    }


def without(runs: Runs, name: str, account: str, beside: str = "") -> Estimate:
    """The headline's net present value without one account; `beside`: less that of another scenario, run by run."""
    worth = _without(runs, name, account)
    return estimate_amount(worth - _without(runs, beside, account) if beside else worth)


def custody_alone(runs: Runs, name: str) -> Estimate:
    """What is saved in custody, at average cost (the upper bound), minus the programme's cost; present dollars."""
    extra, how = extra_of(runs, name), Discounting()
    saved = -sum(extra.yearly.on(item) for item in CUSTODY)
    paid = present_value(effects_of(runs, name, "average").cost[FUNDER], how, extra.set_up)
    return estimate_amount(present_value(saved, how) - paid)


def minus(here: Worth, other: Worth) -> Estimate:
    """How much more one scenario is worth than another, paired run by run; present dollars."""
    return estimate_amount(here.net - other.net)


def account_after(runs: Runs, name: str) -> list[Estimate]:
    """How much people of NSW have gained by the end of each year, from year 0 (setting up) on; not discounted."""
    effects, set_up = effects_of(runs, name, runs.unit_costs), extra_of(runs, name).set_up
    flow = benefits_of(effects, HEADLINE_VIEW) - costs_of(effects, HEADLINE_VIEW)
    so_far = np.cumsum(np.concatenate([-set_up[..., None], flow], axis=-1), axis=-1)
    return [estimate_amount(so_far[..., year]) for year in range(so_far.shape[-1])]


def _without(runs: Runs, name: str, account: str) -> np.ndarray:
    gains = _gains(runs, name, runs.unit_costs)
    kept = [gain for each, gain in gains.items() if each not in (account, "commonwealth")]
    return np.sum(kept, axis=0)


def _gains(runs: Runs, name: str, basis: str) -> Mapping[str, np.ndarray]:
    """Present dollars gained by payer and layer, each (draws, runs)."""
    effects, set_up, how = effects_of(runs, name, basis), extra_of(runs, name).set_up, Discounting()
    gains = {
        payer: -present_value(dollars, how, set_up if payer == FUNDER else 0.0)
        for payer, dollars in effects.cost.items()
    }
    return gains | {layer: present_value(dollars, how) for layer, dollars in effects.layers.items()}
