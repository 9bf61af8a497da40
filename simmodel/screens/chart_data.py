"""The rows of a chart as Arrow, made once: Streamlit would make them anew for every reader at every redraw."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa

NAME = "rows"


def with_arrow(chart: dict[str, Any]) -> dict[str, Any]:
    """A copy of the chart, whose rows (of `data.values`) are named and stand beside it as Arrow.

    Streamlit writes into the chart that it is given, and other readers and files share the one that it was made of.
    """
    data = chart.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("values"), list):
        return deepcopy(chart)
    return deepcopy(chart | {"data": {"name": NAME}}) | {"datasets": {NAME: _arrow(json.dumps(data["values"]))}}


@lru_cache(maxsize=256)
def _arrow(rows: str) -> bytes:
    table = pa.Table.from_pandas(pd.DataFrame(json.loads(rows)), preserve_index=False)
    made = pa.BufferOutputStream()
    with pa.ipc.new_stream(made, table.schema) as written:
        written.write_table(table)
    return made.getvalue().to_pybytes()
