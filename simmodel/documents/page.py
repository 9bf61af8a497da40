"""The report as one page for a browser: no script, nothing from elsewhere, every chart within it, and it prints.

What the brief tells comes first, in the same words; then every view, budgets by year, outcomes and what stands beside.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simmodel.bands import bands_told, luck_told
from simmodel.caveats import MOST, caveats
from simmodel.charts import fan_chart
from simmodel.documents.figures import value_told
from simmodel.documents.findings import Findings
from simmodel.documents.markup import Markup, element, section, table, together, told_list
from simmodel.documents.page_tables import (
    budgets,
    costs_per_outcome,
    every_view,
    fact_parts,
    frame,
    outcome_tables,
    reactive_shares,
)
from simmodel.documents.told import Told, at_a_glance, in_order
from simmodel.documents.whole_page import figure, told_pairs, whole_page
from simmodel.money_charts import account_chart, payers_chart, worth_chart
from simmodel.money_told import (
    answer,
    basis_told,
    best_told,
    facts_told,
    outcomes_told,
    payers_told,
    question,
    rivals_heading,
    rivals_told,
    subject,
)
from simmodel.screens import tables
from simmodel.series import bands, drawable
from simmodel.shown.titled import compared_by_title
from simmodel.turning import what_would_change
from simmodel.words import headline

FOLLOWED, FAN_SIZE = ("stably_housed", "in_custody", "crises"), {"width": 640, "height": 280}
"""What is drawn over time, and how large."""


def write_page(findings: Findings, path: Path) -> None:
    """Write the page to `path`."""
    path.write_text(page_of(findings), encoding="utf-8")


def page_of(findings: Findings) -> str:
    """The whole page as text."""
    parts = [*_parts(findings)]
    links = (element("li", element("a", heading, href=f"#{identity}")) for identity, heading, _ in parts)
    title = element("h1", findings.runs.title)
    told = section("question", "The question", element("p", question(findings)))
    found = section("answer", "The answer", element("p", answer(findings), class_="answer"), *_below(findings))
    body = together(
        [
            element("a", "Skip to the answer", href="#answer", class_="skip"),
            element("header", title),
            element(
                "main",
                told,
                found,
                element("nav", element("ul", *links), aria_label="On this page"),
                *(section(*part) for part in parts),
            ),
            element("footer", section("provenance", "Where the numbers come from", told_pairs(findings.provenance()))),
        ]
    )
    return whole_page(findings.runs.title, body)


def _below(findings: Findings) -> list[Markup]:
    """What stands below the answer: which way is worth most, and what its dollars and its ranges are."""
    told = (basis_told(findings), f"{bands_told(findings.comparison)}.")
    return [element("p", best_told(findings)), *(element("p", each, class_="note") for each in told)]


def _parts(findings: Findings) -> Iterator[tuple[str, str, Markup]]:
    """Every part below the answer: where it stands, its heading, and what it holds."""
    about = subject(findings.comparison)
    if about is not None:
        yield from _money_parts(findings, about)
    yield "caveats", "Caveats that matter", _caveats(findings)
    if about is not None:
        yield "turns", "What would change the answer", told_list(what_would_change(findings))
        yield from _detail_parts(findings)
    told = [element("p", headline(compared_by_title(findings.comparison))), *_over_time(findings)]
    yield "outcomes", "What changes in people's lives", together([*told, *outcome_tables(findings.comparison)])
    yield "beside", "Checks, notes and what stands beside the result", _beside(findings)


def _money_parts(findings: Findings, about: str) -> Iterator[tuple[str, str, Markup]]:
    names = in_order(findings)
    glance = [_told(at_a_glance(findings, names)), figure(worth_chart(findings, names))]
    yield "ways", "Every way of spending, side by side", together(glance)
    told = [outcomes_told(findings, about), *rivals_told(findings)]
    yield "instead", rivals_heading(findings), told_list(told)
    payers = [*payers_told(findings, about), *facts_told(findings, about)]
    charts = [figure(payers_chart(findings, about)), figure(account_chart(findings, about))]
    yield "payers", "Who pays and who saves", together([told_list(payers), *charts])


def _over_time(findings: Findings) -> list[Markup]:
    """How people fare over the years: the series that every scenario has, quarter by quarter."""
    runs = findings.runs
    shown = [series for series in drawable(runs) if series in FOLLOWED and bands(runs, series).quarter.nunique() > 1]
    return [figure(fan_chart(runs, series) | FAN_SIZE) for series in shown]


def _detail_parts(findings: Findings) -> Iterator[tuple[str, str, Markup]]:
    names = in_order(findings)
    yield "views", "Every view, basis and rate", together(_told(every_view(findings, name)) for name in names)
    impact = [_told(budgets(findings, name)) for name in names]
    yield "budgets", "Budgets by payer and year", together([*impact, _told(reactive_shares(findings))])
    costs = [_told(costs_per_outcome(findings, name)) for name in names]
    yield "costs", "Cost per outcome", together(costs)
    bought = frame("What a year's money buys", tables.money_table(findings.comparison), "Bought")
    yield "bought", "What the money buys", bought


def _caveats(findings: Findings) -> Markup:
    every = caveats(findings, most=99)
    return together([told_list(every[:MOST]), element("h3", "Further caveats"), told_list(every[MOST:])])


def _beside(findings: Findings) -> Markup:
    notes = [f"{note[:1].upper()}{note[1:]}." for note in findings.runs.notes]
    told = [
        told_list([*notes, *luck_told(findings.comparison)]),
        *fact_parts(findings.runs.facts),
        _own_values(findings),
    ]
    return together(told)


def _own_values(findings: Findings) -> Markup:
    """What the study puts a value on itself, and why."""
    if not findings.runs.values:
        return element("p", "The study puts no value of its own on anything.")
    head = ("Of", "For", "What one more does", "Because")
    rows = [(each.of.replace("_", " "), each.account, value_told(each), each.because) for each in findings.runs.values]
    return table("What the study itself puts a value on", head, rows)


def _told(told: Told) -> Markup:
    return table(told.title, told.head, told.rows, told.note)
