"""Tables for a terminal: plain, narrow enough for 80 columns, scenarios side by side as far as they fit."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

_LABEL_WIDTH, _SCENARIO_WIDTH = 32, 24


def fitting(width: int) -> int:
    """How many scenarios fit beside their labels."""
    return max(1, (width - _LABEL_WIDTH) // _SCENARIO_WIDTH)


def side_by_side(names: list[str], width: int) -> list[list[str]]:
    """Groups of scenarios that fit beside their labels, the first (the base case) in each."""
    others_at_once = max(1, fitting(width) - 1)
    first, others = names[:1], names[1:]
    starts = range(0, max(1, len(others)), others_at_once)
    return [first + others[start : start + others_at_once] for start in starts]


def empty_table(title: str, label: str, heads: Sequence[str]) -> Table:
    """A table without rows: its labels under `label`, and a column of cells for each head."""
    table = Table(title=Text(title), box=box.SIMPLE_HEAD, title_justify="left", padding=(0, 1), expand=False)
    table.add_column(Text(label), overflow="fold")
    for head in heads:
        table.add_column(Text(head), justify="right", overflow="fold")
    return table


def add_row(table: Table, label: str, cells: Sequence[str]) -> None:
    """One more row of a table, as plain text."""
    table.add_row(Text(label), *(Text(cell) for cell in cells))


def table_of(title: str, label: str, heads: Sequence[str]) -> Table:
    """A table without rows for one scenario: its labels unbroken, no room lost at its edges."""
    table = empty_table(title, label, heads)
    table.pad_edge, table.columns[0].no_wrap, table.columns[0].overflow = False, True, "ellipsis"
    return table


def say(console: Console, text: str, style: str = "") -> None:
    """One paragraph, as plain text."""
    console.print(Text(text, style=style))
