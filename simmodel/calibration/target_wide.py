"""A wide table of targets as a long one: a column for each time becomes a row for each time."""

from __future__ import annotations

from dataclasses import replace

from simmodel.calibration.target_columns import is_time
from simmodel.calibration.target_text import Row, Table


def wide_to_long(table: Table) -> Table:
    """One row for each number of a wide table, in the order of the file; blank cells were not observed.

    Every row keeps the line of the wide one, and calls its time and value by the column they stand in.
    """
    times = [name for name in table.columns if is_time(name)]
    columns = tuple(name for name in table.columns if name not in times)
    rows = tuple(_at(row, time, columns) for row in table.rows for time in times if row.get(time))
    return replace(table, columns=(*columns, "time", "value"), rows=rows)


def _at(row: Row, time: str, columns: tuple[str, ...]) -> Row:
    cells = {name: row.get(name) for name in (*columns, *row.named)}
    return Row(row.line, cells | {"time": time, "value": row.get(time)}, {**row.named, "time": time, "value": time})
