"""Every table as CSV, zipped with a README."""

from __future__ import annotations

from pathlib import Path

from simmodel.documents.findings import Findings


def write_tables(findings: Findings, path: Path) -> None:
    """Write the document to `path`."""
    raise NotImplementedError
