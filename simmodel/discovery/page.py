"""When the answer flips as a page for a terminal, a pipe or a file: sentences first, then tables of 80 columns."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from simmodel.bands import counted
from simmodel.discovery.result import Bound, Discovered
from simmodel.discovery.told import sentences
from simmodel.funding.told import percent
from simmodel.terminal import add_row, say, table_of
from simmodel.words import years


def print_discovered(console: Console, found: Discovered) -> None:
    """Print the answer, when it flips, and what is lost by choosing each scenario."""
    say(console, f"{found.title} ({found.study_name})", "bold")
    say(console, f"{counted(found)}, seed {found.seed}, simmodel {found.version}")
    whose = f"people of NSW, {found.kind}, {found.basis} cost" if found.question.in_dollars else "the whole site"
    say(console, f"{found.question.label.capitalize()}: {whose}, {years(found.years)}")
    console.print()
    for sentence in sentences(found):
        say(console, sentence, "bold")
    console.print()
    for table in (_limits_table(found), _regret_table(found)):
        if table.row_count:
            console.print(table)
    for note in found.notes:
        say(console, f"Note: {note}", "bold yellow")


def _limits_table(found: Discovered) -> Table:
    title = "Limits of the boxes: how likely by chance, and how often picked again in random halves"
    table = table_of(title, "Number", ["Box", "Above", "Below", "By chance", "Again"])
    table.columns[0].no_wrap, table.columns[0].overflow = False, "fold"
    for place, box in enumerate(found.boxes, 1):
        for bound in box.bounds:
            ends = [_end(bound, bound.low, bound.low_place), _end(bound, bound.high, bound.high_place)]
            chance = "under 0.001" if bound.quasi_p < 0.001 else f"{bound.quasi_p:.3f}"
            cells = [f"{place}", *ends, chance, percent(bound.picked_again)]
            add_row(table, f"{bound.number.name}\n{bound.number.number.evidence} ({bound.number.grade})", cells)
    return table


def _end(bound: Bound, value: float | None, place: float | None) -> str:
    if place is None:
        return ""
    return f"{percent(place)} of\nits range" if value is None else f"{value:,.3g}"


def _regret_table(found: Discovered) -> Table:
    unit = " ($ million)" if found.question.in_dollars else ""
    title = f"What choosing each loses against the best of each draw{unit}"
    table = table_of(title, "Scenario", ["Mean", "95th percentile", "Most"])
    for name, regret in found.regret.items():
        add_row(table, name, [found.question.short(each) for each in (regret.mean, regret.p95, regret.most)])
    return table
