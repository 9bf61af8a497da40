"""Every table as CSV, zipped with a README that explains each file and column."""

from __future__ import annotations

import textwrap
import zipfile
from pathlib import Path

from simmodel.appraisal.flows import PRICE_YEAR
from simmodel.bands import bands_told
from simmodel.documents.findings import Findings
from simmodel.documents.tidy import Table, tables_of
from simmodel.export import neutralised

README = "README.txt"
_WIDTH = 100


def write_tables(findings: Findings, path: Path) -> None:
    """Write the zip to `path`; the same findings give the same bytes."""
    tables = tables_of(findings)
    texts = {README: readme(findings, tables)} | {f"{table.name}.csv": csv_of(table) for table in tables}
    day = (findings.made.year, findings.made.month, findings.made.day, 0, 0, 0)
    with zipfile.ZipFile(path, "w") as file:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(name, day)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            entry.create_system = 3  # the same bytes on every system
            file.writestr(entry, text.encode("utf-8"))


def csv_of(table: Table) -> str:
    """The table as CSV, with no text that a spreadsheet would run; a value that is not there is empty."""
    return str(neutralised(table.frame).to_csv(index=False, lineterminator="\n"))


def readme(findings: Findings, tables: list[Table]) -> str:
    """What each file and each column holds, and where the numbers come from."""
    runs = findings.runs
    lines = [f"{runs.title} ({runs.study_name})", ""]
    lines += [f"{name}: {text}" for name, text in findings.provenance().items()]
    bands = bands_told(findings.comparison)
    lines += ["", f"Money is in real dollars of {PRICE_YEAR} unless a column says nominal. {bands}."]
    lines += ["Text that a spreadsheet would run as a formula begins with a quote mark. UTF-8, one value a row."]
    for table in tables:
        rows = len(table.frame)
        lines += ["", f"{table.name}.csv ({rows:,} row{'' if rows == 1 else 's'})", table.what]
        lines += [f"  {column}: {what}" for column, what in table.columns.items()]
    return "\n".join(_folded(line) for line in lines) + "\n"


def _folded(line: str) -> str:
    indent = "      " if line.startswith("  ") else ""
    return "\n".join(textwrap.wrap(line, _WIDTH, subsequent_indent=indent, drop_whitespace=True)) or line
