"""Text in a cell: no control characters, and never longer than a cell."""

from hypothesis import given
from hypothesis import strategies as st

from simmodel.documents.plain_text import LONGEST_CELL, cell_text


@given(st.text(st.characters(codec=None)))
def test_a_cell_holds_no_character_that_xml_refuses(text: str) -> None:
    refused = [
        c for c in cell_text(text) if (c < " " and c not in "\t\n") or c in "\ufffe\uffff" or "\ud800" <= c <= "\udfff"
    ]

    assert refused == []


@given(st.text(st.characters(exclude_categories=["C"]), max_size=200))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert cell_text(text) == text


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    for letter in ("x", "😀"):
        cut = cell_text(letter * 40_000)
        assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL
        assert cut.endswith("longer than a cell]")
