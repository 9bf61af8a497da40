"""The evidence ledger: every number of the model cites a row, and every row says how sure we are.

Grades: A official statistic, randomised trial or meta-analysis; B comparison group or adjusted cohort; C uncontrolled,
a case or second-hand; D assumption or derivation; M from memory, to be checked. `low` and `high` are not always a
confidence interval: the note says what they are. Some values are text.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

UNSURE = ("D", "M")
"""Grades that are marked wherever a number is shown: an assumption, or from memory."""
GRADE_WORDS = {
    "A": "official statistic, trial or meta-analysis",
    "B": "comparison group or adjusted cohort",
    "C": "uncontrolled or second-hand",
    "D": "assumption or derivation",
    "M": "from memory, to be checked",
}


@dataclass(frozen=True)
class Row:
    """One row of the ledger, as text; `value`, `low` and `high` may be empty or words."""

    id: str
    parameter: str
    value: str
    low: str
    high: str
    unit: str
    price_year: str
    jurisdiction: str
    population: str
    source: str
    source_year: str
    address: str
    grade: str
    note: str


@cache
def ledger() -> dict[str, Row]:
    """Every row by id."""
    text = files("simmodel.evidence").joinpath("ledger.csv").read_text(encoding="utf-8")
    return {row["id"]: Row(**row) for row in csv.DictReader(text.splitlines())}


def cited(evidence: str) -> str:
    """An evidence id as it is shown: grades D and M are marked, "COST006 (M: from memory, to be checked)"."""
    grade = ledger()[evidence].grade
    return f"{evidence} ({grade}: {GRADE_WORDS[grade]})" if grade in UNSURE else f"{evidence} ({grade})"
