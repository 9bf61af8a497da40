"""The ledger: every row says where it comes from and how sure we are."""

import csv
from importlib.resources import files

import pytest

from simmodel.evidence import GRADE_WORDS, UNSURE, Row, cited, ledger

RAW = files("simmodel.evidence").joinpath("ledger.csv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(RAW))


def test_no_two_rows_share_an_id() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) == len(ledger())


def test_every_row_has_every_column_and_no_more() -> None:
    columns = list(Row.__dataclass_fields__)

    assert list(ROWS[0]) == columns
    assert all(None not in row and None not in row.values() for row in ROWS)


@pytest.mark.parametrize("column", ["id", "parameter", "unit", "source", "grade"])
def test_no_row_leaves_out_what_it_measures_where_it_is_from_or_how_sure_we_are(column: str) -> None:
    assert [row["id"] for row in ROWS if not row[column].strip()] == []


def test_every_grade_is_one_of_ours() -> None:
    assert {row["grade"] for row in ROWS} <= set(GRADE_WORDS)
    assert set(UNSURE) <= set(GRADE_WORDS)


def test_no_range_is_upside_down() -> None:
    upside_down = []
    for row in ROWS:
        given = [float(row[end]) for end in ("low", "value", "high") if _is_number(row[end])]
        if given != sorted(given) and float(row["value"]) >= 0:
            upside_down.append(row["id"])

    assert upside_down == []


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_a_row_that_is_unsure_is_shown_as_such() -> None:
    assert cited("COST006") == "COST006 (M: from memory, to be checked)"
    assert cited("COST008") == "COST008 (D: assumption or derivation)"


def test_a_row_that_is_measured_is_shown_with_its_grade_alone() -> None:
    assert cited("REC001") == "REC001 (A)"


def test_an_id_that_is_not_in_the_ledger_cannot_be_cited() -> None:
    with pytest.raises(KeyError):
        cited("REC999")


def test_a_row_reads_as_it_is_written() -> None:
    row = ledger()["REC001"]

    assert (row.value, row.unit, row.grade, row.source_year) == ("0.425", "share", "A", "2024")
