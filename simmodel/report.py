"""A comparison as tables for a terminal, a pipe or a file, with the sentence last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.estimates import Difference, Estimate
from simmodel.appraisal.outcomes import COSTS_BY_PAYER, FUNNEL_STEPS, OUTCOMES
from simmodel.appraisal.runs import REACHED, SITE, same_people
from simmodel.appraisal.worth import Appraisal
from simmodel.bands import bands_told, counted, luck_told, place_of, the_place
from simmodel.by_site import tables_by_site
from simmodel.terminal import add_row, empty_table, say, side_by_side
from simmodel.words import (
    amount,
    change,
    change_span,
    definition,
    dollars,
    error_size,
    evidence_change_span,
    evidence_span,
    headline,
    span,
    tally_cell,
)
from simmodel.worth_report import lines_of_worth, tables_of_worth

_COSTS = (*COSTS_BY_PAYER, "cost_total")
_LABELS = {"heads": "Workers, full-time equivalents", "buys": "What is bought"}
_DOLLARS = ("funding", "cost", "brokerage", "indirect", "lines", "dollars", "price")


def print_report(
    console: Console, comparison: Comparison, appraisal: Appraisal | None = None, in_short: Sequence[str] = ()
) -> None:
    """Print everything a reader needs to judge the comparison, beginning and ending in plain sentences.

    `in_short`: what the money is worth, in sentences for the beginning.
    Every table fits 80 columns: scenarios that do not fit side by side follow in a further table.
    """
    say(console, f"{comparison.title} ({comparison.study_name})", "bold")
    say(console, f"{counted(comparison)}, seed {comparison.seed}, simmodel {comparison.version}")
    say(console, bands_told(comparison))
    say(console, f"return to custody {definition(comparison)}")
    console.print()
    for told in (headline(comparison), *in_short):
        say(console, told, "bold")
        console.print()
    for table in _tables(comparison, console.width):
        console.print(table)
    if appraisal is not None:
        _print_worth(console, appraisal, comparison)
    _print_facts(console, comparison.facts)
    for note in comparison.notes:
        say(console, f"Note: {note}", "bold yellow")
    for told in luck_told(comparison):
        say(console, told)
    console.print()
    say(console, headline(comparison), "bold")


def _print_worth(console: Console, appraisal: Appraisal, result: Comparison) -> None:
    for table in tables_of_worth(appraisal, result, console.width):
        console.print(table)
    for told in lines_of_worth(appraisal, result):
        say(console, told)


def _tables(comparison: Comparison, width: int) -> list[Table]:
    base = comparison.base_case
    site = {name: by[SITE] for name, by in comparison.scenarios.items() if SITE in by}
    outcomes = [name for name in OUTCOMES if name not in (*COSTS_BY_PAYER, *FUNNEL_STEPS)]
    place, luck = the_place(comparison), place_of(comparison)
    tables = _levels(f"Everyone in {place}, per person (population: site)", site, outcomes, width, luck)
    for name in comparison.differences:
        if REACHED in comparison.scenarios[name]:
            same = comparison.scenarios[base].get(same_people(name), {})
            arms = {f"{base}, the same people": same, name: comparison.scenarios[name][REACHED]}
            tables += _levels(_reached_title(comparison, name), arms, outcomes, width, luck)
    tables += _levels("Costs by payer, per person (population: site)", site, _COSTS, width, luck)
    tables += _levels("Referral funnel, needs per person (population: site)", site, FUNNEL_STEPS, width, luck)
    for name, populations in comparison.differences.items():
        for population, found in populations.items():
            tables.append(_differences(f"{name} minus {base} (population: {population})", found, luck))
    tables += [_fact_table(title, rows) for title, rows in tables_by_site(comparison)]
    return tables + _money(
        comparison.money, width, "What the money buys" + (" at each site" if comparison.sites else "")
    )


def _reached_title(comparison: Comparison, name: str) -> str:
    count = comparison.people_reached.get(name, 0.0)
    return f"The people {name} reached, {count:,.1f} in a mean run (population: reached)"


def _levels(
    title: str, arms: Mapping[str, Mapping[str, Estimate]], outcomes: Sequence[str], width: int, place: str
) -> list[Table]:
    tables = []
    for names in side_by_side(list(arms), width):
        table = empty_table(title, "", ["", *names])
        for outcome in (OUTCOMES[name] for name in outcomes):
            found = [arms[name].get(outcome.id) for name in names]
            if any(found):
                add_row(table, outcome.label, ["mean", *(amount(outcome, e.mean) if e else "" for e in found)])
                add_row(table, "", [place, *(span(outcome, e) if e else "" for e in found)])
                if any(e is not None and e.evidence_low is not None for e in found):
                    add_row(table, "", ["evidence", *(evidence_span(outcome, e) if e else "" for e in found)])
        if table.row_count:
            tables.append(table)
    return tables


def _differences(title: str, found: Mapping[str, Difference], place: str) -> Table:
    heads = ["Difference", "Evidence", place.capitalize(), "Monte\nCarlo\nerror", "Better /\nworse /\nsame"]
    table = empty_table(title, "Paired, run\nby run", heads)
    table.pad_edge = False
    for column in table.columns[1:]:
        column.no_wrap = True
    shown = {name: difference for name, difference in found.items() if name not in FUNNEL_STEPS}
    for outcome, difference in ((OUTCOMES[name], difference) for name, difference in shown.items()):
        unit = "\npoints" if outcome.kind == "share" and difference.mean is not None else ""
        cells = [
            change(outcome, difference.mean) + unit,
            _two_lines(evidence_change_span(outcome, difference)),
            _two_lines(change_span(outcome, difference)),
            error_size(outcome, difference),
            tally_cell(difference),
        ]
        add_row(table, outcome.label, cells)
    return table


def _two_lines(span: str) -> str:
    return span.replace(" to ", "\nto ")


def _money(money: Mapping[str, Mapping[str, object]], width: int, title: str) -> list[Table]:
    tables = []
    flat = {name: _flat(bought) for name, bought in money.items()}
    for names in side_by_side(list(flat), width) if flat else []:
        table = empty_table(title, "", names)
        for item in dict.fromkeys(item for name in names for item in flat[name]):
            add_row(table, item_told(item), [flat[name].get(item, "") for name in names])
        tables.append(table)
    return tables


def flat(values: Mapping[str, object], above: str = "") -> dict[str, object]:
    """Nested values as one level: name of the line to the value in its cell."""
    found: dict[str, object] = {}
    for key, value in values.items():
        name = f"{above}: {key}" if above else str(key)
        found |= flat(value, name) if isinstance(value, Mapping) else {name: value}
    return found


def in_dollars(name: str) -> bool:
    """Whether a number of this name is money."""
    return any(word in name.lower() for word in _DOLLARS)


def _flat(values: Mapping[str, object]) -> dict[str, str]:
    return {name: _value(name, value) for name, value in flat(values).items()}


def _value(name: str, value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    if isinstance(value, int | float):
        return dollars(value) if in_dollars(name) else f"{round(float(value), 3):,g}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_value("", item) for item in value)
    return str(value)


def _print_facts(console: Console, facts: Mapping[str, object]) -> None:
    for key, value in facts.items():
        if isinstance(value, Mapping):
            say(console, f"{item_told(key)}: " + "; ".join(f"{k} {text}" for k, text in _flat(value).items()))
        elif isinstance(value, Sequence) and value and all(isinstance(row, Mapping) for row in value):
            console.print(_fact_table(item_told(key), list(value)))
        else:
            say(console, f"{item_told(key)}: {_value(key, value)}")


def _fact_table(title: str, rows: Sequence[Mapping[str, object]]) -> Table:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    table = empty_table(title, item_told(columns[0]), [item_told(column) for column in columns[1:]])
    for row in rows:
        add_row(
            table,
            _value("", row.get(columns[0], "")),
            [_value("", row.get(name, "")) for name in columns[1:]],
        )
    return table


def item_told(name: str) -> str:
    """The name of a line in words, "Workers, full-time equivalents" for heads."""
    text = _LABELS.get(name, name.replace("_", " "))
    return text[:1].upper() + text[1:]
