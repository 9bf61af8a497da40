"""The assumptions log: every number behind a result, with its range, how sure we are, and where it comes from."""

from __future__ import annotations

import pandas as pd

from simmodel.appraisal.flows import PRICE_YEAR
from simmodel.appraisal.money.present_value import RATES, Discounting
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.worth import BEDS_A_BLOCK, YEARS_TO_BANK
from simmodel.budget.prices import usual_prices
from simmodel.carried import known_numbers
from simmodel.documents.findings import Findings
from simmodel.evidence import GRADE_WORDS, UNSURE, cited, ledger
from simmodel.money_terms import PRICES_GROW
from simmodel.quantities import Number

COLUMNS = {
    "name": "What the model calls the number",
    "meaning": "What it is",
    "value": "The value used; the mean over draws where it is drawn",
    "unit": "Its unit",
    "status": "Set by the study, fitted to data, drawn from its range, or at its default",
    "default": "The value where nobody says otherwise",
    "low": "The lowest value that the evidence allows",
    "high": "The highest value that the evidence allows",
    "least_drawn": "The lowest value drawn in this result",
    "most_drawn": "The highest value drawn in this result",
    "assumption": "Whether it is an assumption or from memory (grade D or M)",
    "grade": "A trial or official statistic, B comparison group, C uncontrolled, D assumption, M from memory",
    "how_sure": "The grade in words",
    "evidence": "The row of the evidence ledger",
    "source": "Where that row comes from",
    "source_year": "The year of the source",
    "price_year": "The year whose dollars it is in, where it is money",
    "note": "What the ledger says about it",
}
"""Columns of the log in order, and what each holds."""
SET, FITTED, DRAWN, DEFAULT = "set by the study", "fitted to data", "drawn from its range", "at its default"


def assumptions_of(runs: Runs) -> pd.DataFrame:
    """Every number of the model as it was used, those that the study sets first, then assumptions; one row each."""
    known = known_numbers()
    rows = [_row(runs, name, *known[name]) for name in runs.numbers.columns if name in known]
    log = pd.DataFrame(rows, columns=list(COLUMNS))
    order = log.assign(_set=log["status"] != SET, _sure=~log["assumption"].astype(bool))
    return log.loc[order.sort_values(["_set", "_sure"], kind="stable").index].reset_index(drop=True)


def _row(runs: Runs, name: str, number: Number, default: float, low: float, high: float) -> dict[str, object]:
    drawn, row = runs.numbers[name].to_numpy(float), ledger()[number.evidence]
    varies, fitted = drawn.max() > drawn.min(), runs.fitted is not None and name in runs.fitted.numbers
    used = float(drawn.mean()) if varies else float(drawn[0])
    return {
        "name": name,
        "meaning": number.meaning,
        "value": used,
        "unit": number.unit,
        "status": FITTED if fitted else DRAWN if varies else DEFAULT if used == default else SET,
        "default": default,
        "low": low,
        "high": high,
        "least_drawn": float(drawn.min()),
        "most_drawn": float(drawn.max()),
        "assumption": row.grade in UNSURE,
        "grade": row.grade,
        "how_sure": GRADE_WORDS.get(row.grade, ""),
        "evidence": row.id,
        "source": row.source,
        "source_year": row.source_year,
        "price_year": row.price_year,
        "note": row.note,
    }


def conventions_of(findings: Findings) -> list[tuple[str, str, str]]:
    """How the money was counted, apart from the model's numbers: what, the choice, and where it comes from."""
    runs, rates = findings.runs, ", ".join(f"{value:.0%}" for value in RATES)
    grown = _cited("ECO008") if runs.prices_grow == PRICES_GROW else "the study"
    told = [
        ("Real discount rates a year", rates, _cited("ECO001")),
        ("When flows stand", Discounting().told, "a convention; the other one is an input of sheet 5 of the workbook"),
        ("Years that are counted", f"{findings.appraisal.years} from week 0", "the study's horizon"),
        ("Price year", PRICE_YEAR, "all prices of the ledger"),
        ("Unit costs of custody and out-of-home care", runs.unit_costs, "the study; the other basis is shown beside"),
        ("Beds that open and close together", str(BEDS_A_BLOCK), _cited("ECO007")),
        ("Years until a budget falls", str(YEARS_TO_BANK), _cited("ECO009")),
        ("Growth of prices a year, in budgets alone", f"{runs.prices_grow:.1%}", grown),
    ]
    return told + [(f"Value of one of {v.of} to {v.account}", f"${v.dollars:,.0f}", v.because) for v in runs.values]


def _cited(evidence: str) -> str:
    """A row of the ledger as a convention cites it: how sure we are, and its source."""
    return f"{cited(evidence)}, {ledger()[evidence].source}"


TEAM_COLUMNS = {
    "name": "line of the site budget",
    "low": "the least it may be: dollars a year of 2026-27, full-time equivalents, or a share",
    "used": "what a team is priced at, unless the study says otherwise",
    "high": "the most it may be",
    "unit": "of what, and where it comes from",
    "grade": "how sure it is, as for the numbers of the model",
}
"""Columns of the prices of a team, and what each holds."""


def team_prices() -> pd.DataFrame:
    """What a site's team is priced at; these are not drawn, and a team's funding fixes what it can buy."""
    rows = [(name, p.low, p.mode, p.high, p.source, p.grade) for name, p in usual_prices().items()]
    return pd.DataFrame(rows, columns=list(TEAM_COLUMNS))
