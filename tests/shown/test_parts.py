"""Parts of pages: they keep as JSON, and what is fitted is told below every number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.shown.parts import (
    Choice,
    Figure,
    Folded,
    Heading,
    Option,
    Part,
    Table,
    Words,
    from_json,
    labelled,
    to_json,
)

TABLE = Table("Outcomes", ("Outcome", "Pull in"), (("Crises", "-0.5"),), "per person", "outcomes")
FIGURE = Figure("crises", "Fewer crises.", {"description": "Fewer crises: -0.5", "mark": "line"}, TABLE)
EVERY: list[Part] = [
    Heading("Money"),
    Words("Nobody saves.", "warning", "Mind"),
    TABLE,
    FIGURE,
    Folded("More", (TABLE, Words("x"))),
    Choice("Which", (Option("one", (FIGURE,)), Option("two", (Folded("in it", (TABLE,)),)))),
]


def test_every_kind_of_part_keeps_as_json_and_comes_back_the_same() -> None:
    assert from_json(to_json(EVERY)) == EVERY


@given(st.text(), st.text())
def test_words_of_files_keep_whatever_letters_they_hold(text: str, title: str) -> None:
    kept: list[Part] = [Words(text, "note", title)]
    assert from_json(to_json(kept)) == kept


def test_what_is_no_part_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        from_json(b'[{"kind": "script", "text": "x"}]')


def test_a_label_stands_below_every_table_and_figure_however_deep() -> None:
    told = to_json(labelled(EVERY, "Fitted to Taree")).decode()
    assert told.count("per person Fitted to Taree.") == to_json(EVERY).decode().count("per person")
    assert labelled(EVERY, "") == EVERY
