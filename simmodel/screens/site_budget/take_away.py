"""Take a budget away: the file, the workbook with live formulas, the table with a justification for each line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simmodel.budget.file import plan_as_toml
from simmodel.budget.totals import Found
from simmodel.documents.as_bytes import bytes_of
from simmodel.documents.budget_word import write_budget_table
from simmodel.documents.budget_workbook import write_budget_workbook

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_take_away(found: Found) -> None:
    """Three files, and the command that gives the same figures."""
    st.header("Take it away")
    name, command = found.plan.name, command_of(found)
    excel, word, toml = st.columns(3)
    _button(excel, "Excel workbook", f"{name}.xlsx", EXCEL, lambda: made(write_budget_workbook, found, ".xlsx"))
    excel.caption("Live formulas: change coaches, prices, rates or years' growth, and every total follows.")
    _button(word, "Word table", f"{name}.docx", WORD, lambda: made(write_budget_table, found, ".docx"))
    word.caption("Every line with its number, unit cost, amount and justification.")
    _button(toml, "Budget file", f"{name}.toml", "application/toml", lambda: plan_as_toml(found.plan).encode())
    toml.caption("Hand it in here again, or type the command below for the same figures.")
    st.code(command, language=None, wrap_lines=True)


def command_of(found: Found) -> str:
    """What to type for the same figures."""
    from simmodel.sampling import DEFAULT_PRICE_DRAWS

    often = "" if found.draws == DEFAULT_PRICE_DRAWS else f" --runs {found.draws}"
    return f"uv run simmodel budget {found.plan.name}.toml{often}"


def made(write: Callable[[Found, str, date, Path], None], found: Found, ending: str) -> bytes:
    """The bytes of a document."""
    return bytes_of(lambda path: write(found, command_of(found), date.today(), path), f"budget{ending}")


def _button(place: DeltaGenerator, label: str, file: str, kind: str, content: Callable[[], bytes]) -> None:
    place.download_button(label, content, file, kind, key=f"site-budget-{kind[-9:]}", on_click="ignore")
