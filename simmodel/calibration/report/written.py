"""The report of a fit as files: `report.html` and `report.docx`, ready to be written whole."""

from __future__ import annotations

from datetime import date

from simmodel import __version__
from simmodel.calibration.report.page import page_of
from simmodel.calibration.report.word import word_of
from simmodel.calibration.result import Fit
from simmodel.documents.findings import LICENCE
from simmodel.store.address import hash_of

PAGE, WORD = "report.html", "report.docx"


def reports_of(fit: Fit, command: str, made: date) -> dict[str, str | bytes]:
    """By name what each file holds; `command`: what was typed, `made`: the day."""
    told = provenance(fit, command, made)
    return {PAGE: page_of(fit, command, told), WORD: word_of(fit, command, told, made)}


def provenance(fit: Fit, command: str, made: date) -> dict[str, str]:
    """Where the numbers come from, as both files say it."""
    return {
        "Version": f"simmodel {__version__}",
        "Study": f"{fit.study.name}: {fit.study.title}",
        "Data": " ".join(fit.plan.source.split()),
        "Fit": hash_of(fit.hangs_on),
        "Seed": str(fit.seed),
        "Runs": f"{fit.runs[1]:,}",
        "Made on": made.isoformat(),
        "Command": command,
        "Licence": LICENCE,
    }
