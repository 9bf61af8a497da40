"""Faults of a file as a table: every one, at its place, with what was found apart from what to type."""

import pytest
from small_pilot import FAULTY_TEXT, ONE_PERSON_EACH, STUDY_TEXT

from simmodel.errors import StudyError
from simmodel.scenario import parse_study
from simmodel.shown.fit.checked import checked, taken_in
from simmodel.shown.fit.faults import fault_table, faults_told

STUDY = parse_study(STUDY_TEXT)


def test_every_fault_stands_at_its_row_and_column() -> None:
    found = checked(FAULTY_TEXT, STUDY)
    rows = fault_table(found.faults, "What is wrong").rows

    assert [row[:2] for row in rows] == [("2", "value"), ("3", "target")]
    assert "31" in rows[0][2]
    assert "type 31% if it is a percentage" in rows[0][3]
    assert "housed" in rows[1][3]


def test_the_cells_of_the_table_are_the_sentences_of_the_command_line() -> None:
    found = checked(FAULTY_TEXT, STUDY)
    for fault, row in zip(found.faults, fault_table(found.faults, "").rows, strict=True):
        for cell in row:
            assert cell in fault


def test_records_of_people_are_refused_and_nothing_of_them_is_repeated() -> None:
    found = checked(ONE_PERSON_EACH, STUDY)
    table = fault_table(found.faults, "")

    assert found.refused
    assert not found.targets
    said = " ".join(cell for row in table.rows for cell in row)
    for word in ("Alex", "Sam", "1990", "1985", "date_of_birth"):
        assert word not in said


def test_a_file_with_ordinary_faults_is_not_taken_for_records_of_people() -> None:
    assert not checked(FAULTY_TEXT, STUDY).refused


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"%PDF-1.7", b"\xff\xfea\x00", b"x" * 300_000])
def test_what_is_no_text_is_told_in_a_sentence_and_not_taken_in(content: bytes) -> None:
    text, faults = taken_in(content)

    assert text == ""
    assert len(faults) == 1
    assert fault_table(faults, "").rows[0][0] == "whole file"
    assert "allowed" in faults[0]


def test_faults_of_a_study_stand_at_their_lines() -> None:
    with pytest.raises(StudyError) as refused:
        parse_study(STUDY_TEXT.replace("begins_within_weeks = 52", "begins_within_weeks = -1"), "study.toml")
    ((line, *_, what, mend),) = fault_table(refused.value.faults, "").rows

    assert STUDY_TEXT.split("\n")[int(line) - 1].startswith("people")
    assert "-1" in what
    assert mend


def test_one_fault_is_told_as_one() -> None:
    assert faults_told(2, "targets.csv") == "targets.csv has 2 faults, and nothing can be fitted before they are mended"
