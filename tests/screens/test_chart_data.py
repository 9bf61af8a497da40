"""Rows of a chart beside it as Arrow."""

import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.screens.chart_data import NAME, with_arrow

ROWS = st.lists(
    st.fixed_dictionaries(
        {"year": st.floats(-1e9, 1e9), "words": st.text(max_size=9), "n": st.none() | st.integers(0, 9)}
    ),
    min_size=1,
    max_size=5,
)


@given(ROWS)
def test_the_rows_are_all_there_and_the_rest_of_the_chart_is_untouched(rows: list[dict]) -> None:
    chart = {"mark": "line", "data": {"values": rows}}
    found = with_arrow(chart)
    read = pa.ipc.open_stream(io.BytesIO(found["datasets"][NAME])).read_all().to_pylist()
    assert read == rows
    assert found["data"] == {"name": NAME}
    assert found["mark"] == "line"
    assert chart == {"mark": "line", "data": {"values": rows}}


@pytest.mark.parametrize("chart", [{"layer": []}, {"data": {"url": "x"}}, {"data": {"name": "x"}}])
def test_a_chart_without_rows_of_its_own_stays_as_it_is(chart: dict) -> None:
    assert with_arrow(chart) == chart
