"""What scenarios are worth, as a table for a terminal: the headline, beside it whatever would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import batched

from rich.table import Table

from simmodel.appraisal.estimates import Estimate, is_all_luck
from simmodel.appraisal.flows import PRICE_YEAR
from simmodel.appraisal.money.effectiveness import WHOLE_COST
from simmodel.appraisal.money.present_value import CENTRAL_RATE, RATES, Discounting
from simmodel.appraisal.money.views import HEADLINE_VIEW
from simmodel.appraisal.worth import Appraisal, Worth
from simmodel.bands import Sampled, place_of
from simmodel.money_words import LUCK_HIDES_IT, all_luck_told, cost_of
from simmodel.terminal import add_row, empty_table, fitting
from simmodel.vocabulary import UNIT_COST_BASES
from simmodel.words import dollars
from simmodel.worth_words import luck_hides_best, tells_payback

COSTS_TOLD = {
    "weeks_stably_housed": "Cost of a year stably housed",
    "crises": "Cost of a crisis avoided",
    "returns_to_custody": "Cost of a return avoided",
}
MOVERS = 3
"""How many of what moves the headline most are told."""


def tables_of_worth(appraisal: Appraisal, result: Sampled, width: int) -> list[Table]:
    """Net present value, ratios and chances of every scenario beside the base case; `result`: what it is from."""
    tables = []
    for names in batched(appraisal.scenarios, fitting(width)):
        kind = appraisal.headline(names[0]).kind
        title = f"What it is worth to people of NSW ({kind}; dollars of {PRICE_YEAR}, {Discounting().told})"
        table = empty_table(title, f"Benefits less costs, {appraisal.years} years", names)
        for label, cell in _rows(appraisal, result):
            add_row(table, label, [cell(name) for name in names])
        tables.append(table)
    return tables


def lines_of_worth(appraisal: Appraisal, result: Sampled) -> list[str]:
    """What the table cannot say: what stands apart, and what moves each headline most."""
    if not appraisal.scenarios:
        return []
    told = [
        "Benefits are what agencies of NSW spend less, everyone at the site counted, and hours of services that others "
        "get more of, at their price; the Commonwealth stands apart. Costs by payer, above, also hold every hour of "
        "services that these people use at its price, though it is paid whoever uses it. "
        f"A cost of an outcome has the {WHOLE_COST}, so costs of outcomes must not be added up.",
        *_knowing(appraisal, result),
    ]
    for name, worth in appraisal.scenarios.items():
        longest = [f"{bar.name} ({dollars(bar.at_low)} to {dollars(bar.at_high)})" for bar in worth.moved_by[:MOVERS]]
        lacks = f"; {worth.left_out}" if worth.left_out else ""
        told.append(f"{name}: the net present value moves most with {'; '.join(longest)}{lacks}.")
    return told


def _knowing(appraisal: Appraisal, result: Sampled) -> list[str]:
    """What knowing more is worth, and what would only seem so: two figures that are easily taken for one another."""
    if appraisal.know_everything is None or appraisal.with_luck is None:
        return []
    if appraisal.with_luck == 0:
        return ["In every run the same scenario is worth most: for that choice knowing more is worth nothing."]
    known, lucky = dollars(appraisal.know_everything), dollars(appraisal.with_luck)
    return [
        f"We do not know the numbers: to know all of them before choosing is worth {known}.",
        f"{place_of(result).capitalize()} varies anyway: if that luck could be known too it would seem {lucky}, "
        "which no evidence can bring.",
    ]


def _rows(appraisal: Appraisal, result: Sampled) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Label and cell by scenario."""
    headline, worth = appraisal.headline, appraisal.scenarios.__getitem__
    yield "Net present value at 5%", lambda name: _mean(headline(name).net)
    yield "evidence", lambda name: _band(headline(name).net, "evidence_low", "evidence_high")
    yield place_of(result), lambda name: _band(headline(name).net, "low", "high")
    for rate in RATES[1:]:
        yield f"at {rate:.0%}", partial(_net_at, appraisal, rate=rate)
    other = next(basis for basis in UNIT_COST_BASES if basis != appraisal.basis)
    yield f"at 5%, {other} unit costs", partial(_net_at, appraisal, basis=other)
    yield "Benefits / cost to the funder", lambda name: _ratio(headline(name).benefit_cost_ratio)
    yield "Benefits exceed costs", partial(_pays, appraisal, result)
    yield "Highest worth of all", partial(_best, appraisal)
    for view, label in (
        ("nsw_government", "Budgets of NSW alone, at 5%"),
        ("all_governments", "All governments, at 5%"),
        ("commonwealth", "Commonwealth alone, at 5%"),
    ):
        yield label, partial(_net_at, appraisal, view=view)
    for count, label in COSTS_TOLD.items():
        yield label, partial(_cost_of, appraisal, result, count)
    yield "Custody beds freed, mean year", lambda name: f"{worth(name).beds.freed.mean:,.2f}"
    yield f"Banked over {appraisal.years} years", lambda name: _mean(worth(name).beds.banked_dollars)
    yield "Pays back", lambda name: _payback(worth(name), result)


def _net_at(
    appraisal: Appraisal, name: str, view: str = HEADLINE_VIEW.id, basis: str = "", rate: float = CENTRAL_RATE
) -> str:
    return _mean(appraisal.scenarios[name].at(view, basis or appraisal.basis, rate).net)


def _mean(found: Estimate) -> str:
    return "none" if found.mean is None else dollars(found.mean)


def _band(found: Estimate, low: str, high: str) -> str:
    ends = (getattr(found, low), getattr(found, high))
    if None in ends:
        return "none"
    low, high = map(dollars, ends)
    return low if low == high else f"{low} to {high}"


def _ratio(found: Estimate) -> str:
    return "none" if found.mean is None else f"{found.mean:,.2f}"


def _pays(appraisal: Appraisal, result: Sampled, name: str) -> str:
    row = appraisal.headline(name)
    if row.pays.of_draws is not None and is_all_luck(row.net):
        return all_luck_told(row, result) or LUCK_HIDES_IT
    return _chance(appraisal, row.pays.of_draws)


def _best(appraisal: Appraisal, name: str) -> str:
    share = (appraisal.best or {}).get(name)
    return LUCK_HIDES_IT if share is not None and luck_hides_best(appraisal, name) else _chance(appraisal, share)


def _chance(appraisal: Appraisal, share: float | None) -> str:
    return "cannot be told" if share is None else f"in {share * appraisal.draws:.0f} of {appraisal.draws} draws"


def _cost_of(appraisal: Appraisal, result: Sampled, count: str, name: str) -> str:
    cost = cost_of(appraisal.scenarios[name].per_outcome[count], result)
    return cost.word.partition(":")[0] if cost.ratio is None else dollars(cost.ratio)


def _payback(worth: Worth, result: Sampled) -> str:
    if not tells_payback(worth, result):
        return "not clear"
    return "never in these years" if worth.pays_back_after is None else f"after {worth.pays_back_after:.1f} years"
