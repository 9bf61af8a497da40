"""The cells of a file in an editor: what is not touched stays what and where it was."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from small_pilot import STUDY_TEXT, TARGETS_TEXT

from simmodel.scenario import parse_study
from simmodel.shown.fit.cells import Cells, cells_of, frame_of, is_as_it_was, text_with
from simmodel.shown.fit.checked import checked

STUDY = parse_study(STUDY_TEXT)
WORDS = st.text("abc ,;\"'0123456789%<-", max_size=8).map(str.strip)


def cells(text: str) -> Cells:
    found = cells_of(text)
    assert found is not None
    return found


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6))
def test_a_file_that_nobody_edited_holds_the_same_cells(rows: list[tuple[str, str, str]]) -> None:
    given_rows = tuple((line, row) for line, row in enumerate(rows, start=2) if any(row))
    before = Cells(1, ",", ("target", "time", "value"), given_rows)

    assert cells_of(text_with(before, frame_of(before))) == before


def test_rows_keep_the_lines_on_which_their_faults_are_told() -> None:
    text = "\n\n" + TARGETS_TEXT.replace("housed", "\nhousd")
    rendered = text_with(cells(text), frame_of(cells(text)))

    assert checked(rendered, STUDY).faults == checked(text, STUDY).faults
    assert checked(text, STUDY).faults[0].startswith("row 6,")


def test_a_row_that_is_deleted_moves_no_other_and_a_new_one_comes_last() -> None:
    begun = cells(TARGETS_TEXT)
    frame = frame_of(begun).drop(index=1)
    new = pd.DataFrame([[None, "at_work", "12", "25%", "60", "state", "check", "Others"]], columns=frame.columns)
    edited = cells(text_with(begun, pd.concat([frame, new])))

    assert [(line, row[0]) for line, row in edited.rows] == [(2, "any_custody"), (4, "custody_days"), (5, "at_work")]


def test_a_comma_in_a_number_of_a_file_with_semicolons_is_still_refused_after_an_edit() -> None:
    text = TARGETS_TEXT.replace(",", ";").replace("40;60", "1,445;60")
    rendered = text_with(cells(text), frame_of(cells(text)))

    assert cells(text).mark == ";"
    assert checked(text, STUDY).faults
    assert checked(rendered, STUDY).faults == checked(text, STUDY).faults


def test_ragged_rows_and_columns_of_one_name_are_left_to_whoever_has_the_file() -> None:
    assert cells_of("target,time\nany_custody") is None
    assert cells_of("target,target\na,b") is None
    assert cells_of("") is None


def test_another_value_is_seen_and_other_quotes_are_not() -> None:
    assert is_as_it_was(TARGETS_TEXT, TARGETS_TEXT.replace("Our records", '"Our records"'))
    assert not is_as_it_was(TARGETS_TEXT, TARGETS_TEXT.replace("40%", "41%"))
