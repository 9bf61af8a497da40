"""What the brief and the page both show: tables of a result in money, every cell in words already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simmodel.appraisal.estimates import Estimate, deciding_ends, is_all_luck
from simmodel.appraisal.money.effectiveness import WHOLE_COST
from simmodel.appraisal.money.present_value import CENTRAL_RATE, RATES
from simmodel.appraisal.money.table import Appraised
from simmodel.appraisal.money.views import HEADLINE_VIEW
from simmodel.appraisal.worth import PER_OUTCOME, PerOutcome, Worth
from simmodel.bands import has_evidence_band, place_of
from simmodel.documents.findings import Findings
from simmodel.money_told import short_title, subject
from simmodel.money_words import (
    LUCK_HIDES_IT,
    all_luck_told,
    cost_of,
    draws_told,
    money_range,
    number,
    number_range,
    ratio_name,
    short_money,
)
from simmodel.vocabulary import UNIT_COST_BASES
from simmodel.words import paid
from simmodel.worth_words import often_best

MOST_BESIDE = 4
"""How many scenarios fit side by side on a page."""
GLANCE = ("weeks_stably_housed", "crises", "returns_to_custody")
GLANCE_LABELS = {
    "weeks_stably_housed": "Person-years in a stable home gained",
    "crises": "Crises avoided",
    "returns_to_custody": "Returns to custody of any kind avoided",
}


@dataclass(frozen=True)
class Told:
    """A table as words: a title, a head, rows that begin with their label, and a note below."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def in_order(findings: Findings) -> list[str]:
    """Every scenario beside the base case: the one of the answer first, then the others in their order."""
    about = subject(findings.comparison)
    return [*([] if about is None else [about]), *(name for name in findings.appraisal.scenarios if name != about)]


def side_by_side(findings: Findings) -> list[str]:
    """As many of them as a page can show beside one another."""
    return in_order(findings)[:MOST_BESIDE]


def at_a_glance(findings: Findings, names: Sequence[str]) -> Told:
    """What each of these scenarios costs and brings against the base case, side by side."""
    rows = [("Money", *(paid(findings.comparison, name) or "not said" for name in names))]
    rows += [_reached(findings, names), *_worth_rows(findings, names), *_chance_rows(findings, names)]
    for count in GLANCE:
        rows += _outcome_rows(findings, names, count)
    rows += _capacity_rows(findings, names)
    head = (f"Against “{short_title(findings, findings.comparison.base_case)}”", *_titles(findings, names))
    return Told("Every way of spending, side by side", head, tuple(rows), glance_note(findings, len(names)))


def glance_note(findings: Findings, shown: int) -> str:
    """How to read the table side by side."""
    band = (
        "the evidence"
        if has_evidence_band(findings.comparison)
        else f"{place_of(findings.comparison)}, {_what_spreads(findings)}"
    )
    left = len(findings.appraisal.scenarios) - shown
    more = f" Further ways in the full report: {left}." if left else ""
    return (
        f"In brackets: {band}, 5th to 95th percentile. Outcomes are of everyone at the site, discounted like dollars. "
        f"Cost per outcome: {WHOLE_COST}, so costs of several outcomes are never added.{more}"
    )


def _what_spreads(findings: Findings) -> str:
    """What the range of a place holds."""
    return "evidence and luck" if findings.comparison.draws else "luck only"


def with_range(estimate: Estimate, findings: Findings, of_money: bool = True) -> str:
    """A mean with the range that decides about it: "-$2.25m (-$2.62m to -$1.96m)"; "none" where there is no mean."""
    if estimate.mean is None:
        return "none"
    mean = short_money(estimate.mean) if of_money else number(estimate.mean)
    span = money_range if of_money else number_range
    if estimate.low is None or findings.comparison.runs < 2:
        return f"{mean} (no range)"
    if estimate.low == estimate.high:
        return mean
    return f"{mean} ({span(*deciding_ends(estimate))}{by_luck(estimate)})"


def by_luck(estimate: Estimate) -> str:
    """What stands after a range where luck explains all that was seen; else nothing."""
    return " by luck" if is_all_luck(estimate) else ""


def _titles(findings: Findings, names: Sequence[str]) -> list[str]:
    return [short_title(findings, name) for name in names]


def _reached(findings: Findings, names: Sequence[str]) -> tuple[str, ...]:
    reached = findings.comparison.people_reached
    return ("People reached, mean", *(f"{reached[name]:,.0f}" if name in reached else "not counted" for name in names))


def _worth_rows(findings: Findings, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Net present value at both bases of unit costs and 5, 3 and 7%, the Commonwealth apart, and the ratio."""
    own = findings.appraisal.basis
    bases = (own, *(basis for basis in UNIT_COST_BASES if basis != own))
    rows: list[tuple[str, ...]] = []
    for basis in bases:
        heads = [_at(findings, name, basis, CENTRAL_RATE) for name in names]
        label = f"Net present value, {basis} unit cost, {_per_cent(CENTRAL_RATE)}"
        rows.append((label, *(with_range(row.net, findings) for row in heads)))
        if basis == own:
            place = place_of(findings.comparison)
            rows.append(
                (f"  {place}, {_what_spreads(findings)}", *(money_range(row.net.low, row.net.high) for row in heads))
            )
        rates = [rate for rate in RATES if rate != CENTRAL_RATE]
        others = [" / ".join(short_money(_at(findings, n, basis, r).net.mean or 0.0) for r in rates) for n in names]
        rows.append((f"  at {' / '.join(_per_cent(rate) for rate in rates)}", *others))
    heads = [findings.appraisal.headline(name) for name in names]
    ratios = [with_range(row.benefit_cost_ratio, findings, of_money=False) for row in heads]
    rows.append((ratio_name(heads[0]), *ratios))
    apart = [findings.appraisal.scenarios[name].at("commonwealth", own).net for name in names]
    return [*rows, ("Commonwealth, apart from NSW", *(with_range(each, findings) for each in apart))]


def _at(findings: Findings, name: str, basis: str, rate: float) -> Appraised:
    return findings.appraisal.scenarios[name].at(HEADLINE_VIEW.id, basis, rate)


def _per_cent(rate: float) -> str:
    return f"{100 * rate:g}%"


def _chance_rows(findings: Findings, names: Sequence[str]) -> list[tuple[str, ...]]:
    """In how many draws benefits exceed costs, and in how many each way is worth most of all."""
    pays = [findings.appraisal.headline(name) for name in names]
    rows = [("Benefits exceed costs", *(_chance(row, findings) for row in pays))]
    best = findings.appraisal.best
    if best is None:
        return rows
    base, *draws = (often_best(findings.appraisal, name) for name in (findings.comparison.base_case, *names))
    return [*rows, (f"Worth most of all (base case: {base.removeprefix('in ')})", *draws)]


def _chance(row: Appraised, findings: Findings) -> str:
    if row.pays.of_draws is None:
        return f"{round(row.pays.of_runs * findings.comparison.runs)} of {findings.comparison.runs} runs"
    if is_all_luck(row.net):
        return all_luck_told(row, findings.comparison) or LUCK_HIDES_IT
    return draws_told(row.pays.of_draws, findings.comparison.draws)


def _outcome_rows(findings: Findings, names: Sequence[str], count: str) -> list[tuple[str, ...]]:
    found = [findings.appraisal.scenarios[name].per_outcome[count] for name in names]
    gained = (with_range(each.gained, findings, of_money=False) for each in found)
    each_costs = (_cost_each(each, findings) for each in found)
    return [(GLANCE_LABELS[count], *gained), ("  cost of each", *each_costs)]


def _cost_each(found: PerOutcome, findings: Findings) -> str:
    cost = cost_of(found, findings.comparison)
    if cost.ratio is None:
        return cost.word.partition(":")[0]
    return short_money(cost.ratio) if cost.quadrant == "NE" else f"{short_money(cost.ratio)} saved for each forgone"


def _capacity_rows(findings: Findings, names: Sequence[str]) -> list[tuple[str, ...]]:
    """What budgets can fall by over all years, and the capacity that is freed, which holds what is banked."""
    worths: list[Worth] = [findings.appraisal.scenarios[name] for name in names]
    banked = (with_range(worth.beds.banked_dollars, findings) for worth in worths)
    freed = (with_range(worth.beds.freed, findings, of_money=False) for worth in worths)
    over = f"Cashable over {findings.appraisal.years} years (custody)"
    return [(over, *banked), ("  beds freed, banked ones among them", *freed)]


def outcome_label(count: str) -> str:
    """An outcome of `PER_OUTCOME` in words."""
    label = PER_OUTCOME[count][0]
    return label[:1].upper() + label[1:]
