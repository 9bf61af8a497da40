"""Every table of a result in tidy form, a row for each value, with what each column holds: for CSV and for pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

import pandas as pd

from simmodel.appraisal.comparison import to_frame, to_frame_by_site
from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import Yearly
from simmodel.documents.assumptions import COLUMNS, TEAM_COLUMNS, assumptions_of, conventions_of, team_prices
from simmodel.documents.figures import accounts_of, bases_of, by_account, counts, extra_yearly, mean_yearly, money_lines
from simmodel.documents.findings import Findings
from simmodel.documents.limits import NOT_MODELLED, layers_told
from simmodel.report import flat

BANDS = {
    "mean": "mean over paired runs",
    "low": "5th percentile of single runs: the place as it may turn out, evidence and luck",
    "high": "95th percentile of the same",
    "evidence_low": "5th percentile of draws without the luck of runs; empty where evidence cannot be told from luck",
    "evidence_high": "95th percentile of the same",
    "mc_error": "Monte Carlo standard error of the mean",
}
"""What the columns of an estimate hold."""
_SCENARIO = {"scenario": "name of the scenario in the study file"}
_KIND = {"kind": "level: the scenario itself (the base case); difference: minus the base case, paired run by run"}
_YEAR = {"year": "year from week 0, 1 the first; 0 is the start, where setting up stands"}
_BASIS = {"basis": "unit costs of custody and out-of-home care: avoidable (really saved) or average (all costs shared)"}


@dataclass(frozen=True)
class Table:
    """A tidy table: `what` it holds in a sentence, and `columns` what each column holds."""

    name: str
    what: str
    columns: Mapping[str, str]
    frame: pd.DataFrame


def tables_of(findings: Findings) -> list[Table]:
    """Every table of a result; one without rows is there as well, but for that of sites where there is one site."""
    return [
        _outcomes(findings),
        *_sites(findings),
        _appraisal(findings),
        _chances(findings),
        _money(findings),
        _accounts(findings),
        _counts(findings),
        _costs(findings),
        _budget(findings),
        _further(findings),
        _options(findings),
        _assumptions(findings),
        Table("team_prices", "What a site's team is priced at.", TEAM_COLUMNS, team_prices()),
        _conventions(findings),
        _limits(findings),
        _provenance(findings),
    ]


def _table(name: str, what: str, columns: Mapping[str, str], rows: Iterator[tuple[object, ...]]) -> Table:
    return Table(name, what, columns, pd.DataFrame(list(rows), columns=list(columns)))


_OUTCOME_COLUMNS = {
    **_KIND,
    **_SCENARIO,
    "population": "site: everyone in scope; reached: the people a scenario reached; reached:X: the same people in the "
    "base case",
    "outcome": "name of the outcome; shares run from 0 to 1, money is real dollars per person",
    **BANDS,
    "better_in": "of 100 paired runs, how many are better than the base case; a tie counts half",
    "rests_on_assumed_link": "whether it rests on the assumed link from a carer's life to a child's",
}


def _outcomes(findings: Findings) -> Table:
    what = "What happens to people, in every scenario and minus the base case."
    return Table("outcomes", what, _OUTCOME_COLUMNS, to_frame(findings.comparison))


def _sites(findings: Findings) -> Iterator[Table]:
    if findings.comparison.sites:
        columns = {"site": "name of the site", **_OUTCOME_COLUMNS}
        yield Table("sites", "The main outcomes site by site.", columns, to_frame_by_site(findings.comparison))


def _ends(found: Estimate) -> tuple[float | None, ...]:
    return tuple(getattr(found, name) for name in BANDS)


def _appraisal(findings: Findings) -> Table:
    measures = ("benefits", "costs", "net", "benefit_cost_ratio", "net_ratio")
    columns = {
        **_SCENARIO,
        "view": "whose money counts; nsw_residents is the headline",
        **_BASIS,
        "rate": "real discount rate a year",
        "convention": "how later years were discounted",
        "fiscal_or_social": "social only where the study supplies a value of victims or wellbeing",
        "measure": "benefits, costs and net: present value, real dollars; benefit_cost_ratio: benefits / costs; "
        "net_ratio: (benefits - costs) / costs; ratios are empty where the funder pays nothing",
        **BANDS,
    }
    rows = (
        (name, row.view.id, row.basis, row.rate, row.convention, row.kind, measure, *_ends(getattr(row, measure)))
        for name, worth in findings.appraisal.scenarios.items()
        for row in worth.table
        for measure in measures
    )
    return _table("appraisal", "Present values and ratios in every view, basis and rate.", columns, rows)


def _chances(findings: Findings) -> Table:
    columns = {
        **_SCENARIO,
        "view": "whose money counts",
        **_BASIS,
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
    return _table("chances", "How likely it is that benefits exceed costs.", columns, rows)


def _yearly(runs: Runs) -> Iterator[tuple[str, str, Yearly]]:
    """The base case as it is, then each scenario minus it."""
    yield "level", runs.base_case, mean_yearly(runs, runs.base_case)
    for name in runs.yearly:
        if name != runs.base_case:
            yield "difference", name, extra_yearly(runs, name)


def _money(findings: Findings) -> Table:
    columns = {
        **_KIND,
        **_SCENARIO,
        "item": "what money goes to",
        "label": "the same in words",
        "account": "who pays, or who gains where below 0",
        "reactive": "whether it follows when things go wrong",
        "average_only": "whether it counts at average cost alone",
        **_YEAR,
        "dollars": "mean real dollars, undiscounted; a cost is above 0, a saving below",
    }
    rows = (
        (kind, name, line.item, line.label, line.account, line.reactive, line.average_only, year, float(dollars))
        for kind, name, yearly in _yearly(findings.runs)
        for line in money_lines(findings.runs, yearly)
        for year, dollars in enumerate(line.amounts)
    )
    return _table("money_by_item", "What is spent on each item in each year.", columns, rows)


def _accounts(findings: Findings) -> Table:
    runs = findings.runs
    columns = {**_KIND, **_SCENARIO, **_BASIS, "account": "who pays or gains", **_YEAR, "dollars": "as by item"}
    rows = (
        (kind, name, basis, account, year, float(value))
        for kind, name, yearly in _yearly(runs)
        for basis in bases_of(runs)
        for account, dollars in zip(
            accounts_of(runs), by_account(money_lines(runs, yearly), accounts_of(runs), basis), strict=True
        )
        for year, value in enumerate(dollars)
    )
    return _table("money_by_payer", "What each payer spends in each year.", columns, rows)


def _counts(findings: Findings) -> Table:
    columns = {**_KIND, **_SCENARIO, "count": "what is counted, of everyone", **_YEAR, "number": "mean over runs"}
    rows = (
        (kind, name, count, year, float(value))
        for kind, name, yearly in _yearly(findings.runs)
        for count, values in counts(yearly).items()
        for year, value in enumerate(values, start=1)
    )
    return _table("counts", "What happens at the site in each year.", columns, rows)


def _costs(findings: Findings) -> Table:
    columns = {
        **_SCENARIO,
        "count": "what is counted",
        "outcome": "one more of what",
        "words": "the quadrant of the cost-effectiveness plane in words",
        "dollars_per_outcome": "net cost to people of NSW over outcomes gained, the whole cost attributed to this "
        "outcome, so never to be added; empty where a word stands instead",
        **{name: f"outcomes gained, discounted: {what}" for name, what in BANDS.items()},
    }
    rows = (
        (name, count, each.label, each.cost.word, each.cost.ratio, *_ends(each.gained))
        for name, worth in findings.appraisal.scenarios.items()
        for count, each in worth.per_outcome.items()
    )
    return _table("cost_per_outcome", "What one more of each outcome costs.", columns, rows)


def _budget(findings: Findings) -> Table:
    columns = {
        **_SCENARIO,
        "payer": "who spends more (below 0: less); all is everybody together",
        "year": "year from week 0, 1 the first; setting up stands in year 1",
        **{name: f"real dollars, undiscounted, at the study's basis: {what}" for name, what in BANDS.items()},
        "nominal": "mean in dollars of the year; the index of prices is 1 here",
    }
    impacts = [worth.impact.assign(scenario=name) for name, worth in findings.appraisal.scenarios.items()]
    frame = pd.concat(impacts, ignore_index=True) if impacts else pd.DataFrame(columns=list(columns))
    return Table("budget_impact", "What each payer's budget meets in each year.", columns, frame[list(columns)])


def _further(findings: Findings) -> Table:
    columns = {
        **_SCENARIO,
        "measure": "see the column “what”",
        "what": "what the number is",
        **BANDS,
    }
    return _table("further_measures", "Payback, break-even, beds, and which option is best.", columns, _more(findings))


def _more(findings: Findings) -> Iterator[tuple[object, ...]]:
    none = (None,) * (len(fields(Estimate)) - 1)
    for name, worth in findings.appraisal.scenarios.items():
        single: dict[str, tuple[str, float | None]] = {
            "pays_back_after": ("years until it has paid for itself for good; empty if never", worth.pays_back_after),
            "pays_back": ("share of draws that pay back within the horizon", worth.pays_back),
            **{f"break_even_{key}": (words, getattr(worth.break_even, key)) for key, words in _BREAK_EVEN.items()},
        }
        for measure, (what, value) in single.items():
            yield name, measure, what, value, *none
        yield name, "beds_freed", "custody beds not needed, a mean year: freed, not banked", *_ends(worth.beds.freed)
        banked = f"dollars banked in whole blocks of {worth.beds.block} beds; never added to what is freed"
        yield name, "dollars_banked", banked, *_ends(worth.beds.banked_dollars)
    for name, share in (findings.appraisal.best or {}).items():
        yield name, "best", "share of draws in which its net present value is highest", share, *none
    worth_knowing = "dollars that it would be worth to know every number before deciding; empty where it cannot be told"
    yield "", "know_everything", worth_knowing, findings.appraisal.know_everything, *none


_BREAK_EVEN = {
    "benefits_times": "so many times as large benefits would have to be; empty where nothing would do",
    "custody_day": "dollars that an avoided day in custody would have to save; empty where nothing would do",
    "programme_a_year": "dollars a year that the programme could cost at most; empty where nothing would do",
}


def _options(findings: Findings) -> Table:
    columns = {**_SCENARIO, "item": "what the scenario is, buys or is paid", "value": "as the study and the model say"}
    rows = (
        (name, item, "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
        for name, bought in findings.runs.money.items()
        for item, value in flat(bought).items()
    )
    return _table("options", "What each scenario's money buys.", columns, rows)


def _assumptions(findings: Findings) -> Table:
    what = "Every number of the model as it was used, with range, grade and source."
    return Table("assumptions", what, COLUMNS, assumptions_of(findings.runs))


def _conventions(findings: Findings) -> Table:
    columns = {"convention": "what was chosen", "choice": "how", "source": "where it comes from"}
    return _table("conventions", "How the money was counted.", columns, iter(conventions_of(findings)))


def _limits(findings: Findings) -> Table:
    columns = {"what": "what is not in the numbers, or a note to this result", "leans": "in whose favour, if known"}
    told = [(each, "") for each in (*layers_told(findings.runs), *findings.runs.notes)]
    return _table("limits", "What is not in the numbers.", columns, iter([*map(tuple, NOT_MODELLED), *told]))


def _provenance(findings: Findings) -> Table:
    columns = {"name": "what", "text": "value"}
    return _table("provenance", "Where the numbers come from.", columns, iter(findings.provenance().items()))
