"""What every scenario is worth as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.what_moves import LEFT_OUT
from simmodel.appraisal.worth import Worth
from simmodel.bands import Sampled
from simmodel.documents.findings import Findings
from simmodel.documents.tidy_table import BANDS, BASIS, SCENARIO, Table, ends, table
from simmodel.money_words import GAIN_NOT_CLEAR, cost_of
from simmodel.worth_words import avoids_days, tells_payback


def _appraisal(findings: Findings) -> Table:
    measures = ("benefits", "costs", "net", "benefit_cost_ratio", "net_ratio")
    columns = {
        **SCENARIO,
        "view": "whose money counts; nsw_residents is the headline",
        **BASIS,
        "rate": "real discount rate a year",
        "convention": "how later years were discounted",
        "fiscal_or_social": "social only where the study supplies a value of victims or wellbeing",
        "measure": "benefits, costs and net: present value, real dollars; benefit_cost_ratio: benefits / costs; "
        "net_ratio: (benefits - costs) / costs; ratios are empty where the funder pays nothing",
        **BANDS,
    }
    rows = (
        (name, row.view.id, row.basis, row.rate, row.convention, row.kind, measure, *ends(getattr(row, measure)))
        for name, worth in findings.appraisal.scenarios.items()
        for row in worth.table
        for measure in measures
    )
    return table("appraisal", "Present values and ratios in every view, basis and rate.", columns, rows)


def _chances(findings: Findings) -> Table:
    columns = {
        **SCENARIO,
        "view": "whose money counts",
        **BASIS,
        "rate": "real discount rate a year",
        "of_draws": "share of draws, without luck, in which benefits exceed costs; empty where it cannot be told",
        "error": "its standard error",
        "of_runs": "share of single runs: for one place as it may turn out",
    }
    rows = (
        (name, row.view.id, row.basis, row.rate, row.pays.of_draws, row.pays.error, row.pays.of_runs)
        for name, worth in findings.appraisal.scenarios.items()
        for row in worth.table
    )
    return table("chances", "How likely it is that benefits exceed costs.", columns, rows)


def _costs(findings: Findings) -> Table:
    columns = {
        **SCENARIO,
        "count": "what is counted",
        "outcome": "one more of what",
        "words": "the quadrant of the cost-effectiveness plane in words, or that gain or cost is not clear",
        "dollars_per_outcome": "net cost to people of NSW over outcomes gained, the whole cost attributed to this "
        "outcome, so never to be added; empty where a word stands instead",
        **{name: f"outcomes gained, discounted: {what}" for name, what in BANDS.items()},
    }
    rows = (
        (name, count, each.label, cost.word, cost.ratio, *ends(each.gained))
        for name, worth in findings.appraisal.scenarios.items()
        for count, each in worth.per_outcome.items()
        for cost in [cost_of(each, findings.comparison)]
    )
    return table("cost_per_outcome", "What one more of each outcome costs.", columns, rows)


def _further(findings: Findings) -> Table:
    columns = {
        **SCENARIO,
        "measure": "see the column “what”",
        "what": "what the number is",
        **BANDS,
    }
    return table("further_measures", "Payback, break-even, beds, and which option is best.", columns, _more(findings))


def _more(findings: Findings) -> Iterator[tuple[object, ...]]:
    none = (None,) * (len(fields(Estimate)) - 1)
    for name, worth in findings.appraisal.scenarios.items():
        single: dict[str, tuple[str, float | None]] = {
            **_payback(worth, findings.comparison),
            **_break_even(worth, findings.comparison),
        }
        for measure, (what, value) in single.items():
            yield name, measure, what, value, *none
        yield name, "beds_freed", _FREED, *ends(worth.beds.freed)
        banked = f"dollars banked over {findings.appraisal.years} years, in whole blocks of {worth.beds.block} beds"
        yield name, "dollars_banked", banked, *ends(worth.beds.banked_dollars)
    for name, share in (findings.appraisal.best or {}).items():
        yield name, "best", "share of draws in which its net present value is highest", share, *none
    worth_knowing = "dollars that it would be worth to know every number before deciding; empty where it cannot be told"
    yield "", "know_everything", worth_knowing, findings.appraisal.know_everything, *none


def _payback(worth: Worth, result: Sampled) -> dict[str, tuple[str, float | None]]:
    """After how many years and in how many draws money is paid back; no years where that is not clear."""
    after = "years until it has paid for itself for good; empty if never"
    often = ("share of draws that pay back within the horizon", worth.pays_back)
    if not tells_payback(worth, result):
        return {"pays_back_after": (f"{after}: not clear", None), "pays_back": often}
    return {"pays_back_after": (after, worth.pays_back_after), "pays_back": often}


def _break_even(worth: Worth, result: Sampled) -> dict[str, tuple[str, float | None]]:
    """What would have to be so for nothing to be gained or lost; no price of a day where none is clearly avoided."""
    found = {f"break_even_{key}": (words, getattr(worth.break_even, key)) for key, words in _BREAK_EVEN.items()}
    if not avoids_days(worth, result):
        found["break_even_custody_day"] = (f"{_BREAK_EVEN['custody_day']}: {GAIN_NOT_CLEAR}", None)
    return found


_FREED = "custody beds not needed, a mean year; those of blocks that close are among them"
_BREAK_EVEN = {
    "benefits_times": "so many times as large benefits would have to be; empty where nothing would do",
    "custody_day": "dollars that an avoided day in custody would have to save; empty where nothing would do",
    "programme_a_year": "dollars a year that the programme could cost at most; empty where nothing would do",
}


def _tornado(findings: Findings) -> Table:
    columns = {
        **SCENARIO,
        "moved_by": "price, convention or number of the model",
        "at_low": "headline net present value at its low end, real dollars",
        "at_high": "the same at its high end",
        "error": "standard error of the span where it was found from draws; empty where both ends were worked out",
        "crosses_zero": "whether it decides if the programme pays",
    }
    rows = (
        (name, bar.name, bar.at_low, bar.at_high, bar.error, bar.crosses_zero)
        for name, worth in findings.appraisal.scenarios.items()
        for bar in worth.moved_by
    )
    lacking = [name for name, worth in findings.appraisal.scenarios.items() if worth.left_out]
    lacks = f" Of {', '.join(lacking)} {LEFT_OUT}." if lacking else ""
    return table("what_moves", f"What moves the headline net present value most.{lacks}", columns, rows)


def _groups(findings: Findings) -> Table:
    columns = {
        **SCENARIO,
        "group": "cohort, or fifth by how heavy needs usually are",
        "people": "people in the group, a mean run",
        "reached": "of them reached by the scenario",
        "outcome": "what changes for a person of the group, minus the base case",
        **BANDS,
    }
    rows = (
        (name, gain.group, gain.people, gain.reached, outcome, *ends(change))
        for name, worth in findings.appraisal.scenarios.items()
        for gain in worth.who_gains.gains
        for outcome, change in gain.change.items()
    )
    return table("who_gains", "What changes for people of each group.", columns, rows)


def worth_tables(findings: Findings) -> list[Table]:
    """What scenarios are worth, what moves it, and who gains."""
    return [make(findings) for make in (_appraisal, _chances, _costs, _further, _tornado, _groups)]
