"""What a scenario is worth: the appraisal of every scenario of a study against its base case.

The headline is what people of New South Wales gain and pay, at the study's basis of unit costs and 5% a year real. With
no value of the study's own for victims or wellbeing it is fiscal, and every page says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.flows import Extra, effects_of, extra_of, in_draws
from simmodel.appraisal.groups import Distribution, distribution
from simmodel.appraisal.money.breakeven import switching_value
from simmodel.appraisal.money.budget_impact import budget_impact, reactive_share
from simmodel.appraisal.money.cashable import cashable
from simmodel.appraisal.money.curves import Acceptability, acceptability, expected_loss, share_best
from simmodel.appraisal.money.draws import can_tell_evidence, estimate_amount, without_luck
from simmodel.appraisal.money.effectiveness import CostPerOutcome, cost_per_outcome
from simmodel.appraisal.money.information import evpi
from simmodel.appraisal.money.payback import payback, share_paid_back
from simmodel.appraisal.money.present_value import CENTRAL_RATE, Discounting, present_value
from simmodel.appraisal.money.prices import index_of
from simmodel.appraisal.money.table import Appraised, appraise
from simmodel.appraisal.money.tornado import Bar
from simmodel.appraisal.money.views import FUNDER, HEADLINE_VIEW, Effects, benefits_of, costs_of
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.what_moves import left_out, what_moves
from simmodel.cost_items import COST_ITEMS
from simmodel.quantities import DAYS_PER_WEEK, WEEKS_PER_YEAR
from simmodel.vocabulary import UNIT_COST_BASES

PER_OUTCOME = {
    "returns_to_custody": ("return to custody avoided", -1.0),
    "weeks_stably_housed": ("person-year in a stable home gained", 1.0 / WEEKS_PER_YEAR),
    "crises": ("crisis avoided", -1.0),
    "children_vulnerable": ("child not developmentally vulnerable (assumed link)", -1.0),
}
"""By count: an outcome in words, and how many of it one more of the count is."""
WORTHS = {"weeks_stably_housed": np.linspace(0.0, 500_000.0, 11), "crises": np.linspace(0.0, 100_000.0, 11)}
"""Dollars that one more of an outcome may be worth to whoever decides: where a curve is drawn, and no evidence."""
DAYS_PER_YEAR = DAYS_PER_WEEK * WEEKS_PER_YEAR
BEDS_A_BLOCK = 30
"""Beds that open and close together: a wing (ECO007)."""
YEARS_TO_BANK = 1
"""Years until a budget falls by beds that are not needed (ECO009)."""


@dataclass(frozen=True)
class PerOutcome:
    """What one outcome costs, the whole net cost to people of NSW (`spent`) attributed to it, both discounted alike."""

    label: str
    cost: CostPerOutcome
    gained: Estimate
    spent: Estimate


@dataclass(frozen=True)
class Beds:
    """Custody beds that are not needed: freed in a mean year, and apart from them what budgets fall by in all years."""

    freed: Estimate
    banked_dollars: Estimate
    block: int = BEDS_A_BLOCK


@dataclass(frozen=True)
class BreakEven:
    """What would have to be so for nothing to be gained or lost, all else as it is; None where nothing would do."""

    benefits_times: float | None
    custody_day: float | None
    programme_a_year: float | None


@dataclass(frozen=True)
class Worth:
    """One scenario against the base case, everyone at the site counted.

    `table`: every view, basis and rate. `net`: the headline's net present value of each run, shape (draws, runs).
    `by_year`: its mean net flow in each year, undiscounted, setting up in year 1. `impact`: payers by year. `reactive`:
    the share of each year's spending that is reactive, here and in the base case. `moved_by`: the tornado;
    `left_out` says what it lacks and why.
    `in_the_end`: what is gained by the end of all years, undiscounted, setting up off; paying back hangs on its sign.
    """

    table: tuple[Appraised, ...]
    net: np.ndarray
    by_year: np.ndarray
    pays_back_after: float | None
    pays_back: float
    in_the_end: Estimate
    per_outcome: Mapping[str, PerOutcome]
    impact: pd.DataFrame
    reactive: tuple[np.ndarray, np.ndarray]
    beds: Beds
    break_even: BreakEven
    who_gains: Distribution
    moved_by: tuple[Bar, ...]
    left_out: str

    def at(self, view: str, basis: str, rate: float = CENTRAL_RATE) -> Appraised:
        """One row of the table."""
        return next(row for row in self.table if (row.view.id, row.basis, row.rate) == (view, basis, rate))


@dataclass(frozen=True)
class Appraisal:
    """Every scenario of a study beside the base case, over so many years and draws, and which of all is worth most.

    `best`: by scenario, the base case with it, the share of draws in which it has the highest net present value; None
    where luck cannot be told from evidence. `know_everything`: what it would be worth to know all numbers, dollars;
    `with_luck`: what it would seem to be worth if the luck of single runs were something that could be known.
    `acceptable`: by outcome, how likely each scenario is best at each worth of it; options as in `best`.
    """

    basis: str
    years: int
    draws: int
    scenarios: Mapping[str, Worth]
    best: Mapping[str, float] | None
    know_everything: float | None
    with_luck: float | None
    acceptable: Mapping[str, Acceptability]

    def headline(self, name: str, rate: float = CENTRAL_RATE) -> Appraised:
        """What people of NSW gain and pay, at the study's basis."""
        return self.scenarios[name].at(HEADLINE_VIEW.id, self.basis, rate)


def appraise_runs(runs: Runs) -> Appraisal:
    """The appraisal that paired runs add up to; of runs whose money is not kept by year, an empty one."""
    if not runs.yearly:
        return Appraisal(runs.unit_costs, 0, 0, {}, None, None, None, {})
    scenarios = {name: _worth(runs, name) for name in runs.yearly if name != runs.base_case}
    best, worth, with_luck = _best(runs.base_case, scenarios)
    years = next(iter(runs.yearly.values())).spent.shape[-2]
    acceptable = _acceptable(runs, scenarios) if best is not None else {}
    return Appraisal(runs.unit_costs, years, runs.draws, scenarios, best, worth, with_luck, acceptable)


def _worth(runs: Runs, name: str) -> Worth:
    extra, how = extra_of(runs, name), Discounting()
    bases = {basis: effects_of(runs, name, basis) for basis in (runs.unit_costs, *_other(runs.unit_costs))}
    effects, view = bases[runs.unit_costs], HEADLINE_VIEW
    flow = benefits_of(effects, view) - costs_of(effects, view)
    net = present_value(flow, how, -extra.set_up)
    with_set_up = flow.mean(axis=(0, 1))
    with_set_up[0] -= extra.set_up.mean()
    paid_back = float(payback(flow.mean(axis=(0, 1)), float(extra.set_up.mean())))
    return Worth(
        table=tuple(appraise(bases, extra.set_up)),
        net=net,
        by_year=with_set_up,
        pays_back_after=None if np.isnan(paid_back) else paid_back,
        pays_back=share_paid_back(flow, flow.shape[-1], extra.set_up.mean(axis=1)),
        in_the_end=estimate_amount(flow.sum(axis=-1) - extra.set_up),
        per_outcome=_per_outcome(extra, net, how),
        impact=budget_impact(_with_set_up(effects, extra), index_of([runs.prices_grow] * (flow.shape[-1] - 1))),
        reactive=(_reactive(runs, name), _reactive(runs, runs.base_case)),
        beds=_beds(runs, extra),
        break_even=_break_even(runs, extra, effects, net, how),
        who_gains=distribution(*(in_draws(runs, runs.by_group[arm]) for arm in (name, runs.base_case))),
        moved_by=tuple(what_moves(runs, name)),
        left_out=left_out(runs, name),
    )


def _other(basis: str) -> tuple[str, ...]:
    return tuple(each for each in UNIT_COST_BASES if each != basis)


def _per_outcome(extra: Extra, net: np.ndarray, how: Discounting) -> dict[str, PerOutcome]:
    found, spent = {}, estimate_amount(-net)
    for count, (label, sign) in PER_OUTCOME.items():
        gained = present_value(sign * extra.yearly.of(count), how)
        found[count] = PerOutcome(label, cost_per_outcome(-net, gained), estimate_amount(gained), spent)
    return found


def _with_set_up(effects: Effects, extra: Extra) -> dict[str, np.ndarray]:
    """Extra dollars by payer, setting up in year 1."""
    cost = {payer: np.array(dollars) for payer, dollars in effects.cost.items()}
    cost[FUNDER][..., 0] += extra.set_up
    return cost


def _reactive(runs: Runs, name: str) -> np.ndarray:
    """The share of each year's dollars that goes to what follows when things go wrong, at the study's basis."""
    average = runs.unit_costs == "average"
    counted = [item for item in COST_ITEMS if average or not item.beyond_avoidable]
    spent = {item.id: runs.yearly[name].on(item.id)[None] for item in counted}
    return reactive_share(spent, [item.id for item in counted if item.reactive])


def _beds(runs: Runs, extra: Extra) -> Beds:
    avoided = -extra.yearly.of("custody_days") / DAYS_PER_YEAR
    a_year = np.asarray(runs.numbers["prices.custody_day_avoidable"], float).mean() * DAYS_PER_YEAR
    found = cashable(avoided, BEDS_A_BLOCK, a_year, lag=YEARS_TO_BANK)
    return Beds(estimate_amount(avoided.mean(axis=-1)), estimate_amount(found.dollars.sum(axis=-1)))


def _break_even(runs: Runs, extra: Extra, effects: Effects, net: np.ndarray, how: Discounting) -> BreakEven:
    view, mean = HEADLINE_VIEW, float(net.mean())
    benefits = float(present_value(benefits_of(effects, view), how).mean())
    saved = -float(present_value(extra.yearly.on("custody"), how).mean())
    paid = -float((present_value(costs_of(effects, view), how) + extra.set_up).mean())
    days = -float(present_value(extra.yearly.of("custody_days"), how).mean())
    funded = float(effects.cost[FUNDER].mean(axis=(0, 1)).max())
    avoidable = runs.unit_costs == "avoidable"
    return BreakEven(
        benefits_times=_switching(1.0, benefits, mean) if benefits > 0 else None,
        custody_day=max(0.0, (saved - mean) / days) if avoidable and days > 0 else None,
        programme_a_year=_switching(funded, paid, mean),
    )


def _switching(value: float, part: float, net: float) -> float | None:
    found = float(switching_value(value, part, net))
    return found if np.isfinite(found) and found >= 0 else None


def _best(base_case: str, scenarios: Mapping[str, Worth]) -> tuple[dict[str, float] | None, float | None, float | None]:
    """Which of all scenarios has the highest net present value, over draws without the luck of runs; what knowing is
    worth, without and with luck."""
    nets = [worth.net for worth in scenarios.values()]
    if not nets or not can_tell_evidence(nets[0]):
        return None, None, None
    every = np.stack([np.zeros_like(nets[0]), *nets], axis=-1)
    shares = share_best(without_luck(every))
    best = dict(zip((base_case, *scenarios), map(float, shares), strict=True))
    return best, evpi(every), float(expected_loss(every.reshape(-1, every.shape[-1])).min())


def _acceptable(runs: Runs, scenarios: Mapping[str, Worth]) -> dict[str, Acceptability]:
    """How likely each scenario, the base case first, is best at each worth of an outcome."""
    nothing = np.zeros_like(next(iter(scenarios.values())).net)
    cost = np.stack([nothing, *(-worth.net for worth in scenarios.values())], axis=-1)
    found = {}
    for count, worths in WORTHS.items():
        sign = PER_OUTCOME[count][1]
        gained = [present_value(sign * extra_of(runs, name).yearly.of(count)) for name in scenarios]
        found[count] = acceptability(cost, np.stack([nothing, *gained], axis=-1), worths)
    return found
