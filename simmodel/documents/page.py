"""The report as one page for a browser."""

from __future__ import annotations

from pathlib import Path

from simmodel.documents.findings import Findings


def write_page(findings: Findings, path: Path) -> None:
    """Write the document to `path`."""
    raise NotImplementedError
