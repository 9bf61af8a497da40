"""Money and events of each year as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from simmodel.appraisal.runs import Runs
from simmodel.appraisal.yearly import Yearly
from simmodel.documents.figures import accounts_of, bases_of, by_account, counts, extra_yearly, mean_yearly, money_lines
from simmodel.documents.findings import Findings
from simmodel.documents.tidy_table import BANDS, BASIS, KIND, SCENARIO, YEAR, Table, table


def _yearly(runs: Runs) -> Iterator[tuple[str, str, Yearly]]:
    """The base case as it is, then each scenario minus it."""
    if not runs.yearly:
        return
    yield "level", runs.base_case, mean_yearly(runs, runs.base_case)
    for name in runs.yearly:
        if name != runs.base_case:
            yield "difference", name, extra_yearly(runs, name)


def _money(findings: Findings) -> Table:
    columns = {
        **KIND,
        **SCENARIO,
        "item": "what money goes to",
        "label": "the same in words",
        "account": "who pays, or who gains where below 0; paid_either_way is in no account (docs/money.md)",
        "reactive": "whether it follows when things go wrong",
        "average_only": "whether it counts at average cost alone",
        **YEAR,
        "dollars": "mean real dollars, undiscounted; a cost is above 0, a saving below",
    }
    rows = (
        (kind, name, line.item, line.label, line.account, line.reactive, line.average_only, year, float(dollars))
        for kind, name, yearly in _yearly(findings.runs)
        for line in money_lines(findings.runs, yearly)
        for year, dollars in enumerate(line.amounts)
    )
    return table("money_by_item", "What is spent on each item in each year.", columns, rows)


def _accounts(findings: Findings) -> Table:
    runs = findings.runs
    columns = {**KIND, **SCENARIO, **BASIS, "account": "who pays or gains", **YEAR, "dollars": "as by item"}
    rows = (
        (kind, name, basis, account, year, float(value))
        for kind, name, yearly in _yearly(runs)
        for basis in bases_of(runs)
        for account, dollars in zip(
            accounts_of(runs), by_account(money_lines(runs, yearly), accounts_of(runs), basis), strict=True
        )
        for year, value in enumerate(dollars)
    )
    return table("money_by_payer", "What each payer spends in each year.", columns, rows)


def _counts(findings: Findings) -> Table:
    columns = {**KIND, **SCENARIO, "count": "what is counted, of everyone", **YEAR, "number": "mean over runs"}
    rows = (
        (kind, name, count, year, float(value))
        for kind, name, yearly in _yearly(findings.runs)
        for count, values in counts(yearly).items()
        for year, value in enumerate(values, start=1)
    )
    return table("counts", "What happens at the site in each year.", columns, rows)


def _budget(findings: Findings) -> Table:
    columns = {
        **SCENARIO,
        "payer": "who spends more (below 0: less); all is everybody together",
        "year": "year from week 0, 1 the first; setting up stands in year 1",
        **{name: f"real dollars, undiscounted, at the study's basis: {what}" for name, what in BANDS.items()},
        "nominal": "mean in dollars of the year, as prices grow in the study",
    }
    impacts = [worth.impact.assign(scenario=name) for name, worth in findings.appraisal.scenarios.items()]
    frame = pd.concat(impacts, ignore_index=True) if impacts else pd.DataFrame(columns=list(columns))
    return Table("budget_impact", "What each payer's budget meets in each year.", columns, frame[list(columns)])


def money_tables(findings: Findings) -> list[Table]:
    """What is spent and what happens in each year."""
    return [make(findings) for make in (_money, _accounts, _counts, _budget)]
