"""`simmodel report`: run a study and write the documents that are wanted, from one result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from simmodel.commands.compare import cores
from simmodel.commands.progress import progress_told
from simmodel.commands.study import settled_study
from simmodel.documents.brief import write_brief
from simmodel.documents.findings import Findings, findings_of
from simmodel.documents.page import write_page
from simmodel.documents.tables import write_tables
from simmodel.documents.workbook import write_workbook
from simmodel.sampling import sampling

DOCUMENTS: dict[str, tuple[str, Callable[[Findings, Path], None]]] = {
    "docx": ("{study}.docx", write_brief),
    "xlsx": ("{study}.xlsx", write_workbook),
    "html": ("{study}.html", write_page),
    "csv": ("{study}.zip", write_tables),
}
"""By option: the name of the file, and what writes it."""


def report_study(
    path: Path,
    out: Path,
    runs: int,
    draws: int | None,
    seed: int,
    workers: int | None,
    command: str,
    **wanted: bool,
) -> None:
    """Write the documents that are wanted into `out`, all of them where none is named."""
    from simmodel.ensemble import compare

    sampling(runs, draws)
    study = settled_study(path)
    with progress_told(f"{study.name}: {runs} paired runs") as progress:
        found = compare(study, runs, seed, workers or cores(), progress, draws=draws)
    findings = findings_of(found, command, date.today())
    out.mkdir(parents=True, exist_ok=True)
    for kind, (name, write) in DOCUMENTS.items():
        if wanted[kind] or not any(wanted.values()):
            write(findings, out / name.format(study=study.name))
    click.echo(f"Documents are in {out}.", err=True)
