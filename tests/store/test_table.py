"""A run is the same run after it was a table, to the last bit."""

import pytest
from alike import same_run
from hypothesis import given
from hypothesis import strategies as st
from made_up_lives import made_up_run
from towns import some_solution, town, towns

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play_all
from simmodel.kept import OneRun, keep
from simmodel.store.table import NO_CURVE, SCHEMA, run_of_table, table_of_run

LABELS = {"study": "town", "study_hash": "0a", "engine": "1b", "seed": 2**64 - 1, "draw": 3, "run": 99_999}


def and_back(one: OneRun | None) -> OneRun | None:
    return run_of_table(table_of_run(one, LABELS), list(one.weekly) if one is not None else [])


@pytest.mark.parametrize("study", [town(levers="reach_out = true"), towns({"alder": 4, "birch": 1})])
def test_a_run_that_was_lived_comes_back_as_it_was(study: object) -> None:
    lived = keep(3, study, play_all(study, some_solution(), 3, 0, compiled_driver(), 3))
    assert same_run(and_back(lived), lived)
    assert lived.delivery["current"] == {}


@given(st.data())
def test_any_numbers_come_back_as_they_were(data: st.DataObject) -> None:
    numbers = st.one_of(st.floats(), st.sampled_from([-0.0, float("nan"), float("inf"), 5e-324, 2.0**53]))
    one = made_up_run(lambda: data.draw(numbers), draw=3)
    assert same_run(and_back(one), one)


def test_a_run_without_a_custody_curve_is_one_row_and_comes_back_as_none() -> None:
    assert table_of_run(None, LABELS)["kind"].to_pylist() == [NO_CURVE]
    assert and_back(None) is None


def test_every_row_says_whose_it_is_and_only_series_have_places() -> None:
    table = table_of_run(made_up_run(lambda: 1.0, draw=3), LABELS).to_pandas()
    assert list(table.columns) == SCHEMA.names
    assert {tuple(row) for row in table[list(LABELS)].to_numpy()} == {tuple(LABELS.values())}
    assert set(table[table.place.notna()].kind) == {"weekly", "spent", "counted", "for_others"}
    assert set(table[table.people.notna()].kind) == {"outcome", "site_outcome"}
