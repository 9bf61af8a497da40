"""Rows that are packed are the same rows, and take no more than their numbers do."""

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.appraisal.measured import Row
from simmodel.appraisal.packed import Rows, SeriesOfRuns, TablesBySite, packed, packed_by_site, tabled
from simmodel.appraisal.runs import COLUMNS

WORDS = st.sampled_from(["current", "pull_in", "crises", ""])
ROWS = st.lists(st.builds(Row, WORDS, WORDS, st.integers(0, 2**31 - 1), WORDS, st.floats()))
REACHED = Row("pull_in", "reached", 3, "crises", 0.25)
EVERYONE = Row("pull_in", "site", 40, "crises", float("nan"))


@given(ROWS)
def test_rows_come_back_in_order_and_to_the_last_bit(rows: list[Row]) -> None:
    assert repr(list(packed(rows))) == repr(rows)
    assert len(packed(rows)) == len(rows)


@given(st.dictionaries(st.text(max_size=2), ROWS, max_size=4))
def test_each_site_has_its_own_rows(sites: dict[str, list[Row]]) -> None:
    found = packed_by_site(sites)
    assert repr({name: list(rows) for name, rows in found.items()}) == repr(sites)
    with pytest.raises(KeyError):
        found["nowhere"]


def test_names_are_held_once_however_many_runs_have_them_and_wherever_these_come_from() -> None:
    one, other = packed([REACHED]), pickle.loads(pickle.dumps(packed([REACHED._replace(value=7.0)])))
    assert one.of is other.of
    here, there = packed_by_site({"alder": [REACHED]}), pickle.loads(pickle.dumps(packed_by_site({"alder": []})))
    assert here.sites is there.sites


def test_a_packed_row_takes_fourteen_bytes() -> None:
    assert packed([EVERYONE] * 1000).nbytes == 14_000


def as_tuples(draws: list[int], runs: list[list[Row]]) -> pd.DataFrame:
    rows = [(run, draws[run], *row) for run, rows in enumerate(runs) for row in rows]
    return pd.DataFrame(rows, columns=list(COLUMNS))


@pytest.mark.parametrize(
    "runs", [[[EVERYONE], [REACHED, EVERYONE], []], [[EVERYONE, REACHED._replace(scenario="links")]], [[REACHED], []]]
)
def test_the_table_of_runs_is_that_of_their_rows_whoever_was_reached_in_which_run(runs: list[list[Row]]) -> None:
    draws = [3, 1, 2][: len(runs)]
    pd.testing.assert_frame_equal(tabled(draws, [packed(rows) for rows in runs]), as_tuples(draws, runs))


def test_no_runs_have_a_table_without_rows() -> None:
    assert list(tabled([], []).columns) == list(COLUMNS)
    assert len(tabled([1], [packed([])])) == 0


def test_each_site_of_several_has_a_table_that_is_made_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [{"alder": [EVERYONE], "birch": [REACHED]}, {"alder": [EVERYONE, REACHED], "birch": []}]
    made, at = list[object](), Rows.at
    monkeypatch.setattr(Rows, "at", lambda rows, chosen: made.append(chosen) or at(rows, chosen))
    tables = TablesBySite([1, 1], [packed_by_site(one) for one in runs])
    assert list(tables) == ["alder", "birch"]
    assert (len(tables), made) == (2, [])
    for site, table in tables.items():
        pd.testing.assert_frame_equal(table, as_tuples([1, 1], [one[site] for one in runs]))


def test_of_one_site_there_is_no_table_by_site() -> None:
    assert packed_by_site({}) == {}
    assert (list(TablesBySite([1], [{}])), len(TablesBySite([], []))) == ([], 0)


def test_a_series_is_that_of_every_run_in_order() -> None:
    runs = [{"people": np.array([run, 2.0], np.float32), "crises": np.zeros(1)} for run in range(3)]
    found = SeriesOfRuns(runs)
    assert (list(found), len(found)) == (["people", "crises"], 2)
    assert (found["people"].tolist(), found["people"].dtype) == ([[0, 2], [1, 2], [2, 2]], np.float32)
