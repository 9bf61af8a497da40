"""Documents put in a folder: all that were asked for, each whole, or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from simmodel.documents.findings import Findings
from simmodel.errors import SimmodelError
from simmodel.export import nearest_folder, reason, resolved

Writer = Callable[[Findings, Path], None]
_BESIDE = ".simmodel-"


def check_documents(out: Path, names: list[str]) -> None:
    """Refuse a folder in which documents of these names cannot be written; other files there are left alone."""
    folder = resolved(out)
    if folder.exists() and not folder.is_dir():
        raise SimmodelError(f"--out {out} is a file; name a folder, for example --out documents")
    taken = [name for name in names if (folder / name).is_dir()]
    if taken:
        raise SimmodelError(f"--out {out} holds a folder called {taken[0]}; name another folder, or move that one")
    try:
        with tempfile.TemporaryDirectory(prefix=_BESIDE, dir=nearest_folder(folder)):
            pass
    except OSError as error:
        raise SimmodelError(f"--out {out} cannot be written: {reason(error)}") from error


def write_documents(findings: Findings, out: Path, writers: Mapping[str, Writer]) -> list[Path]:
    """Write a document by each name into the folder, and say where they are.

    All are written beside it first and moved there at the end, so nobody meets half a document; documents of the same
    names that stood there are replaced. SimmodelError where the folder is refused or cannot be written.
    """
    check_documents(out, list(writers))
    folder = resolved(out)
    try:
        with tempfile.TemporaryDirectory(prefix=_BESIDE, dir=nearest_folder(folder)) as beside:
            for name, write in writers.items():
                write(findings, Path(beside) / name)
            folder.mkdir(parents=True, exist_ok=True)
            for name in writers:
                os.replace(Path(beside) / name, folder / name)
    except OSError as error:
        raise SimmodelError(f"the documents could not be written to {out}: {reason(error)}") from error
    return [folder / name for name in writers]
