"""An attribution for a terminal, a pipe or a file: a sentence, the parts that add up, and what each group holds."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from simmodel.appraisal.estimates import Difference, Estimate
from simmodel.appraisal.outcomes import HEADLINE
from simmodel.attribution.result import Attribution, Part
from simmodel.bands import bands_told, counted, place_of, the_place
from simmodel.terminal import say
from simmodel.words import (
    DEFINITIONS,
    ERRORS_TO_TELL,
    TOO_FEW,
    change,
    change_span,
    error_size,
    evidence_change_span,
)


def print_attribution(console: Console, found: Attribution) -> None:
    """Print the sentence, the table of parts, what the groups hold, and the notes; fits 80 columns."""
    say(console, f"{found.title} ({found.study_name})", "bold")
    say(console, f"{counted(found)} for every set of groups, seed {found.seed}, simmodel {found.version}")
    say(console, bands_told(found))
    if found.outcome == HEADLINE:
        say(console, f"return to custody {DEFINITIONS[found.return_definition]}")
    console.print()
    say(console, headline(found), "bold")
    console.print()
    if found.has_value:
        console.print(table_of(found))
    for part in found.parts:
        say(console, _held(part))
    for note in (*notes_of(found), *found.notes):
        say(console, f"Note: {note}", "bold yellow")


def headline(found: Attribution) -> str:
    """The whole difference and what it comes about through, or why no fraction of it is told."""
    whole, label = found.whole, found.counted.label
    if not found.has_value:
        return f"{label}: no run has a value to compare in {' and '.join(found.between)}."
    first, second = found.between
    spans = f"{place_of(found)} {change_span(found.counted, whole)}"
    evidence = "" if whole.evidence_low is None else f"evidence {evidence_change_span(found.counted, whole)}; "
    lead = f"{label}, {second} instead of {first}, {_whom(found)}: {_amount(found, whole)} ({evidence}{spans})"
    if not found.clear:
        return f"{lead}: {_why_no_shares(found)}. The amounts below add up to it."
    return f"{lead}. {_shares_told(found)}"


def table_of(found: Attribution) -> Table:
    """Every group that can act: its fraction of the difference where that is clear, and its amount with its ranges."""
    table = Table(title=Text(_title(found)), box=box.SIMPLE_HEAD, title_justify="left", padding=(0, 1), pad_edge=False)
    heads = ["Amount", "Evidence", place_of(found).capitalize(), "Monte\nCarlo\nerror"]
    table.add_column("Part of the\ndifference", overflow="fold")
    for head in (["Share\n(error)"] if found.clear else []) + heads:
        table.add_column(Text(head), justify="right", no_wrap=True)
    for part in found.parts:
        if not part.left_out:
            _row(table, found, part.group.id, part.amount, _fraction(part))
    table.add_section()
    _row(table, found, "the whole", found.whole, "100%")
    return table


def notes_of(found: Attribution) -> Iterator[str]:
    """What a reader must know to read these parts."""
    for part in found.parts:
        if part.off and not part.left_out:
            yield f"{part.group.id}: off in the study itself, and so in every set: {', '.join(part.off)}"
    if found.same_people is not None:
        yield (
            "with other groups on, coaches reach other people in part: of those reached with every group off, "
            f"{found.same_people:.0%} are also reached with all of them on"
        )


def _title(found: Attribution) -> str:
    population = f"population: {found.population}"
    return f"{found.counted.label}: {found.between[1]} minus {found.between[0]} ({population})"


def _row(table: Table, found: Attribution, label: str, amount: Estimate, fraction: str) -> None:
    outcome, as_difference = found.counted, Difference(**vars(amount))
    cells = [
        change(outcome, amount.mean) + ("\npoints" if outcome.kind == "share" else ""),
        evidence_change_span(outcome, as_difference).replace(" to ", "\nto "),
        change_span(outcome, as_difference).replace(" to ", "\nto "),
        error_size(outcome, amount),
    ]
    table.add_row(Text(label), *(Text(cell) for cell in ([fraction] if found.clear else []) + cells))


def _fraction(part: Part) -> str:
    error = "" if part.share_mc_error is None else f"\n({100 * part.share_mc_error:.0f})"
    return _percent(part) + error


def _percent(part: Part) -> str:
    return f"{round(100 * (part.share or 0.0)) + 0:.0f}%"


def _shares_told(found: Attribution) -> str:
    """What the difference comes about through, the largest part first, and what works against it."""
    told = sorted(filter(_told_from_nothing, found.parts), key=lambda part: -abs(part.share or 0.0))
    through = [f"{_percent(part)} through {part.group.through}" for part in told if (part.share or 0.0) > 0]
    against = [f"{part.group.through} ({_percent(part)})" for part in told if (part.share or 0.0) < 0]
    unclear = [part.group.through for part in found.parts if part not in told and not part.left_out]
    clauses = {"It comes about": through, "Against it": against, "Not told from nothing by these runs": unclear}
    colons = ["", ":", ":"]
    return " ".join(
        f"{lead}{colon} {', '.join(parts)}."
        for (lead, parts), colon in zip(clauses.items(), colons, strict=True)
        if parts
    )


def _told_from_nothing(part: Part) -> bool:
    """Whether an amount is more than two of its Monte Carlo errors."""
    amount = part.amount
    return amount.mean is not None and abs(amount.mean) > ERRORS_TO_TELL * (amount.mc_error or 0.0)


def _why_no_shares(found: Attribution) -> str:
    if found.verdict == TOO_FEW:
        return "too few runs to tell, so no fractions of it are told; ask for 20 runs or more"
    return "no clear difference, and fractions of what may be nothing mislead"


def _whom(found: Attribution) -> str:
    if not found.reached_by:
        return f"everyone in {the_place(found)}"
    return f"the {found.people:,.0f} people whom {found.reached_by} reached"


def _amount(found: Attribution, amount: Estimate) -> str:
    """A difference with its unit: "+11.9 weeks per person", "-1.2 points", "+$45,562 per person"."""
    outcome = found.counted
    unit = "points" if outcome.kind == "share" else outcome.unit.removeprefix("dollars ")
    return f"{change(outcome, amount.mean)} {unit}"


def _held(part: Part) -> str:
    """A group, what it is and what is switched with it, in a line."""
    group = part.group
    switched = [*group.mechanisms, *group.levers, *group.numbers]
    names = f" ({', '.join(switched)})" if switched else ""
    return f"{group.id}{f', left out: {part.left_out}' if part.left_out else ''}: {group.holds}{names}"
