"""The answer: what was found, each way beside the others in money and in people's lives, and three caveats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.estimates import Difference, deciding_ends
from simmodel.appraisal.outcomes import OUTCOMES, Outcome
from simmodel.appraisal.runs import REACHED, SITE
from simmodel.bands import bands_told, the_place
from simmodel.caveats import caveats
from simmodel.documents.findings import Findings
from simmodel.documents.told import at_a_glance, by_luck, in_order
from simmodel.money_charts import worth_chart, worth_title
from simmodel.money_told import answer, basis_told, best_told, rivals_told
from simmodel.others_told import hours_turn
from simmodel.screens import tables
from simmodel.shown.parts import Figure, Heading, Part, Table, Words, table_of
from simmodel.shown.titled import compared_by_title
from simmodel.words import change, change_unit, headline, tally

TAB = "In short"


def in_short(findings: Findings) -> list[Part]:
    """The result sentence first, the chart second, tables third, then what to keep in mind."""
    comparison = findings.comparison
    if not findings.appraisal.scenarios:
        return [Words(headline(compared_by_title(comparison)), "finding", "What was found"), *_lives(comparison)]
    beside = [best_told(findings), *rivals_told(findings), hours_turn(findings)]
    return [
        Words(answer(findings), "finding", "What was found"),
        Words(" ".join(each for each in beside if each)),
        Words(f"{basis_told(findings)} {bands_told(comparison)}.", "caption"),
        _worth(findings),
        Heading("What changes in people's lives"),
        Words(headline(compared_by_title(comparison))),
        *_lives(comparison),
        Heading("What to keep in mind"),
        *(Words(each, "note") for each in caveats(findings)),
    ]


def _worth(findings: Findings) -> Figure:
    names = in_order(findings)
    nets = {name: findings.appraisal.headline(name).net for name in names}
    glance = table_of(at_a_glance(findings, names))
    return Figure("worth", f"{worth_title(findings, nets)}.", worth_chart(findings, names), glance)


def _lives(comparison: Comparison) -> list[Part]:
    whom = {REACHED: "The people reached", SITE: f"Everyone in {the_place(comparison)}"}
    found = [_side_by_side(comparison, population, words) for population, words in whom.items()]
    return [each for each in found if each is not None]


def _side_by_side(comparison: Comparison, population: str, whom: str) -> Table | None:
    """The difference that each way makes in every outcome of one population; None where no way has that one."""
    ways = {
        tables.title(comparison, name): every[population]
        for name, every in comparison.differences.items()
        if population in every
    }
    rows = tuple(
        (
            f"{OUTCOMES[name].label}, {change_unit(OUTCOMES[name])}",
            *(_cell(OUTCOMES[name], every.get(name), comparison.runs) for every in ways.values()),
        )
        for name in tables.MAIN
        if any(name in every for every in ways.values())
    )
    if not rows:
        return None
    base = tables.title(comparison, comparison.base_case)
    note = (
        f"Minus “{base}”, for the same people with the same luck. In brackets the range that the evidence leaves open, "
        "or that of one site as it may turn out, “by luck” where luck explains all that was seen; then in how many "
        "paired runs it is better, worse or the same."
    )
    note += _why_waits_add_up(list(ways.values()))
    return Table(f"{whom}: what differs", ("Outcome and its unit", *ways), rows, note, f"differences-{population}")


def _why_waits_add_up(ways: Sequence[Mapping[str, Difference]]) -> str:
    """Why weeks of waiting rise where more is asked for, if they do in any of these ways."""
    if not any(_mean(way, "weeks_waited") > 0 and _mean(way, "needs_accepted") > 0 for way in ways):
        return ""
    return " Weeks of waiting add up over all services: whoever is accepted by more of them waits for more."


def _mean(way: Mapping[str, Difference], name: str) -> float:
    return (way[name].mean or 0.0) if name in way else 0.0


def _cell(outcome: Outcome, found: Difference | None, runs: int) -> str:
    if found is None or found.mean is None:
        return "not counted" if found is None else outcome.nobody
    often = tally(found)
    return f"{change(outcome, found.mean)}{_range(outcome, found, runs)}{often and '; '}{often}"


def _range(outcome: Outcome, found: Difference, runs: int) -> str:
    """The range that decides; of which runs it is where a few others move the mean out of it."""
    low, high = deciding_ends(found)
    if low is None or high is None or found.mean is None or runs < 2:
        return " (no range)"
    mean, ends = change(outcome, found.mean), list(dict.fromkeys((change(outcome, low), change(outcome, high))))
    if mean not in ends and not low <= found.mean <= high:
        return f" ({' to '.join(ends)} in nine runs of ten)"
    return "" if ends == [mean] else f" ({' to '.join(ends)}{by_luck(found)})"
