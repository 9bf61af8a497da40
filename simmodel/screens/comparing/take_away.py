"""What a reader takes away: brief, report, workbook, tables, the study file, and the command that says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from simmodel.carried import fitted_of, label_of
from simmodel.documents.as_bytes import bytes_of
from simmodel.documents.findings import Findings
from simmodel.scenario import Study
from simmodel.screens import studies
from simmodel.screens.comparing.choices import Asked
from simmodel.screens.comparing.work import SEED, Done
from simmodel.screens.fits import UNPACKED, to_type
from simmodel.screens.plain import plain

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_away(asked: Asked, runs: int, done: Done | None) -> None:
    """Documents of a result that was run here, and in any case the file and the command that give it again."""
    st.header("To take away")
    if done is None:
        st.markdown("Run the comparison to take the Word brief, the report, the workbook and all tables with you.")
    else:
        _documents(done.findings, asked.study.name)
    reproduce(asked, [command(asked, runs)], "result")


def _documents(findings: Findings, name: str) -> None:
    from simmodel.documents.brief import write_brief
    from simmodel.documents.page import write_page
    from simmodel.documents.tables import write_tables
    from simmodel.documents.workbook import write_workbook

    columns = st.columns(4)
    offered: tuple[tuple[str, str, str, Callable[[Findings, Path], None]], ...] = (
        ("Word brief, two pages", f"{name}-brief.docx", WORD, write_brief),
        ("Excel workbook", f"{name}-workbook.xlsx", EXCEL, write_workbook),
        ("All tables, CSV", f"{name}-tables.zip", "application/zip", write_tables),
        ("Whole report, HTML", f"{name}-report.html", "text/html", write_page),
    )
    for column, (label, file, kind, write) in zip(columns, offered, strict=True):
        made = partial(bytes_of, partial(write, findings), file)
        column.download_button(label, made, file, kind, on_click="ignore")


def command(asked: Asked, runs: int) -> str:
    """What to type to get the same numbers from the command line."""
    return typed(asked, "compare", f"--runs {runs} --seed {SEED}")


def typed(asked: Asked, name: str, question: str) -> str:
    """What to type to ask a question, in its options, of what the reader chose."""
    return studies.typed(name, file_of(asked.study), question, _folder(asked.study))


def _folder(study: Study) -> str:
    return to_type(study.posterior) if study.posterior is not None else ""


def file_of(study: Study) -> str:
    """A file name that tells studies with other levers or fits apart."""
    fitted = f"-fitted_to_{study.posterior.fitted}" if study.posterior is not None else ""
    return f"{study.name}-{study.digest()[:8]}{fitted}.toml"


def reproduce(asked: Asked, commands: Sequence[str], key: str) -> None:
    """The study file of a result and what to type for its numbers; `key` tells it from others on the page."""
    fitted, folder = label_of(fitted_of(asked.study)), _folder(asked.study)
    with st.expander("Reproduce this result"):
        st.markdown("The page calls the same functions as the command line. Save the study file and type:")
        st.code("\n".join(commands), language=None, wrap_lines=True)
        if folder == UNPACKED:
            st.markdown(plain(f"{UNPACKED} stands for the fit that was handed in: its folder, unpacked. {fitted}."))
        text = studies.with_note(asked.text, fitted, folder)
        st.download_button(
            "Download the study file",
            text,
            file_of(asked.study),
            "application/toml",
            key=f"{key}-study-file",
            on_click="ignore",
        )
        st.code(text, language="toml", wrap_lines=True)
