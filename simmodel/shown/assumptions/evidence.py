"""The evidence ledger: every row with its source, and what the grades mean."""

from __future__ import annotations

from collections import Counter

from simmodel.evidence import ledger
from simmodel.shown.assumptions.tables import grades_table
from simmodel.shown.parts import Folded, Part, Table, Words

HEAD = ("Row", "What it says", "Value", "Range", "Unit", "Of whom, where", "Grade", "Source", "Note")


def evidence(grades: tuple[str, ...] = (), search: str = "") -> list[Part]:
    """The rows that a reader asks for, folded by grade, the surest first; the meaning of grades above them."""
    by_grade = {grade: [row for row in _rows(search) if row[6] == grade] for grade in ("A", "B", "C", "D", "M")}
    shown = {grade: rows for grade, rows in by_grade.items() if rows and (not grades or grade in grades)}
    counts = Counter(row.grade for row in ledger().values())
    told = (
        f"The ledger has {counts.total()} rows: {counts['A']} are official statistics or trials, {counts['B']} have a "
        f"comparison group, {counts['C']} are uncontrolled or second-hand, {counts['D']} are assumptions or worked out "
        f"from others, and {counts['M']} are from memory."
    )
    folds = [_fold(grade, rows) for grade, rows in shown.items()]
    none = [] if folds else [Words("No row is like that. Clear the search, or choose other grades.", "note")]
    return [Words(told, "strong"), grades_table(), *folds, *none]


def _rows(search: str) -> list[tuple[str, ...]]:
    words = search.lower().split()
    rows: list[tuple[str, ...]] = []
    for r in ledger().values():
        span = f"{r.low} to {r.high}" if r.low and r.high else r.low or r.high
        whom = ", ".join(part for part in (r.population, r.jurisdiction) if part)
        source = f"{r.source} ({r.source_year})" if r.source_year else r.source
        row = (r.id, r.parameter, r.value, span, r.unit, whom, r.grade, source, r.note)
        if all(word in " ".join(row).lower() for word in words):
            rows.append(row)
    return rows


def _fold(grade: str, rows: list[tuple[str, ...]]) -> Folded:
    return Folded(f"Grade {grade}: {len(rows)} rows", (Table("", HEAD, tuple(rows), "", f"evidence-{grade}"),))
