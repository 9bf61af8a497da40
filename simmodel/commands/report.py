"""`simmodel report`: run a study and write the documents that are wanted, from one result."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from simmodel.bands import paired
from simmodel.commands.compare import cores
from simmodel.commands.kept_runs import kept_runs, played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.study import settled_study
from simmodel.documents.brief import write_brief
from simmodel.documents.findings import findings_of
from simmodel.documents.page import write_page
from simmodel.documents.tables import write_tables
from simmodel.documents.workbook import write_workbook
from simmodel.documents.written import Writer, check_documents, write_documents
from simmodel.sampling import sampling

DOCUMENTS: dict[str, tuple[str, Writer]] = {
    "docx": ("{study}.docx", write_brief),
    "xlsx": ("{study}.xlsx", write_workbook),
    "html": ("{study}.html", write_page),
    "csv": ("{study}.zip", write_tables),
}
"""By option: the name of the file, and what writes it."""


def report_study(
    path: Path,
    posterior: Path | None,
    out: Path,
    runs: int,
    draws: int | None,
    seed: int,
    workers: int | None,
    store: str | None,
    cluster: str | None,
    command: str,
    **wanted: bool,
) -> None:
    """Write the documents that are wanted into `out`, all of them where none is named.

    Whatever would stop them from being written is found before the runs start.
    """
    from simmodel.ensemble import compare

    sampling(runs, draws)
    check_documents(out, [])
    study = settled_study(path, posterior)
    writers = {
        name.format(study=study.name): write
        for kind, (name, write) in DOCUMENTS.items()
        if wanted[kind] or not any(wanted.values())
    }
    check_documents(out, list(writers))
    task, workers = f"{study.name}: {paired(runs)}", workers or cores()
    with kept_runs(store) as kept, played_on(cluster, workers) as play, progress_told(task, kept) as progress:
        found = compare(study, runs, seed, workers, progress, draws=draws, store=kept, play=play)
    for document in write_documents(findings_of(found, command, date.today()), out, writers):
        click.echo(f"{document.name} is in {out}.", err=True)
