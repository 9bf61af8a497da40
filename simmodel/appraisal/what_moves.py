"""What moves the headline most: prices, conventions, and numbers of the model, each at its low and its high end.

Money is quantity times price, so what another price does is worked out exactly from the runs that are there, all else
as it is. The price of a specialist's hour is left out where a scenario or the base case buys hours: the same money buys
fewer of them at a higher price, and what fewer hours do to people only playing tells. What a number of the model does
is a regression over draws; only numbers that stand out from the noise of so many draws are told, which with few draws
are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from simmodel.appraisal.flows import Extra, effects_of, extra_of
from simmodel.appraisal.money.present_value import CENTRAL_RATE, RATES, Discounting, present_value
from simmodel.appraisal.money.tornado import Bar, tornado, tornado_of_draws
from simmodel.appraisal.money.views import HEADLINE_VIEW, benefits_of, costs_of
from simmodel.appraisal.runs import HOURS_BOUGHT, Runs
from simmodel.appraisal.spread import HIGH_PERCENTILE, LOW_PERCENTILE
from simmodel.cost_items import APPRAISED_ITEMS, CostItem
from simmodel.parameters import catalogue
from simmodel.quantities import Number
from simmodel.ranges import name_of, sampled
from simmodel.vocabulary import UNIT_COST_BASES

ENOUGH_DRAWS = 40
"""Draws from which on numbers of the model are looked at."""
ERRORS_TO_STAND_OUT = 4.0
"""A number stands out where its span is so many standard errors: of some 200 numbers without effect, hardly one is."""


HOUR = "prices.specialist_hour"
LEFT_OUT = (
    "the price of a specialist hour is left out: this money buys hours, fewer of them at a higher price, and what "
    "fewer do only playing tells"
)
"""Said where the tornado is told and lacks that bar."""


_catalogue = cache(catalogue)


def left_out(runs: Runs, name: str) -> str:
    """What the tornado of a scenario lacks, and why; "" where it lacks nothing."""
    return LEFT_OUT if any(HOURS_BOUGHT in runs.money.get(each, {}) for each in (name, runs.base_case)) else ""


def what_moves(runs: Runs, name: str) -> list[Bar]:
    """The headline net present value at both ends of each price, convention and number, the longest bar first."""
    ends = {**dict(_conventions(runs, name)), **dict(_prices(runs, name))}
    bars = [bar for bar in tornado(ends) if bar.span > 0] + _numbers(runs, name)
    return sorted(bars, key=lambda bar: -bar.span)


def _net(runs: Runs, name: str, basis: str, how: Discounting, years: int | None = None) -> np.ndarray:
    """The headline's net present value of each run; (draws, runs)."""
    effects = effects_of(runs, name, basis)
    flow = benefits_of(effects, HEADLINE_VIEW) - costs_of(effects, HEADLINE_VIEW)
    return present_value(flow[..., :years], how, -extra_of(runs, name).set_up)


def _conventions(runs: Runs, name: str) -> Iterator[tuple[str, tuple[float, float]]]:
    central, basis = Discounting(), runs.unit_costs
    low, high = (
        float(_net(runs, name, basis, Discounting(rate)).mean()) for rate in sorted(set(RATES) - {CENTRAL_RATE})
    )
    yield "discount rate, 3% to 7%", (low, high)
    ends = [float(_net(runs, name, each, central).mean()) for each in UNIT_COST_BASES]
    yield "unit costs, avoidable to average", (ends[0], ends[1])
    funded = int(str(runs.money.get(name, {}).get("funded_years", 0)))
    years = next(iter(runs.yearly.values())).spent.shape[-2]
    if 0 < funded < years:
        short, whole = (float(_net(runs, name, basis, central, each).mean()) for each in (funded, years))
        yield f"years that count, {funded} to {years}", (short, whole)


def _prices(runs: Runs, name: str) -> Iterator[tuple[str, tuple[float, float]]]:
    """Items of one number (an hour of each kind of specialist) move together."""
    extra, net = extra_of(runs, name), float(_net(runs, name, runs.unit_costs, Discounting()).mean())
    for moved in _items_by_number(runs.unit_costs == "average").values():
        ends, first = {}, moved[0][0]
        if name_of(first) == HOUR and left_out(runs, name):
            continue
        for percent in (LOW_PERCENTILE, HIGH_PERCENTILE):
            ends[percent] = net - sum(_costs_more(runs, extra, price, item, percent) for price, item in moved)
        number, drawn = _catalogue()[first][0], runs.numbers[first].to_numpy(float)
        if len(drawn) == 1 or np.ptp(drawn) > 0:
            yield _told(runs, first, number, len(moved) > 1), (ends[LOW_PERCENTILE], ends[HIGH_PERCENTILE])


def _end(runs: Runs, price: str, percent: float) -> float:
    """A price this far along its range, or where it was fitted along its draws; `percent` 0 to 100."""
    if runs.fitted is not None and price in runs.fitted.numbers:
        return float(np.percentile(runs.numbers[price], percent))
    _, default, low, high = _catalogue()[price]
    return sampled(percent / 100, default, low, high)


def _costs_more(runs: Runs, extra: Extra, price: str, item: str, percent: float) -> float:
    """What an item costs more, today's worth, when its price is this far along its range in every draw."""
    drawn = runs.numbers[price].to_numpy(float)
    worth = present_value(extra.yearly.on(item), Discounting()).mean(axis=1)
    return float(np.mean(worth * (_end(runs, price, percent) / drawn - 1)))


def _told(runs: Runs, price: str, number: Number, several: bool) -> str:
    ends = [f"{_end(runs, price, at):,.0f}" for at in (LOW_PERCENTILE, HIGH_PERCENTILE)]
    each = ", of each kind" if several and number.items else f", {ends[0]} to {ends[1]} {number.unit}"
    return f"price: {number.meaning.split(':')[0].split(' (')[0]}{each}"


def _items_by_number(average: bool) -> dict[str, list[tuple[str, str]]]:
    """By number of the model the prices, each with the item of the headline's accounts that it moves."""
    found: dict[str, list[tuple[str, str]]] = {}
    for place, item in enumerate(APPRAISED_ITEMS):
        prices = item.prices
        if (item.beyond_avoidable and not average) or not _in_headline(item):
            continue
        beyond = [each for each in APPRAISED_ITEMS[place + 1 : place + 2] if each.beyond_avoidable]
        for price in beyond[0].prices if average and beyond else prices:
            found.setdefault(name_of(price), []).append((price, item.id))
    return found


def _in_headline(item: CostItem) -> bool:
    return item.account in (*HEADLINE_VIEW.payers, *HEADLINE_VIEW.layers)


def _numbers(runs: Runs, name: str) -> list[Bar]:
    """Numbers of the model whose bar stands out from noise; items of one number move together and are one bar."""
    if runs.draws < ENOUGH_DRAWS:
        return []
    moving: dict[str, np.ndarray] = {}
    for dotted in runs.numbers.columns:
        values = runs.numbers[dotted].to_numpy(float)
        if not dotted.startswith("prices.") and np.ptp(values) > 0:
            moving.setdefault(name_of(dotted), values)
    bars = tornado_of_draws(_net(runs, name, runs.unit_costs, Discounting()), moving)
    return [bar for bar in bars if bar.error is not None and bar.span > ERRORS_TO_STAND_OUT * bar.error]
