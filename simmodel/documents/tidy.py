"""Every table of a result in tidy form, a row for each value, with what each column holds: for CSV and for pages."""

from __future__ import annotations

from collections.abc import Iterator

from simmodel.appraisal.comparison import to_frame, to_frame_by_site
from simmodel.documents.assumptions import COLUMNS, TEAM_COLUMNS, assumptions_of, conventions_of, team_prices
from simmodel.documents.findings import Findings
from simmodel.documents.limits import layers_told, left_out
from simmodel.documents.tidy_money import money_tables
from simmodel.documents.tidy_table import BANDS, KIND, SCENARIO, Table, table
from simmodel.documents.tidy_worth import worth_tables
from simmodel.report import flat


def tables_of(findings: Findings) -> list[Table]:
    """Every table of a result; one without rows is there as well, but for that of sites where there is one site."""
    return [
        _outcomes(findings),
        *_sites(findings),
        *worth_tables(findings),
        *money_tables(findings),
        _options(findings),
        _assumptions(findings),
        Table("team_prices", "What a site's team is priced at.", TEAM_COLUMNS, team_prices()),
        _conventions(findings),
        _limits(findings),
        _provenance(findings),
    ]


_OUTCOME_COLUMNS = {
    **KIND,
    **SCENARIO,
    "population": "site: everyone in scope; reached: the people a scenario reached; reached:X: the same people in the "
    "base case",
    "outcome": "name of the outcome; shares run from 0 to 1, money is real dollars per person",
    **BANDS,
    "runs_better": "in how many paired runs the scenario is better than the base case; nothing where neither is better",
    "runs_worse": "in how many paired runs it is worse",
    "runs_same": "in how many paired runs it is the same",
    "rests_on_assumed_link": "whether it rests on the assumed link from a carer's life to a child's",
}


def _outcomes(findings: Findings) -> Table:
    what = "What happens to people, in every scenario and minus the base case."
    return Table("outcomes", what, _OUTCOME_COLUMNS, to_frame(findings.comparison))


def _sites(findings: Findings) -> Iterator[Table]:
    if findings.comparison.sites:
        columns = {"site": "name of the site", **_OUTCOME_COLUMNS}
        yield Table("sites", "The main outcomes site by site.", columns, to_frame_by_site(findings.comparison))


def _options(findings: Findings) -> Table:
    columns = {**SCENARIO, "item": "what the scenario is, buys or is paid", "value": "as the study and the model say"}
    rows = (
        (name, item, "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
        for name, bought in findings.runs.money.items()
        for item, value in flat(bought).items()
    )
    return table("options", "What each scenario's money buys.", columns, rows)


def _assumptions(findings: Findings) -> Table:
    what = "Every number of the model as it was used, with range, grade and source."
    return Table("assumptions", what, COLUMNS, assumptions_of(findings.runs))


def _conventions(findings: Findings) -> Table:
    columns = {"convention": "what was chosen", "choice": "how", "source": "where it comes from"}
    return table("conventions", "How the money was counted.", columns, iter(conventions_of(findings)))


def _limits(findings: Findings) -> Table:
    columns = {"what": "what is not in the numbers, or a note to this result", "leans": "in whose favour, if known"}
    told = [(each, "") for each in (*layers_told(findings.runs), *findings.runs.notes)]
    return table("limits", "What is not in the numbers.", columns, iter([*map(tuple, left_out(findings.runs)), *told]))


def _provenance(findings: Findings) -> Table:
    columns = {"name": "what", "text": "value"}
    return table("provenance", "Where the numbers come from.", columns, iter(findings.provenance().items()))
