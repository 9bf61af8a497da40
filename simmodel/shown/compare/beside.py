"""What stands beside a result: what fits and what does not, how sure the runs are, and what the money buys."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.runs import REACHED, SITE
from simmodel.bands import luck_told, the_place
from simmodel.documents.findings import Findings
from simmodel.screens import tables
from simmodel.shown.parts import Folded, Heading, Part, Table, Words, table_of_frame
from simmodel.shown.titled import compared_by_title

TAB = "Details"
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
CHECKS = "checks of the base case"


def beside(findings: Findings) -> list[Part]:
    """Notes first, then every table of outcomes, checks and what the money buys."""
    comparison = findings.comparison
    by_title = compared_by_title(comparison)
    bought = table_of_frame(tables.money_table(comparison), "What a year's money buys", "Item", name="bought")
    return [
        *_notes(by_title),
        Heading("What the money buys" + (" at each site" if comparison.sites else "")),
        bought,
        Heading("Every outcome"),
        *_outcomes(comparison),
        Heading("Checks, and where the numbers come from"),
        *_facts(by_title.facts),
        Table("Where the numbers come from", ("What", "Which"), _provenance(findings)),
    ]


def _provenance(findings: Findings) -> tuple[tuple[str, str], ...]:
    """Where the numbers come from; hashes in groups, so that a narrow page can break them."""
    told = findings.provenance().items()
    return tuple((what, _HASH.sub(lambda found: " ".join(textwrap.wrap(found[0], 16)), which)) for what, which in told)


def _notes(comparison: Comparison) -> list[Part]:
    misfits = [note for note in comparison.notes if note.startswith("the base case")]
    told: list[Part] = []
    for note in comparison.notes:
        words = note[:1].upper() + note[1:] + ("" if note.endswith(".") else ".")
        warns = note in misfits
        told.append(Words(words, "warning" if warns else "note", "Does not fit" if warns else "To know"))
    if not misfits and comparison.facts.get(CHECKS):
        told.append(Words("The base case fits what is known on every point that is checked."))
    return [*told, *(Words(each) for each in luck_told(comparison))]


def _outcomes(comparison: Comparison) -> list[Part]:
    place = the_place(comparison)
    costs = tables.site_levels(comparison, tables.COSTS)
    found: list[Part] = [
        Folded(
            f"Everyone in {place}, each way of working",
            (
                table_of_frame(tables.site_levels(comparison), "For each person: mean and ranges", name="levels"),
                table_of_frame(costs, "Costs by payer", note=tables.WHAT_COSTS_COUNT, name="costs"),
            ),
        )
    ]
    for name, populations in comparison.differences.items():
        title = tables.title(comparison, name)
        parts: list[Table] = []
        if REACHED in comparison.scenarios[name]:
            reached = tables.reached_levels(comparison, name)
            count = comparison.people_reached.get(name, 0.0)
            parts.append(table_of_frame(reached, f"The people reached: {count:,.1f} in a mean run"))
        for population in populations:
            whom = {SITE: f"everyone in {place}", REACHED: "the people reached"}.get(population, population)
            every = tables.difference_table(comparison, name, population, (*tables.MAIN, *tables.COSTS))
            title_of_table, note = f"Minus the base case: {whom}", tables.WHAT_COSTS_COUNT
            parts.append(table_of_frame(every, title_of_table, note=note, name=f"{name}-{population}"))
        found.append(Folded(f"“{title}”, every outcome and cost", tuple(parts)))
    return found


def _facts(facts: Mapping[str, object]) -> list[Part]:
    found: list[Part] = []
    for name, value in facts.items():
        if isinstance(value, list | tuple) and value and all(isinstance(row, Mapping) for row in value):
            label = tables.fact_line(name, "").removesuffix(": ")
            table = table_of_frame(tables.fact_table(value), "", tables.row_heading(value))
            found.append(Folded(label, (table,)))
        else:
            found.append(Words(tables.fact_line(name, value), "caption"))
    return found
