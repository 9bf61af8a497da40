"""The workbook in Excel."""

from __future__ import annotations

from pathlib import Path

from simmodel.documents.findings import Findings


def write_workbook(findings: Findings, path: Path) -> None:
    """Write the document to `path`."""
    raise NotImplementedError
