"""How sheets with money by year are laid out: four columns that say what a line is, the start, the years, the total."""

from __future__ import annotations

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from simmodel.appraisal.estimates import Estimate
from simmodel.bands import Sampled, place_of
from simmodel.documents.workbook.sheet import Live

START = 4
"""The column of the start, where setting up stands; the years follow."""


def last_year(years: int) -> int:
    """The column of the last year; the total is the next one."""
    return START + years


def heads(first: tuple[str, str, str, str], years: int, *after: str) -> list[str]:
    """The head of a table by year."""
    return [*first, "Start", *(f"Year {year}" for year in range(1, years + 1)), *after]


def band_heads(result: Sampled, what: str = "") -> list[str]:
    """What heads the four columns of two bands; `what` they are of stands first. `result` is a comparison."""
    place = place_of(result).capitalize() if not what else place_of(result)
    evidence = "evidence" if what else "Evidence"
    return [f"{what}{band}, {end}" for band in (evidence, place) for end in ("low", "high")]


def bands(found: Estimate) -> list[float | None]:
    """The ends of both bands, evidence first."""
    return [found.evidence_low, found.evidence_high, found.low, found.high]


def total(row: int, years: int, value: float) -> Live:
    """The sum of the start and the years of a line."""
    return Live(f"=SUM({xl_range(row, START, row, last_year(years))})", value)


def here(row: int, column: int) -> str:
    """The address of a cell on the same sheet."""
    return str(xl_rowcol_to_cell(row, column))
