"""What each sum of money brings, for a terminal, a pipe or a file: tables by scenario, then sentences."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from simmodel.appraisal.money.effectiveness import WHOLE_COST
from simmodel.bands import bands_told, counted, place_of
from simmodel.funding.gains import GAINS, bare, evidence, size
from simmodel.funding.levels import bought_told
from simmodel.funding.result import AtLevel, Funded, OfScenario
from simmodel.funding.told import few_told, money, percent, sentences
from simmodel.terminal import add_row, say, table_of
from simmodel.words import dollars, years


def print_funded(console: Console, found: Funded) -> None:
    """Print what each level buys and brings, and the sentences last; every table fits 80 columns."""
    say(console, f"{found.title} ({found.study_name})", "bold")
    say(console, f"{counted(found)}, the same at every level, seed {found.seed}, simmodel {found.version}")
    say(console, bands_told(found))
    sites = f"Funding is per site; people, gains and money are of {place_of(found)} together. " if found.sites else ""
    say(console, f"{sites}Net present value: people of NSW, {found.kind}, {found.basis} cost, {found.convention}.")
    say(console, "Gains are discounted like dollars, so net cost over gain is what one more costs.")
    for each in found.scenarios:
        console.print()
        say(console, f"{each.name}: {each.title}, for {years(each.years)}", "bold")
        for words in each.left_out:
            say(console, f"Left out: {words}")
        for one in each.levels:
            say(console, f"{dollars(one.level.dollars)} buys {bought_told(one.level)}")
        for table in (_money_table(found, each), _gains_table(found, each), _cost_table(each)):
            console.print(table)
    if few_told(found):
        say(console, f"Note: {few_told(found)}", "bold yellow")
    for note in found.notes:
        say(console, f"Note: {note}", "bold yellow")
    console.print()
    for sentence in sentences(found):
        say(console, sentence, "bold")


def _money_table(found: Funded, each: OfScenario) -> Table:
    heads = ["People\nreached", "Net\n$ million", "Evidence", "Back of\na dollar", "Of the\nnext", "Chance\nit pays"]
    title = f"What it is worth over {years(found.horizon)} (Monte Carlo errors in brackets)"
    table = table_of(title, "Funding\na year", heads)
    for one in each.levels:
        low, high = one.net.evidence_low, one.net.evidence_high
        cells = [
            "none" if one.people is None else f"{one.people:,.0f}",
            f"{millions(one.net.mean)}\n({millions(one.net.mc_error)})",
            "none" if low is None else f"{millions(low)}\nto {millions(high)}",
            cents(one.comes_back.mean, one.comes_back.mc_error),
            cents(one.further.mean, one.further.mc_error),
            f"{percent(one.pays.share)}\n({percent(one.pays.low)} to {percent(one.pays.high)})",
        ]
        add_row(table, dollars(one.level.dollars), cells)
    return table


def _gains_table(found: Funded, each: OfScenario) -> Table:
    names = list(each.levels[0].gained)
    title = f"Gained over {years(found.horizon)}, discounted: mean (Monte Carlo error), evidence; * clear"
    table = table_of(title, "Funding\na year", [GAINS[name].label for name in names])
    for one in each.levels:
        cells = [_gain(one, name) for name in names]
        add_row(table, dollars(one.level.dollars), cells)
    return table


def _gain(one: AtLevel, name: str) -> str:
    amount = one.gained[name]
    error = "" if amount.mc_error is None else f" ({bare(amount.mc_error)})"
    band = "" if amount.evidence_low is None else "\n" + evidence(amount).replace(" to ", "\nto ")
    return f"{size(amount.mean)}{'*' if name in one.clear else ''}{error}{band}"


def _cost_table(each: OfScenario) -> Table:
    names = [name for name in each.levels[0].gained if name in each.levels[0].cost_per]
    title = f"Net cost over gain, both as above (discounted); {WHOLE_COST}"
    table = table_of(title, "Funding\na year", [GAINS[name].label for name in names])
    for one in each.levels:
        add_row(table, dollars(one.level.dollars), [_cost(one, name) for name in names])
    return table


def _cost(one: AtLevel, name: str) -> str:
    cost = one.cost_per[name]
    return cost.word.partition(":")[0].replace(" clear", "\nclear") if cost.ratio is None else money(cost.ratio)


def millions(value: float | None) -> str:
    """Millions of dollars, "-1.23"."""
    return "none" if value is None else f"{round(value / 1e6, 2) + 0.0:,.2f}"


def cents(value: float | None, error: float | None) -> str:
    """What comes back of a dollar with its error, "$0.14\\n(0.02)"."""
    if value is None:
        return "none"
    return f"{'-' if round(value, 2) < 0 else ''}${abs(value):.2f}" + ("" if error is None else f"\n({error:.2f})")
