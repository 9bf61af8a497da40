"""The tables of the page beyond the brief's: every view, budgets by year, cost per outcome, and what is told beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

import numpy as np
import pandas as pd

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.budget_impact import ALL_PAYERS
from simmodel.appraisal.money.effectiveness import WHOLE_COST, Quadrant
from simmodel.appraisal.money.ratios import BENEFITS_OVER_COST, NET_OVER_COST
from simmodel.appraisal.money.table import Appraised
from simmodel.appraisal.runs import REACHED
from simmodel.bands import counted, place_of
from simmodel.by_site import tables_by_site
from simmodel.documents.findings import Findings
from simmodel.documents.markup import Markup, element, table
from simmodel.documents.told import Told, outcome_label, with_range
from simmodel.money_told import account_label, named
from simmodel.money_words import draws_told, money_range, per_outcome_told, short_money
from simmodel.screens import tables

QUADRANTS: Mapping[Quadrant, str] = {
    "SE": "better and cheaper",
    "NE": "better and dearer",
    "SW": "worse and cheaper",
    "NW": "worse and dearer",
    "axis": "no difference",
}
"""Where a draw lies: the outcome first, the cost second."""


def every_view(findings: Findings, name: str) -> Told:
    """Every view, both bases of unit costs and every rate of one scenario, the headline first."""
    place = place_of(findings.comparison).capitalize()
    head = ("Whose money", "Unit cost", "Rate", "Benefits", "Costs", "Net present value", "Evidence", place)
    ratios = ("Benefit-cost ratio", "Net ratio", "Benefits exceed costs")
    rows = tuple(_view(findings, row) for row in findings.appraisal.scenarios[name].table)
    convention = findings.appraisal.headline(name).convention.partition(", ")[2]
    note = (
        f"Present dollars; {convention}. Benefit-cost ratio: {BENEFITS_OVER_COST}. Net ratio: {NET_OVER_COST}. "
        "A ratio is of means. Fiscal: what public budgets save; social: with values that the study itself supplies. "
        "The Commonwealth stands apart from NSW."
    )
    title = f"Every view, basis of unit costs and discount rate: {named(findings, name)}"
    return Told(title, (*head, *ratios), rows, note)


def _view(findings: Findings, row: Appraised) -> tuple[str, ...]:
    amounts = [short_money(each.mean or 0.0) for each in (row.benefits, row.costs, row.net)]
    spans = [money_range(row.net.evidence_low, row.net.evidence_high), money_range(row.net.low, row.net.high)]
    rates = (f"{row.view.label}: {row.kind}", row.basis, f"{100 * row.rate:g}%")
    given = [with_range(each, findings, of_money=False) for each in (row.benefit_cost_ratio, row.net_ratio)]
    often = "no draws" if row.pays.of_draws is None else draws_told(row.pays.of_draws, findings.comparison.draws)
    return (*rates, *amounts, *spans, *given, often)


def budgets(findings: Findings, name: str) -> Told:
    """What each payer spends more or less in each year under one scenario."""
    impact = findings.appraisal.scenarios[name].impact
    years = sorted(impact["year"].unique())
    rows = []
    for payer, of_payer in impact.groupby("payer", sort=False):
        label = "All payers" if payer == ALL_PAYERS else account_label(str(payer))
        rows.append((label, *(_year(findings, of_payer[of_payer["year"] == year]) for year in years)))
    note = (
        "Real dollars, not discounted; above 0 a budget rises, below 0 it falls. Setting up stands in year 1. A lower "
        "need for custody lowers a budget only where whole blocks of beds close: see what can be banked above."
    )
    title = f"What each payer spends more or less in each year: {named(findings, name)}"
    return Told(title, ("Payer", *(f"Year {year}" for year in years)), tuple(rows), note)


def _year(findings: Findings, rows: pd.DataFrame) -> str:
    found = rows.iloc[0]
    ends = {each.name: found[each.name] for each in fields(Estimate)}
    return with_range(Estimate(**{name: None if pd.isna(end) else float(end) for name, end in ends.items()}), findings)


def reactive_shares(findings: Findings) -> Told:
    """By year the share of money that follows when things go wrong, under each scenario and the base case."""
    scenarios = findings.appraisal.scenarios
    rows = [(named(findings, name), *_shares(worth.reactive[0])) for name, worth in scenarios.items()]
    base = next(iter(scenarios.values())).reactive[1]
    rows.append((named(findings, findings.comparison.base_case), *_shares(base)))
    head = ("Way of working", *(f"Year {year + 1}" for year in range(findings.appraisal.years)))
    note = "Of all payers' dollars in a year; the rest supports people or prevents. Ratio of means."
    return Told("Share of money that follows when things go wrong", head, tuple(rows), note)


def _shares(reactive: np.ndarray) -> list[str]:
    return ["none" if np.isnan(each) else f"{100 * each:.1f}%" for each in reactive]


def costs_per_outcome(findings: Findings, name: str) -> Told:
    """What each outcome costs under one scenario, or the word that stands in place of a number."""
    rows = []
    for count, found in findings.appraisal.scenarios[name].per_outcome.items():
        shares = [f"{QUADRANTS[where]}: {100 * share:.0f}%" for where, share in found.cost.share.items() if share]
        gained = with_range(found.gained, findings, of_money=False)
        rows.append((outcome_label(count), gained, per_outcome_told(found, findings.comparison), "; ".join(shares)))
    head = ("Outcome", "Gained", "Cost of each", "Share of draws")
    note = (
        f"{WHOLE_COST.capitalize()}: costs of several outcomes are never added, and none is told of a gain that "
        "is not clear. Outcomes are discounted like dollars."
    )
    return Told(f"Cost per outcome: {named(findings, name)}", head, tuple(rows), note)


def outcome_tables(comparison: Comparison) -> Iterator[Markup]:
    """Levels and differences of every outcome, for everyone and for people reached; by site where there are several."""
    yield frame(f"Everyone at the site, per person ({counted(comparison)})", tables.site_levels(comparison))
    costs = tables.site_levels(comparison, tables.COSTS)
    yield frame("Costs by payer, per person", costs, note=tables.WHAT_COSTS_COUNT)
    for name, populations in comparison.differences.items():
        title = tables.title(comparison, name)
        if REACHED in comparison.scenarios[name]:
            yield frame(f"The people whom “{title}” reached", tables.reached_levels(comparison, name))
        for population in populations:
            found = tables.difference_table(comparison, name, population, (*tables.MAIN, *tables.COSTS))
            whom = "everyone at the site" if population != REACHED else "the people reached"
            yield frame(f"“{title}” minus the base case, {whom}", found, note=tables.WHAT_COSTS_COUNT)
    for title, rows in tables_by_site(comparison):
        yield frame(title, tables.fact_table(rows), tables.row_heading(rows))


def fact_parts(facts: Mapping[str, object]) -> Iterator[Markup]:
    """What is told beside a result: checks of the base case, hours and homes, prices; tables and lines."""
    for name, value in facts.items():
        if isinstance(value, list | tuple) and value and all(isinstance(row, Mapping) for row in value):
            yield frame(
                name[:1].upper() + name[1:].replace("_", " "), tables.fact_table(value), tables.row_heading(value)
            )
        else:
            yield element("p", tables.fact_line(name, value))


def frame(title: str, found: pd.DataFrame, label: str = "Outcome", note: str = "") -> Markup:
    """A table of text as HTML."""
    rows = [(str(index), *map(str, row)) for index, row in zip(found.index, found.itertuples(index=False), strict=True)]
    return table(title, (label, *map(str, found.columns)), rows, note)
