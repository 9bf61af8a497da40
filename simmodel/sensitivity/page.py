"""What matters most as a page for a terminal, a pipe or a file: sentences first, then tables that fit 80 columns."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from simmodel.bands import counted
from simmodel.funding.told import percent
from simmodel.sensitivity.result import Driver, Sensitivity
from simmodel.sensitivity.told import sentences, spaced, worth_told
from simmodel.terminal import add_row, say, table_of
from simmodel.words import years

LONGEST, LARGEST = 10, 12
"""How many bars and how many pages of the model are shown."""


def print_sensitivity(console: Console, found: Sensitivity) -> None:
    """Print the answer, what stands out, which pages of the model carry it, and the tornado."""
    say(console, f"{found.title} ({found.study_name})", "bold")
    say(console, f"{counted(found)}, seed {found.seed}, simmodel {found.version}")
    say(console, _about(found))
    console.print()
    for sentence in sentences(found):
        say(console, sentence, "bold")
    console.print()
    for table in (_drivers_table(found), _groups_table(found), _bars_table(found)):
        if table.row_count:
            console.print(table)
    if found.left_out:
        say(console, f"In the tornado {found.left_out}.")
    for note in found.notes:
        say(console, f"Note: {note}", "bold yellow")


def _about(found: Sensitivity) -> str:
    asked, amount = found.question, found.amount
    band = ""
    if amount.evidence_low is not None and amount.evidence_high is not None:
        band = f" (evidence {asked.shown(amount.evidence_low)} to {asked.shown(amount.evidence_high)})"
    mean = "none" if amount.mean is None else asked.shown(amount.mean)
    how = f"people of NSW, {found.kind}, {found.basis} cost" if asked.in_dollars else "the whole site"
    return f"{asked.scenario} against the base case, {asked.label}, {how}, {years(found.years)}: {mean}{band}"


def _drivers_table(found: Sensitivity) -> Table:
    unit = "\n($ million)" if found.question.in_dollars else ""
    heads = ["Grade", f"At its 5th{unit}", f"At its 95th{unit}", "Alone", "In all"]
    title = "Numbers that stand out: what is expected at both ends of each, and its share of\nwhat evidence leaves open"
    table = table_of(f"{title} (errors in brackets)", "Number", heads)
    table.columns[0].no_wrap, table.columns[0].overflow = False, "fold"
    for each in found.drivers:
        cells = [
            "/".join(number.grade for number in each.numbers),
            found.question.short(each.at_low),
            found.question.short(each.at_high),
            f"{percent(each.first.share)} ({100 * each.first.error:.0f})",
            f"{percent(each.total.share)} ({100 * each.total.error:.0f})",
        ]
        add_row(table, _label(each), cells)
    return table


def _label(driver: Driver) -> str:
    return "\n".join(f"{each.meaning}\n{each.name}, {each.number.evidence}" for each in driver.numbers)


def _groups_table(found: Sensitivity) -> Table:
    title = "Pages of the model: the share that each carries of what evidence leaves open (errors in brackets)"
    decides = bool(found.everything)
    heads = ["Numbers", "Nobody\nmeasured", "Share", *(["Worth knowing"] if decides else [])]
    table = table_of(title, "Page", heads)
    for each in found.groups[:LARGEST]:
        share = each.share
        told = "too few draws" if share is None else f"{percent(share.share)} ({100 * share.error:.0f})"
        worth = "not told" if each.worth is None else worth_told(each.worth)
        add_row(table, spaced(each.page), [f"{each.numbers}", f"{each.assumed}", told, *([worth] if decides else [])])
    return table


def _bars_table(found: Sensitivity) -> Table:
    title = "Tornado: net present value at both ends of each price, convention and number"
    table = table_of(title, "What is moved", ["At its low end", "At its high end"])
    table.columns[0].no_wrap, table.columns[0].overflow = False, "fold"
    for bar in found.bars[:LONGEST]:
        add_row(table, bar.name, [found.question.shown(bar.at_low), found.question.shown(bar.at_high)])
    return table
